//! What is spoilt: a lawful request, before it is bytes.

use record::Operation;

use crate::{
    peer::{Delivery, Letter, http},
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
    /// What is unusual about how it is written, by name.
    pub form: Vec<String>,
}

impl Base {
    /// The request as anybody would write it.
    #[must_use]
    pub fn plain(request: &wire::Request) -> Self {
        Self {
            text: wire::soap::request(request),
            encoding: Encoding::Utf8,
            form: Vec::new(),
        }
    }

    /// The same in another encoding.
    #[must_use]
    pub fn encoded(mut self, encoding: Encoding) -> Self {
        if encoding != Encoding::Utf8 {
            self.text = self
                .text
                .replacen("encoding=\"UTF-8\"", "encoding=\"UTF-16\"", 1);
            self.form = vec!["utf-16".to_owned()];
        }
        self.encoding = encoding;
        self
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
            form: self.form.clone(),
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
