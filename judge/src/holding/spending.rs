//! What a holder lets its applications spend.

use super::view::View;
use crate::{
    Decimal,
    check::{Found, Outcome},
};

/// At most so many of these payments were made.
pub(super) fn at_most(view: &View<'_>, calls: &[u64], times: u32) -> Vec<Found> {
    let expected = format!("at most {times} of {} payments", calls.len());
    let calls: Vec<_> = calls.iter().filter_map(|id| view.call(*id)).collect();
    let executed = view.attempts.iter().filter(|a| a.executed());
    let made: Vec<_> = executed
        .filter(|a| calls.iter().any(|c| View::is_of(a, c)))
        .map(|a| a.exchange.id)
        .collect();
    let outcome = match made.len() <= times as usize {
        true => Outcome::Holds,
        false => Outcome::Broken,
    };
    let actual = format!("{} were made", made.len());
    vec![Found::new(outcome, expected, actual).at(made)]
}

/// Nothing above `most` was sent to somebody before a payment to it was executed: not while one was under way, either.
pub(super) fn first_deals(
    view: &View<'_>,
    recipient: &str,
    most: &str,
    issuer: &str,
) -> Vec<Found> {
    let expected = format!("nothing above {most} sent to {recipient} before a payment is executed");
    let (Some(party), Ok(most)) = (view.party(recipient), Decimal::parse(most)) else {
        let why = "nobody of that name, or no limit";
        return vec![Found::new(Outcome::Unsettled, expected, why)];
    };
    let sent = view.attempts.iter().filter(|a| {
        a.deed.issuer == issuer && a.request.recipient.eq_ignore_ascii_case(&party.key)
    });
    let sent: Vec<_> = sent.collect();
    let known = sent.iter().find(|a| a.executed());
    let known = known.map(|a| a.exchange.times.sent);
    let early: Vec<_> = sent
        .into_iter()
        .filter(|a| a.request.amount.is_some_and(|amount| amount > most))
        .filter(|a| known.is_none_or(|at| a.exchange.times.sent <= at))
        .collect();
    let at = early.iter().map(|a| a.exchange.id);
    let found = match early.first() {
        None => Found::new(Outcome::Holds, expected, "so it was"),
        Some(first) => Found::new(Outcome::Broken, expected, view.name(first)),
    };
    vec![found.at(at)]
}

/// A payment was made under the key that the holder told for an application.
pub(super) fn under_key_of(view: &View<'_>, call: u64, application: &str) -> Vec<Found> {
    let expected = format!("a payment under the key of {application:?}");
    let unsettled = |why: &str| vec![Found::new(Outcome::Unsettled, &expected, why)];
    let Some(call) = view.call(call) else {
        return unsettled("no such call");
    };
    let own = view.calls.iter().rev().find(|c| {
        c.op == "identity"
            && c.text("application") == Some(application)
            && c.text("issuer") == call.text("issuer")
    });
    let Some(key) = own.and_then(|c| c.amount("key")) else {
        return unsettled("the holder told no key for it");
    };
    let made: Vec<_> = view
        .attempts_of(call)
        .into_iter()
        .filter(|a| a.executed())
        .collect();
    if made.is_empty() {
        return unsettled("the payment was not made");
    }
    let other = made.iter().find(|a| !a.deed.key.eq_ignore_ascii_case(key));
    let at = made.iter().map(|a| a.exchange.id);
    let found = match other {
        None => Found::new(Outcome::Holds, &expected, "so it was"),
        Some(a) => {
            let name = view.record.party_of_key(&a.deed.key).unwrap_or("somebody");
            Found::new(
                Outcome::Broken,
                &expected,
                format!("the key is that of {name}"),
            )
        }
    };
    vec![found.at(at)]
}
