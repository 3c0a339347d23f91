//! Lawful documents that are read as if they were others.

use super::document::{Piece, pieces};

/// What stands behind a comment, up to the next tag, is lost.
pub(in crate::fault) fn behind_comments(text: &str) -> String {
    let mut lost = false;
    let kept = pieces(text).filter(|piece| match piece {
        Piece::Text(_) | Piece::CData(_) => !lost,
        piece => {
            lost = matches!(piece, Piece::Comment(_));
            true
        }
    });
    kept.map(Piece::written).collect()
}

pub(in crate::fault) fn cdata_dropped(text: &str) -> String {
    let kept = pieces(text).filter(|piece| !matches!(piece, Piece::CData(_)));
    kept.map(Piece::written).collect()
}

/// White space is spared: it is written in references as a matter of course.
pub(in crate::fault) fn references_left(text: &str) -> String {
    let left = |text: &str| {
        let mut pieces = text.split("&#");
        let mut left = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let is_space = ["9;", "10;", "13;"].iter().any(|it| piece.starts_with(it));
            left += if is_space { "&#" } else { "&amp;#" };
            left += piece;
        }
        left
    };
    let read = pieces(text).map(|piece| match piece {
        Piece::Text(text) => left(text),
        other => other.written().to_owned(),
    });
    read.collect()
}
