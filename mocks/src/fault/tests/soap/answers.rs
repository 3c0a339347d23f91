//! How answers are written.

use super::*;
use tokio::io::AsyncReadExt;
use wire::TransferFunds;

/// What a fault makes of the answer to bytes.
async fn answer(faults: &[Fault], bytes: &[u8]) -> Told {
    let (_issuer, alice) = issuer(faults).await;
    let told = tell(&alice, bytes).await;
    serves(&alice, &alice.other(), 1).await;
    told
}

#[tokio::test]
async fn fault_with_200() {
    let refused = post("<no/>");
    assert_eq!(said(&answer(&[], &refused).await), "500 Client");
    assert_eq!(
        said(&answer(&[Fault::FAULT_WITH_200], &refused).await),
        "200 Client"
    );
    let get = b"GET /lcp HTTP/1.1\r\nHost: money.com\r\n\r\n";
    assert_eq!(said(&answer(&[Fault::FAULT_WITH_200], get).await), "405 -");
}

#[tokio::test]
async fn fault_codes_unspecific() {
    let other = "<Envelope xmlns=\"urn:v3\"/>";
    for (document, code) in [("<no/>", "500 Client"), (other, "500 VersionMismatch")] {
        assert_eq!(said(&answer(&[], &post(document)).await), code);
        let told = answer(&[Fault::FAULT_CODES_UNSPECIFIC], &post(document)).await;
        assert_eq!(said(&told), "500 Server");
    }
}

#[tokio::test]
async fn response_in_wrong_namespace() {
    for (faults, is_right) in [
        (&[][..], true),
        (&[Fault::RESPONSE_IN_WRONG_NAMESPACE], false),
    ] {
        let (_issuer, alice) = issuer(faults).await;
        let bob = alice.other();
        let failed = ask(&alice, &transfer(&bob, "1000", 1)).await;
        assert_eq!(said(&failed), "200 insufficientFunds");
        assert_eq!(failed.body.contains(wire::soap::NAMESPACE), is_right);
        let executed = ask(&alice, &transfer(&bob, "1", 2)).await;
        assert!(executed.body.contains(wire::soap::NAMESPACE));
        arrived(&bob).await;
        serves(&alice, &bob, 3).await;
    }
}

/// Alice pays Bob's user, and Bob asks.
async fn paid(
    faults: &[Fault],
    transaction_id: &str,
    userid: Option<&str>,
) -> (Holder, Holder, crate::Issuer) {
    let (issuer, alice) = issuer(faults).await;
    let bob = alice.other();
    let Request::TransferFunds(request) = transfer(&bob, "10", 1) else {
        unreachable!();
    };
    let request = TransferFunds {
        userid: userid.map(str::to_owned),
        transaction_id: transaction_id.to_owned(),
        ..request
    };
    ask(&alice, &Request::TransferFunds(request)).await;
    (alice, bob, issuer)
}

#[tokio::test]
async fn parts_qualified_in_answers() {
    let fault = [Fault::PARTS_QUALIFIED_IN_ANSWERS];
    for (faults, name) in [(&[][..], "userid"), (&fault[..], "lcp:userid")] {
        let (alice, bob, _issuer) = paid(faults, "x", Some("u")).await;
        let list = ask(&bob, &deposits(0)).await;
        assert_eq!(
            (list.one(name), list.all("amount").len()),
            ("u", usize::from(faults.is_empty()))
        );
        serves(&alice, &bob, 2).await;
    }
}

/// The head and the body of a list in which there is such a transaction id.
async fn listed(faults: &[Fault], transaction_id: &str) -> (String, Vec<u8>) {
    let (alice, bob, _issuer) = paid(faults, transaction_id, None).await;
    let mut stream = bob.connect().await;
    let request = wire::soap::request(&deposits(0));
    let fields = "Connection: close\r\n";
    stream
        .write_all(&with("text/xml", fields, request))
        .await
        .unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    let end = bytes.windows(4).position(|it| it == b"\r\n\r\n").unwrap() + 4;
    serves(&alice, &bob, 2).await;
    (
        String::from_utf8_lossy(&bytes[..end]).to_lowercase(),
        bytes.split_off(end),
    )
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|it| it == what)
}

#[tokio::test]
async fn answers_in_latin_1() {
    for (fault, said, declared) in [
        (
            Fault::ANSWERS_IN_LATIN_1,
            "charset=iso-8859-1",
            "ISO-8859-1",
        ),
        (
            Fault::ANSWERS_SAY_UTF_8_AND_ARE_NOT,
            "charset=utf-8",
            "UTF-8",
        ),
    ] {
        let (head, body) = listed(&[fault], "né Ж").await;
        assert!(head.contains(said), "{head}");
        let declaration = format!("<?xml version=\"1.0\" encoding=\"{declared}\"?>");
        assert!(body.starts_with(declaration.as_bytes()));
        assert!(
            holds(&body, b">n\xE9 &#1046;<"),
            "{}",
            String::from_utf8_lossy(&body)
        );
        let (head, body) = listed(&[fault], "ne").await;
        assert!(head.contains("charset=utf-8") && holds(&body, b"UTF-8"));
    }
    let (head, body) = listed(&[], "né Ж").await;
    assert!(head.contains("charset=utf-8") && holds(&body, "né Ж".as_bytes()));
}

#[tokio::test]
async fn answers_are_text_plain() {
    let request = post(wire::soap::request(&deposits(0)));
    for (faults, said) in [
        (&[][..], "text/xml"),
        (&[Fault::CONTENT_TYPE_WRONG], "text/plain"),
    ] {
        let told = answer(faults, &request).await;
        assert!(
            told.head.contains(&format!("content-type: {said}")),
            "{told:?}"
        );
    }
}
