//! Requests, however they are written, say what they say; and what can be understood in two ways says nothing.

#![allow(
    clippy::unwrap_used,
    reason = "a request that is not read fails the test"
)]

use judge::{
    Decimal,
    decode::{TransferRequest, asked_wait, transfer_request},
};
use record::{Connection, Ending, Exchange, Octets, Operation, Purpose, Times};

const PARTS: &str = "<recipient>2A46</recipient><userid>4711</userid><amount>1.5</amount><transactionId> 12 </transactionId>\
                     <messageCounter>7</messageCounter>";

fn exchange(request: &[u8]) -> Exchange {
    Exchange {
        id: 1,
        holder: "Alice".into(),
        purpose: Purpose::Step,
        operation: Operation::TransferFunds,
        step: None,
        form: Vec::new(),
        connection: Connection {
            id: 1,
            ..Connection::default()
        },
        times: Times::default(),
        request: Octets::new(request),
        response: Octets::new(b""),
        ending: Ending::TimedOut,
    }
}

fn post(body: &[u8]) -> Exchange {
    let head = format!(
        "POST /lcp HTTP/1.1\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    exchange(&[head.as_bytes(), body].concat())
}

fn envelope(inside: &str) -> String {
    format!(
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:l='http://lightweightcurrency.org'>{inside}\
         </s:Envelope>"
    )
}

fn with_parts(parts: &str) -> Option<TransferRequest> {
    let body = format!("<s:Body><l:transferFunds>{parts}</l:transferFunds></s:Body>");
    transfer_request(&post(envelope(&body).as_bytes()))
}

fn meant() -> TransferRequest {
    TransferRequest {
        recipient: "2A46".into(),
        userid: Some("4711".into()),
        amount: Some(Decimal::parse("1.5").unwrap()),
        transaction_id: " 12 ".into(),
        counter: Some(7),
    }
}

#[test]
fn a_value_may_be_in_pieces() {
    let parts = PARTS
        .replace("1.5", "<!-- 9 -->1<![CDATA[.]]><!-- 9 -->&#53;<!---->")
        .replace(" 12 ", " &#x31;<![CDATA[2]]> ")
        .replace("2A46", "\n2A<!-- -->46\t")
        .replace("4711", "<![CDATA[47]]><![CDATA[11]]>");
    assert_eq!(with_parts(&parts), Some(meant()));
}

#[test]
fn a_message_is_read_in_every_encoding_and_framing() {
    let text = envelope(&format!(
        "<s:Body><l:transferFunds>{}</l:transferFunds></s:Body>",
        PARTS.replace(" 12 ", "é𝄞")
    ));
    let meant = Some(TransferRequest {
        transaction_id: "é𝄞".into(),
        ..meant()
    });
    let units: Vec<u16> = format!("\u{feff}{text}").encode_utf16().collect();
    let big: Vec<u8> = units.iter().flat_map(|u| u.to_be_bytes()).collect();
    let little: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
    let marked = format!("\u{feff}{text}").into_bytes();
    for body in [text.into_bytes(), marked, big, little] {
        assert_eq!(transfer_request(&post(&body)), meant);
        let mut chunked =
            b"POST / HTTP/1.1\r\nTransfer-Encoding: CHUNKED\r\nExpect: 100-continue\r\n\r\n"
                .to_vec();
        for chunk in body.chunks(7) {
            chunked.extend_from_slice(format!("{:02X};a=\"b\"\r\n", chunk.len()).as_bytes());
            chunked.extend_from_slice(chunk);
            chunked.extend_from_slice(b"\r\n");
        }
        assert_eq!(transfer_request(&exchange(&chunked)), None, "not whole");
        chunked.extend_from_slice(b"0\r\nA-Trailer: x\r\n\r\n");
        assert_eq!(transfer_request(&exchange(&chunked)), meant);
    }
}

#[test]
fn what_stands_in_a_header_or_a_comment_is_no_message() {
    let decoy = PARTS.replace("1.5", "999");
    let body = format!(
        "<!--<s:Body/>--><s:Header><x:copy xmlns:x='urn:x'><s:Body><l:transferFunds>{decoy}</l:transferFunds></s:Body>\
         <amount>999</amount></x:copy></s:Header><s:Body><l:transferFunds>{PARTS}</l:transferFunds></s:Body>"
    );
    let read = transfer_request(&post(envelope(&body).as_bytes()));
    assert_eq!(read, Some(meant()));
}

#[test]
fn parts_of_others_are_not_looked_at() {
    let parts =
        format!("<x:amount xmlns:x='urn:x'>9</x:amount>{PARTS}<memo><amount>9</amount></memo>");
    assert_eq!(with_parts(&parts), Some(meant()));
    let qualified = PARTS.replace('<', "<l:").replace("<l:/", "</l:");
    assert_eq!(with_parts(&qualified), Some(meant()));
}

#[test]
fn what_can_be_understood_in_two_ways_is_not_understood() {
    for parts in [
        format!("{PARTS}<amount>1.5</amount>"),
        format!("{PARTS}<l:amount>1.5</l:amount>"),
        format!("{PARTS}<userid/>"),
        PARTS.replace("<amount>1.5</amount>", ""),
        PARTS.replace("1.5", "<b>1.5</b>"),
    ] {
        assert_eq!(with_parts(&parts), None, "{parts}");
    }
    let body = format!("<s:Body><l:transferFunds>{PARTS}</l:transferFunds></s:Body>");
    let twice = envelope(&format!("{body}{body}"));
    assert_eq!(transfer_request(&post(twice.as_bytes())), None);
    let wrappers = body.replace("<s:Body>", "<s:Body><l:getDeposits/>");
    assert_eq!(
        transfer_request(&post(envelope(&wrappers).as_bytes())),
        None
    );
    let other = body.replace("transferFunds", "transferMoney");
    assert_eq!(transfer_request(&post(envelope(&other).as_bytes())), None);
    let declared = format!("<!DOCTYPE x>{}", envelope(&body));
    assert_eq!(transfer_request(&post(declared.as_bytes())), None);
}

#[test]
fn no_user_is_an_empty_one() {
    for userid in [
        "",
        "<userid/>",
        "<userid></userid>",
        "<userid><!-- --></userid>",
    ] {
        let parts = PARTS.replace("<userid>4711</userid>", userid);
        assert_eq!(with_parts(&parts).unwrap().userid, None, "{userid:?}");
    }
}

#[test]
fn a_wait_is_read_from_its_place() {
    let ask = |wrapper: &str, wait: &str| {
        let body = format!(
            "<s:Header><x:w xmlns:x='urn:x'><millisecondsWait>9</millisecondsWait></x:w></s:Header>\
             <s:Body><l:{wrapper}><millisecondsWait>{wait}</millisecondsWait></l:{wrapper}></s:Body>"
        );
        asked_wait(&post(envelope(&body).as_bytes()))
    };
    assert_eq!(ask("getDeposits", " 3<!-- -->000 "), Some(3000));
    assert_eq!(ask("getDepositsRequest", "<![CDATA[0]]>"), Some(0));
    assert_eq!(ask("getDeposits", "soon"), None);
    assert_eq!(ask("transferFunds", "3000"), None);
}
