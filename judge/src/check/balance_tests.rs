//! Small stories with one thing wrong in them: what is found broken is that, and nothing else.

use super::*;
use crate::check::tests::{Tale, fault, list, result};

/// Two transfers of 10 out of 100, fees 1 and 1.25, with a look before, between and after, fees 0.35, 0.1 and 0.1: what the
/// holder is shown at each look.
fn two_transfers(shown: [&str; 3]) -> Tale {
    let mut tale = Tale::default();
    tale.asks("Alice", (0, 10), &list(&[], "0.35", shown[0]));
    tale.pays("Alice", (20, 30), ("10", 1), &result("success", "1"));
    tale.asks("Alice", (40, 50), &list(&[], "0.1", shown[1]));
    tale.pays("Alice", (60, 70), ("10", 2), &result("success", "1.25"));
    tale.asks("Alice", (80, 90), &list(&[], "0.1", shown[2]));
    tale
}

fn outcomes(tale: &Tale, exchange: u32, amount: &str) -> Vec<(Outcome, Option<String>)> {
    balance(&History::of(&tale.0), exchange, amount)
        .into_iter()
        .map(|f| (f.outcome, f.requirement.map(|r| r.to_string())))
        .collect()
}

fn blamed(requirement: &str) -> Vec<(Outcome, Option<String>)> {
    vec![
        (Outcome::Unsettled, None),
        (Outcome::Broken, Some(requirement.to_owned())),
    ]
}

#[test]
fn an_account_that_is_right_holds_at_every_look() {
    let tale = two_transfers(["99.65", "88.55", "77.2"]);
    assert_eq!(outcomes(&tale, 1, "100"), [(Outcome::Holds, None)]);
    assert_eq!(outcomes(&tale, 3, "90"), [(Outcome::Holds, None)]);
    assert_eq!(outcomes(&tale, 5, "80"), [(Outcome::Holds, None)]);
}

#[test]
fn fees_of_transfers_that_are_told_and_not_taken() {
    let tale = two_transfers(["99.65", "89.55", "79.45"]);
    assert_eq!(outcomes(&tale, 3, "90"), blamed(ids::TRANSFER_FEE));
    assert_eq!(outcomes(&tale, 5, "80"), blamed(ids::TRANSFER_FEE));
    let one_of_two = two_transfers(["99.65", "88.55", "78.45"]);
    assert_eq!(outcomes(&one_of_two, 5, "80"), blamed(ids::TRANSFER_FEE));
}

#[test]
fn fees_of_deposits_requests_that_are_told_and_not_taken() {
    let tale = two_transfers(["100", "89", "77.75"]);
    assert_eq!(outcomes(&tale, 3, "90"), blamed(ids::DEPOSITS_FEE));
    assert_eq!(outcomes(&tale, 5, "80"), blamed(ids::DEPOSITS_FEE));
}

#[test]
fn a_balance_before_the_fee_is_told_from_a_fee_that_is_not_taken_by_a_second_look() {
    let tale = two_transfers(["100", "88.65", "77.3"]);
    assert_eq!(outcomes(&tale, 1, "100"), blamed(ids::CONSERVED));
    assert_eq!(outcomes(&tale, 3, "90"), blamed(ids::BALANCE_AFTER_FEE));
    assert_eq!(outcomes(&tale, 5, "80"), blamed(ids::BALANCE_AFTER_FEE));
}

#[test]
fn fees_that_are_taken_twice() {
    let transfer = two_transfers(["99.65", "87.55", "77.2"]);
    assert_eq!(outcomes(&transfer, 3, "90"), blamed(ids::TRANSFER_FEE));
    let asking = two_transfers(["99.3", "88.55", "77.2"]);
    assert_eq!(outcomes(&asking, 1, "100"), blamed(ids::DEPOSITS_FEE));
}

#[test]
fn what_no_fee_explains_is_the_expectation_s_own() {
    let lacks = two_transfers(["99.65", "78.55", "77.2"]);
    assert_eq!(outcomes(&lacks, 3, "90"), [(Outcome::Broken, None)]);
    let too_much = two_transfers(["99.65", "98.55", "77.2"]);
    assert_eq!(outcomes(&too_much, 3, "90"), [(Outcome::Broken, None)]);
}

#[test]
fn the_fee_of_a_retransmission() {
    let mut tale = Tale::default();
    for n in 0..3 {
        let at = n * 20;
        tale.pays("Alice", (at, at + 10), ("10", 7), &result("success", "1"));
    }
    tale.asks("Alice", (80, 90), &list(&[], "0.1", "86.9"));
    assert_eq!(outcomes(&tale, 4, "90"), blamed(ids::DUPLICATE_FEE));
    let mut executed = Tale::default();
    executed.pays("Alice", (0, 10), ("10", 7), &result("success", "1"));
    executed.pays("Alice", (20, 30), ("10", 7), &result("success", "1"));
    executed.asks("Alice", (40, 50), &list(&[], "0.1", "77.9"));
    assert_eq!(outcomes(&executed, 3, "90"), [(Outcome::Broken, None)]);
}

#[test]
fn the_fee_of_a_failure() {
    let story = |shown| {
        let mut tale = Tale::default();
        tale.pays("Carol", (0, 5), ("10", 1), &result("success", "1"));
        let no = result("insufficientFunds", "0");
        tale.pays("Alice", (10, 20), ("1000", 1), &no);
        tale.pays("Alice", (30, 40), ("1000", 2), &no);
        tale.asks("Alice", (50, 60), &list(&[], "0.1", shown));
        tale
    };
    assert_eq!(outcomes(&story("99.9"), 4, "100"), [(Outcome::Holds, None)]);
    assert_eq!(outcomes(&story("97.9"), 4, "100"), blamed(ids::FAILURE_FEE));
    // As much as a fee could be, but nobody was told one of that size.
    assert_eq!(outcomes(&story("97.4"), 4, "100"), blamed(ids::CONSERVED));
    assert_eq!(
        outcomes(&story("99.5"), 4, "100"),
        [(Outcome::Broken, None)]
    );
}

#[test]
fn the_fee_of_a_failure_is_capped_at_what_there_is() {
    let mut tale = Tale::default();
    tale.pays("Carol", (0, 5), ("10", 1), &result("success", "1"));
    let no = result("insufficientFunds", "0");
    tale.pays("Alice", (10, 20), ("1000", 1), &no);
    tale.asks("Alice", (30, 40), &list(&[], "0", "0"));
    assert_eq!(outcomes(&tale, 3, "0.3"), blamed(ids::FAILURE_FEE));
}

#[test]
fn a_lost_answer_may_have_told_any_fee_until_one_is_known() {
    let story = |known: bool, shown| {
        let mut tale = Tale::default();
        if known {
            tale.pays("Carol", (0, 5), ("10", 1), &result("success", "1.25"));
        }
        tale.pays_unanswered("Alice", (0, 10), ("10", 1));
        tale.asks("Alice", (20, 30), &list(&[], "0.1", shown));
        let last = if known { 3 } else { 2 };
        outcomes(&tale, last, "90")
    };
    let (holds, unsettled) = ([(Outcome::Holds, None)], [(Outcome::Unsettled, None)]);
    let broken = [(Outcome::Broken, None)];
    assert_eq!(story(false, "89.9"), holds);
    assert_eq!(story(false, "88.65"), unsettled);
    // A fee of ten is lawful too, as long as nobody was told another one.
    assert_eq!(story(false, "79.9"), unsettled);
    assert_eq!(story(false, "90.5"), broken);
    assert_eq!(story(true, "88.65"), holds);
    assert_eq!(story(true, "79.9"), broken);
}

#[test]
fn printed_digits_are_put_down_to_fees_as_well() {
    let tale = two_transfers(["99.65", "89.55", "77.2"]);
    let of = |amount| {
        exactly(&History::of(&tale.0), 3, amount)
            .into_iter()
            .map(|f| (f.outcome, f.requirement.map(|r| r.to_string())))
            .collect::<Vec<_>>()
    };
    assert_eq!(of("89.55"), [(Outcome::Holds, None)]);
    assert_eq!(of("88.55"), blamed(ids::TRANSFER_FEE));
    assert_eq!(of("70"), [(Outcome::Broken, None)]);
}

#[test]
fn what_was_done_between_two_looks_cost_nothing() {
    let of = |first: (&str, &str), second: (&str, &str)| {
        let mut tale = Tale::default();
        tale.asks("Alice", (0, 10), &list(&[], first.0, first.1));
        tale.asks("Alice", (20, 30), &list(&[], second.0, second.1));
        unchanged(&History::of(&tale.0), 2, 1).outcome
    };
    assert_eq!(of(("0.35", "99.65"), ("0.1", "99.55")), Outcome::Holds);
    assert_eq!(of(("0.35", "99.65"), ("0.1", "98.55")), Outcome::Broken);
    assert_eq!(of(("0.35", "99.65"), ("0.1", "99.65")), Outcome::Unsettled);
    assert_eq!(of(("0.35", "100"), ("0.1", "99.65")), Outcome::Unsettled);
    let mut refused = Tale::default();
    refused.asks("Alice", (0, 10), &list(&[], "0", "10"));
    refused.asks("Alice", (20, 30), &fault());
    assert_eq!(
        unchanged(&History::of(&refused.0), 2, 1).outcome,
        Outcome::Unsettled
    );
    let mut executed = Tale::default();
    executed.pays("Alice", (0, 10), ("10", 1), &result("success", "1"));
    executed.asks("Alice", (20, 30), &list(&[], "0", "89"));
    executed.pays("Alice", (40, 50), ("10", 1), &result("success", "1"));
    executed.asks("Alice", (60, 70), &list(&[], "0", "78"));
    assert_eq!(
        unchanged(&History::of(&executed.0), 4, 2).outcome,
        Outcome::Unsettled
    );
}

#[test]
fn no_fee_is_blamed_for_what_a_transfer_without_an_answer_explains() {
    let story = |open: &str, before_fees: &str| {
        let mut tale = Tale::default();
        tale.pays("Alice", (0, 10), ("5", 1), &result("success", "2"));
        tale.pays_unanswered("Alice", (20, 30), (open, 2));
        tale.asks("Alice", (40, 50), &list(&[], "0", before_fees));
        outcomes(&tale, 3, before_fees)
    };
    // Two too much: the fee that was told, or the two that were not sent.
    let unsettled = [
        (Outcome::Unsettled, None),
        (Outcome::Unsettled, Some(ids::TRANSFER_FEE.to_owned())),
    ];
    assert_eq!(story("2", "93"), unsettled);
    assert_eq!(story("3", "92"), blamed(ids::TRANSFER_FEE));
}
