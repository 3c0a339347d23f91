//! HTTP/1.1 responses, read from bytes (RFC 9112).

const MAX_HEADERS: usize = 64;

/// A whole response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The value of `Content-Type`, if there was one.
    pub content_type: Option<String>,
    /// Whether the connection ends with it.
    pub closes: bool,
    /// The body, without any transfer coding.
    pub body: Vec<u8>,
}

/// How far the bytes that have arrived go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// They are a whole response, and this many bytes of them belong to it.
    Whole(usize),
    /// More has to come.
    More,
    /// They are no HTTP response, and will be none whatever comes.
    Garbled(String),
}

/// How far `bytes` go. `ended` says that the peer has closed its side, which is the end of a body of unstated length.
#[must_use]
pub fn progress(bytes: &[u8], ended: bool) -> Progress {
    match read(bytes, ended) {
        Ok(Some((_, length))) => Progress::Whole(length),
        Ok(None) => Progress::More,
        Err(why) => Progress::Garbled(why),
    }
}

/// The whole response that `bytes` begin with, if they do.
///
/// # Errors
/// When they are no HTTP response; the text says why.
pub fn response(bytes: &[u8]) -> Result<Option<Response>, String> {
    Ok(read(bytes, true)?.map(|(response, _)| response))
}

fn read(bytes: &[u8], ended: bool) -> Result<Option<(Response, usize)>, String> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut head = httparse::Response::new(&mut headers);
    let start = match head.parse(bytes) {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(e) => return Err(format!("no HTTP response: {e}")),
    };
    let status = head.code.unwrap_or_default();
    if (100..200).contains(&status) && status != 101 {
        let rest = read(&bytes[start..], ended)?;
        return Ok(rest.map(|(response, length)| (response, start + length)));
    }
    let value = |name: &str| {
        head.headers
            .iter()
            .find(|h| h.name.eq_ignore_ascii_case(name))
            .map(|h| String::from_utf8_lossy(h.value).trim().to_owned())
    };
    let says = |name: &str, token: &str| {
        value(name).is_some_and(|v| v.split(',').any(|t| t.trim().eq_ignore_ascii_case(token)))
    };
    let mut response = Response {
        status,
        content_type: value("content-type"),
        closes: says("connection", "close")
            || (head.version == Some(0) && !says("connection", "keep-alive")),
        body: Vec::new(),
    };
    let rest = &bytes[start..];
    if matches!(status, 204 | 304) {
        return Ok(Some((response, start)));
    }
    if says("transfer-encoding", "chunked") {
        return Ok(chunks(rest)?.map(|(body, length)| {
            response.body = body;
            (response, start + length)
        }));
    }
    if let Some(length) = value("content-length") {
        let length: usize = length
            .parse()
            .map_err(|_| format!("Content-Length {length:?} is no number"))?;
        if rest.len() < length {
            return Ok(None);
        }
        response.body = rest[..length].to_vec();
        return Ok(Some((response, start + length)));
    }
    response.closes = true;
    response.body = rest.to_vec();
    Ok(ended.then_some((response, bytes.len())))
}

/// A chunked body, and how many bytes it takes (RFC 9112 §7.1).
fn chunks(bytes: &[u8]) -> Result<Option<(Vec<u8>, usize)>, String> {
    let mut body = Vec::new();
    let mut at = 0;
    loop {
        let (line, size) = match httparse::parse_chunk_size(&bytes[at..]) {
            Ok(httparse::Status::Complete(found)) => found,
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(_) => return Err("a chunk's size is no number".into()),
        };
        at += line;
        if size == 0 {
            return trailers(bytes, at).map(|end| end.map(|end| (body, end)));
        }
        let size = usize::try_from(size).map_err(|_| "a chunk is too large".to_owned())?;
        let Some(end) = at.checked_add(size).filter(|end| end + 2 <= bytes.len()) else {
            return Ok(None);
        };
        body.extend_from_slice(&bytes[at..end]);
        if &bytes[end..end + 2] != b"\r\n" {
            return Err("a chunk does not end where its size says".into());
        }
        at = end + 2;
    }
}

fn trailers(bytes: &[u8], at: usize) -> Result<Option<usize>, String> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    match httparse::parse_headers(&bytes[at..], &mut headers) {
        Ok(httparse::Status::Complete((length, _))) => Ok(Some(at + length)),
        Ok(httparse::Status::Partial) => Ok(None),
        Err(e) => Err(format!("the trailer cannot be read: {e}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(bytes: &[u8]) -> Response {
        assert_eq!(progress(bytes, false), Progress::Whole(bytes.len()));
        for end in 0..bytes.len() {
            assert_eq!(
                progress(&bytes[..end], false),
                Progress::More,
                "{end} bytes"
            );
        }
        response(bytes).unwrap().unwrap()
    }

    #[test]
    fn a_body_of_stated_length() {
        let got =
            whole(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 3\r\n\r\nabc");
        assert_eq!(
            (got.status, got.body.as_slice(), got.closes),
            (200, &b"abc"[..], false)
        );
        assert_eq!(got.content_type.as_deref(), Some("text/xml"));
    }

    #[test]
    fn a_chunked_body_behind_an_interim_response() {
        let got = whole(
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\nConnection: Close\r\n\r\n\
              2;x=y\r\nab\r\n1\r\nc\r\n0\r\n\r\n",
        );
        assert_eq!(
            (got.status, got.body.as_slice(), got.closes),
            (500, &b"abc"[..], true)
        );
    }

    #[test]
    fn a_body_until_the_connection_closes() {
        let bytes = b"HTTP/1.0 200 OK\r\n\r\nabc";
        assert_eq!(progress(bytes, false), Progress::More);
        assert_eq!(progress(bytes, true), Progress::Whole(bytes.len()));
    }

    #[test]
    fn garbage_is_known_as_such() {
        for bytes in [
            &b"SSH-2.0-OpenSSH\r\n"[..],
            b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        ] {
            assert!(matches!(progress(bytes, false), Progress::Garbled(_)));
        }
    }
}
