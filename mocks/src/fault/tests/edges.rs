//! Deposits around the end of a wait.

use super::desk::{Desk, LONG, ids};
use super::*;
use crate::ledger::tests::CAROL;

/// How often a moment is tried to be met: a busy machine may be late.
const TRIES: usize = 20;

/// Whether Bob is told of a deposit that comes during the last 25 ms of his wait.
async fn told_before_end(faults: &[Fault]) -> bool {
    let desk = Desk::with(faults);
    let waiting = desk.asking(BOB, "20").await;
    desk.pay(BOB, "1").await;
    let told = waiting.await.unwrap().unwrap().len() + desk.ask(BOB, "0").await.unwrap().len();
    assert_eq!(desk.has(BOB), "1");
    told == 1
}

/// Whether Bob is told of a deposit that comes right after the end of his wait.
async fn told_after_end(faults: &[Fault]) -> bool {
    let desk = Desk::with(faults);
    assert_eq!(desk.ask(BOB, "20").await, ids(&[]));
    desk.pay(BOB, "1").await;
    let told = desk.ask(BOB, "0").await.unwrap().len();
    assert_eq!(desk.has(BOB), "1");
    told == 1
}

#[tokio::test]
async fn deposit_lost_at_window_edge() {
    assert!(told_before_end(&[]).await && told_after_end(&[]).await);
    let faults = [Fault::DEPOSIT_LOST_AT_WINDOW_EDGE];
    let (mut before, mut after) = (true, true);
    for _ in 0..TRIES {
        before &= told_before_end(&faults).await;
        after &= told_after_end(&faults).await;
        if !before && !after {
            return;
        }
    }
    panic!("told before the end: {before}, after: {after}");
}

#[tokio::test]
async fn far_from_the_edge_nothing_is_lost() {
    let desk = Desk::with(&[Fault::DEPOSIT_LOST_AT_WINDOW_EDGE]);
    let waiting = desk.asking(BOB, LONG).await;
    desk.pay(BOB, "1").await;
    assert_eq!(waiting.await.unwrap(), ids(&["no. 1"]));
    assert_eq!(desk.ask(BOB, "1").await, ids(&[]));
    // Carol's wait lets the edge of Bob's pass by.
    assert_eq!(desk.ask(CAROL, "60").await, ids(&[]));
    desk.pay(BOB, "2").await;
    assert_eq!(desk.ask(BOB, "0").await, ids(&["no. 2"]));
}
