//! Whatever bytes come, the decoders neither panic nor change their mind.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot make its bytes fails"
)]

use judge::decode::{
    description,
    http::{Progress, progress, response},
    reply, transfer_request,
};
use proptest::prelude::*;
use record::{Connection, Ending, Exchange, Octets, Operation, Purpose, Times};

fn exchange(request: &[u8], response: &[u8]) -> Exchange {
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
        response: Octets::new(response),
        ending: Ending::Answered,
    }
}

/// Reads bytes in every way there is.
fn read(bytes: &[u8]) {
    let _ = progress(bytes, true);
    let _ = response(bytes);
    let _ = description(bytes);
    let _ = reply(&exchange(bytes, bytes));
    let _ = transfer_request(&exchange(bytes, bytes));
}

/// Reads bytes as they come in, one by one; what is known once stays known.
fn keeps_its_mind(bytes: &[u8]) {
    let mut known = Progress::More;
    for end in 0..=bytes.len() {
        let now = progress(&bytes[..end], false);
        match &known {
            Progress::More => known = now,
            Progress::Whole(n) => {
                assert_eq!(now, known);
                assert_eq!(response(&bytes[..end]), response(&bytes[..*n]));
            }
            Progress::Garbled(_) => assert!(
                matches!(now, Progress::Garbled(_)),
                "{now:?} after {known:?}"
            ),
        }
        if let Progress::Whole(n) = progress(&bytes[..end], true) {
            assert!(n <= end);
        }
    }
}

/// Pieces that HTTP responses are made of, and pieces that break them.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let known = [
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.0 500 No\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 204 No\r\n",
        "Content-Length: 3\r\n",
        "Content-Length: 7\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Content-Type: text/xml\r\n",
        "Connection: close\r\n",
        "X: y\r\n",
        "\r\n",
        "\n",
        "\r",
        "3\r\nabc\r\n",
        "0\r\n\r\n",
        "0\r\n",
        "fffffffffffffffe\r\n",
        "ffffffffffffffff\r\n",
        "10000000000000000\r\n",
        "1;a=\"b\"\r\nx\r\n",
        "abc",
        " ",
        "\t",
        ":",
        "\0",
    ];
    prop_oneof![
        8 => proptest::sample::select(known.to_vec()).prop_map(|text| text.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..6),
    ]
}

/// Pieces of XML, well-formed together or not.
fn xml() -> impl Strategy<Value = Vec<u8>> {
    let known = [
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:l=\"http://lightweightcurrency.org\">",
        "<s:Body>",
        "</s:Body>",
        "</s:Envelope>",
        "<l:transferFundsResponse>",
        "</l:transferFundsResponse>",
        "<l:getDepositsResponse>",
        "</l:getDepositsResponse>",
        "<deposits>",
        "</deposits>",
        "<deposits/>",
        "<deposit>",
        "</deposit>",
        "<result>success</result>",
        "<fee>1.2</fee>",
        "<balance>-0.5</balance>",
        "<amount>99999999999999999999999999999999999999999</amount>",
        "<transactionId>\u{1d11e}</transactionId>",
        "<!-- -->",
        "<![CDATA[",
        "]]>",
        "&#x0;",
        "&#65;",
        "&lt;",
        "&x;",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "<?xml version='1.0' encoding='UTF-16'?>",
        "\u{feff}",
        "<",
        ">",
        "\"",
        "a",
        " xmlns='' ",
        "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'>",
        "</definitions>",
        "<address xmlns='http://schemas.xmlsoap.org/wsdl/soap/' location='https://\u{e9}'/>",
    ];
    let text = proptest::sample::select(known.to_vec()).prop_map(|text| text.as_bytes().to_vec());
    prop_oneof![12 => text, 1 => proptest::collection::vec(any::<u8>(), 0..4)]
}

fn joined(pieces: impl Strategy<Value = Vec<u8>>, most: usize) -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(pieces, 0..most).prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read(&bytes);
        keeps_its_mind(&bytes);
    }

    #[test]
    fn almost_http_is_read_or_refused(bytes in joined(piece(), 14)) {
        read(&bytes);
        keeps_its_mind(&bytes);
    }

    #[test]
    fn almost_xml_is_read_or_refused(body in joined(xml(), 16), length in 0_usize..600) {
        for head in ["HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n", "POST / HTTP/1.1\r\n"] {
            for length in [length, body.len()] {
                let bytes = [format!("{head}Content-Length: {length}\r\n\r\n").as_bytes(), &body[..]].concat();
                read(&bytes);
            }
        }
    }

    #[test]
    fn a_changed_answer_is_read_or_refused(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let body = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\
                    <l:transferFundsResponse xmlns:l=\"http://lightweightcurrency.org\"><result>success</result><fee>1.2</fee>\
                    </l:transferFundsResponse></s:Body></s:Envelope>";
        let mut bytes = format!(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n",
            body.len()
        )
        .into_bytes();
        let place = at.index(bytes.len());
        bytes[place] = byte;
        read(&bytes);
        keeps_its_mind(&bytes);
        read(&bytes[..cut.index(bytes.len())]);
    }

    #[test]
    fn decimals_come_back_as_they_were(units in any::<i64>(), text in "[-+]?[0-9.]{0,45}") {
        let decimal = judge::Decimal::smallest_units(i128::from(units));
        prop_assert_eq!(judge::Decimal::parse(&decimal.to_string()).unwrap(), decimal);
        if let Ok(read) = judge::Decimal::parse(&text) {
            prop_assert_eq!(judge::Decimal::parse(&read.to_string()).unwrap(), read);
        }
    }
}
