//! Faults that take a connection to be seen.

use crate::Fault;
use crate::Issuer;
use crate::issuer::tests::{Holder, deposits, hear, issuer, post, say, transfer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

#[tokio::test]
async fn half_request_executed() {
    for (faults, balance) in [
        (&[][..], "99.5"),
        (&[Fault::HALF_REQUEST_EXECUTED], "97.25"),
    ] {
        let (_issuer, alice) = issuer(faults).await;
        let whole = post(
            "/lcp",
            &wire::soap::request(&transfer(&alice.other(), "0.75", 7)),
        );
        let cut = whole.find("<amount>").unwrap();
        let mut stream = alice.connect().await;
        say(&mut stream, &whole[..cut]).await;
        stream.shutdown().await.unwrap();
        // The issuer's end of the connection, or its answer, is the sign that it has noticed.
        let _ = stream.read_to_end(&mut Vec::new()).await;
        assert_eq!(alice.ask(&deposits(0)).await.one("balance"), balance);
    }
}

#[tokio::test]
async fn half_request_executed_whose_peer_left_without_a_word() {
    let (_issuer, alice) = issuer(&[Fault::HALF_REQUEST_EXECUTED]).await;
    let whole = post(
        "/lcp",
        &wire::soap::request(&transfer(&alice.other(), "50", 7)),
    );
    let mut stream = alice.connect().await;
    say(&mut stream, &whole[..whole.len() - 20]).await;
    // What the issuer said after the handshake is unread: this is a reset.
    drop(stream);
    // The fees alone would take longer.
    for _ in 0..40 {
        if alice
            .ask(&deposits(0))
            .await
            .one("balance")
            .parse::<f64>()
            .unwrap()
            < 50.0
        {
            return;
        }
    }
    panic!("the money is still there");
}

/// Bob has 40, has asked for his deposits, and the first byte of the reply has come.
async fn beginning_of_a_reply(faults: &[Fault]) -> (Issuer, Holder, TlsStream<TcpStream>) {
    let (issuer, alice) = issuer(faults).await;
    let bob = alice.other();
    alice.ask(&transfer(&bob, "40", 1)).await;
    let mut stream = bob.connect().await;
    say(
        &mut stream,
        &post("/lcp", &wire::soap::request(&deposits(0))),
    )
    .await;
    stream.read_u8().await.unwrap();
    (issuer, bob, stream)
}

#[tokio::test]
async fn lost_reply_taken_back() {
    let (_issuer, bob, stream) = beginning_of_a_reply(&[Fault::LOST_REPLY_TAKEN_BACK]).await;
    drop(stream);
    // The fees alone would take longer.
    for _ in 0..40 {
        if bob.ask(&deposits(0)).await.one("balance") == "0" {
            return;
        }
    }
    panic!("the money is still there");
}

#[tokio::test]
async fn a_reply_that_was_read_is_not_taken_back() {
    let (_issuer, bob, mut stream) = beginning_of_a_reply(&[Fault::LOST_REPLY_TAKEN_BACK]).await;
    hear(&mut stream).await;
    stream.shutdown().await.unwrap();
    let _ = stream.read_to_end(&mut Vec::new()).await;
    assert_eq!(bob.ask(&deposits(0)).await.one("balance"), "38.75");
}

#[tokio::test]
async fn what_is_published() {
    let document = async |faults: &[Fault]| {
        let (issuer, _) = issuer(faults).await;
        let mut stream = TcpStream::connect(issuer.wsdl_address()).await.unwrap();
        say(
            &mut stream,
            "GET /lcp.wsdl HTTP/1.1\r\nHost: money.com\r\n\r\n",
        )
        .await;
        hear(&mut stream).await
    };
    assert_eq!(
        document(&[Fault::DESCRIPTION_NOT_PUBLISHED]).await.status,
        404
    );
    let relative = document(&[Fault::DESCRIPTION_ADDRESS_RELATIVE]).await;
    assert!(
        relative.body.contains("location=\"/lcp\"") && !relative.body.contains("money.com"),
        "{relative:?}"
    );
}

#[tokio::test]
async fn answer_without_envelope() {
    let (_issuer, alice) = issuer(&[Fault::ANSWER_WITHOUT_ENVELOPE]).await;
    let told = alice.ask(&deposits(0)).await;
    assert!(
        told.status == 200 && !told.body.contains("Envelope") && !told.body.contains("Body"),
        "{told:?}"
    );
    assert_eq!(told.one("balance"), "99.25");
}
