//! Text of other people, made fit to be shown.
//!
//! What a subject sends may hold escape sequences for terminals, or characters that turn the direction of writing and so
//! make a report say something else than it does. All of them are shown, none of them act.

/// One line: control characters, line ends among them, stand there by name (`⟨LF⟩`, for few fonts have pictures of them),
/// and so does what is invisible.
pub(crate) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        push(c, &mut out);
    }
    out
}

/// Several lines: as [`line`], but line ends stay (a carriage return before one is taken for part of it), and so do tabs.
pub(crate) fn block(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\t' => out.push(c),
            c => push(c, &mut out),
        }
    }
    out
}

/// The names of the control characters of ASCII (ISO 646).
const ASCII: [&str; 32] = [
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF", "VT", "FF", "CR",
    "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC",
    "FS", "GS", "RS", "US",
];

fn push(c: char, out: &mut String) {
    match c {
        '\u{0}'..='\u{1f}' => out.push_str(&format!("⟨{}⟩", ASCII[c as usize])),
        '\u{7f}' => out.push_str("⟨DEL⟩"),
        c if c.is_control() || hidden(c) => out.push_str(&format!("⟨U+{:04X}⟩", u32::from(c))),
        c => out.push(c),
    }
}

/// Characters that cannot be seen, that turn the direction of writing, or that XML does not allow.
fn hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
        | '\u{e0000}'..='\u{e007f}')
}

/// At most `most` characters, and how many more there were.
pub(crate) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => {
            let rest = text[end..].chars().count();
            format!("{}… ({rest} more characters)", &text[..end])
        }
    }
}

/// [`line`], at most `most` characters of it.
pub(crate) fn short(text: &str, most: usize) -> String {
    cut(&line(text), most)
}

/// The longest beginning that has at most `most` bytes and ends between two characters.
pub(crate) fn beginning(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_are_shown_and_do_not_act() {
        assert_eq!(line("a\u{1b}[31mred\r\n"), "a⟨ESC⟩[31mred⟨CR⟩⟨LF⟩");
        assert_eq!(line("\u{9b}31m\u{7f}"), "⟨U+009B⟩31m⟨DEL⟩");
        assert_eq!(line("user\u{202e}gpj"), "user⟨U+202E⟩gpj");
        assert_eq!(line("Ünïcode ‣ 漢字"), "Ünïcode ‣ 漢字");
    }

    #[test]
    fn a_block_keeps_its_line_ends() {
        assert_eq!(block("a\r\nb\rc\n\td\u{0}"), "a\nb⟨CR⟩c\n\td⟨NUL⟩");
    }

    #[test]
    fn what_is_cut_is_counted_in_characters() {
        assert_eq!(cut("äöü", 3), "äöü");
        assert_eq!(cut("äöüß", 2), "äö… (2 more characters)");
        assert_eq!(beginning("äöü", 3), "ä");
        assert_eq!(beginning("abc", 9), "abc");
    }
}
