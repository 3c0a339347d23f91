use crate::agent::balance::{Balance, Seen};
use wire::Amount;

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

/// A balance of 100, and a transfer of 10 under way.
fn open() -> Balance {
    let mut balance = Balance::default();
    balance.replied(Amount::ZERO, Amount::ZERO, amount("100"), None);
    balance.sent(1, amount("10"));
    balance
}

fn told(balance: &mut Balance, deposits: &str, told: &str) -> Seen {
    balance.replied(amount(deposits), Amount::ZERO, amount(told), None)
}

#[test]
fn a_balance_that_has_fallen_by_the_amount_tells_of_a_payment() {
    assert_eq!(told(&mut open(), "0", "90"), Seen::Executed);
    assert_eq!(told(&mut open(), "0", "88.8"), Seen::Executed);
    // What has arrived may make up for it.
    assert_eq!(told(&mut open(), "10", "100"), Seen::Executed);
}

#[test]
fn a_balance_that_has_not_fallen_tells_that_nothing_has_happened_yet() {
    assert_eq!(told(&mut open(), "0", "100"), Seen::NotYet);
    assert_eq!(told(&mut open(), "7", "107"), Seen::NotYet);
}

#[test]
fn a_lost_reply_may_have_hidden_a_deposit() {
    let mut balance = open();
    balance.lost();
    assert_eq!(told(&mut balance, "0", "100"), Seen::Nothing);
    assert_eq!(told(&mut balance, "0", "90"), Seen::Executed);
}

#[test]
fn what_costs_less_than_the_amount_was_a_failure() {
    assert_eq!(told(&mut open(), "0", "99"), Seen::Failed);
}

#[test]
fn a_fee_that_is_known_is_not_taken_for_a_payment() {
    let mut balance = Balance::default();
    balance.replied(Amount::ZERO, amount("1"), amount("100"), None);
    balance.sent(1, amount("0.5"));
    assert_eq!(told(&mut balance, "0", "99"), Seen::Recorded);
}

#[test]
fn what_was_lost_is_unattributed() {
    let mut balance = open();
    balance.settled(1, Some(amount("11")), Some(amount("1")));
    balance.lost();
    balance.replied(Amount::ZERO, Amount::ZERO, amount("94"), Some(1));
    assert_eq!(balance.unattributed(), amount("5"));
    // It comes after all.
    balance.replied(amount("5"), Amount::ZERO, amount("94"), Some(1));
    assert_eq!(balance.unattributed(), Amount::ZERO);
}

#[test]
fn a_reply_beside_a_transfer_may_know_it_or_not() {
    for (first, second) in [("100", "89"), ("89", "89")] {
        let mut balance = open();
        balance.settled(1, Some(amount("11")), Some(amount("1")));
        told(&mut balance, "0", first);
        balance.replied(Amount::ZERO, Amount::ZERO, amount(second), Some(1));
        assert_eq!(balance.unattributed(), Amount::ZERO);
        assert!(balance.is_clear());
    }
}
