//! Faults of how messages are written, over real sockets: a transfer that is written in some way, by
//! the reference and by the reference with a fault.

mod answers;
mod harm;
mod hostile;
mod lawful;
mod refused;
mod transport;

use crate::Fault;
use crate::issuer::tests::{Holder, Told, deposits, hear, issuer, transfer};
use tokio::io::AsyncWriteExt;
use wire::Request;

/// What comes of a transfer of 10 that is executed.
const EXECUTED: &str = "200 success, 10 as no. 1";
/// What comes of a transfer that cannot be read.
const REFUSED: &str = "500 Client, nothing";

/// Sends Alice's transfer of 10 to Bob, written in some way, to an issuer without the fault and to one
/// with it. Either serves the ordinary requests after it.
async fn shows(fault: Fault, right: &str, wrong: &str, written: impl Fn(&str) -> Vec<u8>) {
    assert_eq!(outcome(&[], &written).await, right, "without a fault");
    assert_eq!(outcome(&[fault], &written).await, wrong, "with {fault}");
}

async fn outcome(faults: &[Fault], written: impl Fn(&str) -> Vec<u8>) -> String {
    let (_issuer, alice) = issuer(faults).await;
    let bob = alice.other();
    let document = wire::soap::request(&transfer(&bob, "10", 1));
    let told = tell(&alice, &written(&document)).await;
    let outcome = format!("{}, {}", said(&told), arrived(&bob).await);
    serves(&alice, &bob, 2).await;
    outcome
}

/// Sends bytes over a connection of their own and hears one answer.
async fn tell(holder: &Holder, bytes: &[u8]) -> Told {
    let mut stream = holder.connect().await;
    // An answer may come before everything is sent, and the connection end with it.
    let _ = stream.write_all(bytes).await;
    let _ = stream.flush().await;
    hear(&mut stream).await
}

/// Sends an ordinary request.
async fn ask(holder: &Holder, request: &Request) -> Told {
    tell(holder, &post(wire::soap::request(request))).await
}

/// The status and the word of an answer.
fn said(told: &Told) -> String {
    let words = [told.all("result"), told.all("faultcode")].concat();
    let word = words.first().map(|word| word.trim_start_matches("soap:"));
    format!("{} {}", told.status, word.unwrap_or("-"))
}

/// What a holder is told of.
async fn arrived(holder: &Holder) -> String {
    let list = ask(holder, &deposits(0)).await;
    assert_eq!(list.status, 200, "{list:?}");
    let pairs = list
        .all("amount")
        .into_iter()
        .zip(list.all("transactionId"));
    let deposits: Vec<_> = pairs.map(|(sum, id)| format!("{sum} as {id}")).collect();
    match deposits.as_slice() {
        [] => "nothing".to_owned(),
        deposits => deposits.join(" and "),
    }
}

/// Ordinary requests are served: Alice pays Bob, and he is told of it.
async fn serves(alice: &Holder, bob: &Holder, counter: u64) {
    let told = ask(alice, &transfer(bob, "1", counter)).await;
    assert_eq!(said(&told), "200 success", "{told:?}");
    assert_eq!(arrived(bob).await, format!("1 as no. {counter}"));
}

/// A request with a document, as holders write it.
fn post(document: impl AsRef<[u8]>) -> Vec<u8> {
    with("text/xml; charset=utf-8", "SOAPAction: \"\"\r\n", document)
}

/// The same with another content type, and other fields in place of the SOAPAction.
fn with(content_type: &str, fields: &str, document: impl AsRef<[u8]>) -> Vec<u8> {
    let length = document.as_ref().len();
    let head = format!(
        "POST /lcp HTTP/1.1\r\nHost: money.com\r\nContent-Type: {content_type}\r\n{fields}Content-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), document.as_ref()].concat()
}

/// A part of the request with another text.
fn part(document: &str, name: &str, text: &str) -> String {
    let (before, rest) = document.split_once(&format!("<{name}>")).unwrap();
    let (_, behind) = rest.split_once(&format!("</{name}>")).unwrap();
    format!("{before}<{name}>{text}</{name}>{behind}")
}

/// The request without a part.
fn without(document: &str, name: &str) -> String {
    part(document, name, "").replace(&format!("<{name}></{name}>"), "")
}

/// Text with something more before what is there once.
fn before(text: &str, place: &str, more: &str) -> String {
    assert!(text.contains(place), "{place} in {text}");
    text.replacen(place, &format!("{more}{place}"), 1)
}
