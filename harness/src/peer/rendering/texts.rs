//! Texts that are easily lost on the way.

/// What transaction ids and userids are drawn from: markup, references, white space of all kinds, other scripts, characters
/// beyond the first plane, and what means something to programs that have nothing to do with XML.
const PIECES: [&str; 34] = [
    "1",
    "0042",
    "abc",
    "Ab",
    " ",
    "  ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "&",
    "&amp;",
    "&#13;",
    "&lt",
    "<",
    ">",
    "<b>",
    "</transactionId>",
    "\"",
    "'",
    "]]>",
    "]]",
    "<![CDATA[",
    "<!--",
    "-->",
    "--",
    "%s%00",
    "';--",
    "é",
    "e\u{301}",
    "検査",
    "ﬁ",
    "𝄞",
    "👩‍👧",
];

/// A text of at most so many of these pieces.
#[must_use]
pub fn any(rng: &mut fastrand::Rng, most: usize) -> String {
    let pieces = rng.usize(..=most);
    (0..pieces)
        .map(|_| PIECES[rng.usize(..PIECES.len())])
        .collect()
}

/// How many code points the longest piece has.
#[must_use]
pub fn longest() -> usize {
    let lengths = PIECES.iter().map(|piece| piece.chars().count());
    lengths.max().unwrap_or_default()
}

/// A text of all of these pieces, of fewer than 256 code points. Blanks are at both its ends.
#[must_use]
pub fn all() -> String {
    format!(" {}\n", PIECES.concat())
}

#[cfg(test)]
mod tests {
    #[test]
    fn all_pieces_together_are_a_lawful_text() {
        let length = super::all().chars().count();
        assert!(length <= 256, "{length} code points");
    }
}
