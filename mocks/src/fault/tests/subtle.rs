//! What hardly shows.

use super::desk::{Desk, LONG, ids};
use super::*;
use crate::ledger::tests::{CAROL, caller};
use crate::ledger::{Caller, Handshake};
use std::time::{Duration, Instant};

/// How often a moment is tried to be met: a busy machine may be late.
const TRIES: usize = 100;

/// Whether a copy was executed that came so long after the message.
fn copy_executed(faults: &[Fault], pause: Duration) -> bool {
    let mut it = ledger(faults);
    (1..=TRIES).any(|counter| {
        let request = request(BOB, "0.01", &counter.to_string());
        send(&mut *it, ALICE, &request);
        let once = balance(&*it, BOB);
        let sent = Instant::now();
        while sent.elapsed() < pause {}
        send(&mut *it, ALICE, &request);
        once != balance(&*it, BOB)
    })
}

#[test]
fn executes_hasty_duplicates() {
    let fault = [Fault::EXECUTES_HASTY_DUPLICATES];
    assert!(!copy_executed(&[], Duration::ZERO));
    assert!(!copy_executed(&fault, Duration::from_millis(1)));
    assert!(copy_executed(&fault, Duration::ZERO));
}

#[test]
fn recycles_counters_after_65536() {
    let right = "counterStale 0, counterStale 0, counterStale 0 2";
    let wrong = "counterStale 0, success 1, success 1 4";
    shows(Fault::RECYCLES_COUNTERS_AFTER_65536, right, wrong, |it| {
        pay(it, "1", "1000");
        pay(it, "1", "66536");
        let told = ["1001", "1000", "0"].map(|counter| pay(it, "1", counter));
        format!("{} {}", told.join(", "), balance(it, BOB))
    });
}

#[test]
fn seventh_digit_of_a_sum_rounded() {
    let (right, wrong) = ("1.234567 12.345678", "1.234567 12.34568");
    shows(Fault::SEVENTH_DIGIT_OF_A_SUM_ROUNDED, right, wrong, |it| {
        pay(it, "1.234567", "1");
        let first = balance(it, BOB);
        pay(it, "11.111111", "2");
        format!("{first} {}", balance(it, BOB))
    });
}

#[test]
fn self_transfer_leaks() {
    let (right, wrong) = ("99, 97 1", "98.999999, 96.999999 1");
    shows(Fault::SELF_TRANSFER_LEAKS, right, wrong, |it| {
        told(it, &request(ALICE, "10", "1"));
        let alice = balance(it, ALICE);
        pay(it, "1", "2");
        format!("{alice}, {}", balances(it))
    });
}

#[test]
fn charges_twice_on_resumption() {
    let story = |it: &mut dyn Ledger| {
        let full = Caller {
            handshake: Handshake::Full,
            ..caller(ALICE)
        };
        it.transfer(&full, &request(BOB, "10", "1")).unwrap();
        let after_full = balance(it, ALICE);
        let told = pay(it, "10", "2");
        let statement = it.statement(&caller(ALICE));
        format!(
            "{after_full}, {told}, {} {}, {}",
            statement.fee,
            statement.balance,
            balance(it, ALICE)
        )
    };
    let right = "88.75, success 1, 0.5 77.25, 77.25";
    let wrong = "88.75, success 1, 0.5 75.75, 75.75";
    shows(Fault::CHARGES_TWICE_ON_RESUMPTION, right, wrong, story);
}

#[tokio::test]
async fn stale_balance_under_load() {
    for (faults, told) in [(&[][..], "2"), (&[Fault::STALE_BALANCE_UNDER_LOAD], "1")] {
        let desk = Desk::with(faults);
        desk.pay(BOB, "1").await;
        assert_eq!(desk.balance(BOB).await, "1");
        desk.pay(BOB, "2").await;
        let mut waiting = Vec::new();
        for _ in 0..500 {
            waiting.push(desk.asking(CAROL, LONG).await);
        }
        assert_eq!(desk.balance(BOB).await, told);
        waiting.iter().for_each(tokio::task::JoinHandle::abort);
        for gone in waiting {
            let _ = gone.await;
        }
        assert_eq!(desk.balance(BOB).await, "2");
    }
}

#[tokio::test]
async fn deposit_lost_in_last_millisecond() {
    let told = async |faults: &[Fault], pause: Duration| {
        let desk = Desk::with(faults);
        assert_eq!(desk.ask(BOB, "1").await, ids(&[]));
        let ended = Instant::now();
        while ended.elapsed() < pause {}
        desk.pay(BOB, "1").await;
        assert_eq!(desk.has(BOB), "1");
        desk.ask(BOB, "0").await.unwrap().len()
    };
    let fault = [Fault::DEPOSIT_LOST_IN_LAST_MILLISECOND];
    assert_eq!(told(&[], Duration::ZERO).await, 1);
    assert_eq!(told(&fault, Duration::from_millis(1)).await, 1);
    for _ in 0..TRIES {
        if told(&fault, Duration::ZERO).await == 0 {
            return;
        }
    }
    panic!("the moment was never met");
}

#[tokio::test]
async fn waiter_told_of_anothers_deposits() {
    for (faults, sometimes) in [
        (&[][..], false),
        (&[Fault::WAITER_TOLD_OF_ANOTHERS_DEPOSITS], true),
    ] {
        let desk = Desk::with(faults);
        desk.pay(BOB, "1").await;
        let mut waiting = Vec::new();
        for _ in 0..2000 {
            waiting.push(desk.asking(CAROL, "1").await);
        }
        let mut told = 0;
        for answer in waiting {
            told += answer.await.unwrap().unwrap().len();
        }
        assert_eq!((1..60).contains(&told), sometimes, "{told} of 2000");
        assert_eq!(desk.ask(BOB, "0").await, ids(&["no. 1"]));
    }
}
