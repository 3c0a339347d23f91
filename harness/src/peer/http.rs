//! HTTP/1.1 requests as bytes (RFC 9112).

/// A SOAP message as a POST request (SOAP 1.1 §6).
#[must_use]
pub fn post(host: &str, path: &str, body: &[u8]) -> Vec<u8> {
    post_as("text/xml; charset=utf-8", host, path, body)
}

/// A POST request with a body of that type.
pub(super) fn post_as(content_type: &str, host: &str, path: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {content_type}\r\nSOAPAction: \"\"\r\n\
         Content-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// A GET request, after which the connection ends.
#[must_use]
pub fn get(host: &str, path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").into_bytes()
}
