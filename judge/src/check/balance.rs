//! Whether a balance is what the story and the fees that were told make it.

use record::{Operation, RequirementId};

use super::{Found, Outcome};
use crate::{
    Decimal,
    decode::Reply,
    history::{Costs, Event, Explained, History},
    ids,
};

/// The balance is an amount less the fees told. Where it is not, and the difference is one of those fees, what is wrong is
/// a fee, and that is said of the fee's requirement: the expectation's own stays unsettled then.
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
    compare(event, before_fees, balance, &costs)
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
    let lacking = expected - balance;
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
    let Some((requirement, why)) = blame(event, costs, lacking) else {
        let why = if lacking.is_negative() {
            "it is too much by"
        } else {
            "it lacks"
        };
        return vec![found(Outcome::Broken).why(format!("{why} {}", lacking.abs()))];
    };
    vec![
        found(Outcome::Unsettled).why(format!(
            "{why}; what else there is to see here is hidden by that"
        )),
        found(Outcome::Broken).why(why).about(requirement),
    ]
}

/// Which fee explains a difference, if one does.
fn blame(event: &Event<'_>, costs: &Costs, lacking: Decimal) -> Option<(RequirementId, String)> {
    let off = lacking.abs();
    let one_or_all = |fees: &[Decimal]| {
        let multiples = fees.iter().copied().scan(Decimal::ZERO, |sum, fee| {
            *sum = *sum + fee;
            Some(*sum)
        });
        fees.contains(&off) || multiples.into_iter().any(|m| m == off)
    };
    let too_much = lacking.is_negative();
    if too_much
        && event.exchange.operation == Operation::GetDeposits
        && event.fee() == Some(off)
        && costs.deposits.len() == 1
    {
        return Some((
            ids::id(ids::BALANCE_AFTER_FEE),
            "the balance is the one before the fee".into(),
        ));
    }
    if !too_much && one_or_all(&costs.repeated) {
        return Some((
            ids::id(ids::DUPLICATE_FEE),
            format!("{off} was debited for a retransmission"),
        ));
    }
    let (debited, kind) = if too_much {
        ("not debited", "reported")
    } else {
        ("debited", "reported once")
    };
    if one_or_all(&costs.transfers) {
        return Some((
            ids::id(ids::TRANSFER_FEE),
            format!("{off}, {kind} as fee of transfers, was {debited}"),
        ));
    }
    if too_much && event.fee() == Some(off) {
        return Some((
            ids::id(ids::BALANCE_AFTER_FEE),
            "the balance is the one before the fee".into(),
        ));
    }
    if one_or_all(&costs.deposits) {
        return Some((
            ids::id(ids::DEPOSITS_FEE),
            format!("{off}, {kind} as fee of deposits requests, was {debited}"),
        ));
    }
    None
}

/// The balance is this one, to the digit.
pub(super) fn exactly(history: &History<'_>, exchange: u32, amount: &str) -> Found {
    let Some(event) = history.event(exchange) else {
        return Found::missing(exchange);
    };
    let outcome = match (&event.reply, Decimal::parse(amount)) {
        (Reply::Deposits { balance, .. }, Ok(amount)) if *balance == amount => Outcome::Holds,
        (Reply::Deposits { .. }, Ok(_)) => Outcome::Broken,
        _ => Outcome::Unsettled,
    };
    Found::new(
        outcome,
        format!("a balance of {amount}"),
        event.reply.describe(),
    )
    .at([exchange])
}
