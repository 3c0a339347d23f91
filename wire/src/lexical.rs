//! Lexers of the XML Schema types that requests use. They look at spelling only, so that no
//! number library's own idea of a number decides what a peer may write.

/// Removes what XML calls white space from both ends: space, tab, carriage return, line feed.
/// Rust's own notion of white space is far wider.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\r', '\n'])
}

/// The digits of an `xsd:decimal`, without the zeros that mean nothing.
pub(crate) struct Decimal<'a> {
    pub(crate) negative: bool,
    pub(crate) integer: &'a str,
    pub(crate) fraction: &'a str,
}

/// Splits an `xsd:decimal` (`[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)`, XML Schema part 2 §3.2.3).
pub(crate) fn decimal(text: &str) -> Option<Decimal<'_>> {
    let (negative, digits) = sign(trim(text));
    let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let spelled = is_digits(integer) && is_digits(fraction) && integer.len() + fraction.len() > 0;
    spelled.then(|| Decimal {
        negative,
        integer: integer.trim_start_matches('0'),
        fraction: fraction.trim_end_matches('0'),
    })
}

/// The digits of an `xsd:integer` with its sign, without leading zeros: empty for zero.
pub(crate) fn integer(text: &str) -> Option<(bool, &str)> {
    let (negative, digits) = sign(trim(text));
    let spelled = is_digits(digits) && !digits.is_empty();
    spelled.then(|| (negative, digits.trim_start_matches('0')))
}

/// A non-negative `xsd:integer` of at most `maximum`. `-0` is zero.
pub(crate) fn bounded(text: &str, maximum: u64) -> Result<u64, OutOfBounds> {
    let (negative, digits) = integer(text).ok_or(OutOfBounds::NotInteger)?;
    match digits {
        "" => Ok(0),
        _ if negative => Err(OutOfBounds::Negative),
        _ => match digits.parse() {
            Ok(value) if value <= maximum => Ok(value),
            // digits only: nothing but overflow can fail
            _ => Err(OutOfBounds::TooLarge),
        },
    }
}

/// Why [`bounded`] refused.
pub(crate) enum OutOfBounds {
    NotInteger,
    Negative,
    TooLarge,
}

fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
