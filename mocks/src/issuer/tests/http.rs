use super::client::{ask, hear, post, say};
use super::*;
use crate::Limits;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

#[tokio::test]
async fn a_transfer_arrives() {
    let (_issuer, alice) = issuer(&[]).await;
    let bob = alice.other();
    let told = alice.ask(&transfer(&bob, "10", 1)).await;
    assert_eq!(
        (told.status, told.one("result"), told.one("fee")),
        (200, "success", "1.25")
    );
    let told = bob.ask(&deposits(0)).await;
    assert_eq!(
        (told.one("transactionId"), told.one("amount")),
        ("no. 1", "10")
    );
    assert_eq!((told.one("fee"), told.one("balance")), ("0.75", "9.25"));
}

#[tokio::test]
async fn a_resumed_session_is_the_same_holder_and_costs_less() {
    let (_issuer, alice) = issuer(&[]).await;
    let fees = [
        alice.ask(&deposits(0)).await,
        alice.ask(&deposits(0)).await,
        alice.ask(&deposits(0)).await,
    ];
    assert_eq!(
        fees.each_ref().map(|told| told.one("fee")),
        ["0.75", "0.5", "0.5"]
    );
    assert_eq!(fees[2].one("balance"), "98.25");
}

#[tokio::test]
async fn a_connection_carries_many_requests_and_one_handshake_decides_for_all() {
    let (_issuer, alice) = issuer(&[]).await;
    let mut stream = alice.connect().await;
    for counter in 1..=3 {
        assert_eq!(
            ask(&mut stream, &transfer(&alice.other(), "1", counter))
                .await
                .one("fee"),
            "1.25"
        );
    }
}

#[tokio::test]
async fn what_is_no_request_is_a_fault_and_what_is_elsewhere_is_not_found() {
    let (_issuer, alice) = issuer(&[]).await;
    let mut stream = alice.connect().await;
    say(&mut stream, &post("/lcp", "<no/>")).await;
    let told = hear(&mut stream).await;
    assert_eq!(told.status, 500);
    assert!(
        told.one("faultcode").ends_with("Client") && told.head.contains("content-type: text/xml"),
        "{told:?}"
    );
    say(&mut stream, &post("/", "<no/>")).await;
    assert_eq!(hear(&mut stream).await.status, 404);
    say(&mut stream, "GET /lcp HTTP/1.1\r\nHost: money.com\r\n\r\n").await;
    let told = hear(&mut stream).await;
    assert_eq!(told.status, 405);
    assert!(told.head.contains("allow: post\r\n"));
}

#[tokio::test]
async fn a_body_has_its_limit_said_or_not() {
    let (_issuer, alice) = issuer_with(
        &[],
        Limits {
            body: 100,
            ..Limits::default()
        },
    )
    .await;
    let chunked = format!(
        "POST /lcp HTTP/1.1\r\nHost: money.com\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n{}\r\n0\r\n\r\n",
        " ".repeat(0x65)
    );
    for request in [post("/lcp", &" ".repeat(101)), chunked] {
        let mut stream = alice.connect().await;
        say(&mut stream, &request).await;
        assert_eq!(hear(&mut stream).await.status, 413);
    }
}

#[tokio::test]
async fn half_a_request_changes_nothing() {
    let (_issuer, alice) = issuer(&[]).await;
    let request = transfer(&alice.other(), "10", 7);
    let whole = post("/lcp", &wire::soap::request(&request));
    let mut stream = alice.connect().await;
    say(&mut stream, &whole[..whole.len() - 20]).await;
    stream.shutdown().await.unwrap();
    let told = alice.ask(&request).await;
    assert_eq!(told.one("result"), "success");
    assert_eq!(alice.ask(&deposits(0)).await.one("balance"), "88.25");
}

#[tokio::test]
async fn the_description_is_published_without_encryption() {
    let (issuer, _) = issuer(&[]).await;
    assert_eq!(
        issuer.wsdl_url(),
        format!("http://money.com:{}/lcp.wsdl", issuer.wsdl_address().port())
    );
    assert_eq!(
        issuer.service_address(),
        format!("https://money.com:{}/lcp", issuer.address().port())
    );
    let mut stream = TcpStream::connect(issuer.wsdl_address()).await.unwrap();
    say(
        &mut stream,
        "GET /lcp.wsdl HTTP/1.1\r\nHost: money.com\r\n\r\n",
    )
    .await;
    let told = hear(&mut stream).await;
    assert_eq!(
        (told.status, told.body),
        (200, wire::wsdl::document(issuer.service_address()))
    );
    for (request, status) in [("GET /", 404), ("POST /lcp.wsdl", 405)] {
        say(
            &mut stream,
            &format!("{request} HTTP/1.1\r\nHost: money.com\r\n\r\n"),
        )
        .await;
        assert_eq!(hear(&mut stream).await.status, status);
    }
}
