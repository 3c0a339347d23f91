//! Bytes to characters: UTF-8 and UTF-16, which every XML processor must read (XML 1.0 §4.3.3).

use super::XmlError;

/// How a document is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16Be,
    Utf16Le,
}

impl Encoding {
    /// Whether a label, of a transport or of the document itself, may stand on a document in
    /// this encoding.
    fn answers_to(self, label: &str) -> Result<bool, XmlError> {
        Ok(match label.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" | "us-ascii" => self == Self::Utf8,
            "utf-16" => self != Self::Utf8,
            "utf-16be" => self == Self::Utf16Be,
            "utf-16le" => self == Self::Utf16Le,
            _ => return Err(XmlError::UnknownEncoding(label.to_owned())),
        })
    }

    /// Refuses a document whose declaration names another encoding.
    pub(super) fn check_declaration(self, label: &str) -> Result<(), XmlError> {
        if self.answers_to(label)? {
            return Ok(());
        }
        Err(XmlError::OtherEncoding("its XML declaration"))
    }
}

/// Decodes a document by its byte order mark, else by the shape of its first character, which can
/// only be a `<` or white space; what `charset` says must agree. Strips the mark, and makes every
/// line end one line feed (XML 1.0 §2.11).
pub(super) fn decode(charset: Option<&str>, bytes: &[u8]) -> Result<(Encoding, String), XmlError> {
    let (encoding, bytes) = detect(bytes);
    if let Some(label) = charset {
        if !encoding.answers_to(label)? {
            return Err(XmlError::OtherEncoding("its content type"));
        }
        if label.eq_ignore_ascii_case("us-ascii") && !bytes.is_ascii() {
            return Err(XmlError::Undecodable("US-ASCII"));
        }
    }
    let text = match encoding {
        Encoding::Utf8 => str::from_utf8(bytes)
            .map_err(|_| XmlError::Undecodable("UTF-8"))?
            .to_owned(),
        Encoding::Utf16Be => utf16(bytes, u16::from_be_bytes)?,
        Encoding::Utf16Le => utf16(bytes, u16::from_le_bytes)?,
    };
    Ok((encoding, unify_line_ends(text)))
}

fn detect(bytes: &[u8]) -> (Encoding, &[u8]) {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (Encoding::Utf8, rest),
        [0xFE, 0xFF, rest @ ..] => (Encoding::Utf16Be, rest),
        [0xFF, 0xFE, rest @ ..] => (Encoding::Utf16Le, rest),
        [0, _, ..] => (Encoding::Utf16Be, bytes),
        [_, 0, ..] => (Encoding::Utf16Le, bytes),
        _ => (Encoding::Utf8, bytes),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, XmlError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text: Result<String, _> =
        char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    match text {
        Ok(text) if rest.is_empty() => Ok(text),
        _ => Err(XmlError::Undecodable("UTF-16")),
    }
}

fn unify_line_ends(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}
