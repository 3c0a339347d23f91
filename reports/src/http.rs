//! An HTTP message taken apart as far as it can be, for tools that want it in parts (RFC 9112).

/// One message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Message {
    /// The first line.
    pub(crate) start: String,
    /// The fields, as they were written but for white space around values. A line without a colon is all name.
    pub(crate) fields: Vec<(String, String)>,
    /// How many bytes the head has, with the empty line that ends it.
    pub(crate) head: usize,
    /// What follows; of a chunked body the content, where all of it is there.
    pub(crate) body: Vec<u8>,
    /// Whether the body was chunked, and is the content of its chunks here.
    pub(crate) is_unchunked: bool,
    /// Whether the head is what a client of HTTP/1 would write: visible ASCII, every field with a name that is a token.
    pub(crate) is_plain: bool,
}

impl Message {
    /// The message that bytes are; nothing where no empty line ends the head.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n")?;
        let text = String::from_utf8_lossy(&bytes[..end]);
        let mut lines = text.split("\r\n");
        let start = lines.next().unwrap_or_default().to_owned();
        let mut is_plain = is_visible(&start);
        let mut fields = Vec::new();
        for line in lines {
            let (name, value) = line.split_once(':').unwrap_or((line, ""));
            is_plain &= line.contains(':') && is_token(name) && is_visible(value);
            let value = value.trim_matches([' ', '\t']);
            fields.push((name.to_owned(), value.to_owned()));
        }
        let mut message = Self {
            start,
            fields,
            head: end + 4,
            body: bytes[end + 4..].to_vec(),
            is_unchunked: false,
            is_plain,
        };
        if message.is_chunked()
            && let Some(content) = unchunked(&message.body)
        {
            message.body = content;
            message.is_unchunked = true;
        }
        Some(message)
    }

    /// The last response that bytes are, interim ones before it left out (RFC 9110 §15.2).
    pub(crate) fn last_response(bytes: &[u8]) -> Option<Self> {
        let message = Self::read(bytes).filter(|m| m.status().is_some())?;
        let is_interim = message
            .status()
            .is_some_and(|s| (100..200).contains(&s) && s != 101);
        is_interim
            .then(|| Self::last_response(&bytes[message.head..]))
            .flatten()
            .or(Some(message))
    }

    /// The words of the first line, the last with all that is left.
    pub(crate) fn words(&self) -> [&str; 3] {
        let mut words = self.start.splitn(3, ' ');
        std::array::from_fn(|_| words.next().unwrap_or_default())
    }

    /// The status of a response.
    pub(crate) fn status(&self) -> Option<u16> {
        let [version, status, _] = self.words();
        version
            .starts_with("HTTP/")
            .then(|| status.parse().ok())
            .flatten()
    }

    /// The values of a field, of that name in any case.
    pub(crate) fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields
            .iter()
            .filter(move |(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    fn is_chunked(&self) -> bool {
        self.values("transfer-encoding")
            .last()
            .is_some_and(|v| v.eq_ignore_ascii_case("chunked"))
    }
}

fn is_visible(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b' '..=b'~' | b'\t'))
}

/// RFC 9110 §5.6.2.
fn is_token(text: &str) -> bool {
    let of_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    !text.is_empty() && text.bytes().all(of_token)
}

/// The content of a chunked body that ends where the bytes end (RFC 9112 §7.1).
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    loop {
        let line = rest.windows(2).position(|w| w == b"\r\n")?;
        let size = std::str::from_utf8(&rest[..line]).ok()?;
        let size = size.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[line + 2..];
        if size == 0 {
            let ends = rest == b"\r\n" || rest.ends_with(b"\r\n\r\n");
            return ends.then_some(content);
        }
        content.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_taken_apart() {
        let read = Message::read(b"POST /lcp HTTP/1.1\r\nHost: a\r\nX:\r\n\r\nbody").unwrap();
        assert_eq!(read.words(), ["POST", "/lcp", "HTTP/1.1"]);
        let field = |n: &str, v: &str| (n.to_owned(), v.to_owned());
        assert_eq!(read.fields, [field("Host", "a"), field("X", "")]);
        assert_eq!((read.head, read.body.as_slice()), (35, &b"body"[..]));
        assert!(read.is_plain);
        assert_eq!(Message::read(b"\x16\x03\x01"), None);
        for odd in [
            &b"GET / HTTP/1.1\r\nno colon\r\n\r\n"[..],
            b"GET / HTTP/1.1\r\n: x\r\n\r\n",
            b"GET / HTTP/1.1\r\nA: \x1b[31m\r\n\r\n",
            b"GET / HTTP/1.1\r\nA: 1\r\n folded\r\n\r\n",
            b"GET /\xff HTTP/1.1\r\n\r\n",
        ] {
            assert!(!Message::read(odd).unwrap().is_plain, "{odd:?}");
        }
    }

    #[test]
    fn chunks_are_put_together_where_all_are_there() {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        let body = |chunks: &str| {
            let read = Message::read(format!("{head}{chunks}").as_bytes()).unwrap();
            String::from_utf8(read.body).unwrap()
        };
        assert_eq!(
            body("3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n"),
            "abc0123456789"
        );
        assert_eq!(body("1\r\na\r\n0\r\nT: x\r\n\r\n"), "a");
        for broken in [
            "3\r\nab",
            "3\r\nabcde\r\n0\r\n\r\n",
            "x\r\n",
            "",
            "ffffffffffffffff\r\nab\r\n",
        ] {
            assert_eq!(body(broken), broken);
        }
    }

    #[test]
    fn interim_responses_are_left_out() {
        let read = Message::last_response(
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\nx",
        );
        assert_eq!(read.unwrap().status(), Some(200));
        let alone = Message::last_response(b"HTTP/1.1 100 Continue\r\n\r\nHTTP");
        assert_eq!(alone.unwrap().status(), Some(100));
        assert_eq!(Message::last_response(b"SSH-2.0-x\r\n\r\n"), None);
    }
}
