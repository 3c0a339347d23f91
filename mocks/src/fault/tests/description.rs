//! What is published, and where.

use crate::Fault;
use crate::issuer::tests::{Told, hear, issuer, say};
use tokio::net::TcpStream;

/// What is answered at a path, and where the issuer says that its description is.
async fn published(faults: &[Fault], path: &str) -> (Told, String) {
    let (issuer, _) = issuer(faults).await;
    let mut stream = TcpStream::connect(issuer.wsdl_address()).await.unwrap();
    say(
        &mut stream,
        &format!("GET {path} HTTP/1.1\r\nHost: money.com\r\n\r\n"),
    )
    .await;
    (hear(&mut stream).await, issuer.wsdl_path().to_owned())
}

#[tokio::test]
async fn documents() {
    let (right, _) = published(&[], "/lcp.wsdl").await;
    for (fault, from, to) in [
        (
            Fault::WSDL_DOUBLE,
            "type=\"lcp:Amount\"",
            "type=\"xsd:double\"",
        ),
        (
            Fault::WSDL_DANGLING_BINDING,
            "</wsdl:service>",
            "binding=\"lcp:OldBinding\"/></wsdl:service>",
        ),
        (
            Fault::WSDL_SERVICE_RENAMED,
            "\"AccountService\"",
            "\"LcpService\"",
        ),
    ] {
        assert!(right.body.contains(from) && !right.body.contains(to));
        let (wrong, _) = published(&[fault], "/lcp.wsdl").await;
        assert!(wrong.body.contains(to), "{fault}: {}", wrong.body);
    }
    let (wrong, _) = published(&[Fault::WSDL_WRONG_ADDRESS], "/lcp.wsdl").await;
    assert!(
        wrong.body.contains("location=\"https://money.com:1/lcp\""),
        "{}",
        wrong.body
    );
}

#[tokio::test]
async fn places_and_types() {
    let (right, at) = published(&[], "/lcp.wsdl").await;
    assert_eq!((right.status, at.as_str()), (200, "/lcp.wsdl"));
    assert!(
        right.head.contains("content-type: text/xml"),
        "{}",
        right.head
    );
    let (wrong, at) = published(&[Fault::DESCRIPTION_ELSEWHERE], "/lcp.wsdl").await;
    assert_eq!((wrong.status, at.as_str()), (404, "/issuer/lcp.wsdl"));
    let (there, _) = published(&[Fault::DESCRIPTION_ELSEWHERE], &at).await;
    assert_eq!(there.status, 200);
    let (plain, _) = published(&[Fault::DESCRIPTION_AS_PLAIN_TEXT], "/lcp.wsdl").await;
    assert!(
        plain.head.contains("content-type: text/plain"),
        "{}",
        plain.head
    );
}
