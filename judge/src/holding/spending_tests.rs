//! What holders let their applications spend.

use record::Party;

use super::{
    spending,
    traded::{AGAIN, BOB, EXECUTED, EXECUTED_LOST, FAILED, SILENCE, Traded},
    view::View,
};
use crate::check::Outcome;

/// What there is to say of a limit of 5 to first deals with Bob.
fn first_deals(came: Traded) -> Outcome {
    let mut record = came.scenario();
    record.parties.push(Party {
        name: "Bob".into(),
        key: BOB.into(),
        pem: None,
    });
    let view = View::of(&record);
    let found = spending::first_deals(&view, "Bob", "5", "main");
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].outcome
}

/// Counters, amounts, and what became of them, 10 ms after one another.
fn sent(each: &[(u64, &str, (record::Settled, record::Told))]) -> Traded {
    let each = each.iter().zip(1..);
    each.fold(Traded::new(), |made, ((counter, amount, done), n)| {
        let id = format!("t{counter}");
        made.came_from(1, 10 * n, *counter, &id, amount, done.clone())
    })
}

#[test]
fn a_large_payment_comes_after_a_small_one_was_executed() {
    let holds = |each| assert_eq!(first_deals(sent(each)), Outcome::Holds);
    holds(&[]);
    holds(&[(1, "5", EXECUTED), (2, "4", EXECUTED)]);
    holds(&[(1, "5.000000", EXECUTED), (2, "10", EXECUTED)]);
    holds(&[(1, "5", FAILED), (2, "5", EXECUTED), (3, "10", FAILED)]);
    // Its answer was lost, and it is known by its repetition.
    holds(&[
        (1, "5", EXECUTED_LOST),
        (1, "5", AGAIN),
        (2, "10", EXECUTED),
    ]);
}

#[test]
fn a_large_payment_before_that_is_none_for_a_first_deal() {
    let breaks = |each| assert_eq!(first_deals(sent(each)), Outcome::Broken);
    breaks(&[(1, "10", EXECUTED)]);
    breaks(&[(1, "10", EXECUTED), (2, "5", EXECUTED)]);
    breaks(&[(1, "5", FAILED), (2, "10", EXECUTED)]);
    // Whatever the issuer makes of it, it was sent.
    breaks(&[(1, "10", FAILED), (2, "5", EXECUTED)]);
    breaks(&[(1, "5.000001", SILENCE)]);
}

#[test]
fn nothing_is_known_of_whom_the_scenario_does_not_know() {
    let record = sent(&[(1, "10", EXECUTED)]).scenario();
    let found = spending::first_deals(&View::of(&record), "Bob", "5", "main");
    assert_eq!(found[0].outcome, Outcome::Unsettled);
}
