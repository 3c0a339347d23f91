use super::client::{ask, hear, post, say};
use super::*;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

#[tokio::test]
async fn a_shutdown_ends_waits_and_closes_the_ports() {
    let (issuer, alice) = issuer(&[]).await;
    let (address, wsdl_address) = (issuer.address(), issuer.wsdl_address());
    let mut idle = alice.connect().await;
    ask(&mut idle, &deposits(0)).await;
    let mut waiting = alice.connect().await;
    say(
        &mut waiting,
        &post("/lcp", &wire::soap::request(&deposits(60_000))),
    )
    .await;
    // Served later than the wait was sent; the wait may not have begun, and is ended all the same.
    ask(&mut idle, &deposits(0)).await;
    let (told, ()) = tokio::join!(hear(&mut waiting), issuer.shutdown());
    assert!(
        told.status == 500 && told.one("faultcode").ends_with("Server"),
        "{told:?}"
    );
    let mut rest = Vec::new();
    let _ = idle.read_to_end(&mut rest).await;
    assert_eq!(rest, b"");
    assert!(TcpStream::connect(address).await.is_err());
    assert!(TcpStream::connect(wsdl_address).await.is_err());
}

#[tokio::test]
async fn a_crash_cuts_everything_off_and_frees_the_ports() {
    let (issuer, alice) = issuer(&[]).await;
    let (address, wsdl_address) = (issuer.address(), issuer.wsdl_address());
    let mut waiting = alice.connect().await;
    say(
        &mut waiting,
        &post("/lcp", &wire::soap::request(&deposits(60_000))),
    )
    .await;
    issuer.crash().await;
    let mut rest = Vec::new();
    let _ = waiting.read_to_end(&mut rest).await;
    assert_eq!(rest, b"", "nothing is answered any more");
    for address in [address, wsdl_address] {
        assert!(std::net::TcpListener::bind(address).is_ok());
    }
}

#[tokio::test]
async fn dropping_an_issuer_ends_it() {
    let (issuer, alice) = issuer(&[]).await;
    let mut waiting = alice.connect().await;
    say(
        &mut waiting,
        &post("/lcp", &wire::soap::request(&deposits(60_000))),
    )
    .await;
    drop(issuer);
    let mut rest = Vec::new();
    let _ = waiting.read_to_end(&mut rest).await;
}
