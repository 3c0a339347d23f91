//! Whether requests were carried out that were written in one lawful way or another.

use std::collections::BTreeSet;

use record::{AnswerKind, Operation};

use super::{Found, Outcome, answer::answer};
use crate::{history::History, readings::Event};

/// How many answers that are not what they should be are shown.
const SHOWN: usize = 5;

/// Each request was carried out. One that was refused decides; where there is none such, one without an answer leaves it
/// open.
pub(super) fn accepted(history: &History<'_>, exchanges: &[u32]) -> Found {
    let expected = "success of each transfer, and a list for each deposits request";
    let mut taken = Vec::new();
    let mut refused = Vec::new();
    let mut open = Vec::new();
    for id in exchanges {
        let Some(event) = history.event(*id) else {
            return Found::missing(*id);
        };
        let due = match event.exchange.operation {
            Operation::TransferFunds => AnswerKind::Success,
            _ => AnswerKind::Deposits,
        };
        match answer(history, *id, &[due]).outcome {
            Outcome::Holds => taken.push(event),
            Outcome::Broken => refused.push(event),
            Outcome::Unsettled => open.push(event),
        }
    }
    let (outcome, shown) = match (refused.is_empty(), open.is_empty()) {
        (true, true) if taken.is_empty() => (Outcome::Unsettled, &taken),
        (true, true) => {
            let actual = format!("{} requests, all of them carried out", taken.len());
            return Found::new(Outcome::Holds, expected, actual).at(exchanges.iter().copied());
        }
        (false, _) => (Outcome::Broken, &refused),
        (true, false) => (Outcome::Unsettled, &open),
    };
    let some: Vec<String> = shown.iter().take(SHOWN).map(|e| told(e)).collect();
    let actual = format!(
        "{} of {} were not: {}",
        shown.len(),
        exchanges.len(),
        some.join("; ")
    );
    let at: Vec<u32> = shown.iter().take(SHOWN).map(|e| e.exchange.id).collect();
    Found::new(outcome, expected, actual)
        .why(in_common(shown, &taken))
        .at(at)
}

fn told(event: &Event<'_>) -> String {
    format!(
        "{} ({})",
        event.reply.describe(),
        event.exchange.form.join(", ")
    )
}

/// What all of these have in common, and none of the others has.
fn in_common(these: &[&Event<'_>], others: &[&Event<'_>]) -> String {
    let forms = |e: &&Event<'_>| {
        e.exchange
            .form
            .iter()
            .cloned()
            .collect::<BTreeSet<String>>()
    };
    let shared = these
        .iter()
        .map(forms)
        .reduce(|shared, forms| &shared & &forms);
    let elsewhere: BTreeSet<String> = others.iter().flat_map(forms).collect();
    let own: Vec<String> = shared
        .unwrap_or_default()
        .difference(&elsewhere)
        .cloned()
        .collect();
    if own.is_empty() {
        return String::new();
    }
    format!(
        "what these have in common, and no request that was carried out has: {}",
        own.join(", ")
    )
}
