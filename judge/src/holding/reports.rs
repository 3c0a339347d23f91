//! What a holder reports, and how it comes to an issuer.

use std::collections::BTreeSet;

use record::{Arrival, Handshake, Report};

use super::view::View;
use crate::{
    Decimal,
    check::{Found, Outcome},
    decode::tls,
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
        let at: Vec<_> = view
            .attempts_of(call)
            .iter()
            .map(|a| a.exchange.id)
            .collect();
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
            Some(_) => Outcome::Broken,
            None => Outcome::Unsettled,
        };
        Found::new(outcome, &expected, call.describe()).at(at)
    });
    each.collect()
}

/// Nothing was sent to an issuer since a connection.
pub(super) fn nothing_sent(view: &View<'_>, issuer: &str, since: u32, call: u64) -> Vec<Found> {
    let expected = "nothing is sent";
    if view.call(call).is_none_or(|c| c.answer.is_none()) {
        let actual = "the holder has not said yet what became of it";
        return vec![Found::new(Outcome::Unsettled, expected, actual)];
    }
    let arrivals = view.record.played.arrivals.iter();
    let sent: Vec<&Arrival> = arrivals
        .filter(|a| a.issuer == issuer && a.id > since && a.received > 0)
        .collect();
    let Some(first) = sent.first() else {
        return vec![Found::new(Outcome::Holds, expected, "nothing was")];
    };
    let shown = first.shows.as_deref().unwrap_or("a good certificate");
    let actual = format!(
        "{} bytes came to an issuer that showed {shown}",
        first.received
    );
    let of = view
        .record
        .exchanges
        .iter()
        .filter(|e| sent.iter().any(|a| a.id == e.connection.id));
    let at: Vec<_> = of.map(|e| e.id).collect();
    vec![Found::new(Outcome::Broken, expected, actual).at(at)]
}

/// A session was resumed.
pub(super) fn resumed(view: &View<'_>, issuer: &str) -> Vec<Found> {
    let expected = "a connection that resumes a session";
    let arrivals = view.record.played.arrivals.iter();
    let shaken: Vec<_> = arrivals
        .filter(|a| a.issuer == issuer)
        .filter_map(|a| a.handshake)
        .collect();
    let resumed = shaken.iter().filter(|h| **h == Handshake::Resumed).count();
    let actual = format!("{resumed} of {} connections did", shaken.len());
    let outcome = match (shaken.len(), resumed) {
        (0 | 1, _) => Outcome::Unsettled,
        (_, 0) => Outcome::Broken,
        _ => Outcome::Holds,
    };
    vec![Found::new(outcome, expected, actual)]
}

/// The key that was proved is the one that was told.
pub(super) fn own_key(view: &View<'_>) -> Vec<Found> {
    let identities = view.calls.iter().filter(|c| c.op == "identity");
    let told: BTreeSet<String> = identities
        .filter_map(|c| c.ok()?["key"].as_str().map(str::to_uppercase))
        .collect();
    let arrivals = &view.record.played.arrivals;
    let shown: BTreeSet<String> = arrivals
        .iter()
        .filter_map(|a| a.key.as_ref().map(|k| k.to_uppercase()))
        .collect();
    if told.is_empty() || shown.is_empty() {
        return Vec::new();
    }
    let short = |keys: &BTreeSet<String>| {
        let each = keys
            .iter()
            .map(|k| format!("{}…", k.chars().take(8).collect::<String>()));
        each.collect::<Vec<_>>().join(", ")
    };
    let outcome = if shown.is_subset(&told) {
        Outcome::Holds
    } else {
        Outcome::Broken
    };
    let expected = format!("the key that it tells: {}", short(&told));
    vec![Found::new(outcome, expected, short(&shown))]
}

/// Nothing older than TLS 1.2 is offered, nor gone on with.
pub(super) fn versions(view: &View<'_>) -> Vec<Found> {
    let expected = "TLS 1.2 or newer, and nothing else";
    let arrivals = &view.record.played.arrivals;
    let hellos: Vec<_> = arrivals
        .iter()
        .filter_map(|a| tls::client_hello(a.hello.as_slice()))
        .collect();
    let oldest = hellos.iter().map(|h| h.oldest.unwrap_or(h.newest)).min();
    let Some(oldest) = oldest else {
        return Vec::new();
    };
    let went_on = arrivals.iter().find_map(|a| {
        let failed = a.failed.as_deref()?;
        (failed.starts_with("it went on") && a.received > 0).then_some(failed)
    });
    let (outcome, actual) = match went_on {
        Some(how) => (Outcome::Broken, how.to_owned()),
        None if oldest < tls::TLS_1_2 => {
            (Outcome::Broken, format!("{} is offered", tls::name(oldest)))
        }
        None => (Outcome::Holds, "so it is".to_owned()),
    };
    vec![Found::new(outcome, expected, actual)]
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
    "forget-sessions",
    "exit",
];

/// What does not exist is answered as such.
pub(super) fn honest(view: &View<'_>) -> Vec<Found> {
    let expected = "the error \"unimplemented\" for what does not exist";
    let made_up = view
        .calls
        .iter()
        .filter(|c| !OPERATIONS.contains(&c.op.as_str()));
    let each = made_up.map(|call| {
        let outcome = match (&call.answer, call.error()) {
            (None, _) => Outcome::Unsettled,
            (_, Some("unimplemented")) => Outcome::Holds,
            _ => Outcome::Broken,
        };
        Found::new(
            outcome,
            expected,
            format!("{:?}: {}", call.op, call.describe()),
        )
    });
    each.collect()
}
