//! What a holder may report, by the books.

use record::{Report, Settled, Told};

use super::{
    books::truth,
    traded::{
        AGAIN, EXECUTED, EXECUTED_LOST, FAILED, FAULT, GARBAGE, SILENCE, Traded, broken, holds,
    },
};
use crate::check::Outcome;

/// One payment, of which this came and which is reported so.
fn reported(came: &[(Settled, Told)], outcome: &str) -> Vec<(Outcome, String)> {
    let mut made = Traded::new().told(0, 1, "a");
    for (n, done) in came.iter().enumerate() {
        made = made.came(10 + 100 * n as u64, 5, "a", done.clone());
    }
    made.reports(1000, 1, outcome).found(truth)
}

#[test]
fn the_truth_is_lawful() {
    assert_eq!(reported(&[EXECUTED], "executed"), holds());
    assert_eq!(reported(&[EXECUTED_LOST, AGAIN], "executed"), holds());
    assert_eq!(reported(&[SILENCE, EXECUTED], "executed"), holds());
    assert_eq!(reported(&[FAILED], "failed"), holds());
    assert_eq!(reported(&[FAULT], "failed"), holds());
    assert_eq!(reported(&[], "failed"), holds());
}

#[test]
fn not_to_know_is_lawful_whatever_happened() {
    for came in [&[][..], &[EXECUTED], &[EXECUTED_LOST], &[FAULT], &[SILENCE]] {
        assert_eq!(reported(came, "unknown"), holds());
    }
}

#[test]
fn what_was_not_executed_is_not_reported_as_executed() {
    assert_eq!(
        reported(&[FAILED], "executed"),
        broken("lcp.holder.outcome.failure")
    );
    assert_eq!(
        reported(&[FAULT], "executed"),
        broken("lcp.holder.outcome.fault")
    );
    assert_eq!(
        reported(&[GARBAGE], "executed"),
        broken("lcp.holder.outcome.unreadable")
    );
    assert_eq!(
        reported(&[SILENCE], "executed"),
        broken("lcp.holder.outcome.lost-answer")
    );
    assert_eq!(
        reported(&[], "executed"),
        broken("lcp.holder.outcome.executed")
    );
}

#[test]
fn what_was_executed_is_not_reported_as_failed() {
    assert_eq!(
        reported(&[EXECUTED], "failed"),
        broken("lcp.holder.outcome.executed")
    );
    assert_eq!(
        reported(&[(Settled::Executed, Told::Garbled)], "failed"),
        broken("lcp.holder.outcome.unreadable")
    );
    assert_eq!(
        reported(&[EXECUTED_LOST, AGAIN], "failed"),
        broken("lcp.holder.outcome.repetition")
    );
    assert_eq!(
        reported(&[EXECUTED_LOST], "failed"),
        broken("lcp.holder.outcome.balance-alone")
    );
}

#[test]
fn what_is_reported_as_failed_is_not_executed_later() {
    let made = Traded::new()
        .told(0, 1, "a")
        .came(10, 5, "a", SILENCE)
        .reports(100, 1, "failed")
        .came(200, 5, "a", EXECUTED);
    assert_eq!(
        made.found(truth),
        broken("lcp.holder.outcome.balance-alone")
    );
    let tried_again = Traded::new()
        .told(0, 1, "a")
        .came(10, 5, "a", FAILED)
        .reports(100, 1, "failed")
        .came(200, 6, "a", EXECUTED);
    assert_eq!(
        tried_again.found(truth),
        broken("lcp.holder.outcome.failure")
    );
}

#[test]
fn nothing_is_paid_twice() {
    let made = Traded::new()
        .told(0, 1, "a")
        .came(10, 5, "a", EXECUTED_LOST)
        .came(20, 6, "a", EXECUTED)
        .reports(100, 1, "executed");
    assert_eq!(made.found(truth), broken("lcp.holder.counter.repeated"));
}

#[test]
fn two_that_look_the_same_may_be_paid_both() {
    let asked = || Traded::new().told(0, 1, "a").told(1, 2, "a");
    let both = asked()
        .came(10, 5, "a", EXECUTED)
        .came(20, 6, "a", EXECUTED)
        .reports(100, 1, "executed")
        .reports(101, 2, "executed");
    assert_eq!(both.found(truth), holds());
    let one = || {
        asked()
            .came(10, 5, "a", EXECUTED)
            .reports(100, 1, "executed")
    };
    assert_eq!(one().reports(101, 2, "failed").found(truth), holds());
    let found = one().reports(101, 2, "executed").found(truth);
    assert!(found.iter().all(|f| f.0 == Outcome::Broken));
    assert!(!found.is_empty());
}

#[test]
fn nothing_is_paid_unasked() {
    let asked = || Traded::new().told(0, 1, "a");
    let other_id = asked().came(10, 5, "b", EXECUTED);
    assert_eq!(other_id.found(truth), broken("lcp.holder.request.texts"));
    let other_amount = asked().came_from(1, 10, 5, "a", "10.000001", EXECUTED);
    assert_eq!(other_amount.found(truth), broken("lcp.holder.amount.sent"));
    let altered = asked().came(10, 5, "a", SILENCE).came(20, 5, "b", EXECUTED);
    assert_eq!(altered.found(truth), broken("lcp.holder.counter.repeated"));
}

#[test]
fn another_amount_is_no_lost_answer() {
    let made = Traded::new()
        .told(0, 1, "a")
        .came_from(1, 10, 5, "a", "10.000001", EXECUTED)
        .reports(100, 1, "executed");
    let sent = broken("lcp.holder.amount.sent");
    assert_eq!(made.found(truth), [sent.clone(), sent].concat());
}

#[test]
fn whoever_was_killed_has_reported_nothing() {
    let made = Traded::new().told(0, 1, "a").came(10, 5, "a", EXECUTED);
    assert_eq!(made.found(truth), []);
}

/// What a report settles about a payment of which this came, where some outcome is expected, with a fee.
fn settles(came: &[(Settled, Told)], answer: &str, allowed: Report) -> Outcome {
    let mut made = Traded::new().told(0, 1, "a");
    for (n, done) in came.iter().enumerate() {
        made = made.came(10 + 100 * n as u64, 5, "a", done.clone());
    }
    let found = made
        .reports(1000, 1, answer)
        .found(|view| super::reports::reported(view, &[1], &[allowed], Some("0.5")));
    found[0].0
}

#[test]
fn what_a_repetition_cannot_tell_settles_nothing() {
    let sent_twice = &[FAILED, AGAIN];
    assert_eq!(
        settles(&[FAILED], "unknown", Report::Failed),
        Outcome::Broken
    );
    assert_eq!(
        settles(&[FAILED], "failed", Report::Failed),
        Outcome::Broken
    );
    assert_eq!(
        settles(sent_twice, "unknown", Report::Failed),
        Outcome::Unsettled
    );
    assert_eq!(
        settles(sent_twice, "failed", Report::Failed),
        Outcome::Unsettled
    );
    assert_eq!(
        settles(sent_twice, "executed", Report::Failed),
        Outcome::Broken
    );
    assert_eq!(
        settles(&[EXECUTED], "executed", Report::Executed),
        Outcome::Broken
    );
    let cut_short = &[EXECUTED, (Settled::Duplicate, Told::Lost)];
    let twice = &[EXECUTED, AGAIN];
    for (came, answer, outcome) in [
        (cut_short, "executed", Outcome::Unsettled),
        (cut_short, "unknown", Outcome::Broken),
        (twice, "executed", Outcome::Broken),
    ] {
        assert_eq!(settles(came, answer, Report::Executed), outcome);
    }
}

/// Two payments that look the same, one after the other; this came for the second, which is reported so.
fn twice(came: &[(u64, (Settled, Told))], outcome: &str) -> Vec<(Outcome, String)> {
    let first = Traded::new()
        .told(0, 1, "a")
        .came(10, 5, "a", EXECUTED)
        .reports(20, 1, "executed");
    let mut made = first.told(100, 2, "a");
    for (counter, done) in came {
        made = made.came(110, *counter, "a", done.clone());
    }
    let mut found = made.reports(200, 2, outcome).found(truth);
    found.dedup();
    found
}

#[test]
fn a_payment_that_looks_like_another_is_one_of_its_own() {
    assert_eq!(twice(&[(6, EXECUTED)], "executed"), holds());
    assert_eq!(twice(&[(6, FAILED)], "failed"), holds());
    // To decline it is lawful, and to know nothing of it.
    assert_eq!(twice(&[], "failed"), holds());
    assert_eq!(twice(&[(5, AGAIN)], "unknown"), holds());
    assert_eq!(
        twice(&[(5, AGAIN)], "executed"),
        broken("lcp.holder.counter.new")
    );
    assert_eq!(
        twice(&[], "executed"),
        broken("lcp.holder.outcome.executed")
    );
}
