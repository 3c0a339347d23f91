//! Many answers, looked at together.

use record::AnswerKind;

use super::{Found, Outcome, answer::answer};
use crate::history::History;

/// How many answers that are not allowed are shown.
const SHOWN: usize = 5;

/// Each answer is one of those allowed. One that is not decides; where there is none such, one that did not come leaves it
/// open.
pub(super) fn answers(history: &History<'_>, exchanges: &[u32], allowed: &[AnswerKind]) -> Found {
    let mut others = Vec::new();
    let mut open = Vec::new();
    let mut expected = String::new();
    for id in exchanges {
        let found = answer(history, *id, allowed);
        expected = found.expected;
        match found.outcome {
            Outcome::Holds => {}
            Outcome::Broken => others.push((*id, told(history, *id, found.actual))),
            Outcome::Unsettled => open.push((*id, told(history, *id, found.actual))),
        }
    }
    let (outcome, shown) = match (others.is_empty(), open.is_empty()) {
        (false, _) => (Outcome::Broken, others),
        (true, false) => (Outcome::Unsettled, open),
        (true, true) => {
            let actual = format!("{} such answers", exchanges.len());
            let outcome = if exchanges.is_empty() {
                Outcome::Unsettled
            } else {
                Outcome::Holds
            };
            return Found::new(outcome, expected, actual).at(exchanges.iter().copied());
        }
    };
    let some = shown.iter().take(SHOWN).map(|(_, actual)| actual.as_str());
    let actual = format!(
        "{} of {} were not: {}",
        shown.len(),
        exchanges.len(),
        some.collect::<Vec<_>>().join("; ")
    );
    let at = shown.iter().take(SHOWN).map(|(id, _)| *id);
    Found::new(outcome, format!("{expected}, each time"), actual).at(at.collect::<Vec<_>>())
}

/// What was answered, and to which kind of request, where it was of a kind of its own.
fn told(history: &History<'_>, exchange: u32, answer: String) -> String {
    let form = history.event(exchange).map(|e| e.exchange.form.join(", "));
    match form.filter(|form| !form.is_empty()) {
        Some(form) => format!("{answer} ({form})"),
        None => answer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{Tale, fault, list};
    use record::{AnswerKind::Deposits, Ending};

    #[test]
    fn a_refusal_decides_and_silence_leaves_open() {
        let mut tale = Tale::default();
        tale.asks("Bob", (0, 10), &list(&[], "0", "0"));
        tale.asks("Bob", (20, 30), &list(&[], "0", "0"));
        let outcome =
            |tale: &Tale, ids: &[u32]| answers(&History::of(&tale.0), ids, &[Deposits]).outcome;
        assert_eq!(outcome(&tale, &[1, 2]), Outcome::Holds);
        assert_eq!(outcome(&tale, &[]), Outcome::Unsettled);
        tale.ends("Bob", (40, 50), Ending::TimedOut);
        assert_eq!(outcome(&tale, &[1, 2, 3]), Outcome::Unsettled);
        tale.asks("Bob", (60, 70), &fault());
        assert_eq!(outcome(&tale, &[1, 2, 3, 4]), Outcome::Broken);
        assert_eq!(outcome(&tale, &[1, 9]), Outcome::Unsettled);
    }
}
