//! Answers at the wrong time.

use super::desk::{Desk, LONG, ids, lasting};
use super::*;
use crate::ledger::tests::CAROL;
use std::time::{Duration, Instant};
use tokio::time::timeout;

#[tokio::test]
async fn empty_list_too_early() {
    let (list, lasted) = lasting(
        Desk::with(&[Fault::EMPTY_LIST_TOO_EARLY])
            .ask(BOB, "800")
            .into_future(),
    )
    .await;
    assert_eq!(list, ids(&[]));
    assert!(
        lasted >= Duration::from_millis(400) && lasted < Duration::from_millis(800),
        "{lasted:?}"
    );
}

#[tokio::test]
async fn sleeps_whole_wait() {
    for (faults, sleeps) in [(&[][..], false), (&[Fault::SLEEPS_WHOLE_WAIT], true)] {
        let desk = Desk::with(faults);
        let begun = Instant::now();
        let waiting = desk.asking(BOB, "800").await;
        desk.pay(BOB, "1").await;
        assert_eq!(waiting.await.unwrap(), ids(&["no. 1"]));
        assert_eq!(begun.elapsed() >= Duration::from_millis(800), sleeps);
        desk.pay(BOB, "2").await;
        let (list, lasted) = lasting(desk.ask(BOB, LONG)).await;
        assert!(
            list == ids(&["no. 2"]) && lasted < Duration::from_secs(1),
            "{list:?} {lasted:?}"
        );
    }
}

#[tokio::test]
async fn waits_despite_deposits() {
    let desk = Desk::with(&[Fault::WAITS_DESPITE_DEPOSITS]);
    desk.pay(BOB, "1").await;
    let (list, lasted) = lasting(desk.ask(BOB, "100")).await;
    assert!(
        list == ids(&["no. 1"]) && lasted >= Duration::from_millis(100),
        "{list:?} {lasted:?}"
    );
}

#[tokio::test]
async fn waits_of_another_length() {
    let (not_at_once, second) = (Duration::from_millis(400), Duration::from_millis(1500));
    let (zero, late) = (
        Desk::with(&[Fault::ZERO_WAITS]),
        Desk::with(&[Fault::EMPTY_LIST_TOO_LATE]),
    );
    let (zero, late) = tokio::join!(lasting(zero.ask(BOB, " 0 ")), lasting(late.ask(BOB, "10")));
    assert!(
        zero.1 >= not_at_once && late.1 >= second + Duration::from_millis(10),
        "{zero:?} {late:?}"
    );
}

#[tokio::test]
async fn waits_that_are_none() {
    let taken = async |faults: &[Fault], wait| Desk::with(faults).ask(BOB, wait).await.is_ok();
    for (wait, fault) in [
        ("-1", Fault::NEGATIVE_WAIT_ANSWERED),
        ("1.5", Fault::FRACTIONAL_WAIT_ANSWERED),
    ] {
        assert!(
            !taken(&[], wait).await && taken(&[fault], wait).await,
            "{fault}"
        );
    }
    assert!(!taken(&[Fault::NEGATIVE_WAIT_ANSWERED], "-x").await);
    assert!(!taken(&[Fault::LONG_WAITS_REFUSED], "30001").await);
    let thirty = Desk::with(&[Fault::LONG_WAITS_REFUSED])
        .asking(BOB, "30000")
        .await;
    assert!(!thirty.is_finished());
}

#[tokio::test]
async fn waits_too_long_for_their_numbers() {
    let signed = [Fault::LONG_WAIT_IS_NEGATIVE];
    assert_eq!(Desk::with(&signed).ask(BOB, "2147483648").await, ids(&[]));
    let minute = Desk::with(&signed).asking(BOB, "60000").await;
    assert!(!minute.is_finished());

    let cut = [Fault::WAIT_CUT_TO_32_BITS];
    assert!(Desk::with(&[]).ask(BOB, "4294967297").await.is_err());
    assert_eq!(Desk::with(&cut).ask(BOB, "4294967297").await, ids(&[]));
    let minute = Desk::with(&cut).asking(BOB, "60000").await;
    assert!(!minute.is_finished());
}

#[tokio::test]
async fn wait_blocks_others() {
    for (faults, blocks) in [(&[][..], false), (&[Fault::WAIT_BLOCKS_OTHERS], true)] {
        let desk = Desk::with(faults);
        let waiting = desk.asking(BOB, "800").await;
        let mut transfer = Box::pin(desk.pay(CAROL, "1"));
        let served = timeout(Duration::from_millis(20), &mut transfer).await;
        assert_eq!((served.is_err(), waiting.is_finished()), (blocks, false));
        if blocks {
            assert_eq!(transfer.await, "success");
            assert!(waiting.is_finished());
        }
    }
}

#[tokio::test]
async fn an_abandoned_wait_blocks_no_longer() {
    let desk = Desk::with(&[Fault::WAIT_BLOCKS_OTHERS]);
    let waiting = desk.asking(BOB, LONG).await;
    waiting.abort();
    assert_eq!(desk.pay(CAROL, "1").await, "success");
}

#[tokio::test]
async fn wait_blocks_own_transfers() {
    let desk = Desk::with(&[Fault::WAIT_BLOCKS_OWN_TRANSFERS]);
    let waiting = desk.asking(ALICE, "100").await;
    assert_eq!(desk.ask(ALICE, "0").await, ids(&[]));
    assert_eq!(desk.ask(BOB, "0").await, ids(&[]));
    assert!(!waiting.is_finished());
    assert_eq!(desk.pay(CAROL, "1").await, "success");
    assert!(waiting.is_finished());
}

#[tokio::test]
async fn waits_of_one_holder_that_end_together() {
    for fault in [Fault::WOKEN_BY_ANOTHERS_DEPOSIT, Fault::WAITS_END_TOGETHER] {
        let desk = Desk::with(&[fault]);
        let begun = Instant::now();
        let long = desk.asking(BOB, LONG).await;
        let short = desk.asking(BOB, "300").await;
        if fault == Fault::WOKEN_BY_ANOTHERS_DEPOSIT {
            desk.pay(BOB, "1").await;
        }
        let (long, short) = (long.await.unwrap(), short.await.unwrap());
        let told = [long, short].map(|list| list.map(|ids| ids.len()).unwrap_or_default());
        let expected = usize::from(fault == Fault::WOKEN_BY_ANOTHERS_DEPOSIT);
        assert_eq!(told.iter().sum::<usize>(), expected, "{fault}");
        assert!(begun.elapsed() < Duration::from_secs(2), "{fault}");
    }
}
