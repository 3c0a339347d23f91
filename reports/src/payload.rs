//! The body of an HTTP message as text, for those who tell what it says. Not for those who judge: what cannot be read
//! here is simply not told.

use crate::wire_text::decode;

/// The first line of the message, without interim responses before it.
pub(crate) fn first_line(bytes: &[u8]) -> String {
    let (head, _) = split(bytes);
    let line = head.split(|b| *b == b'\r' || *b == b'\n').next();
    String::from_utf8_lossy(line.unwrap_or_default()).into_owned()
}

/// The body as text, without transfer coding and byte order mark.
pub(crate) fn text(bytes: &[u8]) -> String {
    let (head, body) = split(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let is_chunked = head.lines().any(|field| {
        field
            .strip_prefix("transfer-encoding:")
            .is_some_and(|v| v.contains("chunked"))
    });
    let body = if is_chunked {
        without_chunks(body)
    } else {
        body.to_vec()
    };
    let (text, _) = decode(&body);
    text.trim_start_matches('\u{feff}').to_owned()
}

/// Head and body of the message; of an answer, those behind interim responses (RFC 9110 §15.2).
fn split(mut bytes: &[u8]) -> (&[u8], &[u8]) {
    loop {
        let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") else {
            return (bytes, &[]);
        };
        let (head, body) = (&bytes[..end], &bytes[end + 4..]);
        if !(head.starts_with(b"HTTP/1.1 1") && body.starts_with(b"HTTP/")) {
            return (head, body);
        }
        bytes = body;
    }
}

/// The data of the chunks (RFC 9112 §7.1), as far as they can be followed.
fn without_chunks(mut body: &[u8]) -> Vec<u8> {
    let mut data = Vec::new();
    loop {
        let end = body.iter().position(|b| *b == b'\n').unwrap_or(body.len());
        let size = String::from_utf8_lossy(&body[..end]);
        let size = size.split(';').next().unwrap_or_default().trim();
        let Ok(size @ 1..) = usize::from_str_radix(size, 16) else {
            return data;
        };
        let rest = body.get(end + 1..).unwrap_or_default();
        data.extend_from_slice(&rest[..size.min(rest.len())]);
        // Behind the data stands an end of line.
        body = rest.get(size.saturating_add(2)..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_put_together() {
        let chunked =
            b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=1\r\n<a>\r\n4\r\n</a>\r\n0\r\n\r\n";
        assert_eq!(text(chunked), "<a></a>");
        let cut = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n<a>";
        assert_eq!(text(cut), "<a>");
    }

    #[test]
    fn interim_responses_are_passed_over() {
        let bytes = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\xef\xbb\xbf<a/>";
        assert_eq!(first_line(bytes), "HTTP/1.1 200 OK");
        assert_eq!(text(bytes), "<a/>");
        assert_eq!(first_line(b"\x16\x03"), "\u{16}\u{3}");
    }
}
