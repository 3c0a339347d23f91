//! What a holder says it has, and what of it no deposit explains.

use super::view::View;
use crate::{
    Decimal,
    check::{Found, Outcome},
};

/// What an adapter calls what no deposit explains (docs/adapter.md).
const REMAINDER: &str = "unattributed";

/// The balance told in a call.
pub(super) fn balance(view: &View<'_>, call: u64, amount: &str) -> Vec<Found> {
    told(view, call, "balance", amount, None)
}

/// The remainder told in a call: nothing, where there is none.
pub(super) fn remainder(view: &View<'_>, call: u64, amount: &str) -> Vec<Found> {
    told(view, call, REMAINDER, amount, Some("0"))
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
    let remainder = |text: &str| Decimal::parse(text).is_ok_and(|d| d == Decimal::ZERO);
    let mut remainders = told.iter().filter_map(|c| c.amount(REMAINDER));
    match remainders.find(|text| !remainder(text)) {
        Some(text) => vec![Found::new(
            Outcome::Broken,
            expected,
            format!("{text} as unattributed"),
        )],
        None => vec![Found::new(Outcome::Holds, expected, "nothing")],
    }
}

fn told(view: &View<'_>, id: u64, key: &str, amount: &str, absent: Option<&str>) -> Vec<Found> {
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
    let same = Decimal::parse(told).is_ok() && Decimal::parse(told) == Decimal::parse(amount);
    let outcome = if same {
        Outcome::Holds
    } else {
        Outcome::Broken
    };
    vec![Found::new(outcome, expected, format!("{key}: {told}"))]
}
