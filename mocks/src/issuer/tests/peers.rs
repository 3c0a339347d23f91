use super::client::{ask, say};
use super::*;
use crate::Limits;
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

fn impatient() -> Limits {
    let soon = Duration::from_millis(400);
    Limits {
        handshake: soon,
        idle: soon,
        body_time: soon,
        ..Limits::default()
    }
}

#[tokio::test]
async fn a_peer_that_says_nothing_is_let_go() {
    let (issuer, _) = issuer_with(&[], impatient()).await;
    let mut stream = TcpStream::connect(issuer.address()).await.unwrap();
    assert_eq!(stream.read(&mut [0; 16]).await.unwrap(), 0);
}

#[tokio::test]
async fn a_holder_that_says_half_of_something_is_let_go() {
    let (_issuer, alice) = issuer_with(&[], impatient()).await;
    let mut stream = alice.connect().await;
    say(
        &mut stream,
        "POST /lcp HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf",
    )
    .await;
    assert_eq!(client::hear(&mut stream).await.status, 408);
    let mut stream = alice.connect().await;
    say(&mut stream, "POST /lcp HT").await;
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest).await;
}

#[tokio::test]
async fn bad_peers_do_not_take_the_issuer_down() {
    let (issuer, alice) = issuer(&[]).await;
    for garbage in ["GET / HTTP/1.1\r\n\r\n", "\u{16}\u{3}\u{1}", ""] {
        let mut stream = TcpStream::connect(issuer.address()).await.unwrap();
        say(&mut stream, garbage).await;
    }
    let mut stream = alice.connect().await;
    say(&mut stream, "NONSENSE\r\n\r\n").await;
    assert_eq!(client::hear(&mut stream).await.status, 400);
    let mut stream = alice.connect().await;
    assert_eq!(ask(&mut stream, &deposits(0)).await.one("balance"), "99.5");
}

#[tokio::test]
async fn a_refused_peer_can_read_why() {
    let (issuer, _) = issuer(&[]).await;
    let mut stream = TcpStream::connect(issuer.address()).await.unwrap();
    say(&mut stream, "GET /lcp.wsdl HTTP/1.1\r\n\r\n").await;
    let mut alert = Vec::new();
    stream.read_to_end(&mut alert).await.unwrap();
    assert_eq!(alert.first(), Some(&21), "an alert record: {alert:?}");
}
