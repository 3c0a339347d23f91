//! Answers as text.

use crate::agent::transport::Mail;
use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_TYPE;

/// An answer's document, whatever it is in.
pub(super) fn text(mail: &Mail) -> String {
    let unit = match mail.body.as_ref() {
        [0xfe, 0xff, ..] | [0, ..] => u16::from_be_bytes,
        [0xff, 0xfe, ..] | [_, 0, ..] => u16::from_le_bytes,
        utf_8 => return String::from_utf8_lossy(utf_8).into_owned(),
    };
    let (pairs, _) = mail.body.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16_lossy(&units)
}

/// The same answer with this document, in UTF-8.
pub(super) fn rewritten(mail: &Mail, text: &str) -> Mail {
    let text = text.trim_start_matches('\u{feff}');
    let declared = text
        .strip_prefix("<?xml")
        .and_then(|it| it.split_once("?>"));
    let text = declared.map_or(text, |(_, rest)| rest.trim_start());
    let mut fields = mail.fields.clone();
    let utf_8 = HeaderValue::from_static(wire::soap::CONTENT_TYPE);
    fields.insert(CONTENT_TYPE, utf_8);
    Mail {
        status: mail.status,
        fields,
        body: Bytes::from(text.to_owned()),
        cut: mail.cut.clone(),
    }
}
