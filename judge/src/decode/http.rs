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
    progress_of(read(bytes, ended, false))
}

/// How far `bytes` go, where they answer a HEAD request: then no body follows, whatever length is stated (RFC 9110 §9.3.2).
#[must_use]
pub fn progress_without_body(bytes: &[u8], ended: bool) -> Progress {
    progress_of(read(bytes, ended, true))
}

fn progress_of(read: Result<Option<(Response, usize)>, String>) -> Progress {
    match read {
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
    Ok(read(bytes, true, false)?.map(|(response, _)| response))
}

/// The whole response to a HEAD request that `bytes` begin with, if they do.
///
/// # Errors
/// When they are no HTTP response; the text says why.
pub(super) fn response_without_body(bytes: &[u8]) -> Result<Option<Response>, String> {
    Ok(read(bytes, true, true)?.map(|(response, _)| response))
}

fn read(bytes: &[u8], ended: bool, bodiless: bool) -> Result<Option<(Response, usize)>, String> {
    let mut at = 0;
    loop {
        match one(&bytes[at..], ended, bodiless)? {
            Some((response, length)) if is_interim(response.status) => at += length,
            found => return Ok(found.map(|(response, length)| (response, at + length))),
        }
    }
}

/// Whether another response follows to the same request (RFC 9110 §15.2).
fn is_interim(status: u16) -> bool {
    (100..200).contains(&status) && status != 101
}

/// The first response, be it an interim one.
fn one(bytes: &[u8], ended: bool, bodiless: bool) -> Result<Option<(Response, usize)>, String> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut head = httparse::Response::new(&mut headers);
    let start = match head.parse(bytes) {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(e) => return Err(format!("no HTTP response: {e}")),
    };
    let status = head.code.unwrap_or_default();
    if !(100..600).contains(&status) {
        return Err(format!("{status} is no HTTP status"));
    }
    let value = |name: &str| value(head.headers, name);
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
    if is_interim(status) || matches!(status, 204 | 304) || bodiless {
        return Ok(Some((response, start)));
    }
    if says("transfer-encoding", "chunked") {
        return Ok(chunks(rest)?.map(|(body, length)| {
            response.body = body;
            (response, start + length)
        }));
    }
    if let Some(length) = content_length(head.headers)? {
        return Ok(rest.get(..length).map(|body| {
            response.body = body.to_vec();
            (response, start + length)
        }));
    }
    response.closes = true;
    response.body = rest.to_vec();
    Ok(ended.then_some((response, bytes.len())))
}

/// The body of the request that `bytes` are, without any transfer coding; absent where they are no whole request.
pub(super) fn request_body(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut head = httparse::Request::new(&mut headers);
    let Ok(httparse::Status::Complete(start)) = head.parse(bytes) else {
        return None;
    };
    let rest = &bytes[start..];
    if value(head.headers, "transfer-encoding").is_some() {
        return chunks(rest).ok()?.map(|(body, _)| body);
    }
    let length = content_length(head.headers).ok()??;
    rest.get(..length).map(<[u8]>::to_vec)
}

/// The values of a field, as if they stood in one (RFC 9110 §5.3).
fn value(headers: &[httparse::Header<'_>], name: &str) -> Option<String> {
    headers
        .iter()
        .filter(|h| h.name.eq_ignore_ascii_case(name))
        .map(|h| String::from_utf8_lossy(h.value).trim().to_owned())
        .reduce(|all, one| format!("{all}, {one}"))
}

/// The length that is stated. Stated twice it must be the same (RFC 9112 §6.3).
fn content_length(headers: &[httparse::Header<'_>]) -> Result<Option<usize>, String> {
    let Some(text) = value(headers, "content-length") else {
        return Ok(None);
    };
    let mut lengths = text.split(',').map(|length| {
        let length = length.trim();
        let digits = !length.is_empty() && length.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| length.parse::<usize>().ok()).flatten()
    });
    match lengths.next().flatten() {
        Some(length) if lengths.all(|other| other == Some(length)) => Ok(Some(length)),
        _ => Err(format!("Content-Length {text:?} is no number")),
    }
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
        let rest = &bytes[at..];
        let Some(chunk) = rest.get(..size) else {
            return Ok(None);
        };
        body.extend_from_slice(chunk);
        match &rest[size..] {
            [b'\r', b'\n', ..] => at += size + 2,
            [] | [b'\r'] => return Ok(None),
            _ => return Err("a chunk does not end where its size says".into()),
        }
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
    fn many_interim_responses_do_no_harm() {
        let mut bytes = b"HTTP/1.1 100 Continue\r\n\r\n".repeat(200_000);
        assert_eq!(progress(&bytes, false), Progress::More);
        bytes.extend_from_slice(b"HTTP/1.1 204 No\r\n\r\n");
        assert_eq!(progress(&bytes, false), Progress::Whole(bytes.len()));
    }

    #[test]
    fn sizes_beyond_all_memory_wait_for_more() {
        for size in ["fffffffffffffffe", "ffffffffffffffb0", "7fffffffffffffff"] {
            let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
            let bytes = format!("{head}{size}\r\nabc");
            assert_eq!(progress(bytes.as_bytes(), false), Progress::More, "{size}");
        }
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", usize::MAX);
        assert_eq!(progress(head.as_bytes(), false), Progress::More);
    }

    #[test]
    fn a_request_is_whole_or_is_none() {
        let stated = b"POST /lcp HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc";
        let chunked =
            b"POST /lcp HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n2\r\nbc\r\n0\r\n\r\n";
        for whole in [&stated[..], chunked] {
            assert_eq!(request_body(whole).as_deref(), Some(&b"abc"[..]));
            for end in 0..whole.len() {
                assert_eq!(request_body(&whole[..end]), None, "{end} bytes");
            }
        }
    }

    #[test]
    fn a_length_stated_twice_is_stated_once() {
        let twice = |a, b| {
            format!("HTTP/1.1 200 OK\r\nContent-Length: {a}\r\nContent-Length: {b}\r\n\r\nab")
        };
        assert_eq!(
            progress(twice(2, 2).as_bytes(), false),
            Progress::Whole(twice(2, 2).len())
        );
        assert!(matches!(
            progress(twice(1, 2).as_bytes(), false),
            Progress::Garbled(_)
        ));
    }

    #[test]
    fn an_answer_to_head_ends_with_its_head() {
        let bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
        assert_eq!(progress(bytes, false), Progress::More);
        assert_eq!(
            progress_without_body(bytes, false),
            Progress::Whole(bytes.len())
        );
        assert_eq!(progress_without_body(&bytes[..20], false), Progress::More);
    }

    #[test]
    fn garbage_is_known_as_such() {
        for bytes in [
            &b"SSH-2.0-OpenSSH\r\n"[..],
            b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\nx",
            b"HTTP/1.1 999 Never\r\nContent-Length: 0\r\n\r\n",
            b"HTTP/1.1 000 Nothing\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        ] {
            assert!(matches!(progress(bytes, false), Progress::Garbled(_)));
        }
    }
}
