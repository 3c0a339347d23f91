//! Duplicates and deposits in the course of time.

use super::desk::{Desk, LONG, ids};
use super::*;
use crate::ledger::tests::CAROL;

#[tokio::test]
async fn executes_concurrent_duplicates() {
    for (faults, expected) in [
        (&[][..], "1"),
        (&[Fault::EXECUTES_CONCURRENT_DUPLICATES], "5"),
    ] {
        let desk = Desk::with(faults);
        tokio::join!(
            desk.pay(BOB, "7"),
            desk.pay(BOB, "7"),
            desk.pay(BOB, "7"),
            desk.pay(BOB, "7"),
            desk.pay(BOB, "7")
        );
        assert_eq!(desk.has(BOB), expected);
        desk.pay(BOB, "7").await;
        assert_eq!(
            desk.has(BOB),
            expected,
            "one after the other is another thing"
        );
    }
}

#[tokio::test]
async fn deposit_in_two_replies() {
    let desk = Desk::with(&[Fault::DEPOSIT_IN_TWO_REPLIES]);
    let waiting = [
        desk.asking(BOB, LONG).await,
        desk.asking(BOB, LONG).await,
        desk.asking(CAROL, LONG).await,
    ];
    desk.pay(BOB, "1").await;
    let [one, other, carol] = waiting;
    assert_eq!(
        (one.await.unwrap(), other.await.unwrap()),
        (ids(&["no. 1"]), ids(&["no. 1"]))
    );
    desk.pay(CAROL, "2").await;
    assert_eq!(carol.await.unwrap(), ids(&["no. 2"]));
    assert_eq!(desk.ask(BOB, "0").await, ids(&[]));
    // The end of one wait is no deposit for the other.
    let waiting = desk.asking(BOB, LONG).await;
    assert_eq!(desk.ask(BOB, "10").await, ids(&[]));
    tokio::task::yield_now().await;
    assert!(!waiting.is_finished());
}

#[tokio::test]
async fn wait_zero_forgets_deposits() {
    let desk = Desk::with(&[Fault::WAIT_ZERO_FORGETS_DEPOSITS]);
    desk.pay(BOB, "1").await;
    assert_eq!(desk.ask(BOB, "0").await, ids(&[]));
    desk.pay(BOB, "2").await;
    assert_eq!(desk.ask(BOB, "1").await, ids(&["no. 2"]));
}

#[tokio::test]
async fn deposit_during_wait_forgotten() {
    let desk = Desk::with(&[Fault::DEPOSIT_DURING_WAIT_FORGOTTEN]);
    let waiting = desk.asking(BOB, "400").await;
    desk.pay(BOB, "1").await;
    assert_eq!(waiting.await.unwrap(), ids(&[]));
    assert_eq!(desk.has(BOB), "1");
    desk.pay(BOB, "2").await;
    assert_eq!(desk.ask(BOB, LONG).await, ids(&["no. 2"]));
}

#[tokio::test]
async fn unknown_key_gets_fault() {
    let desk = Desk::with(&[Fault::UNKNOWN_KEY_GETS_FAULT]);
    assert!(desk.ask(BOB, "0").await.is_err());
    desk.pay(BOB, "1").await;
    assert_eq!(desk.ask(BOB, "0").await, ids(&["no. 1"]));
}

#[tokio::test]
async fn hung_up_waiter_takes_deposit() {
    for (faults, expected) in [
        (&[][..], &["no. 1"][..]),
        (&[Fault::HUNG_UP_WAITER_TAKES_DEPOSIT], &[]),
    ] {
        let desk = Desk::with(faults);
        let waiting = desk.asking(BOB, LONG).await;
        tokio::task::yield_now().await;
        waiting.abort();
        assert!(waiting.await.is_err());
        desk.pay(BOB, "1").await;
        assert_eq!(desk.ask(BOB, "20").await, ids(expected));
    }
}
