//! What a holder reports.

use std::collections::BTreeSet;

use record::Report;
use serde_json::Value;

use super::{dialogue::Call, view::View};
use crate::{
    Decimal,
    check::{Found, Outcome},
};

/// Payments are reported so.
pub(super) fn reported(
    view: &View<'_>,
    calls: &[u64],
    allowed: &[Report],
    fee: Option<&str>,
) -> Vec<Found> {
    let words: Vec<_> = allowed
        .iter()
        .map(|r| format!("{r:?}").to_lowercase())
        .collect();
    let mut expected = words.join(" or ");
    if let Some(fee) = fee {
        expected.push_str(&format!(", with a fee of {fee}"));
    }
    let each = calls.iter().map(|id| {
        let Some(call) = view.call(*id) else {
            return Found::new(Outcome::Unsettled, &expected, "no such call");
        };
        let attempts = view.attempts_of(call);
        let at: Vec<_> = attempts.iter().map(|a| a.exchange.id).collect();
        // One whole answer may have come when the holder waited no longer; two it has not read.
        let may_be_late = at.len() > 1 && attempts.iter().filter(|a| a.answered()).count() < 2;
        let right_fee = || {
            fee.is_none_or(|fee| {
                let told = call
                    .amount("fee")
                    .and_then(|told| Decimal::parse(told).ok());
                told.is_some() && told == Decimal::parse(fee).ok()
            })
        };
        let outcome = match call.report() {
            Some(report) if allowed.contains(&report) && right_fee() => Outcome::Holds,
            // To decline is lawful, and settles nothing.
            Some(report) if report != Report::Executed && at.is_empty() => Outcome::Unsettled,
            // A failure that answers a repetition says nothing, and what the balance says it says without a fee.
            Some(Report::Unknown) if at.len() > 1 && !allowed.contains(&Report::Executed) => {
                Outcome::Unsettled
            }
            Some(report)
                if allowed.contains(&report)
                    && call.amount("fee").is_none()
                    && (may_be_late || at.len() > 1 && report == Report::Failed) =>
            {
                Outcome::Unsettled
            }
            Some(_) => Outcome::Broken,
            None => Outcome::Unsettled,
        };
        Found::new(outcome, &expected, call.describe()).at(at)
    });
    each.collect()
}

/// The operations of the protocol (docs/adapter.md).
const OPERATIONS: [&str; 9] = [
    "hello",
    "configure",
    "identity",
    "invoice",
    "transfer",
    "deposits",
    "policy",
    "supply",
    "exit",
];

/// What does not exist is answered as such, and what the adapter has listed is not.
pub(super) fn honest(view: &View<'_>) -> Vec<Found> {
    let listed: BTreeSet<&str> = view.calls.iter().flat_map(listed).collect();
    let each = view.calls.iter().filter_map(|call| {
        let exists = OPERATIONS.contains(&call.op.as_str());
        let says_no = call.error() == Some("unimplemented");
        let (expected, outcome) = match (exists, says_no, &call.answer) {
            (true, true, _) if listed.contains(call.op.as_str()) => {
                ("what it lists, done or refused", Outcome::Broken)
            }
            (true, ..) => return None,
            (false, _, None) => (MADE_UP, Outcome::Unsettled),
            (false, true, _) => (MADE_UP, Outcome::Holds),
            (false, false, _) => (MADE_UP, Outcome::Broken),
        };
        let actual = format!("{:?}: {}", call.op, call.describe());
        Some(Found::new(outcome, expected, actual))
    });
    each.collect()
}

/// What is expected where an operation was made up.
const MADE_UP: &str = "the error \"unimplemented\" for what does not exist";

/// What an adapter lists in its answer to hello.
fn listed(call: &Call) -> impl Iterator<Item = &str> {
    let hello = call.ok().filter(|_| call.op == "hello");
    let operations = hello.and_then(|ok| ok["operations"].as_array());
    operations.into_iter().flatten().filter_map(Value::as_str)
}
