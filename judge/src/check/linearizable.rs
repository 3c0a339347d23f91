//! One order for everything (spec §5): whether some order of all messages explains every answer.

use super::{Found, Outcome, timeline::timeline};
use crate::{
    history::History,
    linear::{Limits, Op, OpHistory, Unclear, Verdict, check, describe, recorded, witness},
};

pub(super) fn linearizable(history: &History<'_>) -> Found {
    let expected =
        "one order of the messages, each between its sending and its answer, explains every answer";
    let ops = match recorded(history) {
        Ok(ops) => ops,
        Err(Unclear { exchange, why }) => {
            let actual = format!("a message cannot be taken into account: {why}");
            return Found::new(Outcome::Unsettled, expected, actual).at([exchange]);
        }
    };
    let count = ops.ops.len();
    let limits = Limits::of(&ops);
    match check(&ops, limits) {
        Verdict::Lawful if ops.ops.iter().any(Op::is_answered) => {
            let actual = format!("one explains all {count} messages");
            Found::new(Outcome::Holds, expected, actual)
        }
        Verdict::Lawful => Found::new(Outcome::Unsettled, expected, "nothing was answered"),
        Verdict::Unknown => {
            let actual = format!(
                "none was found for {count} messages in {} steps, and no contradiction either",
                limits.steps
            );
            Found::new(Outcome::Unsettled, expected, actual)
        }
        Verdict::Unlawful => contradiction(&ops, limits, expected),
    }
}

fn contradiction(ops: &OpHistory, limits: Limits, expected: &str) -> Found {
    let contradicting = witness(ops, limits);
    let answers = contradicting.iter().map(|n| &ops.ops[*n]);
    let lines: Vec<String> = answers
        .clone()
        .map(|op| format!("#{} {}", op.exchange, describe(ops, op)))
        .collect();
    let actual = match lines.len() {
        0 => "none does".to_owned(),
        1 => format!("none explains this answer: {}", lines[0]),
        several => format!(
            "none explains these {several} answers together: {}",
            lines.join("; ")
        ),
    };
    let mut found = Found::new(Outcome::Broken, expected, actual)
        .why("whatever the other messages were answered, no ledger that carries out one message after the other gives these answers")
        .at(answers.map(|op| op.exchange));
    found.timeline = timeline(ops, &contradicting);
    found
}
