//! Values: character data in pieces, each written in another way (XML 1.0 §2.4, §2.7, §4.1).

use super::{Aspect, Way, pen::Pen};

/// How a piece of a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Plain,
    Cdata,
    Decimal,
    Hex,
    Entities,
}

/// How many pieces a value in several CDATA sections has.
const SEVERAL: usize = 3;

impl Pen<'_> {
    /// A value as it stands in its element, in the ways of the rendering.
    pub(super) fn value(&mut self, value: &str) -> String {
        let characters: Vec<char> = value.chars().collect();
        let pieces = self.pieces(characters.len());
        let mut cuts: Vec<usize> = (1..characters.len()).collect();
        self.rng.shuffle(&mut cuts);
        cuts.truncate(pieces.len() - 1);
        cuts.push(characters.len());
        cuts.sort_unstable();
        let mut text = String::new();
        let mut at = 0;
        for (end, piece) in cuts.into_iter().zip(pieces) {
            if at > 0 && self.rendering.has(Way::CommentsInside) {
                text.push_str(&self.comment());
            }
            text.push_str(&self.piece(piece, &characters[at..end]));
            at = end;
        }
        if self.rendering.has(Way::CommentsBeside) {
            let (front, back) = (self.comment(), self.comment());
            return match self.rng.u8(..3) {
                0 => format!("{front}{text}"),
                1 => format!("{text}{back}"),
                _ => format!("{front}{text}{back}"),
            };
        }
        text
    }

    /// The pieces of a value of so many characters: as many as the ways need, where there are enough characters.
    fn pieces(&mut self, length: usize) -> Vec<Piece> {
        let mut pieces = match self.rendering.of_aspect(Aspect::Cdata) {
            Some(Way::WholeCdata) => vec![Piece::Cdata],
            Some(Way::PartCdata) => vec![Piece::Cdata, Piece::Plain],
            Some(Way::ManyCdata) => vec![Piece::Cdata; SEVERAL],
            _ => Vec::new(),
        };
        match self.rendering.of_aspect(Aspect::References) {
            Some(Way::DecimalReferences) => pieces.insert(0, Piece::Decimal),
            Some(Way::HexReferences) => pieces.insert(0, Piece::Hex),
            Some(Way::Entities) => pieces.insert(0, Piece::Entities),
            _ => {}
        }
        if pieces.is_empty() {
            pieces.push(Piece::Plain);
        }
        if self.rendering.has(Way::CommentsInside) && pieces.len() == 1 {
            pieces.push(pieces[0]);
        }
        pieces.truncate(length.max(1));
        self.rng.shuffle(&mut pieces);
        pieces
    }

    fn piece(&mut self, piece: Piece, characters: &[char]) -> String {
        match piece {
            Piece::Plain => characters.iter().map(|c| plain(*c)).collect(),
            Piece::Cdata => cdata(characters),
            Piece::Decimal => characters
                .iter()
                .map(|c| format!("&#{:0>1$};", u32::from(*c), self.rng.usize(1..5)))
                .collect(),
            Piece::Hex => characters
                .iter()
                .map(|c| match self.rng.bool() {
                    true => format!("&#x{:X};", u32::from(*c)),
                    false => format!("&#x{:04x};", u32::from(*c)),
                })
                .collect(),
            Piece::Entities => characters.iter().map(|c| entity(*c)).collect(),
        }
    }
}

/// A value as it is usually written.
pub(super) fn plainly(value: &str) -> String {
    value.chars().map(plain).collect()
}

/// A character as it has to be written. A bare carriage return would be read as a line feed (XML 1.0 §2.11).
fn plain(c: char) -> String {
    match c {
        '&' => "&amp;".into(),
        '<' => "&lt;".into(),
        '>' => "&gt;".into(),
        '\r' => "&#13;".into(),
        c => c.into(),
    }
}

fn entity(c: char) -> String {
    match c {
        '"' => "&quot;".into(),
        '\'' => "&apos;".into(),
        c => plain(c),
    }
}

/// What ends a section, and a carriage return, which none can hold, divide it.
fn cdata(characters: &[char]) -> String {
    let text: String = characters.iter().collect();
    let text = text
        .replace("]]>", "]]]]><![CDATA[>")
        .replace('\r', "]]>&#13;<![CDATA[");
    format!("<![CDATA[{text}]]>")
}

#[cfg(test)]
mod tests {
    use super::super::Rendering;
    use super::*;

    fn written(ways: &[Way], value: &str) -> String {
        let rendering = Rendering::of(ways.iter().copied(), 1);
        let mut rng = fastrand::Rng::with_seed(1);
        Pen::new(&rendering, &mut rng).value(value)
    }

    #[test]
    fn a_section_holds_what_it_can() {
        assert_eq!(written(&[Way::WholeCdata], "a<&"), "<![CDATA[a<&]]>");
        assert_eq!(
            written(&[Way::WholeCdata], "]]>\r"),
            "<![CDATA[]]]]><![CDATA[>]]>&#13;<![CDATA[]]>"
        );
        let many = written(&[Way::ManyCdata], "12345");
        assert_eq!(many.matches("<![CDATA[").count(), 3, "{many}");
    }

    #[test]
    fn a_value_too_short_for_all_pieces_has_fewer() {
        for value in ["", "1", "12"] {
            let text = written(&[Way::ManyCdata, Way::CommentsInside], value);
            let sections = value.len().max(1);
            assert_eq!(text.matches("<![CDATA[").count(), sections, "{text}");
            assert_eq!(text.matches("<!--").count(), sections - 1, "{text}");
        }
    }

    #[test]
    fn references_stand_for_characters() {
        assert_eq!(
            written(&[Way::Entities], "\"'<>&"),
            "&quot;&apos;&lt;&gt;&amp;"
        );
        let decimal = written(&[Way::DecimalReferences], "𝄞");
        assert!(decimal.ends_with("119070;"), "{decimal}");
        assert_eq!(written(&[], "a\r]]>"), "a&#13;]]&gt;");
    }
}
