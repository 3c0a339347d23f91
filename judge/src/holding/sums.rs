//! What a holder says it has, and what of it no deposit explains.

use record::Settled;

use super::view::View;
use crate::{
    Decimal,
    check::{Found, Outcome},
    ids,
};

/// What an adapter calls what no deposit explains (docs/adapter.md).
pub(super) const REMAINDER: &str = "unattributed";

/// How near to the right amount one is that was computed with doubles.
const ALMOST: f64 = 1e-7;

/// The balance told in a call.
pub(super) fn balance(view: &View<'_>, call: u64, amount: &str) -> Vec<Found> {
    told(view, call, "balance", amount, None, None)
}

/// The remainder told in a call: nothing, where there is none.
pub(super) fn remainder(view: &View<'_>, call: u64, amount: &str) -> Vec<Found> {
    told(
        view,
        call,
        REMAINDER,
        amount,
        Some("0"),
        Some(ids::UNATTRIBUTED),
    )
}

/// In none of these calls is there a remainder.
pub(super) fn explained(view: &View<'_>, calls: &[u64]) -> Vec<Found> {
    let expected = "nothing told as unattributed";
    let told: Vec<_> = calls
        .iter()
        .filter_map(|id| view.call(*id))
        .filter(|c| c.ok().is_some())
        .collect();
    if told.is_empty() {
        let actual = "no question was answered";
        return vec![Found::new(Outcome::Unsettled, expected, actual)];
    }
    let mut remainders = told.iter().filter_map(|c| c.amount(REMAINDER));
    match remainders.find(|text| !is_same(text, "0")) {
        Some(text) => broken(
            expected,
            format!("{text} as unattributed"),
            blame(text, "0", Some(ids::EXPLAINED)),
        ),
        None => vec![Found::new(Outcome::Holds, expected, "nothing")],
    }
}

/// The balances told in these calls are together what there was, less the fees of all transfers that came before.
pub(super) fn together(view: &View<'_>, calls: &[u64], amount: &str) -> Vec<Found> {
    let calls: Vec<_> = calls.iter().filter_map(|id| view.call(*id)).collect();
    let first = calls.iter().map(|c| c.asked_at).min().unwrap_or_default();
    let fees = view
        .attempts
        .iter()
        .filter(|a| matches!(a.deed.settled, Settled::Executed | Settled::Failed))
        .filter(|a| a.exchange.times.sent <= first)
        .filter_map(|a| Decimal::parse(&a.deed.fee).ok());
    let fees: Decimal = fees.sum();
    let left = Decimal::parse(amount).unwrap_or(Decimal::ZERO) - fees;
    let expected = format!("{left} together, {fees} of fees taken off");
    let told = calls.iter().map(|c| {
        let told = c.amount("balance").map(Decimal::parse);
        told.and_then(Result::ok)
    });
    let told: Option<Vec<Decimal>> = told.collect();
    let Some(told) = told.filter(|told| !told.is_empty()) else {
        let actual = "not everybody was told a balance";
        return vec![Found::new(Outcome::Unsettled, expected, actual)];
    };
    let each: Vec<_> = told.iter().map(Decimal::to_string).collect();
    let outcome = match told.into_iter().sum::<Decimal>() == left {
        true => Outcome::Holds,
        false => Outcome::Broken,
    };
    vec![Found::new(outcome, expected, each.join(" and "))]
}

fn is_same(told: &str, amount: &str) -> bool {
    Decimal::parse(told).is_ok() && Decimal::parse(told) == Decimal::parse(amount)
}

/// Which requirement a wrong amount breaks: one that is almost right was computed with, or written, inexactly.
pub(super) fn blame(
    told: &str,
    amount: &str,
    otherwise: Option<&'static str>,
) -> Option<&'static str> {
    let double = |text: &str| text.parse::<f64>().ok();
    let (Some(told), Some(amount)) = (double(told), double(amount)) else {
        return otherwise;
    };
    match (told - amount).abs() <= ALMOST * amount.abs().max(1.0) {
        true => Some(ids::TOLD),
        false => otherwise,
    }
}

/// What is wrong, under the requirement that says so; about another one that settles nothing.
fn broken(expected: &str, actual: String, about: Option<&'static str>) -> Vec<Found> {
    let found = Found::new(Outcome::Broken, expected, &actual);
    match about {
        None => vec![found],
        Some(id) => vec![
            found.about(ids::id(id)),
            Found::new(Outcome::Unsettled, expected, actual),
        ],
    }
}

fn told(
    view: &View<'_>,
    id: u64,
    key: &str,
    amount: &str,
    absent: Option<&str>,
    about: Option<&'static str>,
) -> Vec<Found> {
    let expected = format!("{key}: {amount}");
    let unsettled = |actual| {
        let found = Found::new(Outcome::Unsettled, &expected, actual);
        vec![found.why("the holder says that it does not know, or says nothing")]
    };
    let Some(call) = view.call(id) else {
        return unsettled("no such call".to_owned());
    };
    if call.ok().is_none() {
        return unsettled(call.describe());
    }
    let Some(told) = call.amount(key).or(absent) else {
        let actual = format!("no {key:?} in {}", call.describe());
        return vec![Found::new(Outcome::Broken, expected, actual)];
    };
    let actual = format!("{key}: {told}");
    match is_same(told, amount) {
        true => vec![Found::new(Outcome::Holds, expected, actual)],
        false => broken(&expected, actual, blame(told, amount, about)),
    }
}
