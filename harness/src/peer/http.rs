//! HTTP/1.1 requests as bytes (RFC 9112).

/// A SOAP message as a POST request (SOAP 1.1 §6).
#[must_use]
pub fn post(host: &str, path: &str, body: &[u8]) -> Vec<u8> {
    post_as("text/xml; charset=utf-8", host, path, body)
}

/// A POST request with a body of that type.
pub(super) fn post_as(content_type: &str, host: &str, path: &str, body: &[u8]) -> Vec<u8> {
    [head(content_type, host, path, body).as_bytes(), body].concat()
}

/// The same, where the body is large: its head is put before it where it is.
pub(super) fn post_large(content_type: &str, host: &str, path: &str, body: String) -> Vec<u8> {
    let head = head(content_type, host, path, body.as_bytes());
    let mut all = body.into_bytes();
    all.splice(0..0, head.into_bytes());
    all
}

fn head(content_type: &str, host: &str, path: &str, body: &[u8]) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {content_type}\r\nSOAPAction: \"\"\r\n\
         Content-Length: {}\r\n\r\n",
        body.len()
    )
}

/// A GET request, after which the connection ends.
#[must_use]
pub fn get(host: &str, path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").into_bytes()
}
