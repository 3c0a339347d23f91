//! The wrapper of a request and its parts, found by their local names alone.

use super::document::{Piece, placed};
use std::ops::Range;

/// The names of the parts of a transfer, in their order.
pub(super) const TRANSFER: [&str; 5] = [
    "recipient",
    "userid",
    "amount",
    "transactionId",
    "messageCounter",
];

/// The name of the one part of a deposits request.
pub(super) const DEPOSITS: [&str; 1] = ["millisecondsWait"];

/// Whether this is what RPC or the paper calls a request.
pub(super) fn is_wrapper(local: &str) -> bool {
    parts_of(local).is_some()
}

fn parts_of(local: &str) -> Option<&'static [&'static str]> {
    match local {
        "transferFunds" | "transferFundsRequest" => Some(&TRANSFER),
        "getDeposits" | "getDepositsRequest" => Some(&DEPOSITS),
        _ => None,
    }
}

/// Where a request has its wrapper, the first one in its body; one that is an empty element is not
/// found.
pub(super) struct Wrapper<'a> {
    pub(super) text: &'a str,
    pub(super) start: Piece<'a>,
    /// Where the start tag begins.
    pub(super) begin: usize,
    /// What is in it.
    pub(super) content: Range<usize>,
    /// Where the end tag ends.
    pub(super) end: usize,
    pub(super) parts: Vec<Part<'a>>,
}

/// An element directly in the wrapper.
pub(super) struct Part<'a> {
    pub(super) name: &'a str,
    pub(super) range: Range<usize>,
}

impl<'a> Wrapper<'a> {
    /// The wrapper in a document.
    pub(super) fn find(text: &'a str) -> Option<Wrapper<'a>> {
        let is_body =
            |piece: Piece<'_>| matches!(piece, Piece::Start(_)) && piece.local() == "Body";
        let mut placed = placed(text).skip_while(|(_, piece)| !is_body(*piece));
        let (begin, start) = placed.find(|(_, piece)| {
            matches!(piece, Piece::Start(_))
                && is_wrapper(piece.local())
                && !piece.is_empty_element()
        })?;
        let inside = begin + start.written().len();
        let (mut parts, mut depth): (Vec<Part<'a>>, usize) = (Vec::new(), 0);
        for (at, piece) in placed {
            let behind = at + piece.written().len();
            match piece {
                Piece::Start(_) => {
                    if depth == 0 {
                        parts.push(Part {
                            name: piece.local(),
                            range: at..behind,
                        });
                    }
                    depth += usize::from(!piece.is_empty_element());
                }
                Piece::End(_) if depth == 0 => {
                    return Some(Wrapper {
                        text,
                        start,
                        begin,
                        content: inside..at,
                        end: behind,
                        parts,
                    });
                }
                Piece::End(_) => {
                    depth -= 1;
                    if let (0, Some(part)) = (depth, parts.last_mut()) {
                        part.range.end = behind;
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// The names of the parts that belong there.
    pub(super) fn known(&self) -> &'static [&'static str] {
        parts_of(self.start.local()).unwrap_or_default()
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part.name == name)
    }

    /// The document with something more at the end of the wrapper.
    pub(super) fn with(&self, more: &str) -> String {
        let (before, behind) = self.text.split_at(self.content.end);
        format!("{before}{more}{behind}")
    }

    /// The document with only the parts that are kept, if that makes a difference.
    pub(super) fn keeping(&self, keep: impl Fn(usize, &Part<'_>) -> bool) -> Option<String> {
        let mut text = self.text.to_owned();
        for (number, part) in self.parts.iter().enumerate().rev() {
            if !keep(number, part) {
                text.replace_range(part.range.clone(), "");
            }
        }
        (text != self.text).then_some(text)
    }
}
