//! Conservation of value where answers were lost: what may have happened is lawful, what cannot have happened is not.

use crate::tale::{CONSERVED, Tale, fault, list, transfer, transferred};
use record::{Ending, Verdict};

fn ways_to_lose() -> [Ending; 5] {
    [
        Ending::Cut,
        Ending::Closed,
        Ending::TimedOut,
        Ending::Broken("reset".into()),
        Ending::Garbled("no HTTP".into()),
    ]
}

/// Alice was lent 100, sends Bob 10 and loses the answer; what else was sent under that counter; both are looked at.
fn lost(how: Ending, again: &[Vec<u8>], alice: &str, deposits: &[(&str, &str)], bob: &str) -> Tale {
    let mut tale = Tale::lent(&["Alice", "Bob"], "100");
    tale.loses("Alice", "Bob", "10", 7, how);
    for answer in again {
        tale.pays("Alice", "Bob", "10", 7, answer);
    }
    tale.asks("Bob", &list(deposits, "0", bob));
    tale.asks("Alice", &list(&[], "0", alice));
    tale
}

#[test]
fn a_lost_transfer_was_executed_or_not() {
    for how in ways_to_lose() {
        lost(how.clone(), &[], "90", &[("t7", "10")], "10").assert_conserved();
        lost(how.clone(), &[], "100", &[], "0").assert_conserved();
        lost(how.clone(), &[], "80", &[("t7", "10"), ("t7", "10")], "20").assert_broken(CONSERVED);
    }
    // Nothing was sent at all.
    for how in [
        Ending::NotConnected("refused".into()),
        Ending::HandshakeFailed("no".into()),
    ] {
        lost(how.clone(), &[], "100", &[], "0").assert_conserved();
        lost(how, &[], "90", &[("t7", "10")], "10").assert_broken(CONSERVED);
    }
}

#[test]
fn it_was_the_same_for_payer_and_recipient() {
    let created = lost(Ending::Cut, &[], "100", &[("t7", "10")], "10");
    created.assert_broken(CONSERVED);
    lost(Ending::Cut, &[], "100", &[("t7", "10")], "0").assert_broken(CONSERVED);
    lost(Ending::Cut, &[], "90", &[("t7", "10")], "0").assert_broken(CONSERVED);
    // Bob was looked at before Alice: it may have been executed in between.
    lost(Ending::Cut, &[], "90", &[], "0").assert_conserved();
    let mut tale = Tale::lent(&["Alice", "Bob"], "100");
    tale.loses("Alice", "Bob", "10", 7, Ending::Cut);
    tale.asks("Alice", &list(&[], "0", "90"));
    tale.asks("Bob", &list(&[], "0", "0"));
    tale.assert_broken(CONSERVED);
}

#[test]
fn a_success_told_to_the_repetition_settles_it() {
    let again = || vec![transferred("success", "0")];
    lost(Ending::Cut, &again(), "90", &[("t7", "10")], "10").assert_conserved();
    lost(Ending::Cut, &again(), "100", &[], "0").assert_broken(CONSERVED);
}

#[test]
fn a_failure_told_to_the_repetition_settles_nothing() {
    for answer in [
        transferred("counterStale", "0"),
        transferred("counterConflict", "0"),
        transferred("refused", "0"),
        fault(),
    ] {
        let again = vec![answer];
        lost(Ending::Cut, &again, "90", &[("t7", "10")], "10").assert_conserved();
        lost(Ending::Cut, &again, "100", &[], "0").assert_conserved();
        lost(Ending::Cut, &again, "90", &[("t7", "10")], "20").assert_broken(CONSERVED);
    }
}

#[test]
fn a_copy_at_the_same_time_settles_nothing_either() {
    for (alice, deposits, bob) in [("90", &[("t7", "10")][..], "10"), ("100", &[], "0")] {
        let mut tale = Tale::lent(&["Alice", "Bob"], "100");
        let told = tale.pays(
            "Alice",
            "Bob",
            "10",
            7,
            &transferred("counterConflict", "0"),
        );
        let lost = tale.loses("Alice", "Bob", "10", 7, Ending::TimedOut);
        tale.timed(told, 100, 110).timed(lost, 105, 200);
        tale.asks("Bob", &list(deposits, "0", bob));
        tale.asks("Alice", &list(&[], "0", alice));
        tale.assert_conserved();
    }
}

#[test]
fn a_failure_told_before_settles_it() {
    let mut tale = Tale::lent(&["Alice", "Bob"], "100");
    tale.pays("Alice", "Bob", "10", 7, &transferred("refused", "0"));
    tale.loses("Alice", "Bob", "10", 7, Ending::TimedOut);
    tale.asks("Bob", &list(&[("t7", "10")], "0", "10"));
    tale.asks("Alice", &list(&[], "0", "90"));
    tale.assert_broken(CONSERVED);
}

#[test]
fn after_a_lost_original_an_altered_repetition_may_show_the_answer_of_either() {
    for (alice, bob, holds) in [
        ("90", "10", true),
        ("80", "20", true),
        ("70", "30", false),
        ("100", "10", false),
        ("90", "20", false),
    ] {
        let mut tale = Tale::lent(&["Alice", "Bob"], "100");
        tale.loses("Alice", "Bob", "10", 7, Ending::Cut);
        tale.pays("Alice", "Bob", "20", 7, &transferred("success", "0"));
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
fn half_a_request_asks_for_nothing() {
    let whole = transfer("Bob", "10", 7);
    for missing in [1, 40, 200] {
        let half = &whole[..whole.len() - missing];
        for (alice, deposits, bob, holds) in [
            ("100", &[][..], "0", true),
            ("90", &[("t7", "10")], "10", false),
        ] {
            let mut tale = Tale::lent(&["Alice", "Bob"], "100");
            tale.sends("Alice", half, b"", Ending::Cut);
            tale.asks("Bob", &list(deposits, "0", bob));
            tale.asks("Alice", &list(&[], "0", alice));
            assert_eq!(
                tale.conserved().0 == Verdict::Passed,
                holds,
                "{missing} {alice}"
            );
        }
    }
}

#[test]
fn a_chunked_request_asks_like_any_other() {
    let whole = String::from_utf8(transfer("Bob", "10", 7)).unwrap();
    let (_, body) = whole.split_once("\r\n\r\n").unwrap();
    let (first, second) = body.split_at(100);
    let chunked = format!(
        "POST /lcp HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{first}\r\n{:x}\r\n{second}\r\n0\r\n\r\n",
        first.len(),
        second.len()
    );
    let mut tale = Tale::lent(&["Alice", "Bob"], "100");
    tale.sends(
        "Alice",
        chunked.as_bytes(),
        &transferred("success", "1"),
        Ending::Answered,
    );
    tale.asks("Bob", &list(&[("t7", "10")], "0", "10"));
    tale.asks("Alice", &list(&[], "0", "89"));
    tale.assert_conserved();
}

/// Alice knows that a transfer costs 1, sends 10 more and loses the answer.
fn fee_unknown(again: Option<Vec<u8>>, alice: &str, resumed: bool) -> Tale {
    let mut tale = Tale::lent(&["Alice", "Bob"], "100");
    tale.pays("Alice", "Zoe", "1", 6, &transferred("success", "1"));
    if resumed {
        tale.resumed();
    }
    tale.loses("Alice", "Bob", "10", 7, Ending::Cut);
    if let Some(answer) = again {
        tale.pays("Alice", "Bob", "10", 7, &answer);
    }
    tale.asks("Alice", &list(&[], "0", alice));
    tale.asks("Bob", &list(&[("t7", "10")], "0", "10"));
    tale
}

#[test]
fn a_lost_fee_is_one_that_was_seen_or_settles_nothing() {
    fee_unknown(None, "88", false).assert_conserved();
    fee_unknown(None, "87", false).assert_conserved();
    fee_unknown(None, "87.3", false).assert_unsettled();
    fee_unknown(None, "86.5", false).assert_broken(CONSERVED);
    fee_unknown(None, "88.000001", false).assert_broken(CONSERVED);
}

#[test]
fn on_another_kind_of_handshake_a_lost_fee_may_be_anything() {
    fee_unknown(None, "86.5", true).assert_unsettled();
    fee_unknown(None, "98.5", true).assert_broken(CONSERVED);
}

#[test]
fn a_failure_after_a_lost_original_may_hide_its_fee() {
    let stale = || Some(transferred("counterStale", "0"));
    fee_unknown(stale(), "88", false).assert_conserved();
    fee_unknown(stale(), "87", false).assert_conserved();
    fee_unknown(stale(), "86", false).assert_broken(CONSERVED);
}

#[test]
fn a_success_after_a_lost_original_shows_its_fee() {
    fee_unknown(Some(transferred("success", "1")), "87", false).assert_conserved();
    let found = fee_unknown(Some(transferred("success", "1")), "86", false).conserved();
    assert_eq!(
        found,
        (
            Verdict::Failed,
            vec!["lcp.issuer.fees.duplicate-free".into()]
        )
    );
}

#[test]
fn a_lost_list_may_have_had_the_deposit_and_the_balance_is_right_either_way() {
    for (deposits, bob, holds) in [
        (&[("t7", "10")][..], "10", true),
        (&[], "10", true),
        (&[], "0", false),
        (&[("t7", "10"), ("t7", "10")], "10", false),
        (&[("t8", "10")], "10", false),
    ] {
        let mut tale = Tale::lent(&["Alice", "Bob"], "100");
        tale.pays("Alice", "Bob", "10", 7, &transferred("success", "0"));
        tale.asks_in_vain("Bob", Ending::Cut);
        tale.asks("Bob", &list(deposits, "0", bob));
        tale.asks("Alice", &list(&[], "0", "90"));
        assert_eq!(
            tale.conserved().0 == Verdict::Passed,
            holds,
            "{deposits:?} {bob}"
        );
    }
}

#[test]
fn an_answer_longer_than_the_cap_is_one_that_was_lost() {
    let mut long = transferred("success", "0");
    long.resize(record::CAP + 1, b' ');
    for (alice, deposits, bob) in [("90", &[("t7", "10")][..], "10"), ("100", &[], "0")] {
        let mut tale = Tale::lent(&["Alice", "Bob"], "100");
        tale.pays("Alice", "Bob", "10", 7, &long);
        tale.asks("Bob", &list(deposits, "0", bob));
        tale.asks("Alice", &list(&[], "0", alice));
        tale.assert_conserved();
    }
}

#[test]
fn many_fees_and_many_losses_are_judged_in_no_time() {
    let mut tale = Tale::lent(&["Alice", "Bob"], "100");
    for n in 0..60 {
        tale.pays(
            "Alice",
            "Zoe",
            "0.01",
            10 + n,
            &transferred("success", &format!("0.{:06}", 3 * n * n + 1)),
        );
    }
    for _ in 0..60 {
        tale.asks_in_vain("Alice", Ending::Cut);
        tale.asks("Alice", &list(&[], "0.000001", "50"));
    }
    tale.loses("Alice", "Bob", "10", 100, Ending::Cut);
    tale.asks("Alice", &list(&[], "0", "50"));
    assert_eq!(tale.conserved().0, Verdict::Failed);
}

#[test]
fn too_many_transfers_of_unknown_outcome_decide_nothing() {
    let mut tale = Tale::lent(&["Alice"], "100");
    for n in 0..9 {
        tale.loses("Alice", "Zoe", "1", 10 + n, Ending::Cut);
    }
    tale.asks("Alice", &list(&[], "0", "3"));
    tale.assert_unsettled();
}

#[test]
fn a_payment_that_nobody_answered_may_be_missing() {
    let story = |answer: Option<&str>, listed: &[(&str, &str)]| {
        let mut tale = Tale::lent(&["Alice", "Bob"], "100");
        match answer {
            Some(result) => tale.pays("Alice", "Bob", "10", 7, &transferred(result, "0")),
            None => tale.loses("Alice", "Bob", "10", 7, Ending::Closed),
        };
        let exchange = tale.asks("Bob", &list(listed, "0", "0"));
        let expected = vec![record::ExpectedDeposit {
            transaction_id: "t7".into(),
            amount: "10".into(),
            userid: None,
        }];
        tale.verdict(record::Check::Deposits {
            exchanges: vec![exchange],
            expected,
            ordered: false,
            some_may_be_missing: false,
        })
    };
    assert_eq!(story(None, &[]), Verdict::Inconclusive);
    assert_eq!(story(None, &[("t7", "10")]), Verdict::Passed);
    assert_eq!(story(Some("success"), &[]), Verdict::Failed);
    assert_eq!(story(None, &[("t7", "10"), ("t7", "10")]), Verdict::Failed);
}

#[test]
fn what_a_failure_cost_does_not_bound_a_lost_fee() {
    let mut tale = Tale::lent(&["Alice", "Bob"], "100");
    tale.pays("Alice", "Zoe", "1", 6, &transferred("success", "1"));
    tale.resumed();
    tale.loses("Alice", "Bob", "10", 7, Ending::Cut);
    let failed = transferred("insufficientFunds", "0");
    tale.pays("Bob", "Zoe", "500", 3, &failed);
    tale.asks("Alice", &list(&[], "0", "86.5"));
    tale.asks("Bob", &list(&[("t7", "10")], "0", "10"));
    tale.assert_unsettled();
}
