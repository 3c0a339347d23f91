//! What a report settles that came when its time was up.

use record::Report;

use super::{
    reports::reported,
    traded::{EXECUTED, EXECUTED_LOST, SILENCE, Traded},
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
}
