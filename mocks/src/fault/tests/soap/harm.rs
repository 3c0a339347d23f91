//! What requests do that are refused.

use super::*;
use crate::Limits;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

/// A document in which elements are nested this deep.
fn nested(depth: usize) -> Vec<u8> {
    post(format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth)))
}

fn large() -> Vec<u8> {
    post(" ".repeat(Limits::default().body + 1))
}

/// A request after which nobody is served any more, and that is not answered itself.
async fn ends(fault: Fault, request: &[u8]) {
    let (issuer, alice) = issuer(&[fault]).await;
    let mut other = alice.connect().await;
    let mut stream = alice.connect().await;
    let _ = stream.write_all(request).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let _ = other.read_to_end(&mut answer).await;
    assert!(answer.is_empty(), "{}", String::from_utf8_lossy(&answer));
    for address in [issuer.address(), issuer.wsdl_address()] {
        while let Ok(mut stream) = TcpStream::connect(address).await {
            // What was connected before the end was noticed is closed without a word.
            let _ = stream.read_to_end(&mut answer).await;
        }
    }
    issuer.shutdown().await;
}

#[tokio::test]
async fn dies_on_deep_document() {
    ends(Fault::DIES_ON_DEEP_DOCUMENT, &nested(301)).await;
    let fault = Fault::DIES_ON_DEEP_DOCUMENT;
    shows(fault, REFUSED, REFUSED, |_| nested(300)).await;
    shows(fault, "413 -, nothing", "413 -, nothing", |_| large()).await;
}

#[tokio::test]
async fn dies_on_large_document() {
    ends(Fault::DIES_ON_LARGE_DOCUMENT, &large()).await;
    shows(Fault::DIES_ON_LARGE_DOCUMENT, REFUSED, REFUSED, |_| {
        nested(5000)
    })
    .await;
}

/// What Alice has after a request that was refused, and after some that were not.
async fn left(faults: &[Fault], refused: &[u8]) -> String {
    let (_issuer, alice) = issuer(faults).await;
    ask(&alice, &deposits(0)).await;
    tell(&alice, refused).await;
    ask(&alice, &deposits(0)).await.one("balance").to_owned()
}

#[tokio::test]
async fn refused_request_charged() {
    let get = b"GET /lcp HTTP/1.1\r\nHost: money.com\r\n\r\n".to_vec();
    for refused in [post("<no/>"), get] {
        assert_eq!(left(&[], &refused).await, "98.75");
        assert_eq!(
            left(&[Fault::REFUSED_REQUEST_CHARGED], &refused).await,
            "98.74"
        );
    }
}

#[tokio::test]
async fn refused_request_uses_counter() {
    for (faults, result) in [
        (&[][..], "success"),
        (&[Fault::REFUSED_REQUEST_USES_COUNTER], "counterConflict"),
    ] {
        let (_issuer, alice) = issuer(faults).await;
        let bob = alice.other();
        let request = transfer(&bob, "10", 7);
        let told = tell(
            &alice,
            &post(without(&wire::soap::request(&request), "amount")),
        )
        .await;
        assert_eq!(said(&told), "500 Client");
        assert_eq!(ask(&alice, &request).await.one("result"), result);
        arrived(&bob).await;
        serves(&alice, &bob, 8).await;
    }
}

#[tokio::test]
async fn wedges_after_refusal() {
    for (faults, next) in [
        (&[][..], "200 -"),
        (&[Fault::WEDGES_AFTER_REFUSAL], "500 Server"),
    ] {
        let (_issuer, alice) = issuer(faults).await;
        let bob = alice.other();
        assert_eq!(said(&tell(&alice, &post("<no/>")).await), "500 Client");
        serves_deposits(&bob).await;
        assert_eq!(said(&ask(&alice, &deposits(0)).await), next);
        serves(&alice, &bob, 1).await;
    }
}

async fn serves_deposits(holder: &Holder) {
    assert_eq!(said(&ask(holder, &deposits(0)).await), "200 -");
}
