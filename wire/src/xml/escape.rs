use std::borrow::Cow;

use super::XmlError;
use super::chars::is_legal;

/// Text as it stands in an element or an attribute, such that a reader gets it back verbatim:
/// a bare carriage return would come back as a line feed, and in an attribute all white space
/// as a space. What XML cannot express at all is left as it is, for the reader to refuse.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Text for people, with a replacement character for what XML cannot express.
pub(crate) fn replace_illegal(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_legal) {
        return Cow::Borrowed(text);
    }
    let legal = |c| {
        if is_legal(c) {
            c
        } else {
            char::REPLACEMENT_CHARACTER
        }
    };
    Cow::Owned(text.chars().map(legal).collect())
}

/// What `&name;` stands for: a character reference or one of XML's five entities.
pub(super) fn resolve(name: &str) -> Result<char, XmlError> {
    let Some(number) = name.strip_prefix('#') else {
        return entity(name).ok_or_else(|| XmlError::UnknownEntity(name.to_owned()));
    };
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    // from_str_radix would take a sign
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return Err(XmlError::IllFormed("a character reference is no number"));
    }
    let code = u32::from_str_radix(digits, radix).unwrap_or(u32::MAX);
    char::from_u32(code)
        .filter(|c| is_legal(*c))
        .ok_or(XmlError::IllegalCharacter(code))
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}
