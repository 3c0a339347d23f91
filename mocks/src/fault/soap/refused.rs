//! Lawful requests that are refused: each function tells which.

use super::document::{Piece, pieces, text};
use super::wrapper::{TRANSFER, Wrapper, is_wrapper};
use crate::issuer::mail::Letter;
use http::header::{CONTENT_TYPE, HeaderName};

const SOAP_ACTION: HeaderName = HeaderName::from_static("soapaction");

/// Whether a tag of the document is such a one.
fn has_tag(letter: &Letter, is_one: impl Fn(Piece<'_>) -> bool) -> bool {
    pieces(&text(letter)).any(|piece| matches!(piece, Piece::Start(_)) && is_one(piece))
}

/// Whether a tag bears an attribute of this local name, with a prefix.
fn has_attribute(tag: Piece<'_>, local: &str) -> bool {
    let name = format!(":{local}");
    let mut rests = tag.written().split(name.as_str()).skip(1);
    rests.any(|rest| rest.trim_start().starts_with('='))
}

/// A field of the head, as text.
fn field(letter: &Letter, name: HeaderName) -> Option<&str> {
    letter.head.headers.get(name)?.to_str().ok()
}

pub(in crate::fault) fn message_names(letter: &Letter) -> bool {
    has_tag(letter, |tag| {
        is_wrapper(tag.local()) && tag.local().ends_with("Request")
    })
}

pub(in crate::fault) fn other_prefixes(letter: &Letter) -> bool {
    let text = text(letter);
    let usual = ["<soap:Envelope", "<soap:Body", "<lcp:"];
    !usual.iter().all(|tag| text.contains(tag))
}

pub(in crate::fault) fn declared_elsewhere(letter: &Letter) -> bool {
    has_tag(letter, |tag| {
        is_wrapper(tag.local()) && !tag.written().contains("xmlns")
    })
}

pub(in crate::fault) fn other_order(letter: &Letter) -> bool {
    let text = text(letter);
    let Some(wrapper) = Wrapper::find(&text) else {
        return false;
    };
    let place = |name: &str| TRANSFER.iter().position(|known| *known == name);
    !wrapper.parts.is_sorted_by_key(|part| place(part.name))
}

pub(in crate::fault) fn cdata(letter: &Letter) -> bool {
    pieces(&text(letter)).any(|piece| matches!(piece, Piece::CData(_)))
}

pub(in crate::fault) fn comment_beside_cdata(letter: &Letter) -> bool {
    cdata(letter) && pieces(&text(letter)).any(|piece| matches!(piece, Piece::Comment(_)))
}

pub(in crate::fault) fn single_quotes(letter: &Letter) -> bool {
    has_tag(letter, |tag| tag.written().contains("='"))
}

pub(in crate::fault) fn hexadecimal_references(letter: &Letter) -> bool {
    pieces(&text(letter)).any(|piece| matches!(piece, Piece::Text(it) if it.contains("&#x")))
}

pub(in crate::fault) fn apostrophe_entity(letter: &Letter) -> bool {
    pieces(&text(letter)).any(|piece| matches!(piece, Piece::Text(it) if it.contains("&apos;")))
}

pub(in crate::fault) fn byte_order_mark(letter: &Letter) -> bool {
    letter.body.starts_with(b"\xEF\xBB\xBF")
}

pub(in crate::fault) fn no_declaration(letter: &Letter) -> bool {
    !text(letter)
        .trim_start_matches('\u{FEFF}')
        .starts_with("<?xml")
}

pub(in crate::fault) fn utf_16(letter: &Letter) -> bool {
    letter.body.starts_with(&[0xFE, 0xFF]) || little_endian(letter)
}

pub(in crate::fault) fn little_endian(letter: &Letter) -> bool {
    letter.body.starts_with(&[0xFF, 0xFE])
}

pub(in crate::fault) fn quoted_charset(letter: &Letter) -> bool {
    field(letter, CONTENT_TYPE).is_some_and(|it| it.contains('"'))
}

pub(in crate::fault) fn content_type_in_capitals(letter: &Letter) -> bool {
    field(letter, CONTENT_TYPE).is_some_and(|it| it.contains(char::is_uppercase))
}

pub(in crate::fault) fn no_soap_action(letter: &Letter) -> bool {
    !letter.head.headers.contains_key(SOAP_ACTION)
}

pub(in crate::fault) fn other_soap_action(letter: &Letter) -> bool {
    field(letter, SOAP_ACTION).is_some_and(|it| !it.trim_matches('"').is_empty())
}

pub(in crate::fault) fn xsi_type(letter: &Letter) -> bool {
    has_tag(letter, |tag| has_attribute(tag, "type"))
}

pub(in crate::fault) fn encoding_style(letter: &Letter) -> bool {
    has_tag(letter, |tag| has_attribute(tag, "encodingStyle"))
}

pub(in crate::fault) fn headers(letter: &Letter) -> bool {
    let text = text(letter);
    let tags = pieces(&text).filter(|it| matches!(it, Piece::Start(_) | Piece::End(_)));
    let mut behind = tags.skip_while(|tag| tag.local() != "Header").take(2);
    let header = behind.next();
    header.is_some_and(|it| !it.is_empty_element())
        && matches!(behind.next(), Some(Piece::Start(_)))
}
