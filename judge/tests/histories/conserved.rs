//! Conservation of value where every answer arrived.

use crate::tale::{CONSERVED, Tale, fault, list, transferred};
use record::{Ending, Verdict};

const REPORTED: &str = "lcp.issuer.fees.reported-is-debited";
const DUPLICATE: &str = "lcp.issuer.fees.duplicate-free";

/// Alice was lent 100 and sends Bob 10; both are looked at afterwards.
fn ten(fee: &str, alice: &str, deposits: &[(&str, &str)], bob: &str) -> Tale {
    let mut tale = Tale::lent(&["Alice", "Bob"], "100");
    tale.pays("Alice", "Bob", "10", 7, &transferred("success", fee));
    tale.asks("Bob", &list(deposits, "0", bob));
    tale.asks("Alice", &list(&[], "0", alice));
    tale
}

#[test]
fn a_transfer_and_its_fee_hold() {
    ten("1.2", "88.8", &[("t7", "10")], "10").assert_conserved();
    ten("0", "90", &[("t7", "10.000")], "10.0").assert_conserved();
}

#[test]
fn a_balance_may_be_off_by_a_fee_by_an_amount_or_by_both() {
    ten("1.2", "90", &[("t7", "10")], "10").assert_broken(REPORTED);
    ten("1.2", "87.6", &[("t7", "10")], "10").assert_broken(REPORTED);
    ten("1.2", "98.8", &[("t7", "10")], "10").assert_broken(CONSERVED);
    ten("1.2", "100", &[("t7", "10")], "10").assert_broken(CONSERVED);
    ten("1.2", "78.8", &[("t7", "10")], "10").assert_broken(CONSERVED);
    ten("1.2", "88.799999", &[("t7", "10")], "10").assert_broken(CONSERVED);
}

#[test]
fn a_deposit_is_listed_once_and_is_the_one_that_was_sent() {
    ten("0", "90", &[], "10").assert_broken(CONSERVED);
    ten("0", "90", &[("t7", "10"), ("t7", "10")], "10").assert_broken(CONSERVED);
    ten("0", "90", &[("t8", "10")], "10").assert_broken(CONSERVED);
    ten("0", "90", &[("t7", "10.01")], "10").assert_broken(CONSERVED);
    ten("0", "90", &[("t7", "10"), ("t9", "5")], "10").assert_broken(CONSERVED);
}

#[test]
fn a_deposit_listed_in_two_whole_replies_is_one_too_many() {
    let mut tale = ten("0", "90", &[("t7", "10")], "10");
    tale.asks("Bob", &list(&[("t7", "10")], "0", "10"));
    tale.assert_broken(CONSERVED);
}

#[test]
fn a_deposit_of_somebody_else_is_one_too_many() {
    let mut tale = Tale::lent(&["Alice", "Bob", "Carol"], "100");
    tale.pays("Alice", "Bob", "10", 7, &transferred("success", "0"));
    tale.asks("Carol", &list(&[("t7", "10")], "0", "0"));
    tale.asks("Bob", &list(&[("t7", "10")], "0", "10"));
    tale.asks("Alice", &list(&[], "0", "90"));
    tale.assert_broken(CONSERVED);
}

#[test]
fn a_failure_moves_nothing_but_its_fee() {
    for (alice, broken) in [
        ("99.5", None),
        ("89.5", Some(CONSERVED)),
        ("100", Some(REPORTED)),
    ] {
        let mut tale = Tale::lent(&["Alice", "Bob"], "100");
        tale.pays("Alice", "Bob", "10", 7, &transferred("refused", "0.5"));
        tale.asks("Bob", &list(&[], "0", "0"));
        tale.asks("Alice", &list(&[], "0", alice));
        broken.map_or_else(|| tale.assert_conserved(), |id| tale.assert_broken(id));
    }
}

#[test]
fn a_fault_moves_nothing() {
    for (alice, holds) in [("100", true), ("90", false), ("99", false)] {
        let mut tale = Tale::lent(&["Alice"], "100");
        tale.pays("Alice", "Bob", "10", 7, &fault());
        tale.asks("Alice", &list(&[], "0", alice));
        if holds {
            tale.assert_conserved();
        } else {
            tale.assert_broken(CONSERVED);
        }
    }
}

#[test]
fn a_transfer_to_oneself_costs_its_fee_and_is_listed() {
    for (deposits, alice, holds) in [
        (&[("t7", "10")][..], "99", true),
        (&[], "99", false),
        (&[("t7", "10")], "109", false),
        (&[("t7", "10")], "89", false),
    ] {
        let mut tale = Tale::lent(&["Alice"], "100");
        tale.pays("Alice", "Alice", "10", 7, &transferred("success", "1"));
        tale.asks("Alice", &list(deposits, "0", alice));
        assert_eq!(
            tale.conserved().0 == Verdict::Passed,
            holds,
            "{deposits:?} {alice}"
        );
    }
}

#[test]
fn a_transfer_to_nobody_here_leaves() {
    let mut tale = Tale::lent(&["Alice"], "100");
    tale.pays("Alice", "Zoe", "10", 7, &transferred("success", "0"));
    tale.asks("Alice", &list(&[], "0", "90"));
    tale.assert_conserved();
}

#[test]
fn top_ups_count_and_sweeps_do_not() {
    let mut tale = Tale::lent(&["Alice"], "100");
    tale.pays("treasury", "Alice", "5", 2, &transferred("success", "3"));
    tale.asks("Alice", &list(&[("t2", "5")], "0.5", "104.5"));
    tale.sweeping().pays(
        "Alice",
        "treasury",
        "104",
        9,
        &transferred("success", "0.5"),
    );
    tale.asks("Alice", &list(&[], "0", "0"));
    tale.assert_conserved();
}

#[test]
fn a_transfer_after_the_last_look_settles_nothing() {
    let mut tale = ten("0", "90", &[("t7", "10")], "10");
    tale.pays("Alice", "Bob", "10", 8, &transferred("success", "0"));
    tale.assert_unsettled();
}

#[test]
fn a_repetition_costs_nothing_again_whatever_its_answer_says() {
    for answer in [
        transferred("success", "1"),
        transferred("counterConflict", "0"),
        transferred("counterStale", "1"),
        fault(),
    ] {
        for (alice, broken) in [
            ("89", None),
            ("88", Some(DUPLICATE)),
            ("79", Some(CONSERVED)),
        ] {
            let mut tale = Tale::lent(&["Alice", "Bob"], "100");
            tale.pays("Alice", "Bob", "10", 7, &transferred("success", "1"));
            tale.pays("Alice", "Bob", "10", 7, &answer);
            tale.asks("Bob", &list(&[("t7", "10")], "0", "10"));
            tale.asks("Alice", &list(&[], "0", alice));
            broken.map_or_else(|| tale.assert_conserved(), |id| tale.assert_broken(id));
        }
    }
}

#[test]
fn a_silent_repetition_that_is_executed_is_seen() {
    let mut tale = Tale::lent(&["Alice", "Bob"], "100");
    tale.pays("Alice", "Bob", "10", 7, &transferred("success", "0"));
    tale.loses("Alice", "Bob", "10", 7, Ending::Closed);
    tale.asks("Bob", &list(&[("t7", "10"), ("t7", "10")], "0", "20"));
    tale.asks("Alice", &list(&[], "0", "80"));
    tale.assert_broken(CONSERVED);
}

#[test]
fn of_altered_content_the_first_that_was_told_counts() {
    for (alice, bob, holds) in [("90", "10", true), ("80", "20", false)] {
        let mut tale = Tale::lent(&["Alice", "Bob"], "100");
        tale.pays("Alice", "Bob", "10", 7, &transferred("success", "0"));
        tale.pays("Alice", "Bob", "20", 7, &transferred("success", "0"));
        tale.asks("Bob", &list(&[("t7", bob)], "0", bob));
        tale.asks("Alice", &list(&[], "0", alice));
        assert_eq!(tale.conserved().0 == Verdict::Passed, holds);
    }
}

#[test]
fn of_concurrent_copies_either_may_have_been_the_one() {
    for (alice, bob, holds) in [
        ("90", "10", true),
        ("80", "20", true),
        ("70", "30", false),
        ("90", "20", false),
    ] {
        let mut tale = Tale::lent(&["Alice", "Bob"], "100");
        let one = tale.pays("Alice", "Bob", "10", 7, &transferred("success", "0"));
        let other = tale.pays("Alice", "Bob", "20", 7, &transferred("success", "0"));
        tale.timed(one, 100, 110).timed(other, 101, 109);
        tale.asks("Bob", &list(&[("t7", bob)], "0", bob));
        tale.asks("Alice", &list(&[], "0", alice));
        assert_eq!(
            tale.conserved().0 == Verdict::Passed,
            holds,
            "{alice} {bob}"
        );
    }
}

#[test]
fn a_fee_that_was_under_way_during_a_look_may_be_in_it() {
    for (second, holds) in [("99", true), ("98", true), ("97", false), ("100", false)] {
        let mut tale = Tale::lent(&["Alice"], "100");
        let first = tale.asks("Alice", &list(&[], "1", "99"));
        let other = tale.asks("Alice", &list(&[], "1", second));
        tale.timed(first, 100, 120).timed(other, 101, 119);
        assert_eq!(tale.conserved().0 == Verdict::Passed, holds, "{second}");
    }
}

#[test]
fn twenty_four_digits_are_counted_to_the_last() {
    for (alice, holds) in [
        ("999999999999999998.999999", true),
        ("999999999999999999", false),
    ] {
        let mut tale = Tale::lent(&["Alice"], "999999999999999999.999999");
        tale.pays("Alice", "Bob", "1", 7, &transferred("success", "0"));
        tale.asks("Alice", &list(&[], "0", alice));
        assert_eq!(tale.conserved().0 == Verdict::Passed, holds);
    }
}
