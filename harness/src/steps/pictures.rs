//! Control pictures, which stand for what cannot be seen in a scenario.

/// A text as it is meant: `␠`, `␉`, `␊`, `␍` and `␁` are what they picture, and a number in brackets, `⟨200B⟩`, is the character
/// with that code point.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (meant, length) = match c {
            '␠' => (' ', c.len_utf8()),
            '␉' => ('\t', c.len_utf8()),
            '␊' => ('\n', c.len_utf8()),
            '␍' => ('\r', c.len_utf8()),
            '␁' => ('\u{1}', c.len_utf8()),
            '⟨' => numbered(rest).unwrap_or((c, c.len_utf8())),
            c => (c, c.len_utf8()),
        };
        plain.push(meant);
        rest = &rest[length..];
    }
    plain
}

/// The character whose code point stands in brackets in front, and how long that is written.
fn numbered(text: &str) -> Option<(char, usize)> {
    let (number, _) = text.strip_prefix('⟨')?.split_once('⟩')?;
    let meant = char::from_u32(u32::from_str_radix(number, 16).ok()?)?;
    Some((meant, number.len() + '⟨'.len_utf8() + '⟩'.len_utf8()))
}
