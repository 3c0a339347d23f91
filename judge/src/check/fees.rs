//! Fees, and balances below zero.

use record::AnswerKind;

use super::{Found, Outcome};
use crate::{Decimal, decode::Reply, history::History};

/// The fee is this one, to the digit.
pub(super) fn exactly(history: &History<'_>, exchange: u32, amount: &str) -> Found {
    let Some(event) = history.event(exchange) else {
        return Found::missing(exchange);
    };
    let outcome = match (event.fee(), Decimal::parse(amount)) {
        (Some(fee), Ok(amount)) if fee == amount => Outcome::Holds,
        (Some(_), Ok(_)) => Outcome::Broken,
        _ => Outcome::Unsettled,
    };
    Found::new(
        outcome,
        format!("a fee of {amount}"),
        event.reply.describe(),
    )
    .at([exchange])
}

/// The answer to a redundant transfer tells no new fee: it tells what the first answer told, or a failure that cost nothing,
/// or nothing at all.
pub(super) fn not_again(history: &History<'_>, exchange: u32, original: u32) -> Found {
    let (Some(event), Some(first)) = (history.event(exchange), history.event(original)) else {
        return Found::missing(exchange);
    };
    let outcome = match (&event.reply, first.fee(), event.kind()) {
        (again, _, _) if *again == first.reply => Outcome::Holds,
        (Reply::Transfer { fee, .. }, Some(told), Some(AnswerKind::Success)) if *fee == told => {
            Outcome::Holds
        }
        (Reply::Transfer { fee, .. }, _, Some(AnswerKind::Failure)) if fee.is_zero() => {
            Outcome::Holds
        }
        // The first answer was lost: this may be the recorded one.
        (Reply::Transfer { .. }, None, _) => Outcome::Holds,
        (Reply::Transfer { .. }, Some(_), _) => Outcome::Broken,
        (_, _, Some(AnswerKind::Fault | AnswerKind::Silence)) => Outcome::Holds,
        _ => Outcome::Unsettled,
    };
    Found::new(
        outcome,
        format!(
            "no fee but the recorded one, if any: {}",
            first.reply.describe()
        ),
        event.reply.describe(),
    )
    .at([original, exchange])
}

/// One fee is at most another.
pub(super) fn at_most(history: &History<'_>, exchange: u32, bound: u32) -> Found {
    let (Some(event), Some(other)) = (history.event(exchange), history.event(bound)) else {
        return Found::missing(exchange);
    };
    let outcome = match (event.fee(), other.fee()) {
        (Some(fee), Some(most)) if fee <= most => Outcome::Holds,
        (Some(_), Some(_)) => Outcome::Broken,
        _ => Outcome::Unsettled,
    };
    Found::new(
        outcome,
        format!("a fee of at most that of: {}", other.reply.describe()),
        event.reply.describe(),
    )
    .at([bound, exchange])
}

/// No answer shows a balance or a fee below zero.
pub(super) fn never_negative(history: &History<'_>) -> Vec<Found> {
    let mut seen = 0;
    let mut found = Vec::new();
    for event in &history.events {
        let (fee, balance) = match event.reply {
            Reply::Transfer { fee, .. } => (fee, Decimal::ZERO),
            Reply::Deposits { fee, balance, .. } => (fee, balance),
            _ => continue,
        };
        seen += 1;
        if fee.is_negative() || balance.is_negative() {
            found.push(
                Found::new(
                    Outcome::Broken,
                    "no balance and no fee below zero",
                    event.reply.describe(),
                )
                .at([event.exchange.id]),
            );
        }
    }
    if found.is_empty() && seen > 0 {
        let actual = format!("{seen} answers, none with less than zero");
        found.push(Found::new(
            Outcome::Holds,
            "no balance and no fee below zero",
            actual,
        ));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{Tale, fault, result};
    use record::Ending;

    fn again(first: Option<&str>, second: &str) -> Outcome {
        let mut tale = Tale::default();
        match first {
            Some(answer) => tale.pays("Alice", (0, 10), ("10", 1), answer),
            None => tale.pays_unanswered("Alice", (0, 10), ("10", 1)),
        }
        tale.pays("Alice", (20, 30), ("10", 1), second);
        not_again(&History::of(&tale.0), 2, 1).outcome
    }

    #[test]
    fn a_repeated_answer_tells_the_recorded_fee() {
        let success = |fee| result("success", fee);
        assert_eq!(again(Some(&success("1")), &success("1")), Outcome::Holds);
        assert_eq!(
            again(Some(&success("1")), &success("1.25")),
            Outcome::Broken
        );
        assert_eq!(again(Some(&success("1")), &success("0")), Outcome::Broken);
        let failure = |fee| result("insufficientFunds", fee);
        assert_eq!(
            again(Some(&failure("0.5")), &failure("0.5")),
            Outcome::Holds
        );
        assert_eq!(again(None, &success("1")), Outcome::Holds);
    }

    #[test]
    fn a_refusal_costs_nothing_and_silence_is_lawful() {
        let (success, stale) = (result("success", "1"), |fee| result("counterStale", fee));
        assert_eq!(again(Some(&success), &stale("0")), Outcome::Holds);
        assert_eq!(again(Some(&success), &stale("1")), Outcome::Broken);
        assert_eq!(again(Some(&success), &fault()), Outcome::Holds);
        let mut silent = Tale::default();
        silent.pays("Alice", (0, 10), ("10", 1), &success);
        silent.ends("Alice", (20, 30), Ending::TimedOut);
        assert_eq!(
            not_again(&History::of(&silent.0), 2, 1).outcome,
            Outcome::Holds
        );
    }
}
