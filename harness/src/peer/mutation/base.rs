//! What is spoilt: a lawful request, before it is bytes.

use record::Operation;

use crate::{
    peer::{
        Delivery, Letter, http,
        rendering::{Rendering, Way},
    },
    subject::Service,
};

/// How a request's text becomes bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, big end first, behind a byte order mark.
    Utf16Be,
    /// UTF-16, little end first, behind a byte order mark.
    Utf16Le,
}

/// A lawful request: its text, and how it is encoded.
#[derive(Debug, Clone)]
pub struct Base {
    /// The document; without the byte order mark that its encoding puts in front.
    pub text: String,
    /// How it is encoded.
    pub encoding: Encoding,
}

impl Base {
    /// A document in UTF-8.
    #[must_use]
    pub fn of(text: String) -> Self {
        let encoding = Encoding::Utf8;
        Self { text, encoding }
    }

    /// The request as anybody would write it.
    #[must_use]
    pub fn plain(request: &wire::Request) -> Self {
        Self::of(wire::soap::request(request))
    }

    /// The request in a lawful rendering, as far as that is a matter of the document.
    #[must_use]
    pub fn rendered(rendering: &Rendering, request: &wire::Request) -> Self {
        let (text, encoding) = rendering.document(request);
        match encoding {
            Some(Way::Utf8Marked) => Self::of(format!("\u{feff}{text}")),
            Some(Way::Utf16Be) => Self {
                text,
                encoding: Encoding::Utf16Be,
            },
            Some(Way::Utf16Le) => Self {
                text,
                encoding: Encoding::Utf16Le,
            },
            _ => Self::of(text),
        }
    }

    /// The media type that goes with it.
    #[must_use]
    pub fn content_type(&self) -> &'static str {
        match self.encoding {
            Encoding::Utf8 => "text/xml; charset=utf-8",
            Encoding::Utf16Be | Encoding::Utf16Le => "text/xml; charset=utf-16",
        }
    }

    /// It as bytes.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.encode(&self.text)
    }

    /// A message with this document in it, which goes with its media type.
    #[must_use]
    pub fn letter(&self, service: &Service, operation: Operation, document: &[u8]) -> Letter {
        let (host, path) = (service.authority(), &service.path);
        Letter {
            operation,
            bytes: http::post_as(self.content_type(), &host, path, document),
            form: Vec::new(),
            delivery: Delivery::default(),
        }
    }

    /// The same with a large document of its own, which is not copied.
    #[must_use]
    pub fn into_letter(self, service: &Service, operation: Operation) -> Letter {
        let (host, media) = (service.authority(), self.content_type());
        Letter {
            operation,
            bytes: http::post_large(media, &host, &service.path, self.text),
            form: Vec::new(),
            delivery: Delivery::default(),
        }
    }

    /// A text in its encoding.
    pub(super) fn encode(&self, text: &str) -> Vec<u8> {
        let marked = || std::iter::once(0xfeff).chain(text.encode_utf16());
        match self.encoding {
            Encoding::Utf8 => text.as_bytes().to_vec(),
            Encoding::Utf16Be => marked().flat_map(u16::to_be_bytes).collect(),
            Encoding::Utf16Le => marked().flat_map(u16::to_le_bytes).collect(),
        }
    }
}
