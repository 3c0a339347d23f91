//! Answers to bytes, in an issuer's manner.

use std::time::Duration;

use wire::soap::CONTENT_TYPE;

use super::{Framing, Manner, Names, Pieces, Place, Spoilt};

/// Fields that say nothing to anybody, in lower case and in an order that nobody has.
const ODD_HEAD: &str = "x-nobody-knows: \"a, b\";c=d\r\nserver:\r\nset-cookie: a=b\r\n";

/// What goes over the line for an answer, in the order in which it does; the pause of a writer is between the parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// How many of them are the head.
    pub(super) head: usize,
    /// Whether the connection ends behind it.
    pub(super) closes: bool,
    /// What is sent over and over behind it.
    pub(super) forever: Option<Forever>,
    /// How long passes before each of its bytes.
    pub(super) crawl: Duration,
}

/// What never ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Forever {
    /// What is sent, one behind the other.
    pub(super) parts: &'static [&'static [u8]],
    /// How long passes before each time.
    pub(super) pause: Duration,
}

impl Forever {
    fn at_once(parts: &'static [&'static [u8]]) -> Option<Self> {
        Some(Self {
            parts,
            pause: Duration::ZERO,
        })
    }
}

/// An envelope in an issuer's manner.
pub(super) fn written(manner: &Manner, status: u16, envelope: &str) -> Written {
    let envelope = &amended(manner, envelope);
    let written = manner.writing.as_ref().and_then(|w| w.write(envelope));
    let (body, content_type) =
        written.unwrap_or_else(|| (envelope.as_bytes().to_vec(), CONTENT_TYPE.to_owned()));
    framed(manner, status, &content_type, &body)
}

/// An envelope under a document type that is to be fetched.
pub(super) fn under_doctype(manner: &Manner, status: u16, envelope: &str, trap: &str) -> Written {
    let at = envelope.find("<soap:Envelope").unwrap_or_default();
    let (before, element) = envelope.split_at(at);
    let document = format!("{before}<!DOCTYPE soap:Envelope SYSTEM \"{trap}/soap.dtd\">{element}");
    framed(manner, status, CONTENT_TYPE, document.as_bytes())
}

/// An answer to a transfer with what a manner has in its own places.
fn amended(manner: &Manner, envelope: &str) -> String {
    let mut text = envelope.to_owned();
    if !text.contains("transferFundsResponse") {
        return text;
    }
    if let Some(in_front) = manner.in_front {
        text = text.replacen("<result>", &format!("{in_front}<result>"), 1);
    }
    if let (Some(fee), Some((before, rest))) = (&manner.fee, text.split_once("<fee>")) {
        let after = rest.split_once("</fee>").map_or("", |(_, after)| after);
        text = format!("{before}<fee>{fee}</fee>{after}");
    }
    text
}

/// What is no answer, written plainly, so that it is refused for what it is.
pub(super) fn spoilt(spoilt: Spoilt, truth: &str, trap: &str) -> Written {
    let (status, content_type, body) = spoilt.body(truth, trap);
    let in_chunks = Manner {
        framing: Framing::Chunked,
        ..Manner::default()
    };
    let unending = |parts| Written {
        forever: Forever::at_once(parts),
        ..framed(&in_chunks, status, content_type, &body).without_end()
    };
    let bare = |bytes: &[u8]| Written {
        bytes: bytes.to_vec(),
        head: 0,
        closes: true,
        forever: None,
        crawl: Duration::ZERO,
    };
    match spoilt {
        Spoilt::Endless => unending(LETTERS),
        Spoilt::Redirect => elsewhere(307, "http://127.0.0.1:9/elsewhere"),
        Spoilt::Elements => unending(ELEMENTS),
        Spoilt::EndlessHead => Written {
            forever: Forever::at_once(FIELD),
            ..bare(b"HTTP/1.1 200 OK\r\nx-long: ")
        },
        Spoilt::Interims => Written {
            forever: Some(Forever {
                parts: INTERIM,
                pause: BETWEEN_INTERIMS,
            }),
            ..bare(b"")
        },
        Spoilt::Crawling => Written {
            crawl: A_BYTE,
            ..framed(&Manner::default(), status, content_type, &body)
        },
        _ => framed(&Manner::default(), status, content_type, &body),
    }
}

/// How long passes between interim responses that never end.
const BETWEEN_INTERIMS: Duration = Duration::from_millis(20);

/// How long a byte takes of an answer that crawls.
pub(super) const A_BYTE: Duration = Duration::from_secs(1);

/// What endless answers consist of: a power of two of spaces and line ends would be white space to some, so it is letters.
static FILLING: [u8; 8192] = [b'a'; 8192];
pub(super) static LETTERS: &[&[u8]] = &[b"2000\r\n", &FILLING, b"\r\n"];
pub(super) static FIELD: &[&[u8]] = &[&FILLING];
static INTERIM: &[&[u8]] = &[b"HTTP/1.1 102 Processing\r\n\r\n"];
static ELEMENTS: &[&[u8]] = &[b"22\r\n<part/><part/><part/><part/><a  />\r\n"];

impl Written {
    /// Where half of the body is sent.
    pub(super) fn half(&self) -> usize {
        self.head + (self.bytes.len() - self.head) / 2
    }

    /// Where everything before a place is sent; half, where it is written so that the place is not found.
    pub(super) fn upto(&self, place: Place) -> usize {
        let body = &self.bytes[self.head..];
        let find = |name: &str| body.windows(name.len()).position(|w| w == name.as_bytes());
        let found = match place {
            Place::FirstByte => return 0,
            Place::LastCharacter => body.len().checked_sub(1),
            Place::FirstDeposit => find("</deposit>").map(|at| at + "</deposit>".len()),
            Place::Balance => find("<balance>"),
        };
        found.map_or_else(|| self.half(), |at| self.head + at)
    }

    /// The same with its body left open: more chunks follow.
    fn without_end(mut self) -> Self {
        let end = self.bytes.len() - LAST_CHUNK.len().min(self.bytes.len());
        self.bytes.truncate(end);
        self
    }
}

/// What stands behind the last chunk.
const LAST_CHUNK: &[u8] = b"0\r\nx-trailer: a\r\n\r\n";

fn framed(manner: &Manner, status: u16, content_type: &str, body: &[u8]) -> Written {
    let mut head: String = manner.interim.iter().map(|i| i.text()).collect();
    let reason = match (manner.no_reason, status) {
        (true, _) => "",
        (_, 200) => "OK",
        (_, 302) => "Found",
        (_, 307) => "Temporary Redirect",
        (_, 308) => "Permanent Redirect",
        (_, 400) => "Bad Request",
        (_, 403) => "Forbidden",
        (_, 503) => "Service Unavailable",
        _ => "Internal Server Error",
    };
    let closes = manner.closes || manner.framing == Framing::Close;
    let field = |name: &str| match manner.names {
        Names::Usual => name.to_owned(),
        Names::Small => name.to_ascii_lowercase(),
        Names::Capital => name.to_ascii_uppercase(),
    };
    head.push_str(&format!("HTTP/1.1 {status} {reason}\r\n"));
    if manner.odd_head {
        head.push_str(ODD_HEAD);
    }
    head.push_str(&format!("{}: {content_type}\r\n", field("Content-Type")));
    match manner.framing {
        Framing::Length => {
            head.push_str(&format!("{}: {}\r\n", field("Content-Length"), body.len()));
        }
        Framing::Chunked | Framing::Bytes | Framing::Elaborate => {
            head.push_str(&format!("{}: chunked\r\n", field("Transfer-Encoding")));
        }
        Framing::Close => {}
    }
    if closes {
        head.push_str(&format!("{}: close\r\n", field("Connection")));
    }
    head.push_str("\r\n");
    let mut bytes = head.into_bytes();
    let head = bytes.len();
    match manner.framing {
        Framing::Length | Framing::Close => bytes.extend_from_slice(body),
        Framing::Chunked => bytes.extend(in_chunks(body, Chunks::Growing)),
        Framing::Bytes => bytes.extend(in_chunks(body, Chunks::Bytes)),
        Framing::Elaborate => bytes.extend(in_chunks(body, Chunks::Elaborate)),
    }
    Written {
        bytes,
        head,
        closes,
        forever: None,
        crawl: Duration::ZERO,
    }
}

/// That something is to be asked elsewhere (RFC 9110 §15.4).
pub(super) fn elsewhere(status: u16, location: &str) -> Written {
    let mut written = framed(&Manner::default(), status, "text/plain", b"elsewhere");
    let field = format!("Location: {location}\r\n");
    let at = written.head - 2;
    written.bytes.splice(at..at, field.bytes());
    written.head += field.len();
    written
}

/// Where an answer is cut into pieces.
pub(super) fn pieces(bytes: &[u8], pieces: Pieces) -> Vec<&[u8]> {
    match pieces {
        Pieces::Whole => vec![bytes],
        Pieces::Bytes => bytes.chunks(1).collect(),
        // Behind the first byte of each character that has several.
        Pieces::Split => bytes.split_inclusive(|byte| *byte >= 0xc0).collect(),
        Pieces::Apart => {
            let head = bytes.windows(4).position(|it| it == b"\r\n\r\n");
            let (head, body) = bytes.split_at(head.map_or(0, |at| at + 4));
            let (half, rest) = body.split_at(body.len() / 2);
            vec![head, half, rest]
        }
    }
}

/// How a body is cut into chunks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chunks {
    Growing,
    Bytes,
    Elaborate,
}

/// A body in chunks (RFC 9112 §7.1), where that is said with extensions and a trailer.
fn in_chunks(body: &[u8], how: Chunks) -> Vec<u8> {
    let (mut bytes, mut rest, mut size) = (Vec::new(), body, 1);
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(size.min(rest.len()));
        let extension = match how {
            Chunks::Elaborate => format!(";n={size};note=\"a, b\""),
            _ => String::new(),
        };
        bytes.extend_from_slice(format!("{:X}{extension}\r\n", chunk.len()).as_bytes());
        bytes.extend_from_slice(chunk);
        bytes.extend_from_slice(b"\r\n");
        rest = after;
        if how != Chunks::Bytes {
            size = size * 2 + 1;
        }
    }
    bytes.extend_from_slice(match how {
        Chunks::Elaborate => b"0\r\nx-trailer: a\r\n\r\n",
        _ => LAST_CHUNK,
    });
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::played::Interim;

    #[test]
    fn what_never_ends_is_in_whole_chunks() {
        for parts in [LETTERS, ELEMENTS] {
            let chunk = parts.concat();
            let at = chunk.windows(2).position(|it| it == b"\r\n").unwrap();
            let size = std::str::from_utf8(&chunk[..at]).unwrap();
            let size = usize::from_str_radix(size, 16).unwrap();
            assert_eq!(chunk.len(), at + 2 + size + 2);
            assert!(chunk.ends_with(b"\r\n"));
        }
    }

    #[test]
    fn an_answer_comes_in_pieces() {
        let answer = b"HTTP/1.1 200 OK\r\n\r\nabc";
        let (head, body) = answer.split_at(19);
        let (half, rest) = body.split_at(1);
        assert_eq!(pieces(answer, Pieces::Apart), [head, half, rest]);
        assert_eq!(pieces(answer, Pieces::Whole), [answer]);
    }

    #[test]
    fn an_answer_is_framed_as_it_is_told_to() {
        let manner = Manner {
            framing: Framing::Elaborate,
            interim: &[Interim::Continue],
            names: Names::Small,
            odd_head: true,
            closes: true,
            ..Manner::default()
        };
        let text = String::from_utf8(written(&manner, 200, "abcd").bytes).unwrap();
        assert_eq!(
            text,
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\
             x-nobody-knows: \"a, b\";c=d\r\nserver:\r\nset-cookie: a=b\r\ncontent-type: text/xml; charset=utf-8\r\n\
             transfer-encoding: chunked\r\nconnection: close\r\n\r\n\
             1;n=1;note=\"a, b\"\r\na\r\n3;n=3;note=\"a, b\"\r\nbcd\r\n0\r\nx-trailer: a\r\n\r\n"
        );
    }

    #[test]
    fn plainly_it_has_its_length() {
        let plain = written(&Manner::default(), 200, "abcd");
        assert_eq!(
            String::from_utf8(plain.bytes).unwrap(),
            "HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: 4\r\n\r\nabcd"
        );
    }
}
