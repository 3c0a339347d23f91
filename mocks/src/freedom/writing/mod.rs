//! How answers are written: what XML, namespaces and SOAP 1.1 leave to a writer.
//!
//! No liberty is: a document type declaration or a processing instruction (SOAP 1.1 §3), another order of the parts (SOAP 1.1
//! §7.1; the specification says that they are best in the WSDL's, so it is not tried here), white space around a text.
//!
//! What is more than issuers draw, they do where they are told to.

mod document;
mod pen;

use super::liberties::Taken;
use crate::fault::AmendMail;
use crate::issuer::mail::{Mail, Reply};
use crate::ledger::Caller;
use fastrand::Rng;
use http::header::{CONTENT_TYPE, HeaderValue};
use std::sync::atomic::{AtomicU64, Ordering};

/// How an answer is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writing {
    /// The prefix of SOAP's namespace; an empty one makes it the default.
    pub soap: &'static str,
    /// The prefix of LCP's.
    pub lcp: &'static str,
    /// Whether all namespaces are declared on the envelope.
    pub declared_outside: bool,
    /// What stands between elements before each, once for each level; nothing for no space at all.
    pub indent: Option<&'static str>,
    /// The XML declaration, with its quotes, if there is one.
    pub declaration: Option<char>,
    /// Quotes of attributes.
    pub quote: char,
    /// The encoding.
    pub encoding: Encoding,
    /// The charset in the content type.
    pub charset: Charset,
    /// Comments between elements.
    pub comments: bool,
    /// Headers in front of the body.
    pub header: Header,
    /// How characters of values are written.
    pub text: Text,
    /// How numbers are written.
    pub numbers: Numbers,
    /// `<a/>` for `<a></a>`.
    pub short: bool,
    /// `xsi:type` on parts that are plain numbers and words.
    pub typed: bool,
    /// Whether Faults have an actor and a detail, and a code with a dot in it (SOAP 1.1 §4.4).
    pub detailed: bool,
    /// What is written that issuers do not draw.
    pub more: More,
}

/// What is written that issuers do not draw, and that says nothing (XML 1.0 §2, Namespaces in XML §6, SOAP 1.1 §4.1.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct More {
    /// Whether LCP's namespace is declared on the body.
    pub declared_on_body: bool,
    /// Whether namespaces are declared that nobody uses.
    pub idle: bool,
    /// `xsi:type` on texts, too.
    pub typed_texts: bool,
    /// What has an `encodingStyle`.
    pub style: Style,
    /// What comments between elements say, where they say something else than usually.
    pub remark: Option<&'static str>,
    /// Whether there is a comment before the envelope, and none elsewhere.
    pub preface: bool,
    /// Whether there is white space in tags.
    pub airy: bool,
    /// Whether nothing stands between the XML declaration and what follows.
    pub terse: bool,
}

/// What has an `encodingStyle` (SOAP 1.1 §4.1.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Style {
    #[default]
    Nothing,
    Envelope,
    Response,
}

/// The encodings that an answer may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are the encodings' names")]
pub enum Encoding {
    Utf8,
    Utf8WithMark,
    Utf16LittleEnd,
    Utf16BigEnd,
}

/// The charset in the content type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// Bare.
    Bare,
    /// In quotes.
    Quoted,
    /// Capitals, and no space before it.
    Capitals,
    /// None.
    Unsaid,
}

/// What stands in front of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Header {
    /// No header.
    None,
    /// One without entries.
    Empty,
    /// One with entries that need not be understood.
    Entries,
    /// One with an entry that does not say whether it must be understood, and so need not be (SOAP 1.1 §4.2.3).
    Unknown,
    /// One with an entry that looks like an answer.
    Answer,
}

/// How the characters of a value are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// As they are, escaped where they must be.
    Plain,
    /// Every third as a character reference.
    References,
    /// In a CDATA section.
    Cdata,
    /// With a comment in the middle.
    Commented,
    /// Every third as a character reference, in decimal digits.
    DecimalReferences,
    /// The second half in a CDATA section.
    PartlyCdata,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// As short as it goes.
    Plain,
    /// With all of six fraction digits.
    SixDigits,
    /// With zeros in front.
    Zeros,
    /// With white space around it (XML Schema Part 2 §4.3.6).
    Spaced,
}

impl Writing {
    /// As the reference writes, where nothing else is asked of it.
    pub fn plain() -> Writing {
        Writing {
            soap: "soap",
            lcp: "lcp",
            declared_outside: false,
            indent: None,
            declaration: Some('"'),
            quote: '"',
            encoding: Encoding::Utf8,
            charset: Charset::Bare,
            comments: false,
            header: Header::None,
            text: Text::Plain,
            numbers: Numbers::Plain,
            short: false,
            typed: false,
            detailed: false,
            more: More::default(),
        }
    }

    /// An envelope written so: its bytes, and their content type. Nothing, where the text is none of the reference's envelopes.
    pub fn write(&self, envelope: &str) -> Option<(Vec<u8>, String)> {
        document::read(envelope).map(|envelope| pen::write(self, &envelope))
    }

    /// A way to write that is drawn.
    pub fn drawn(rng: &mut Rng) -> Writing {
        let soap = pick(rng, &["soap", "SOAP-ENV", "S", "soapenv", "a.b-c_1", ""]);
        let lcp = pick(rng, &["lcp", "m", "ns1", "n2", "claire", ""]);
        let encoding = pick(
            rng,
            &[
                Encoding::Utf8,
                Encoding::Utf8,
                Encoding::Utf8WithMark,
                Encoding::Utf16LittleEnd,
                Encoding::Utf16BigEnd,
            ],
        );
        Writing {
            soap,
            lcp,
            declared_outside: rng.bool(),
            indent: pick(rng, &[None, Some("\n"), Some("\n  "), Some("\r\n\t")]),
            declaration: pick(rng, &[None, Some('"'), Some('\'')]),
            quote: pick(rng, &['"', '\'']),
            encoding,
            charset: pick(
                rng,
                &[
                    Charset::Bare,
                    Charset::Quoted,
                    Charset::Capitals,
                    Charset::Unsaid,
                ],
            ),
            comments: rng.bool(),
            header: pick(rng, &[Header::None, Header::Empty, Header::Entries]),
            text: pick(
                rng,
                &[Text::Plain, Text::References, Text::Cdata, Text::Commented],
            ),
            numbers: pick(
                rng,
                &[
                    Numbers::Plain,
                    Numbers::SixDigits,
                    Numbers::Zeros,
                    Numbers::Spaced,
                ],
            ),
            short: rng.bool(),
            typed: rng.bool(),
            detailed: rng.bool(),
            more: More::default(),
        }
    }

    /// For people.
    fn describe(&self) -> String {
        let words = [
            format!("prefixes {:?} and {:?}", self.soap, self.lcp),
            format!("{:?}, charset {:?}", self.encoding, self.charset),
            format!("text {:?}, numbers {:?}", self.text, self.numbers),
            format!("header {:?}", self.header),
            match self.declaration {
                None => "no XML declaration".to_owned(),
                Some(quote) => format!("declaration in {quote}"),
            },
            self.indent
                .map_or("no white space", |_| "white space")
                .to_owned(),
        ];
        let flags = [
            (self.comments, "comments"),
            (self.short, "short empty elements"),
            (self.typed, "xsi:type"),
            (self.declared_outside, "namespaces on the envelope"),
            (self.detailed, "detailed Faults"),
        ];
        let flags = flags
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, word)| (*word).to_owned());
        words
            .into_iter()
            .chain(flags)
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// One of several.
pub(crate) fn pick<T: Copy>(rng: &mut Rng, from: &[T]) -> T {
    from[rng.usize(..from.len())]
}

/// How answers are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hand {
    /// All alike.
    Steady(Box<Writing>),
    /// Each in another way, drawn from this.
    Changing(u64),
}

impl Hand {
    pub(crate) fn drawn(mut rng: Rng) -> Hand {
        if rng.u8(..3) == 0 {
            Hand::Changing(rng.u64(..))
        } else {
            Hand::Steady(Box::new(Writing::drawn(&mut rng)))
        }
    }

    pub(crate) fn taken(&self) -> Taken {
        Taken {
            name: "writing",
            how: match self {
                Hand::Steady(writing) => writing.describe(),
                Hand::Changing(_) => "every answer in another way".to_owned(),
            },
        }
    }
}

/// Writes answers anew.
pub(crate) struct Rewriting {
    hand: Hand,
    answers: AtomicU64,
}

impl Rewriting {
    pub(crate) fn new(hand: Hand) -> Rewriting {
        Rewriting {
            hand,
            answers: AtomicU64::new(0),
        }
    }

    /// How the next is written.
    pub(crate) fn writing(&self) -> Writing {
        match &self.hand {
            Hand::Steady(writing) => (**writing).clone(),
            Hand::Changing(seed) => {
                let number = self.answers.fetch_add(1, Ordering::Relaxed);
                let mut rng = Rng::with_seed(seed.wrapping_add(number.wrapping_mul(0x9e37_79b9)));
                Writing::drawn(&mut rng)
            }
        }
    }
}

impl AmendMail for Rewriting {
    fn send(&self, right: &dyn Mail, caller: &Caller, reply: Reply) -> Option<Reply> {
        let reply = right.send(caller, reply)?;
        let text = str::from_utf8(reply.body()).ok();
        let Some(envelope) = text.and_then(document::read) else {
            return Some(reply);
        };
        let writing = self.writing();
        let (bytes, content_type) = pen::write(&writing, &envelope);
        let mut reply = reply.map(|_| bytes.into());
        if let (Some(said), Ok(value)) = (
            reply.headers_mut().get_mut(CONTENT_TYPE),
            HeaderValue::from_str(&content_type),
        ) && said
            .to_str()
            .is_ok_and(|said| said == wire::soap::CONTENT_TYPE)
        {
            *said = value;
        }
        Some(reply)
    }
}
