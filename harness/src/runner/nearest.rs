//! What somebody may have meant who wrote something that there is not.

/// The one of several sentences that shares the most words with a text, in their order; nothing where none shares any.
pub(super) fn nearest<'k>(text: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let words: Vec<&str> = text.split(' ').collect();
    let likeness = |other: &str| {
        let others: Vec<&str> = other.split(' ').collect();
        let common = in_common(&words, &others);
        (common > 0).then(|| 2000 * common / (words.len() + others.len()))
    };
    let rated = known.into_iter().filter_map(|k| Some((likeness(k)?, k)));
    let first_of_the_best = |best: (usize, _), next: (usize, _)| {
        if next.0 > best.0 { next } else { best }
    };
    rated.reduce(first_of_the_best).map(|(_, k)| k)
}

/// An id counts as meant where at most one of so many letters is another one, missing or too many.
const LETTERS_AN_ERROR: usize = 3;

/// The one of several ids that somebody may have meant: one that ends in what was written, else the one with the fewest letters to
/// change; nothing where too many would have to be.
pub fn nearest_id<'k>(text: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let known: Vec<&str> = known.into_iter().collect();
    let end = format!(".{text}");
    if let Some(whole) = known.iter().find(|k| k.ends_with(&end)) {
        return Some(whole);
    }
    // What was left out in front is no mistake of spelling.
    let parts = text.split('.').count();
    let errors = |id: &str| {
        let shown: Vec<&str> = id.rsplitn(parts + 1, '.').take(parts).collect();
        let shown: Vec<&str> = shown.into_iter().rev().collect();
        errors_between(text, id).min(errors_between(text, &shown.join(".")))
    };
    let (best, id) = known.into_iter().map(|id| (errors(id), id)).min()?;
    (best * LETTERS_AN_ERROR <= text.len()).then_some(id)
}

/// How many letters must be put in, taken out or replaced to make one text of another.
fn errors_between(text: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (n, letter) in text.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = n + 1;
        for (at, same) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *same);
            diagonal = row[at + 1];
            row[at + 1] = replaced.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row[other.len()]
}

/// What a word that both have in common counts for, where it is not merely something that a parameter takes.
const A_WORD: usize = 3;

/// How much the longest common subsequence counts for.
fn in_common(words: &[&str], others: &[&str]) -> usize {
    let mut row = vec![0; others.len() + 1];
    for word in words {
        let mut diagonal = 0;
        for (at, other) in others.iter().enumerate() {
            let above = row[at + 1];
            let either = above.max(row[at]);
            row[at + 1] = likeness(word, other).map_or(either, |like| either.max(diagonal + like));
            diagonal = above;
        }
    }
    row[others.len()]
}

fn likeness(word: &str, other: &str) -> Option<usize> {
    let bare = |w: &str| w.trim_end_matches([',', '\'']).to_owned();
    let (word, other) = (bare(word), bare(other));
    let taken = match other.as_str() {
        "{name}" => word.starts_with(|c: char| c.is_ascii_uppercase()),
        "{amount}" | "{int}" => word.starts_with(|c: char| c.is_ascii_digit()),
        "{text}" => word.starts_with('"'),
        _ => return (word == other || other.split('/').any(|e| e == word)).then_some(A_WORD),
    };
    taken.then_some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_with_the_most_words_in_common_is_nearest() {
        let steps = [
            "{name} finds no deposit",
            "{name} sends {amount} to {name}",
            "{name} holds {amount}, less the fees she/he was told",
        ];
        let near = |text| nearest(text, steps);
        assert_eq!(near("Alice sends Bob 10"), Some(steps[1]));
        assert_eq!(near("Bob finds nothing"), Some(steps[0]));
        assert_eq!(near("Bob holds 90 less the fees"), Some(steps[2]));
        assert_eq!(near("nothing at all"), None);
    }

    #[test]
    fn an_id_with_a_mistyped_letter_or_without_its_beginning_is_known() {
        let ids = [
            "lcp.issuer.counter.altered",
            "lcp.issuer.counter.at-most-once",
            "lcp.issuer.counter.concurrent",
            "lcp.issuer.transfer.at-least-once",
            "lcp.issuer.transfer.conserved",
        ];
        let near = |text| nearest_id(text, ids);
        for text in [
            "lcp.issuer.counter.at-most-onec",
            "lcp.isuer.counter.at-most-once",
            "lcp.issuer.counter.atmost-once",
            "counter.at-most-once",
            "counter.at-most-onec",
            "at-most-once",
        ] {
            assert_eq!(near(text), Some(ids[1]), "{text}");
        }
        assert_eq!(near("transfer.conserved"), Some(ids[4]));
        assert_eq!(near("no-such-thing"), None);
    }
}
