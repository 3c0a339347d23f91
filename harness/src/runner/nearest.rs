//! What somebody may have meant who wrote something that there is not.

/// The one of several texts that shares the most words with a text, in their order; nothing where none shares any.
pub(super) fn nearest<'k>(
    text: &str,
    known: impl IntoIterator<Item = &'k str>,
    between_words: &[char],
) -> Option<&'k str> {
    let words: Vec<&str> = text.split(between_words).collect();
    let likeness = |other: &str| {
        let others: Vec<&str> = other.split(between_words).collect();
        let common = in_common(&words, &others);
        (common > 0).then(|| 2000 * common / (words.len() + others.len()))
    };
    let rated = known.into_iter().filter_map(|k| Some((likeness(k)?, k)));
    let first_of_the_best = |best: (usize, _), next: (usize, _)| {
        if next.0 > best.0 { next } else { best }
    };
    rated.reduce(first_of_the_best).map(|(_, k)| k)
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
        let near = |text| nearest(text, steps, &[' ']);
        assert_eq!(near("Alice sends Bob 10"), Some(steps[1]));
        assert_eq!(near("Bob finds nothing"), Some(steps[0]));
        assert_eq!(near("Bob holds 90 less the fees"), Some(steps[2]));
        assert_eq!(near("nothing at all"), None);
    }
}
