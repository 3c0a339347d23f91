//! XML 1.0 with namespaces, as strict as the recommendation: bytes to a tree, and text to what
//! may stand in a document.
//!
//! `quick-xml` finds the tags and the scopes of namespaces; what it lets pass that is not
//! well-formed is refused here, for a reader that takes what others refuse hides their mistakes.

mod chars;
mod element;
mod encoding;
mod error;
mod escape;
mod markup;
mod scope;
mod start;
mod tree;

pub(crate) use element::{Element, Name};
pub(crate) use error::XmlError;
pub(crate) use escape::{escape, replace_illegal};
pub(crate) use tree::MAX_DEPTH;

/// Reads a document. `charset` is what the transport says of its encoding.
pub(crate) fn read(charset: Option<&str>, bytes: &[u8]) -> Result<Element, XmlError> {
    let (encoding, text) = encoding::decode(charset, bytes)?;
    tree::parse(encoding, &text)
}

/// Whether every character of a text may stand in a document.
pub(crate) fn is_legal(text: &str) -> bool {
    text.chars().all(chars::is_legal)
}
