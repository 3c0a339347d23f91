//! Requests as they come over a line: their bytes, and where they end.

use std::{io, time::Duration};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    time::timeout,
};

/// The largest request that is read, in bytes. A holder's are far smaller.
const LONGEST: usize = 4 << 20;

/// How many header fields are read.
const FIELDS: usize = 100;

/// A request as it came.
#[derive(Debug)]
pub(super) struct Incoming {
    /// All of it, head and body.
    pub(super) bytes: Vec<u8>,
    /// Its body, without the framing.
    pub(super) body: Vec<u8>,
    /// Its content type.
    pub(super) content_type: Option<String>,
    /// Whether it wants the connection closed (RFC 9112 §9.6).
    pub(super) closes: bool,
}

/// What came over a line.
pub(super) enum Came {
    /// A whole request.
    Request(Incoming),
    /// The end, or bytes that are no request; all that came since the last request.
    End(Vec<u8>),
}

/// A line to a client.
pub(super) struct Line<S> {
    pub(super) stream: S,
    held: Vec<u8>,
    /// How many bytes came.
    pub(super) received: u64,
}

/// The head of a request, as far as it matters here.
struct Head {
    length: usize,
    framing: Body,
    content_type: Option<String>,
    closes: bool,
    expects: bool,
}

enum Body {
    Length(usize),
    Chunked,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Line<S> {
    pub(super) fn new(stream: S) -> Self {
        Self {
            stream,
            held: Vec::new(),
            received: 0,
        }
    }

    /// The next request. One that waits for leave to send its body (RFC 9110 §10.1.1) is given it.
    pub(super) async fn next(&mut self) -> Came {
        let mut leave = false;
        loop {
            match self.whole() {
                Err(()) => return Came::End(std::mem::take(&mut self.held)),
                Ok(Some(incoming)) => return Came::Request(incoming),
                Ok(None) => {}
            }
            if !leave && matches!(head(&self.held), Ok(Some(Head { expects: true, .. }))) {
                leave = true;
                // Whether it arrives, the body tells.
                let _ = self
                    .stream
                    .write_all(b"HTTP/1.1 100 Continue\r\n\r\n")
                    .await;
                let _ = self.stream.flush().await;
            }
            if self.held.len() > LONGEST || !self.fill().await.is_ok_and(|more| more) {
                return Came::End(std::mem::take(&mut self.held));
            }
        }
    }

    /// Waits until the client ends the connection; whatever comes is counted.
    pub(super) async fn end(&mut self) {
        while self.held.len() <= LONGEST && self.fill().await.is_ok_and(|more| more) {}
    }

    /// Waits until the client says or ends something; what it says is kept. Where it does neither, so long.
    pub(super) async fn stir(&mut self, longest: Duration) {
        // Whichever it is, whoever comes next finds out.
        let _ = timeout(longest, self.fill()).await;
    }

    async fn fill(&mut self) -> io::Result<bool> {
        let n = self.stream.read_buf(&mut self.held).await?;
        self.received += n as u64;
        Ok(n > 0)
    }

    fn whole(&mut self) -> Result<Option<Incoming>, ()> {
        let Some(head) = head(&self.held)? else {
            return Ok(None);
        };
        let rest = &self.held[head.length..];
        let (body, taken) = match head.framing {
            Body::Length(length) if rest.len() < length => return Ok(None),
            Body::Length(length) => (rest[..length].to_vec(), length),
            Body::Chunked => match chunks(rest)? {
                None => return Ok(None),
                Some(whole) => whole,
            },
        };
        let bytes = self.held.drain(..head.length + taken).collect();
        Ok(Some(Incoming {
            bytes,
            body,
            content_type: head.content_type,
            closes: head.closes,
        }))
    }
}

fn head(bytes: &[u8]) -> Result<Option<Head>, ()> {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut request = httparse::Request::new(&mut fields);
    let length = match request.parse(bytes) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(_) => return Err(()),
    };
    let field = |name: &str| {
        let mut all = request.headers.iter();
        let found = all.find(|f| f.name.eq_ignore_ascii_case(name));
        found.map(|f| String::from_utf8_lossy(f.value).trim().to_owned())
    };
    let has = |name: &str, word: &str| {
        field(name).is_some_and(|value| value.to_ascii_lowercase().contains(word))
    };
    let framing = if has("transfer-encoding", "chunked") {
        Body::Chunked
    } else {
        let length = field("content-length").unwrap_or_else(|| "0".into());
        Body::Length(length.parse().map_err(|_| ())?)
    };
    Ok(Some(Head {
        length,
        framing,
        content_type: field("content-type"),
        closes: has("connection", "close") || request.version == Some(0),
        expects: has("expect", "100-continue"),
    }))
}

/// A chunked body (RFC 9112 §7.1), and how many bytes it takes.
fn chunks(bytes: &[u8]) -> Result<Option<(Vec<u8>, usize)>, ()> {
    let (mut body, mut at) = (Vec::new(), 0);
    loop {
        let (line, size) = match httparse::parse_chunk_size(&bytes[at..]) {
            Ok(httparse::Status::Complete(found)) => found,
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(_) => return Err(()),
        };
        at += line;
        if size == 0 {
            return trailers(bytes, at).map(|end| end.map(|end| (body, end)));
        }
        let end = usize::try_from(size)
            .ok()
            .and_then(|size| at.checked_add(size));
        let end = end.filter(|end| *end <= LONGEST).ok_or(())?;
        match bytes.get(at..end + 2) {
            None => return Ok(None),
            Some(chunk) => body.extend_from_slice(&chunk[..end - at]),
        }
        at = end + 2;
    }
}

/// Where the trailers end that begin at a place: behind an empty line.
fn trailers(bytes: &[u8], mut at: usize) -> Result<Option<usize>, ()> {
    loop {
        let Some(end) = bytes[at..].windows(2).position(|w| w == b"\r\n") else {
            return Ok(None);
        };
        at += end + 2;
        if end == 0 {
            return Ok(Some(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(sent: &[u8]) -> Vec<(String, bool)> {
        let (mut client, server) = tokio::io::duplex(1 << 16);
        client.write_all(sent).await.unwrap();
        client.shutdown().await.unwrap();
        let mut line = Line::new(server);
        let mut all = Vec::new();
        while let Came::Request(incoming) = line.next().await {
            all.push((String::from_utf8(incoming.body).unwrap(), incoming.closes));
        }
        assert_eq!(line.received, sent.len() as u64);
        all
    }

    #[tokio::test]
    async fn requests_are_told_apart_however_they_are_framed() {
        let sent = b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nonePOST / HTTP/1.1\r\ntransfer-encoding: Chunked\r\n\r\n\
                     2;x=y\r\ntw\r\n1\r\no\r\n0\r\nA: b\r\n\r\nPOST / HTTP/1.0\r\ncontent-length:5\r\n\r\nthree";
        assert_eq!(
            read(sent).await,
            [
                ("one".into(), false),
                ("two".into(), false),
                ("three".into(), true)
            ]
        );
    }

    #[tokio::test]
    async fn what_is_no_request_is_the_end() {
        for sent in [
            &b"POST / HTTP/1.1\r\nContent-Length: 30\r\n\r\nshort"[..],
            b"\x16\x03\x01 garbage\r\n\r\n",
            b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
            b"",
        ] {
            assert_eq!(read(sent).await, []);
        }
    }
}
