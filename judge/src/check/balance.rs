//! Whether a balance is what the story and the fees that were told make it.

use super::{
    Found, Outcome,
    blame::{Blame, blame},
};
use crate::{
    Decimal,
    costs::{Costs, Explained},
    decode::Reply,
    history::History,
    ids,
    readings::Event,
};

/// The balance is an amount less the fees told.
pub(super) fn balance(history: &History<'_>, exchange: u32, amount: &str) -> Vec<Found> {
    let Some(event) = history.event(exchange) else {
        return vec![Found::missing(exchange)];
    };
    let before_fees = match Decimal::parse(amount) {
        Ok(amount) => amount,
        Err(e) => {
            return vec![Found::new(
                Outcome::Unsettled,
                "an amount in the expectation",
                e.to_string(),
            )];
        }
    };
    let Reply::Deposits { balance, .. } = event.reply else {
        return vec![
            Found::new(
                Outcome::Unsettled,
                format!("a balance of {amount} less fees"),
                event.reply.describe(),
            )
            .at([exchange]),
        ];
    };
    let costs = history.costs(event.exchange);
    let mut found = compare(event, before_fees, balance, &costs);
    let fits = |more: &Decimal| {
        let other = compare(event, before_fees + *more, balance, &costs);
        other.iter().all(|f| f.outcome == Outcome::Holds)
    };
    let broken = |f: &Found| f.outcome == Outcome::Broken;
    if found.iter().any(broken)
        && history
            .open_amounts(&event.exchange.holder)
            .iter()
            .any(fits)
    {
        for found in found.iter_mut().filter(|f| broken(f)) {
            found.outcome = Outcome::Unsettled;
            found
                .why
                .push_str("; a transfer was not answered, and may or may not have happened");
        }
    }
    found
}

/// Holds a balance against what it should be.
pub(super) fn compare(
    event: &Event<'_>,
    before_fees: Decimal,
    balance: Decimal,
    costs: &Costs,
) -> Vec<Found> {
    let holder = &event.exchange.holder;
    let exchange = event.exchange.id;
    let told = costs.told();
    let expected = before_fees - told;
    let text = format!("{holder} holds {expected}: {before_fees} less {told} in fees told");
    let found = |outcome| {
        Found::new(outcome, text.clone(), format!("{holder} holds {balance}")).at([exchange])
    };
    explain(event, costs, expected - balance, found)
}

/// What a difference between expected and actual balance proves. Where a fee explains it, that is said of the fee's
/// requirement, and the expectation's own stays unsettled.
fn explain(
    event: &Event<'_>,
    costs: &Costs,
    lacking: Decimal,
    found: impl Fn(Outcome) -> Found,
) -> Vec<Found> {
    match costs.explain(lacking) {
        Explained::Fully => return vec![found(Outcome::Holds)],
        Explained::Perhaps => {
            return vec![
                found(Outcome::Unsettled)
                    .why("an answer was lost, and may have told a fee of that size"),
            ];
        }
        Explained::No => {}
    }
    match blame(event, costs, lacking) {
        Blame::Nothing => {
            let why = if lacking.is_negative() {
                "it is too much by"
            } else {
                "it lacks"
            };
            vec![found(Outcome::Broken).why(format!("{why} {}", lacking.abs()))]
        }
        // Which fee it is cannot be told; that something is wrong can.
        Blame::Undecided(why) => vec![
            found(Outcome::Unsettled).why(why.clone()),
            found(Outcome::Broken)
                .why(why)
                .about(ids::id(ids::CONSERVED)),
        ],
        Blame::Fee(requirement, why) => vec![
            found(Outcome::Unsettled).why(format!(
                "{why}; what else there is to see here is hidden by that"
            )),
            found(Outcome::Broken).why(why).about(ids::id(requirement)),
        ],
    }
}

/// The balance is this one, to the digit, where fees are what they were agreed to be.
pub(super) fn exactly(history: &History<'_>, exchange: u32, amount: &str) -> Vec<Found> {
    let Some(event) = history.event(exchange) else {
        return vec![Found::missing(exchange)];
    };
    let found = |outcome| {
        let text = format!("a balance of {amount}");
        Found::new(outcome, text, event.reply.describe()).at([exchange])
    };
    let (Reply::Deposits { balance, .. }, Ok(amount)) = (&event.reply, Decimal::parse(amount))
    else {
        return vec![found(Outcome::Unsettled)];
    };
    let costs = history.costs(event.exchange);
    explain(event, &costs, amount - *balance, found)
}

/// What was done between two looks cost nothing: the later balance is the earlier one, less the later one's own fee.
pub(super) fn unchanged(history: &History<'_>, exchange: u32, since: u32) -> Found {
    let (Some(event), Some(first)) = (history.event(exchange), history.event(since)) else {
        return Found::missing(exchange);
    };
    let (
        Reply::Deposits { balance, fee, .. },
        Reply::Deposits {
            balance: before,
            fee: first_fee,
            ..
        },
    ) = (&event.reply, &first.reply)
    else {
        let text = "two balances to compare";
        return Found::new(Outcome::Unsettled, text, event.reply.describe()).at([since, exchange]);
    };
    let expected = *before - *fee;
    let found = |outcome| {
        let text = format!("a balance of {expected}: {before} as before, less {fee} for asking");
        Found::new(outcome, text, format!("a balance of {balance}")).at([since, exchange])
    };
    if *balance == expected {
        found(Outcome::Holds)
    } else if *balance > expected {
        found(Outcome::Unsettled)
            .why("it is too much: what was done between did not cost that, but something is wrong")
    } else if *balance == *before - *first_fee {
        found(Outcome::Unsettled).why("both balances may be the ones before the fee")
    } else {
        let lacking = expected - *balance;
        let costs = history.costs(event.exchange);
        if costs.amounts.first().is_some_and(|least| lacking >= *least) {
            return found(Outcome::Unsettled).why(format!(
                "it lacks {lacking}: more than a fee may have moved"
            ));
        }
        found(Outcome::Broken).why(format!("what was done between cost {lacking}"))
    }
}

#[cfg(test)]
#[path = "balance_tests.rs"]
mod tests;
