//! A document in pieces. This is no parser: it knows where tags, comments and the like begin and end,
//! and nothing of what they mean.

use crate::issuer::mail::Letter;
use std::borrow::Cow;

/// A piece of a document, markup included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// What stands between markup.
    Text(&'a str),
    /// A start tag, or that of an empty element.
    Start(&'a str),
    /// An end tag.
    End(&'a str),
    /// A comment.
    Comment(&'a str),
    /// A CDATA section.
    CData(&'a str),
    /// The document type declaration. One with a `]` in a literal is taken to end there.
    DocType(&'a str),
    /// The XML declaration, or a processing instruction.
    Instruction(&'a str),
}

impl<'a> Piece<'a> {
    /// As it is written.
    pub(super) fn written(self) -> &'a str {
        match self {
            Piece::Text(it)
            | Piece::Start(it)
            | Piece::End(it)
            | Piece::Comment(it)
            | Piece::CData(it)
            | Piece::DocType(it)
            | Piece::Instruction(it) => it,
        }
    }

    /// The name in a tag, with its prefix; nothing for what is no tag.
    pub(super) fn name(self) -> &'a str {
        let (Piece::Start(tag) | Piece::End(tag)) = self else {
            return "";
        };
        let name = tag.trim_start_matches(['<', '/']);
        let end = name.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        &name[..end.unwrap_or(name.len())]
    }

    /// The name in a tag, without its prefix.
    pub(super) fn local(self) -> &'a str {
        self.name().rsplit(':').next().unwrap_or_default()
    }

    /// Whether it is the whole of an element.
    pub(super) fn is_empty_element(self) -> bool {
        matches!(self, Piece::Start(tag) if tag.ends_with("/>"))
    }
}

/// The pieces of a document: together they are the document.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, behind) = rest.split_at(length(rest));
        rest = behind;
        Some(kind(piece))
    })
}

/// The pieces with where they begin.
pub(super) fn placed(text: &str) -> impl Iterator<Item = (usize, Piece<'_>)> {
    pieces(text).scan(0, |next, piece| {
        let at = *next;
        *next += piece.written().len();
        Some((at, piece))
    })
}

/// How long the piece is that a text begins with.
fn length(text: &str) -> usize {
    let until = |end: &str| text.find(end).map(|at| at + end.len());
    let end = if !text.starts_with('<') {
        text.find('<')
    } else if text.starts_with("<!--") {
        until("-->")
    } else if text.starts_with("<![CDATA[") {
        until("]]>")
    } else if text.starts_with("<?") {
        until("?>")
    } else if text.starts_with("<!DOCTYPE") {
        let subset = text.find('[').filter(|at| !text[..*at].contains('>'));
        let begin = subset.and_then(|_| text.find(']')).unwrap_or(0);
        text[begin..].find('>').map(|at| begin + at + 1)
    } else {
        tag_end(text)
    };
    end.unwrap_or(text.len())
}

/// Where a tag ends: a `>` in an attribute's value is none.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    text.find(|c| match (quote, c) {
        (None, '>') => true,
        (None, '"' | '\'') => {
            quote = Some(c);
            false
        }
        (Some(open), c) if open == c => {
            quote = None;
            false
        }
        _ => false,
    })
    .map(|at| at + 1)
}

fn kind(piece: &str) -> Piece<'_> {
    match piece {
        it if !it.starts_with('<') => Piece::Text(it),
        it if it.starts_with("<!--") => Piece::Comment(it),
        it if it.starts_with("<![CDATA[") => Piece::CData(it),
        it if it.starts_with("<!DOCTYPE") => Piece::DocType(it),
        it if it.starts_with("<?") => Piece::Instruction(it),
        it if it.starts_with("</") => Piece::End(it),
        it => Piece::Start(it),
    }
}

/// What a letter says, whatever its encoding; what cannot be read is replaced.
pub(super) fn text(letter: &Letter) -> Cow<'_, str> {
    let utf16 = |unit: fn([u8; 2]) -> u16| {
        let (pairs, _) = letter.body.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        Cow::Owned(String::from_utf16_lossy(&units))
    };
    match letter.body.as_slice() {
        [0xFE, 0xFF, ..] | [0, _, ..] => utf16(u16::from_be_bytes),
        [0xFF, 0xFE, ..] | [_, 0, ..] => utf16(u16::from_le_bytes),
        bytes => String::from_utf8_lossy(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces, placed};

    #[test]
    fn the_pieces_are_the_document() {
        let document = "\u{FEFF}<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b '>'>] ><!-- <a> --><c:a d='>'>\
                        e<![CDATA[</a>]]>é</c:a >\n";
        let kinds: Vec<_> = pieces(document).collect();
        assert!(matches!(
            kinds.as_slice(),
            [
                Piece::Text("\u{FEFF}"),
                Piece::Instruction(_),
                Piece::DocType(_),
                Piece::Comment("<!-- <a> -->"),
                Piece::Start("<c:a d='>'>"),
                Piece::Text("e"),
                Piece::CData("<![CDATA[</a>]]>"),
                Piece::Text("é"),
                Piece::End("</c:a >"),
                Piece::Text("\n"),
            ]
        ));
        for (begin, _) in document.char_indices() {
            for (end, _) in document.char_indices().filter(|(end, _)| *end >= begin) {
                let part = &document[begin..end];
                let whole: String = pieces(part).map(Piece::written).collect();
                assert_eq!(whole, part);
            }
        }
        for (at, piece) in placed(document) {
            assert!(document[at..].starts_with(piece.written()));
        }
    }

    #[test]
    fn tags_have_names() {
        let names = |tag| pieces(tag).next().map(|it| (it.name(), it.local()));
        assert_eq!(names("<a:b c='d'>"), Some(("a:b", "b")));
        assert_eq!(names("</b\n>"), Some(("b", "b")));
        assert_eq!(names("<b/>"), Some(("b", "b")));
        assert_eq!(names("<"), Some(("", "")));
        assert_eq!(names("b"), Some(("", "")));
    }
}
