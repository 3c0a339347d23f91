//! How many requests of which form a scenario sent, and what they were answered.

use std::collections::BTreeMap;

use record::{AnswerKind, ScenarioRecord, Tally};

use crate::{history::History, readings::Readings};

/// Counts a scenario's requests by each form that they have, in the order of the forms' names.
#[must_use]
pub fn tallies(scenario: &ScenarioRecord, readings: &Readings) -> Vec<Tally> {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for event in History::read(scenario, readings).events {
        let (accepted, refused) = match event.kind() {
            Some(AnswerKind::Success | AnswerKind::Deposits) => (1, 0),
            Some(AnswerKind::Failure | AnswerKind::Fault) => (0, 1),
            Some(AnswerKind::Silence) | None => (0, 0),
        };
        for form in &event.exchange.form {
            let tally = tallies.entry(form).or_insert_with(|| Tally {
                form: form.clone(),
                sent: 0,
                accepted: 0,
                refused: 0,
            });
            tally.sent += 1;
            tally.accepted += accepted;
            tally.refused += refused;
        }
    }
    tallies.into_values().collect()
}
