//! Control pictures, which stand for what cannot be seen in a scenario.

/// A text as it is meant.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '␠' => ' ',
            '␉' => '\t',
            '␊' => '\n',
            '␍' => '\r',
            '␁' => '\u{1}',
            c => c,
        })
        .collect()
}
