//! What a report settles that came when its time was up.

use record::Report;

use super::{
    reports::reported,
    traded::{AGAIN, EXECUTED, EXECUTED_LOST, SILENCE, Traded},
};
use crate::check::Outcome;

fn asked() -> Traded {
    Traded::new().told(0, 1, "a")
}

/// What an unknown outcome settles that is told so late, of 3 s, where a payment is to be executed.
fn unknown(came: Traded, ms: u64) -> Outcome {
    let found = came
        .reports(ms, 1, "unknown")
        .found(|view| reported(view, &[1], &[Report::Executed], None));
    found[0].0
}

#[test]
fn whoever_had_no_time_may_not_know() {
    // What is answered at 800 ms is noted at 850.
    let late = || asked().came(800, 5, "a", EXECUTED);
    assert_eq!(unknown(late(), 2900), Outcome::Unsettled);
    assert_eq!(unknown(late(), 1000), Outcome::Broken);
    let early = || asked().came(10, 5, "a", EXECUTED);
    assert_eq!(unknown(early(), 2900), Outcome::Broken);
    // Two copies in silence: there was time to ask for the balance.
    let first = || asked().came(10, 5, "a", EXECUTED_LOST);
    assert_eq!(unknown(first(), 2900), Outcome::Unsettled);
    let again = first().came(500, 5, "a", SILENCE);
    assert_eq!(unknown(again, 2900), Outcome::Broken);
    // Whoever sees that a connection is cut has time to send it again.
    assert_eq!(unknown(first().cut(), 2900), Outcome::Broken);
    let later = || asked().came(800, 5, "a", EXECUTED_LOST).cut();
    assert_eq!(unknown(later(), 2900), Outcome::Unsettled);
}

#[test]
fn whoever_goes_on_in_spite_of_two_answers_has_not_understood_them() {
    let once = || late_and(1000, EXECUTED).came(1200, 5, "a", SILENCE);
    assert_eq!(unknown(once(), 2900), Outcome::Unsettled);
    let twice = once().came(1400, 5, "a", AGAIN);
    // The second may have come too late.
    assert_eq!(unknown(twice, 2900), Outcome::Unsettled);
    let thrice = once().came(1400, 5, "a", AGAIN).came(1600, 5, "a", SILENCE);
    assert_eq!(unknown(thrice, 2900), Outcome::Broken);
}

fn late_and(ms: u64, done: (record::Settled, record::Told)) -> Traded {
    asked().came(ms, 5, "a", done)
}

#[test]
fn whoever_waits_no_longer_for_slow_answers_learns_of_no_fee() {
    let with_a_fee = |came: Traded| {
        came.reports(2000, 1, "executed")
            .found(|view| reported(view, &[1], &[Report::Executed], Some("0.1")))[0]
            .0
    };
    let twice = |ms| {
        let first = asked().came(10, 5, "a", EXECUTED).taking(ms);
        first.came(800, 5, "a", AGAIN).taking(ms)
    };
    assert_eq!(with_a_fee(twice(501)), Outcome::Unsettled);
    assert_eq!(with_a_fee(twice(500)), Outcome::Broken);
    assert_eq!(
        with_a_fee(asked().came(10, 5, "a", EXECUTED).taking(501)),
        Outcome::Broken
    );
}
