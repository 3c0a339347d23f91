//! Faults of an issuer that others can wear down, or that forgets.

use crate::issuer::tests::{deposits, hear, issuer, post, say};
use crate::ledger::tests::{ALICE, BOB, amount, balance, fees, listed, request, send};
use crate::ledger::{Book, Ledger, Settlement};
use crate::{Fault, fault, state};
use std::path::Path;
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Long enough for an answer, and for the lack of one.
const WHILE: Duration = Duration::from_millis(400);

/// Whether the purse is served while peers are there who have said this and no more; and when they have left.
async fn served(faults: &[Fault], peers: usize, said: &str) -> (bool, bool) {
    let (issuer, alice) = issuer(faults).await;
    let mut there = Vec::new();
    for _ in 0..peers {
        let mut stream = TcpStream::connect(issuer.address()).await.unwrap();
        say(&mut stream, said).await;
        there.push(stream);
    }
    let during = timeout(WHILE, alice.ask(&deposits(0))).await.is_ok();
    drop(there);
    let after = timeout(10 * WHILE, alice.ask(&deposits(0))).await.is_ok();
    (during, after)
}

#[tokio::test]
async fn handshakes_left_half_done() {
    let half = "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}";
    let blocks = [Fault::HALF_OPEN_HANDSHAKES_BLOCK];
    assert_eq!(served(&[], 50, half).await, (true, true));
    assert_eq!(served(&blocks, 50, half).await, (false, true));
    assert_eq!(served(&blocks, 10, half).await, (true, true));
}

#[tokio::test]
async fn idle_connections() {
    assert_eq!(served(&[], 150, "").await, (true, true));
    let exhausted = served(&[Fault::IDLE_CONNECTIONS_EXHAUST], 150, "").await;
    assert_eq!(exhausted, (false, true));
    let some = served(&[Fault::IDLE_CONNECTIONS_EXHAUST], 50, "").await;
    assert_eq!(some, (true, true));
}

#[tokio::test]
async fn garbage() {
    let (issuer, _) = issuer(&[Fault::GARBAGE_KILLS_LISTENER]).await;
    let mut stream = TcpStream::connect(issuer.address()).await.unwrap();
    say(&mut stream, "\0\0\0\0\0\0\0\0").await;
    // The connection ends when the issuer does.
    let _ = stream.read_to_end(&mut Vec::new()).await;
    for address in [issuer.address(), issuer.wsdl_address()] {
        let gone = async {
            while TcpStream::connect(address).await.is_ok() {
                tokio::task::yield_now().await;
            }
        };
        timeout(10 * WHILE, gone).await.unwrap();
    }
}

#[tokio::test]
async fn a_slow_sender() {
    for (faults, served) in [(&[][..], true), (&[Fault::SLOW_SENDER_BLOCKS_ALL], false)] {
        let (_issuer, alice) = issuer(faults).await;
        let whole = post("/lcp", &wire::soap::request(&deposits(0)));
        let mut slow = alice.connect().await;
        say(&mut slow, &whole[..whole.len() - 1]).await;
        let during = timeout(WHILE, alice.ask(&deposits(0))).await;
        assert_eq!(during.is_ok(), served, "{faults:?}");
        drop(slow);
        let after = timeout(10 * WHILE, alice.ask(&deposits(0))).await;
        assert!(after.is_ok(), "{faults:?}");
    }
}

#[tokio::test]
async fn oversized_headers() {
    for (faults, status) in [(&[][..], 431), (&[Fault::OVERSIZED_HEADERS_OWN_FAULT], 500)] {
        let (_issuer, alice) = issuer(faults).await;
        let mut stream = alice.connect().await;
        let many = "X-Note: all that there is to say\r\n".repeat(200);
        say(&mut stream, &format!("POST /lcp HTTP/1.1\r\n{many}\r\n")).await;
        assert_eq!(hear(&mut stream).await.status, status);
    }
}

/// A ledger that is kept in a file, with a fault.
fn start(path: &Path, faults: &[Fault]) -> Box<dyn Ledger> {
    state::restore(
        path,
        &fees(),
        &[(ALICE, amount("100"))],
        |book: Book| super::ledger_of(faults, book),
        |ledger, done| fault::amend_restored(&super::deeds(faults), ledger, done),
        |disk| fault::amend_disk(&super::deeds(faults), disk),
    )
    .unwrap()
}

/// Alice pays Bob 10, he looks, she pays him 20; then it starts again. Balances, how the last message again is settled, and
/// what Bob is told of.
fn after_a_restart(faults: &[Fault]) -> (String, Settlement, usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.jsonl");
    let mut ledger = start(&path, faults);
    send(&mut *ledger, ALICE, &request(BOB, "10", "7"));
    listed(&mut *ledger, BOB);
    let last = request(BOB, "20", "8");
    send(&mut *ledger, ALICE, &last);
    drop(ledger);
    let mut ledger = start(&path, faults);
    let balances = format!("{} {}", balance(&*ledger, ALICE), balance(&*ledger, BOB));
    let again = send(&mut *ledger, ALICE, &last).how;
    (balances, again, listed(&mut *ledger, BOB).len())
}

#[test]
fn what_is_forgotten() {
    use Settlement::{Executed, Replayed};
    let right = "68 29.5".to_owned();
    assert_eq!(after_a_restart(&[]), (right.clone(), Replayed, 1));
    let counters = after_a_restart(&[Fault::FORGETS_COUNTERS_ON_RESTART]);
    assert_eq!(counters, (right.clone(), Executed, 2));
    let deposits = after_a_restart(&[Fault::FORGETS_DEPOSITS_ON_RESTART]);
    assert_eq!(deposits, (right, Replayed, 0));
    let half = after_a_restart(&[Fault::HALF_A_TRANSFER_AFTER_RESTART]);
    assert_eq!(half, ("68 9.5".to_owned(), Replayed, 1));
    let behind = after_a_restart(&[Fault::ANSWERS_BEFORE_WRITING]);
    assert_eq!(behind, ("89 9.5".to_owned(), Executed, 1));
}
