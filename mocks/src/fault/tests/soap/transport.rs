//! How requests come over a connection.

use super::*;
use crate::issuer::tests::say;

/// The document in a request of chunks.
fn chunked(document: &str) -> Vec<u8> {
    let (one, other) = document.split_at(100);
    let head = "POST /lcp HTTP/1.1\r\nHost: money.com\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n";
    let chunk = |text: &str| format!("{:x}\r\n{text}\r\n", text.len());
    format!("{head}{}{}0\r\n\r\n", chunk(one), chunk(other)).into_bytes()
}

#[tokio::test]
async fn chunked_refused() {
    shows(Fault::CHUNKED_REFUSED, EXECUTED, "411 -, nothing", chunked).await;
}

#[tokio::test]
async fn expect_continue_refused() {
    let written = |it: &str| with("text/xml", "Expect: 100-continue\r\n", it);
    // Without the fault an interim answer comes first, unless the body is there already.
    for (faults, expected) in [
        (&[][..], [100, 200].as_slice()),
        (&[Fault::EXPECT_CONTINUE_REFUSED], &[417]),
    ] {
        let (_issuer, alice) = issuer(faults).await;
        let bob = alice.other();
        let whole = written(&wire::soap::request(&transfer(&bob, "10", 1)));
        let head = whole.windows(4).position(|it| it == b"\r\n\r\n").unwrap() + 4;
        let mut stream = alice.connect().await;
        stream.write_all(&whole[..head]).await.unwrap();
        for (number, status) in expected.iter().enumerate() {
            if number == 1 {
                stream.write_all(&whole[head..]).await.unwrap();
            }
            assert_eq!(hear(&mut stream).await.status, *status);
        }
        let came = if faults.is_empty() {
            "10 as no. 1"
        } else {
            "nothing"
        };
        assert_eq!(arrived(&bob).await, came);
        serves(&alice, &bob, 2).await;
    }
}

/// Sends a request in two pieces, the second when the first has been read, or not at all if it has been
/// answered already.
async fn in_two(faults: &[Fault], cut: impl Fn(&str) -> usize) -> String {
    let (_issuer, alice) = issuer(faults).await;
    let bob = alice.other();
    let document = wire::soap::request(&transfer(&bob, "10", 1));
    let whole = String::from_utf8(post(document)).unwrap();
    let (one, other) = whole.split_at(cut(&whole));
    let mut stream = alice.connect().await;
    say(&mut stream, one).await;
    // While Alice's other request is served, the first piece is read.
    for _ in 0..3 {
        ask(&alice, &deposits(0)).await;
    }
    let _ = stream.write_all(other.as_bytes()).await;
    let outcome = format!(
        "{}, {}",
        said(&hear(&mut stream).await),
        arrived(&bob).await
    );
    serves(&alice, &bob, 2).await;
    outcome
}

#[tokio::test]
async fn first_segment_is_all() {
    let fault = [Fault::FIRST_SEGMENT_IS_ALL];
    let in_body = |whole: &str| whole.find("<amount>").unwrap();
    assert_eq!(in_two(&[], in_body).await, EXECUTED);
    assert_eq!(in_two(&fault, in_body).await, REFUSED);
    // A head in pieces, or one that comes before its body, is no matter.
    for cut in [
        |whole: &str| whole.find("Content").unwrap(),
        |whole: &str| whole.find("<?xml").unwrap(),
    ] {
        assert_eq!(in_two(&fault, cut).await, EXECUTED);
    }
    shows(fault[0], EXECUTED, EXECUTED, chunked).await;
}

#[tokio::test]
async fn pipelined_last_first() {
    for (faults, results, came) in [
        (
            &[][..],
            ["success", "success"],
            "10 as no. 1 and 20 as no. 2",
        ),
        (
            &[Fault::PIPELINED_LAST_FIRST],
            ["success", "counterStale"],
            "20 as no. 2",
        ),
    ] {
        // In one piece, and in two.
        for writes in [1, 2] {
            let (_issuer, alice) = issuer(faults).await;
            let bob = alice.other();
            let requests = [("10", 1), ("20", 2)]
                .map(|(sum, counter)| post(wire::soap::request(&transfer(&bob, sum, counter))));
            let mut stream = alice.connect().await;
            for part in requests.chunks(2 / writes) {
                stream.write_all(&part.concat()).await.unwrap();
            }
            let told = [hear(&mut stream).await, hear(&mut stream).await];
            assert_eq!(told.each_ref().map(|it| it.one("result")), results);
            assert_eq!(arrived(&bob).await, came);
            // One after the other is another thing.
            for counter in [3, 4] {
                let request = wire::soap::request(&transfer(&bob, "1", counter));
                stream.write_all(&post(request)).await.unwrap();
                assert_eq!(said(&hear(&mut stream).await), "200 success");
            }
            arrived(&bob).await;
            serves(&alice, &bob, 5).await;
        }
    }
}
