//! Bytes that are no text.

use std::fmt::Write;

/// Bytes in a line.
const LINE: usize = 16;

/// `0000  16 03 01 00 02 02 28 ff                           ......(.`
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut dump = String::with_capacity(bytes.len() * 5);
    for (n, line) in bytes.chunks(LINE).enumerate() {
        let hex: Vec<String> = line.iter().map(|b| format!("{b:02x}")).collect();
        let shown = |b: &u8| match b {
            b' '..=b'~' => char::from(*b),
            _ => '.',
        };
        let text: String = line.iter().map(shown).collect();
        // Writing to a string does not fail.
        let _ = writeln!(dump, "{:04x}  {:47}  {text}", n * LINE, hex.join(" "));
    }
    dump
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_stand_beside_their_text() {
        let dump = hex(b"\x16\x03\x01GET / HTTP/1.1\xff");
        let mut lines = dump.lines();
        assert_eq!(
            lines.next(),
            Some("0000  16 03 01 47 45 54 20 2f 20 48 54 54 50 2f 31 2e  ...GET / HTTP/1.")
        );
        assert_eq!(
            lines.next(),
            Some("0010  31 ff                                            1.")
        );
        assert_eq!(hex(b""), "");
    }
}
