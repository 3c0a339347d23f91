//! One order for everything, read from exchanges.

use crate::tale::{OWN, Tale, fault, key, list, transfer, transferred};
use record::{Check, Ending, Finding, Verdict};

fn found(tale: &Tale) -> Finding {
    let mut found = tale.find(Check::Linearizable {});
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].requirement.as_str(), OWN);
    found.remove(0)
}

fn verdict(tale: &Tale) -> Verdict {
    found(tale).verdict
}

/// Alice was lent 100 and pays Bob 10, from 20 to 30 ms.
fn paid() -> (Tale, u32) {
    let mut tale = Tale::lent(&["Alice", "Bob"], "100");
    let payment = tale.pays("Alice", "Bob", "10", 7, &transferred("success", "1"));
    tale.timed(payment, 20, 30);
    (tale, payment)
}

#[test]
fn who_asks_while_the_payment_is_under_way_may_be_told_of_it_or_not() {
    for (deposits, balance) in [(&[("t7", "10")][..], "10"), (&[], "0")] {
        let (mut tale, _) = paid();
        let asked = tale.asks("Bob", &list(deposits, "0", balance));
        tale.timed(asked, 25, 35);
        assert_eq!(verdict(&tale), Verdict::Passed);
    }
}

#[test]
fn who_asks_when_the_payment_was_answered_is_told_of_it() {
    let (mut tale, payment) = paid();
    let asked = tale.asks("Bob", &list(&[], "0", "0"));
    tale.timed(asked, 31, 35);
    let found = found(&tale);
    assert_eq!(found.verdict, Verdict::Failed);
    assert_eq!(found.exchanges, [payment, asked]);
    assert!(
        found.actual.contains("Bob asks: nothing"),
        "{}",
        found.actual
    );
    let drawn = found.timeline.iter();
    let red = drawn.filter(|b| b.contradicts).map(|b| b.exchange);
    assert_eq!(red.collect::<Vec<_>>(), [payment, asked]);
}

#[test]
fn list_and_balance_are_of_one_moment() {
    let (mut tale, _) = paid();
    let asked = tale.asks("Bob", &list(&[], "0", "10"));
    tale.timed(asked, 25, 35);
    assert_eq!(verdict(&tale), Verdict::Failed);
}

#[test]
fn what_the_recipient_was_told_of_is_gone_from_the_payer() {
    for (balance, expected) in [("100", Verdict::Failed), ("89", Verdict::Passed)] {
        let (mut tale, payment) = paid();
        tale.timed(payment, 20, 90);
        let told = tale.asks("Bob", &list(&[("t7", "10")], "0", "10"));
        tale.timed(told, 25, 35);
        let stale = tale.asks("Alice", &list(&[], "0", balance));
        tale.timed(stale, 40, 50);
        assert_eq!(verdict(&tale), expected, "{balance}");
    }
}

#[test]
fn what_had_no_answer_may_have_happened_once() {
    for (deposits, balance, expected) in [
        (&[][..], "0", Verdict::Passed),
        (&[("t7", "10")][..], "10", Verdict::Passed),
        (&[("t7", "10"), ("t7", "10")][..], "20", Verdict::Failed),
    ] {
        let mut tale = Tale::lent(&["Alice", "Bob"], "100");
        tale.loses("Alice", "Bob", "10", 7, Ending::Cut);
        tale.loses("Alice", "Bob", "10", 7, Ending::TimedOut);
        tale.asks("Bob", &list(deposits, "0", balance));
        assert_eq!(verdict(&tale), expected, "{deposits:?}");
    }
}

#[test]
fn a_message_that_comes_again_is_told_what_was_recorded() {
    for (fee, expected) in [("1", Verdict::Passed), ("2", Verdict::Failed)] {
        let (mut tale, _) = paid();
        tale.pays("Alice", "Bob", "10", 7, &transferred("success", fee));
        assert_eq!(verdict(&tale), expected, "{fee}");
    }
    let (mut tale, _) = paid();
    tale.pays("Alice", "Bob", "10.0", 7, &transferred("refused", "0"));
    tale.pays(
        "Alice",
        "Bob",
        "20",
        7,
        &transferred("counterConflict", "0"),
    );
    assert_eq!(verdict(&tale), Verdict::Passed);
    tale.pays("Alice", "Bob", "20", 7, &transferred("success", "1"));
    assert_eq!(verdict(&tale), Verdict::Failed);
}

#[test]
fn half_a_request_a_fault_and_a_missing_connection_are_nothing() {
    let (mut tale, _) = paid();
    let whole = transfer("Bob", "20", 8);
    tale.sends("Alice", &whole[..whole.len() - 5], b"", Ending::Cut);
    tale.pays("Alice", "Bob", "20", 9, &fault());
    let gone = Ending::NotConnected("nobody listens".into());
    tale.loses("Alice", "Bob", "20", 10, gone);
    tale.asks("Bob", &list(&[("t7", "10")], "0", "10"));
    tale.asks("Alice", &list(&[], "0", "89"));
    assert_eq!(verdict(&tale), Verdict::Passed);
}

#[test]
fn what_goes_to_somebody_else_is_gone() {
    let mut tale = Tale::lent(&["Alice"], "100");
    tale.pays("Alice", "Issuer", "10", 7, &transferred("success", "1"));
    tale.asks("Alice", &list(&[], "0", "89"));
    assert_eq!(verdict(&tale), Verdict::Passed);
    tale.asks("Alice", &list(&[], "0", "99"));
    assert_eq!(verdict(&tale), Verdict::Failed);
}

#[test]
fn a_lost_list_may_come_again_but_the_balance_is_right() {
    for (deposits, balance, expected) in [
        (&[("t7", "10")][..], "10", Verdict::Passed),
        (&[], "10", Verdict::Passed),
        (&[], "0", Verdict::Passed),
    ] {
        let (mut tale, _) = paid();
        tale.asks_in_vain("Bob", Ending::Closed);
        tale.asks("Bob", &list(deposits, "0", balance));
        // The fee of a lost answer is not known: it may have been all there was.
        assert_eq!(verdict(&tale), expected, "{deposits:?} {balance}");
    }
    let (mut tale, _) = paid();
    tale.asks_in_vain("Bob", Ending::Closed);
    tale.asks("Bob", &list(&[], "0", "11"));
    assert_eq!(verdict(&tale), Verdict::Failed);
}

#[test]
fn what_cannot_be_read_settles_nothing() {
    let (mut tale, _) = paid();
    let request = String::from_utf8(transfer("Bob", "20", 8)).unwrap();
    let request = request.replace("<amount>20<", "<amount>xx<");
    let id = tale.sends("Alice", request.as_bytes(), b"", Ending::Closed);
    let found = found(&tale);
    assert_eq!(found.verdict, Verdict::Inconclusive);
    assert_eq!(found.exchanges, [id]);
    assert_eq!(verdict(&Tale::of(&["Alice"])), Verdict::Inconclusive);
}

#[test]
fn two_names_of_one_key_are_one_holder() {
    let mut tale = Tale::lent(&["Alice"], "100");
    let mut twin = tale.record.parties[0].clone();
    twin.name = "Alicia".into();
    twin.key = key("Alice").to_lowercase();
    tale.record.parties.push(twin);
    tale.asks("Alicia", &list(&[], "0", "100"));
    assert_eq!(verdict(&tale), Verdict::Passed);
}
