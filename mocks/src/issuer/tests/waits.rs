use super::client::{ask, post, say};
use super::*;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Longer than any test runs: whoever waits this long and is answered was not answered at the end.
const LONG: u32 = 60_000;

#[tokio::test]
async fn an_empty_list_does_not_come_before_the_wait_is_over() {
    let (_issuer, alice) = issuer(&[]).await;
    let mut stream = alice.connect().await;
    for wait in [1, 3, 50] {
        let begun = Instant::now();
        let told = ask(&mut stream, &deposits(wait)).await;
        assert!(begun.elapsed() >= Duration::from_millis(wait.into()));
        assert!(told.all("deposit").is_empty());
    }
}

#[tokio::test]
async fn a_deposit_ends_the_wait_whoever_comes_first() {
    let (_issuer, alice) = issuer(&[]).await;
    let bob = alice.other();
    for counter in 1..=20 {
        let (wait, pay) = (deposits(LONG), transfer(&bob, "1", counter));
        let (bob, alice) = tokio::join!(bob.ask(&wait), alice.ask(&pay));
        assert_eq!(alice.one("result"), "success");
        assert_eq!(bob.one("transactionId"), format!("no. {counter}"));
    }
}

#[tokio::test]
async fn a_wait_keeps_neither_others_nor_the_own_transfers() {
    let (_issuer, alice) = issuer(&[]).await;
    let wait = deposits(LONG);
    let mut waiting = alice.connect().await;
    say(&mut waiting, &post("/lcp", &wire::soap::request(&wait))).await;
    let bob = alice.other();
    assert_eq!(
        alice.ask(&transfer(&bob, "10", 1)).await.one("result"),
        "success"
    );
    assert_eq!(bob.ask(&deposits(LONG)).await.one("amount"), "10");
    assert_eq!(
        bob.ask(&transfer(&alice, "2", 1)).await.one("result"),
        "success"
    );
    assert_eq!(client::hear(&mut waiting).await.one("amount"), "2");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_waiters_share_and_never_double() {
    let (_issuer, alice) = issuer(&[]).await;
    let bob = alice.other();
    let waiters: Vec<_> = (0..4)
        .map(|_| {
            let bob = bob.clone();
            tokio::spawn(async move { bob.ask(&deposits(300)).await.all("transactionId").len() })
        })
        .collect();
    for counter in 1..=2 {
        alice.ask(&transfer(&bob, "1", counter)).await;
    }
    let mut told = 0;
    for waiter in waiters {
        told += waiter.await.unwrap();
    }
    assert_eq!(told, 2);
}

/// As many as a process may have connections at both ends, where nobody has raised the usual limit.
const MANY: u64 = 300;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_connections_wait_at_once_and_each_gets_its_own() {
    let (_issuer, alice) = client::free_issuer(&[]).await;
    let mut waiting = Vec::new();
    for _ in 0..MANY {
        let bob = alice.other();
        let mut stream = bob.connect().await;
        say(
            &mut stream,
            &post("/lcp", &wire::soap::request(&deposits(LONG))),
        )
        .await;
        waiting.push((bob, stream));
    }
    let mut payer = alice.connect().await;
    for (counter, (bob, _)) in (1..).zip(&waiting) {
        ask(&mut payer, &transfer(bob, "0.000001", counter)).await;
    }
    for (counter, (_, mut stream)) in (1..).zip(waiting) {
        assert_eq!(
            client::hear(&mut stream).await.one("transactionId"),
            format!("no. {counter}")
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_doubled_at_the_end_of_a_window() {
    let (_issuer, alice) = issuer(&[]).await;
    let (bob, counters) = (alice.other(), 1..=40);
    let paid = counters.clone().count();
    let payer = alice.clone();
    let pays = bob.clone();
    let payments = tokio::spawn(async move {
        let mut stream = payer.connect().await;
        for counter in counters {
            ask(&mut stream, &transfer(&pays, "1", counter)).await;
        }
    });
    let mut stream = bob.connect().await;
    let mut ids = Vec::new();
    let mut wait = 0;
    while ids.len() < paid {
        wait = (wait + 1) % 4;
        let told = ask(&mut stream, &deposits(wait)).await;
        ids.extend(told.all("transactionId").into_iter().map(str::to_owned));
    }
    payments.await.unwrap();
    assert_eq!(
        ids,
        (1..=paid)
            .map(|counter| format!("no. {counter}"))
            .collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn a_waiter_who_hung_up_takes_nothing_along() {
    let (_issuer, alice) = issuer(&[]).await;
    let bob = alice.other();
    let mut stream = bob.connect().await;
    say(
        &mut stream,
        &post("/lcp", &wire::soap::request(&deposits(LONG))),
    )
    .await;
    stream.shutdown().await.unwrap();
    // The issuer's own end of the connection is the sign that it has noticed.
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest).await;
    assert_eq!(rest, b"");
    alice.ask(&transfer(&bob, "10", 1)).await;
    assert_eq!(bob.ask(&deposits(0)).await.one("amount"), "10");
}

#[tokio::test]
async fn a_wait_that_is_none_is_a_fault_and_costs_nothing() {
    let (_issuer, alice) = issuer(&[]).await;
    for wait in ["-1", "1.5", "", "soon", "9223372036854775808", "600001"] {
        let request = wire::Request::GetDeposits(wire::GetDeposits {
            milliseconds_wait: wait.to_owned(),
        });
        let told = alice.ask(&request).await;
        assert!(
            told.status == 500 && told.one("faultcode").ends_with("Client"),
            "{wait}: {told:?}"
        );
    }
    assert_eq!(alice.ask(&deposits(0)).await.one("balance"), "99.5");
}
