//! What an adapter says of itself, and in what form it answers (docs/adapter.md).

use std::collections::BTreeSet;

use record::What;
use serde_json::Value;

use super::{dialogue::Call, form, view::View};
use crate::check::{Found, Outcome};

/// What an adapter calls operations and features of its own begins so, and means nothing to the suite.
const OWN: &str = "x-";

/// What a holder can do beyond one application with one key at one issuer (docs/adapter.md).
const FEATURES: [&str; 6] = [
    "applications",
    "identities",
    "supply",
    "issuers",
    "pinned-key",
    "policy",
];

/// How a process ends in good order, as a system says it, and how the embedded reference does: told to exit, and told nothing more.
const GOOD_ENDS: [&str; 3] = ["exit status: 0", "Exit", "Silent"];

/// What is said of an answer that says so.
const DONE: &str = "it answered";

/// What is expected where an operation was made up.
const MADE_UP: &str = "the error \"unimplemented\" for what does not exist";

/// What does not exist is answered as such, and what the adapter has listed is not.
pub(super) fn honest(view: &View<'_>) -> Vec<Found> {
    let all = |call| listed(call, "operations");
    let listed: BTreeSet<&str> = view.calls.iter().flat_map(all).collect();
    let each = view.calls.iter().filter_map(|call| {
        let exists = form::operations().any(|op| op == call.op);
        let says_no = call.error() == Some("unimplemented");
        let (expected, outcome) = match (exists, says_no, &call.answer) {
            (true, true, _) if listed.contains(call.op.as_str()) => {
                ("what it lists, done or refused", Outcome::Broken)
            }
            (true, ..) => return None,
            (false, _, None) => (MADE_UP, Outcome::Unsettled),
            // What is wrong with its form is wrong with that alone.
            (false, ..) if call.misfit.is_some() => (MADE_UP, Outcome::Unsettled),
            (false, true, _) => (MADE_UP, Outcome::Holds),
            (false, false, _) => (MADE_UP, Outcome::Broken),
        };
        let actual = format!("{:?}: {}", call.op, call.describe());
        Some(Found::new(outcome, expected, actual))
    });
    each.collect()
}

/// Answers have the parts of their operation, each of its kind.
pub(super) fn answers(view: &View<'_>) -> Vec<Found> {
    let mut seen = BTreeSet::new();
    let wrong = view.calls.iter().filter_map(|call| {
        let misfit = call.misfit.as_ref()?;
        if !seen.insert((&call.op, misfit.expected, &misfit.part)) {
            return None;
        }
        let expected = format!(
            "in the answer to {:?}: {} is {}",
            call.op, misfit.part, misfit.expected
        );
        let actual = format!("{} is {}", misfit.part, misfit.came);
        let why = "docs/adapter.md says what each operation is answered with; what the holder did is not judged by such an answer";
        Some(Found::new(Outcome::Broken, expected, actual).why(why))
    });
    let mut found: Vec<Found> = wrong.collect();
    let answered = view.calls.iter().filter(|c| c.answer.is_some()).count();
    if found.is_empty() && answered > 0 {
        let expected = "answers of the form that docs/adapter.md has for each operation";
        found.push(Found::new(
            Outcome::Holds,
            expected,
            format!("{answered} of them"),
        ));
    }
    found
}

/// What is told to exit answers, and ends by itself with status 0; and so does, without a word, what is told nothing more.
pub(super) fn ends(view: &View<'_>) -> Vec<Found> {
    let mut found = told_to_exit(view);
    found.extend(told_nothing_more(view));
    found
}

/// How a process ended after something had happened: with a status, or it was killed.
fn end<'a>(view: &View<'a>, process: u32, since: u64) -> Option<Option<&'a str>> {
    let after = view.record.played.dialogue.iter();
    let mut after = after.filter(|s| s.process == process && s.at >= since);
    after.find_map(|said| match &said.what {
        What::Ended(status) => Some(Some(status.as_str())),
        What::Killed => Some(None),
        _ => None,
    })
}

fn told_nothing_more(view: &View<'_>) -> Vec<Found> {
    let expected = "an end with status 0 within 10 s, when its standard input ends";
    let said = view.record.played.dialogue.iter();
    let closed = said.filter(|s| matches!(s.what, What::Closed));
    let each = closed.filter_map(|closed| {
        let found = match end(view, closed.process, closed.at)? {
            Some(status) if GOOD_ENDS.contains(&status) => {
                return Some(Found::new(Outcome::Holds, expected, format!("it ended: {status}")));
            }
            Some(status) => Found::new(Outcome::Broken, expected, format!("it ended: {status}")),
            None => Found::new(Outcome::Broken, expected, "it did not end, and was killed"),
        };
        let why = "docs/adapter.md: what goes on when nobody is there to command it shares the state of what is started next";
        Some(found.why(why))
    });
    each.collect()
}

fn told_to_exit(view: &View<'_>) -> Vec<Found> {
    let expected = "an answer to \"exit\", and an end with status 0 within 5 s";
    let told = view.calls.iter().filter(|c| c.op == "exit");
    let each = told.filter_map(|call| {
        let answered = match (&call.answer, call.error()) {
            (None, _) => "it did not answer",
            (_, Some(_)) => "it said no",
            _ => DONE,
        };
        let (is_good, actual) = match end(view, call.process, call.asked_at)? {
            Some(status) => (
                GOOD_ENDS.contains(&status) && answered == DONE,
                format!("{answered}, and ended: {status}"),
            ),
            None => (false, format!("{answered}, did not end, and was killed")),
        };
        let outcome = if is_good { Outcome::Holds } else { Outcome::Broken };
        let why = "docs/adapter.md: a holder that breaks down at its end may not have kept what it should";
        Some(Found::new(outcome, expected, actual).why(if is_good { "" } else { why }))
    });
    each.collect()
}

/// What an adapter lists are words of the protocol.
pub(super) fn words(view: &View<'_>) -> Vec<Found> {
    let operations: Vec<&str> = form::operations().collect();
    let mut found = Vec::new();
    for hello in view
        .calls
        .iter()
        .filter(|c| c.op == "hello" && c.ok().is_some())
    {
        found.extend(unknown(hello, "operations", &operations));
        found.extend(unknown(hello, "features", &FEATURES));
        if found.is_empty() {
            let expected = "words of the protocol in what it lists";
            found.push(Found::new(Outcome::Holds, expected, "so it is"));
        }
    }
    found
}

fn unknown(hello: &Call, list: &str, known: &[&str]) -> Vec<Found> {
    let strange = listed(hello, list).filter(|w| !known.contains(w) && !w.starts_with(OWN));
    let each = strange.map(|word| {
        let near = nearest(word, known);
        let near = near.map_or(String::new(), |near| format!(", but {near:?}"));
        let expected = format!("in `{list}` of hello: {}", known.join(", "));
        let actual = format!("{word:?}, which there is not{near}");
        let why = format!(
            "what the suite does not know it does not ask for; words of one's own begin with {OWN:?}"
        );
        Found::new(Outcome::Broken, expected, actual).why(why)
    });
    each.collect()
}

/// What an adapter lists in its answer to hello.
fn listed<'a>(call: &'a Call, list: &str) -> impl Iterator<Item = &'a str> + use<'a> {
    let hello = call.ok().filter(|_| call.op == "hello");
    let words = hello.and_then(|ok| ok[list].as_array());
    words.into_iter().flatten().filter_map(Value::as_str)
}

/// The word that somebody may have meant: the one with the longest beginning in common, of two letters or more.
fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    const LETTERS: usize = 2;
    let word = word.to_lowercase();
    let common = |other: &str| {
        word.chars()
            .zip(other.chars())
            .take_while(|(a, b)| a == b)
            .count()
    };
    let rated = known.iter().map(|k| (common(k), *k));
    let best = rated.filter(|(letters, _)| *letters >= LETTERS).max()?;
    Some(best.1)
}
