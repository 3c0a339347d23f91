//! What went over the wire, taken apart for reading.

use crate::text::block;

/// One direction of an exchange as text, nothing left out and control characters by name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct WireText {
    /// The first line and the header fields; everything, where no empty line ends them.
    pub(crate) head: String,
    /// What comes behind the empty line.
    pub(crate) body: String,
    /// What a reader has to know about the rendering.
    pub(crate) note: Option<&'static str>,
}

/// Reads bytes as an HTTP message: the head as UTF-8, the body as UTF-8 or UTF-16.
pub(crate) fn read(bytes: &[u8]) -> WireText {
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n");
    let (head, body) = match end {
        Some(end) => (&bytes[..end], &bytes[end + 4..]),
        None => (bytes, &[][..]),
    };
    let (body, note) = decode(body);
    WireText {
        head: block(&String::from_utf8_lossy(head)),
        body: block(&body),
        note: note.or_else(|| {
            std::str::from_utf8(head)
                .is_err()
                .then_some("not UTF-8: replaced where it cannot be shown")
        }),
    }
}

/// A body as text, and what a reader has to know about that.
pub(crate) fn decode(body: &[u8]) -> (String, Option<&'static str>) {
    // XML 1.0, appendix F: the first bytes tell the encoding.
    let utf16 = match body {
        [0xfe, 0xff, rest @ ..] => Some((rest, u16::from_be_bytes as fn([u8; 2]) -> u16)),
        [0xff, 0xfe, rest @ ..] => Some((rest, u16::from_le_bytes as fn([u8; 2]) -> u16)),
        [0x00, b'<', ..] => Some((body, u16::from_be_bytes as fn([u8; 2]) -> u16)),
        [b'<', 0x00, ..] => Some((body, u16::from_le_bytes as fn([u8; 2]) -> u16)),
        _ => None,
    };
    if let Some((units, join)) = utf16 {
        let units: Vec<u16> = units.chunks_exact(2).map(|u| join([u[0], u[1]])).collect();
        return (
            String::from_utf16_lossy(&units),
            Some("UTF-16 on the wire, shown decoded"),
        );
    }
    match std::str::from_utf8(body) {
        Ok(text) => (text.to_owned(), None),
        Err(_) => (
            String::from_utf8_lossy(body).into_owned(),
            Some("not UTF-8: replaced where it cannot be shown"),
        ),
    }
}

/// The pieces of a text between tags: it may be broken before each of them and means the same.
pub(crate) fn pieces(body: &str) -> impl Iterator<Item = &str> {
    let mut rest = body;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.find("><").map_or(rest.len(), |at| at + 1);
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn head_and_body_are_told_apart() {
        let text = read(b"HTTP/1.1 200 OK\r\nA: b\r\n\r\n<a><b/></a>");
        assert_eq!(text.head, "HTTP/1.1 200 OK\nA: b");
        assert_eq!(text.body, "<a><b/></a>");
        assert_eq!(text.note, None);
        assert_eq!(read(b"garbage").head, "garbage");
    }

    #[test]
    fn utf_16_is_decoded_and_binary_is_said_to_be() {
        let text = read(b"HTTP/1.1 200 OK\r\n\r\n\xff\xfe<\x00a\x00/\x00>\x00");
        assert_eq!(text.body, "<a/>");
        assert_eq!(text.note, Some("UTF-16 on the wire, shown decoded"));
        let binary = read(b"\x16\x03\x01\xff");
        assert_eq!(binary.head, "⟨SYN⟩⟨ETX⟩⟨SOH⟩\u{fffd}");
        assert_eq!(
            binary.note,
            Some("not UTF-8: replaced where it cannot be shown")
        );
    }

    #[test]
    fn pieces_put_together_are_the_text() {
        let text = "<a>x<b/><c></c></a> tail";
        assert_eq!(
            pieces(text).collect::<Vec<_>>(),
            ["<a>x<b/>", "<c>", "</c>", "</a> tail"]
        );
        assert_eq!(pieces("").count(), 0);
    }
}
