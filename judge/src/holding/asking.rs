//! How a holder asks for what it expects: its invoices, its waits, and what it says when there is no reply.

use std::collections::BTreeMap;

use record::{Operation, Report};

use super::{
    replies,
    reports::{NO_TIME, no_time_to_know},
    view::View,
};
use crate::{
    check::{Found, Outcome},
    decode::asked_wait,
    ids,
};

/// The longest transaction id, in characters (spec/lcp.md, section 5).
const LONGEST_ID: usize = 256;

/// A question for deposits that has no reply is answered so, in time.
pub(super) fn doubt(view: &View<'_>, id: u64) -> Vec<Found> {
    let expected = "the holder says in time that it does not know";
    let Some(call) = view.call(id) else {
        return vec![Found::new(Outcome::Unsettled, expected, "no such call")];
    };
    if let Some(actual) = replies::overdue(view, call) {
        return vec![Found::new(Outcome::Broken, expected, actual)];
    }
    let found = |outcome| Found::new(outcome, expected, call.describe());
    match (call.error(), call.deposits()) {
        (Some("failed" | "refused"), _) => vec![found(Outcome::Holds)],
        // Whoever says that nothing came has believed nothing that stood in the place of a reply.
        (_, Some(told)) if told.is_empty() => vec![
            found(Outcome::Broken).about(ids::id(ids::WITHOUT_REPLY)),
            found(Outcome::Unsettled),
        ],
        (_, Some(_)) => vec![found(Outcome::Broken)],
        _ => vec![found(Outcome::Unsettled)],
    }
}

/// Each invoice has a transaction id of its own.
pub(super) fn fresh_ids(view: &View<'_>) -> Vec<Found> {
    let expected = "a transaction id of its own for each invoice, of 1 to 256 characters";
    let invoices = view.calls.iter().filter(|c| c.op == "invoice");
    let ids: Vec<_> = invoices
        .filter_map(|c| c.amount("transaction-id"))
        .collect();
    let mut counts = BTreeMap::new();
    for id in &ids {
        *counts.entry(*id).or_insert(0_u32) += 1;
    }
    let again = counts.iter().find(|(_, n)| **n > 1);
    let unfit = ids.iter().find(|id| !is_fit(id));
    let found = match (ids.len(), again, unfit) {
        (0 | 1, ..) => Found::new(
            Outcome::Unsettled,
            expected,
            format!("{} invoices", ids.len()),
        ),
        (_, Some((id, times)), _) => {
            Found::new(Outcome::Broken, expected, format!("{id:?} {times} times"))
        }
        (_, _, Some(id)) => Found::new(
            Outcome::Broken,
            expected,
            format!("{id:?}, which is none that XML can hold, or too long"),
        ),
        (n, None, None) => Found::new(Outcome::Holds, expected, format!("{n} ids")),
    };
    vec![found]
}

/// Whether a transaction id can be sent: its length, and its characters (XML 1.0 §2.2).
fn is_fit(id: &str) -> bool {
    let fits = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    (1..=LONGEST_ID).contains(&id.chars().count()) && id.chars().all(fits)
}

/// Some question for deposits had a wait above zero.
pub(super) fn waited(view: &View<'_>) -> Vec<Found> {
    let expected = "a question for deposits that lets the issuer wait";
    let asked = view.record.exchanges.iter();
    let asked = asked.filter(|e| e.operation == Operation::GetDeposits);
    let asked: Vec<_> = asked.map(|e| (e.id, asked_wait(e))).collect();
    let waits: Vec<_> = asked
        .iter()
        .filter_map(|(id, w)| Some((*id, (*w)?)))
        .collect();
    let longest = waits.iter().max_by_key(|(_, wait)| *wait);
    let found = match longest {
        None if asked.is_empty() => Found::new(Outcome::Unsettled, expected, "no question came"),
        None => Found::new(
            Outcome::Unsettled,
            expected,
            format!(
                "{} questions, none with a wait that can be read",
                asked.len()
            ),
        )
        .at(asked.iter().map(|(id, _)| *id).take(20)),
        Some((_, 0)) => Found::new(
            Outcome::Broken,
            expected,
            format!("{} questions, each with a wait of 0", waits.len()),
        )
        .at(waits.iter().map(|(id, _)| *id).take(20)),
        Some((id, wait)) => {
            Found::new(Outcome::Holds, expected, format!("a wait of {wait} ms")).at([*id])
        }
    };
    vec![found]
}

/// A payment was executed while a question for deposits was waiting for its answer.
pub(super) fn meanwhile(view: &View<'_>, payment: u64, question: u64) -> Vec<Found> {
    let expected = "the payment is executed while the holder waits for deposits";
    let (Some(payment), Some(question)) = (view.call(payment), view.call(question)) else {
        return vec![Found::new(Outcome::Unsettled, expected, "no such call")];
    };
    let paid = payment.answered_at().unwrap_or(u64::MAX);
    let waited = question.answered_at().unwrap_or(u64::MAX);
    let wait = question.asked["wait-ms"].as_u64().unwrap_or_default() * 1000;
    let whole_wait = waited.saturating_sub(question.asked_at) >= wait;
    let (outcome, actual) = match payment.report() {
        Some(Report::Executed) if paid <= waited => (
            Outcome::Holds,
            format!(
                "executed, and told {} ms after the order",
                paid.saturating_sub(payment.asked_at) / 1000
            ),
        ),
        Some(Report::Executed) if whole_wait => (
            Outcome::Broken,
            "the payment was told of when the wait was over".to_owned(),
        ),
        Some(Report::Unknown) if no_time_to_know(payment, &view.attempts_of(payment)) => {
            (Outcome::Unsettled, NO_TIME.to_owned())
        }
        Some(Report::Unknown) => (Outcome::Broken, payment.describe()),
        // The holder waited less than it was asked to, or declined to pay.
        _ => (Outcome::Unsettled, payment.describe()),
    };
    vec![Found::new(outcome, expected, actual)]
}
