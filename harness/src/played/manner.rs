//! How answers are written and carried.

use fastrand::Rng;
use wire::{Amount, Response, TransferFundsResponse, TransferResult, soap};

use super::answer;

use mocks::freedom::{Charset, Encoding, Header, More, Numbers, Style, Text, Writing};

/// How bodies are framed (RFC 9112 §6).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Framing {
    /// By their length.
    #[default]
    Length,
    /// In chunks.
    Chunked,
    /// In chunks of a byte.
    Bytes,
    /// In chunks, with extensions and trailers.
    Elaborate,
    /// By the end of the connection.
    Close,
}

/// How names of header fields are spelt.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Names {
    /// As people do.
    #[default]
    Usual,
    /// In small letters.
    Small,
    /// In capital letters.
    Capital,
}

/// In which pieces an answer comes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pieces {
    /// In one.
    #[default]
    Whole,
    /// A byte at a time.
    Bytes,
    /// In as few as it takes to split each character that has more bytes than one.
    Split,
    /// Head, half of the body and the rest, each a while after the one before.
    Apart,
}

/// How answers are written and carried.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manner {
    /// How the envelope is written; plainly, where that is not said.
    pub writing: Option<Box<Writing>>,
    /// Whether it stands under a document type that would have to be fetched: from the issuer's trap.
    pub doctype: bool,
    /// How it is framed.
    pub framing: Framing,
    /// The interim responses before it (RFC 9110 §15.2).
    pub interim: &'static [Interim],
    /// In which pieces it comes.
    pub pieces: Pieces,
    /// How names of header fields are spelt.
    pub names: Names,
    /// Whether there are fields that nobody knows.
    pub odd_head: bool,
    /// Whether nothing stands behind the status.
    pub no_reason: bool,
    /// Whether the connection is closed behind each answer.
    pub closes: bool,
    /// What stands in front of the result of a transfer.
    pub in_front: Option<&'static str>,
    /// How the fee of a transfer is written.
    pub fee: Option<String>,
}

/// An interim response (RFC 9110 §15.2, RFC 8297).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interim {
    /// 100, with nothing else in it.
    Continue,
    /// 102.
    Processing,
    /// 103, with fields.
    Hints,
}

impl Interim {
    /// Its bytes.
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Continue => "HTTP/1.1 100 Continue\r\n\r\n",
            Self::Processing => "HTTP/1.1 102 Processing\r\n\r\n",
            Self::Hints => "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n",
        }
    }
}

/// A comment with an answer in it, which is none.
const OTHER_ANSWER: &str = " <lcp:transferFundsResponse><result>refused</result><fee>7</fee><balance>7</balance></lcp:transferFundsResponse> ";

/// A comment of characters that have more bytes than one.
const LONG_CHARACTERS: &str = " §§ – €€ 𝄞 ";

impl Manner {
    /// What is called so in a scenario: how answers are written, or how they are carried.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let mut writing = Writing::plain();
        if amend(&mut writing, text) {
            return Some(Self::of(writing));
        }
        let plain = Self::default();
        Some(match text {
            "as usual" => plain,
            "under a document type that is to be fetched" => Self {
                doctype: true,
                ..plain
            },
            "chunked" => framed(Framing::Chunked),
            "chunked, a byte each" => framed(Framing::Bytes),
            "chunked, with extensions and trailers" => framed(Framing::Elaborate),
            "up to the end of the connection" => framed(Framing::Close),
            "behind a response 100" => behind(&[Interim::Continue]),
            "behind a response 103 with fields" => behind(&[Interim::Hints]),
            "behind three interim responses" => {
                behind(&[Interim::Continue, Interim::Processing, Interim::Hints])
            }
            "with field names in small letters" => spelt(Names::Small),
            "with field names in capital letters" => spelt(Names::Capital),
            "without a reason phrase" => Self {
                no_reason: true,
                ..plain
            },
            "with fields that nobody knows" => Self {
                odd_head: true,
                ..plain
            },
            "a byte at a time" => Self {
                pieces: Pieces::Bytes,
                ..plain
            },
            "in three pieces, each a while after the one before" => Self {
                pieces: Pieces::Apart,
                ..plain
            },
            "in pieces that split characters" => {
                (writing.comments, writing.more.remark) = (true, Some(LONG_CHARACTERS));
                Self {
                    pieces: Pieces::Split,
                    ..Self::of(writing)
                }
            }
            "with the connection closed behind each" => Self {
                closes: true,
                ..plain
            },
            _ => return None,
        })
    }

    fn of(writing: Writing) -> Self {
        Self {
            writing: Some(Box::new(writing)),
            ..Self::default()
        }
    }

    /// One that is drawn of all that has a name.
    #[must_use]
    pub fn drawn(rng: &mut Rng) -> Self {
        let mut writing = Writing::drawn(rng);
        let own = !writing.lcp.is_empty() && writing.lcp != writing.soap;
        writing.more = More {
            declared_on_body: own && rng.bool(),
            idle: rng.bool(),
            typed_texts: writing.typed,
            style: pick(rng, &[Style::Nothing, Style::Envelope, Style::Response]),
            remark: pick(rng, &[None, Some(OTHER_ANSWER), Some(LONG_CHARACTERS)]),
            preface: rng.bool(),
            airy: rng.bool(),
            terse: rng.bool(),
        };
        let framings = [
            Framing::Length,
            Framing::Length,
            Framing::Chunked,
            Framing::Bytes,
            Framing::Elaborate,
            Framing::Close,
        ];
        const SOME: &[Interim] = &[Interim::Hints, Interim::Continue];
        Self {
            framing: pick(rng, &framings),
            interim: pick(rng, &[&[], &[], SOME]),
            pieces: pick(rng, &[Pieces::Whole, Pieces::Whole, Pieces::Split]),
            names: pick(rng, &[Names::Usual, Names::Small, Names::Capital]),
            odd_head: rng.bool(),
            no_reason: rng.bool(),
            closes: rng.u8(..4) == 0,
            ..Self::of(writing)
        }
    }
}

fn pick<T: Copy>(rng: &mut Rng, from: &[T]) -> T {
    from[rng.usize(..from.len())]
}

fn framed(framing: Framing) -> Manner {
    Manner {
        framing,
        ..Manner::default()
    }
}

fn behind(interim: &'static [Interim]) -> Manner {
    Manner {
        interim,
        ..Manner::default()
    }
}

fn spelt(names: Names) -> Manner {
    Manner {
        names,
        ..Manner::default()
    }
}

/// Writes as it is called in a scenario; says whether anything is called so.
fn amend(w: &mut Writing, text: &str) -> bool {
    match text {
        "with other prefixes" => (w.soap, w.lcp) = ("S", "ns1"),
        "with prefixes in other letters" => (w.soap, w.lcp) = ("мыло", "χρήμα"),
        "with the prefixes exchanged" => (w.soap, w.lcp) = ("lcp", "soap"),
        "with one prefix bound anew" => (w.soap, w.lcp) = ("p", "p"),
        "with the envelope's namespace as the default" => w.soap = "",
        "with the message's namespace as the default" => w.lcp = "",
        "with all namespaces declared on the envelope" => w.declared_outside = true,
        "with the message's namespace declared on the body" => w.more.declared_on_body = true,
        "with namespaces that nobody uses" => w.more.idle = true,
        "with an xsi:type on every part" => (w.typed, w.more.typed_texts) = (true, true),
        "with an encodingStyle on the envelope" => w.more.style = Style::Envelope,
        "with an encodingStyle on the response" => w.more.style = Style::Response,
        "with comments between elements" => w.comments = true,
        "with comments in the middle of values" => w.text = Text::Commented,
        "with a comment that has another answer" => {
            (w.comments, w.more.remark) = (true, Some(OTHER_ANSWER));
        }
        "with a comment before the envelope" => w.more.preface = true,
        "with values in CDATA sections" => w.text = Text::Cdata,
        "with values partly in CDATA sections" => w.text = Text::PartlyCdata,
        "with decimal character references" => w.text = Text::DecimalReferences,
        "with hexadecimal character references" => w.text = Text::References,
        "with white space between elements" => w.indent = Some("\r\n\t"),
        "without any white space" => w.more.terse = true,
        "with white space around numbers" => w.numbers = Numbers::Spaced,
        "with white space in tags" => w.more.airy = true,
        "with single quotes" => (w.quote, w.declaration) = ('\'', Some('\'')),
        "in UTF-8 with a byte order mark" => w.encoding = Encoding::Utf8WithMark,
        "in UTF-8 without a declaration" => w.declaration = None,
        "in UTF-16, little end first" => w.encoding = Encoding::Utf16LittleEnd,
        "in UTF-16, big end first" => w.encoding = Encoding::Utf16BigEnd,
        "with the charset in quotes" => w.charset = Charset::Quoted,
        "with the charset in capital letters" => w.charset = Charset::Capitals,
        "without a charset" => w.charset = Charset::Unsaid,
        "with an empty header" => w.header = Header::Empty,
        "with a header that nobody knows" => w.header = Header::Unknown,
        "with a header that need not be understood" => w.header = Header::Entries,
        "with a header that looks like an answer" => w.header = Header::Answer,
        _ => return false,
    }
    true
}

/// What is sent behind an answer, without being asked for (RFC 9112 §9.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behind {
    /// The same answer, at once.
    Same,
    /// The same answer, a little later.
    Later,
    /// A success with another fee.
    OtherFee,
}

impl Behind {
    /// What is called so in a scenario.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        match text {
            "the same answer at once" => Some(Self::Same),
            "the same answer a little later" => Some(Self::Later),
            "another success with another fee" => Some(Self::OtherFee),
            _ => None,
        }
    }

    /// What goes out with the answer.
    pub(super) fn at_once(self, answer: &str) -> Vec<u8> {
        match self {
            Self::Same => answer::written(&Manner::default(), 200, answer).bytes,
            Self::OtherFee => {
                let other = Response::TransferFunds(TransferFundsResponse {
                    result: TransferResult::Success,
                    fee: Amount::units(7),
                });
                let other = soap::response(&other);
                answer::written(&Manner::default(), 200, &other).bytes
            }
            Self::Later => Vec::new(),
        }
    }

    /// What comes later.
    pub(super) fn later(self, answer: &str) -> Option<Vec<u8>> {
        (self == Self::Later).then(|| answer::written(&Manner::default(), 200, answer).bytes)
    }
}

#[cfg(test)]
mod tests {
    use wire::{Amount, Response, TransferFundsResponse, TransferResult, soap};

    use super::*;

    /// What does not look like the plain answer, and is to be read as the same.
    #[test]
    fn whatever_the_manner_what_is_written_is_well_formed() {
        let mut rng = Rng::with_seed(1);
        let response = Response::TransferFunds(TransferFundsResponse {
            result: TransferResult::Success,
            fee: Amount::parse("1.2").unwrap(),
        });
        for _ in 0..500 {
            let manner = Manner::drawn(&mut rng);
            let writing = manner.writing.unwrap();
            let (bytes, content_type) = writing.write(&soap::response(&response)).unwrap();
            let asked = soap::Operation::TransferFunds;
            let read = soap::parse_response(asked, Some(&content_type), &bytes);
            let told = soap::Told::Transfer {
                result: "success".into(),
                fee: Amount::parse("1.2").unwrap(),
            };
            assert_eq!(read, Ok(told), "{writing:?}");
        }
    }
}
