use super::*;

/// A record around a fragment.
fn record(content: u8, fragment: &[u8]) -> Vec<u8> {
    let length = u16::try_from(fragment.len()).unwrap().to_be_bytes();
    [&[content, 3, 3], &length[..], fragment].concat()
}

/// A Hello of that kind: `middle` is what stands between random and extensions.
fn hello(
    kind: u8,
    version: u16,
    random: [u8; 32],
    middle: &[u8],
    extensions: &[(u16, &[u8])],
) -> Vec<u8> {
    let mut all = Vec::new();
    for (number, content) in extensions {
        let length = u16::try_from(content.len()).unwrap();
        all.extend([number.to_be_bytes(), length.to_be_bytes()].concat());
        all.extend_from_slice(content);
    }
    let length = u16::try_from(all.len()).unwrap().to_be_bytes();
    let body = [&version.to_be_bytes(), &random[..], middle, &length, &all].concat();
    let length = u32::try_from(body.len()).unwrap().to_be_bytes();
    [&[kind], &length[1..], &body].concat()
}

fn server(version: u16, random: [u8; 32], extensions: &[(u16, &[u8])]) -> Vec<u8> {
    hello(
        SERVER_HELLO,
        version,
        random,
        &[0, 0xc0, 0x2b, 0],
        extensions,
    )
}

fn client(version: u16, extensions: &[(u16, &[u8])]) -> Vec<u8> {
    let middle = [0, 0, 2, 0xc0, 0x2b, 1, 0];
    record(
        HANDSHAKE,
        &hello(CLIENT_HELLO, version, [7; 32], &middle, extensions),
    )
}

fn takes(version: u16, takes_session: bool) -> Said {
    Said::Hello {
        version,
        takes_session,
    }
}

#[test]
fn a_server_hello_says_its_version_and_whether_it_takes_the_session() {
    let plain = record(HANDSHAKE, &server(TLS_1_2, [1; 32], &[(23, &[])]));
    assert_eq!(said(&plain), takes(TLS_1_2, false));
    let old = record(HANDSHAKE, &server(TLS_1_1, [1; 32], &[]));
    assert_eq!(said(&old), takes(TLS_1_1, false));
    let newest = server(TLS_1_2, [1; 32], &[(43, &[3, 4]), (41, &[0, 0])]);
    assert_eq!(said(&record(HANDSHAKE, &newest)), takes(0x0304, true));
    let without_extensions = &server(TLS_1_2, [1; 32], &[])[..4 + 2 + 32 + 4];
    let mut shortened = without_extensions.to_vec();
    shortened[3] -= 2;
    assert_eq!(said(&record(HANDSHAKE, &shortened)), takes(TLS_1_2, false));
}

#[test]
fn a_retry_is_no_answer_yet() {
    let retry = server(TLS_1_2, RETRY, &[(43, &[3, 4])]);
    assert_eq!(said(&record(HANDSHAKE, &retry)), Said::Retry);
}

#[test]
fn a_message_may_be_spread_over_records_and_is_read_when_it_is_whole() {
    let whole = server(TLS_1_2, [1; 32], &[]);
    let (one, two) = whole.split_at(9);
    let spread = [record(HANDSHAKE, one), record(HANDSHAKE, two)].concat();
    for end in 0..spread.len() {
        assert_eq!(said(&spread[..end]), Said::Nothing, "{end} bytes");
    }
    assert_eq!(said(&spread), takes(TLS_1_2, false));
    let with_more = [spread, record(HANDSHAKE, &[11, 0, 0, 0])].concat();
    assert_eq!(said(&with_more), takes(TLS_1_2, false));
}

#[test]
fn an_alert_refuses_and_a_warning_does_not() {
    let refusal = record(ALERT, &[2, 70]);
    assert_eq!(said(&refusal), Said::Alert(70));
    assert_eq!(said(&refusal).describe(), "the alert protocol_version");
    let farewell = record(ALERT, &[1, 0]);
    assert_eq!(said(&farewell), Said::Alert(0));
    let warned = [
        record(ALERT, &[1, 112]),
        record(HANDSHAKE, &server(TLS_1_2, [1; 32], &[])),
    ]
    .concat();
    assert_eq!(said(&warned), takes(TLS_1_2, false));
}

#[test]
fn what_is_no_tls_is_known_as_such() {
    for bytes in [
        &b"HTTP/1.1 400 Bad Request\r\n\r\n"[..],
        &[22, 9, 0],
        &record(HANDSHAKE, &[99, 0, 0, 0]),
        &record(23, &[1, 2, 3]),
        &record(HANDSHAKE, &[SERVER_HELLO, 0, 0, 1, 3]),
    ] {
        assert_eq!(said(bytes), Said::Garbage, "{bytes:02x?}");
    }
    assert_eq!(said(&[]), Said::Nothing);
}

#[test]
fn a_client_hello_says_what_it_offers() {
    let offers = |newest, oldest, offers_session| {
        Some(ClientHello {
            newest,
            oldest,
            offers_session,
            early_data: false,
        })
    };
    assert_eq!(
        client_hello(&client(0x0301, &[])),
        offers(0x0301, None, false)
    );
    let grease = [6, 0x1a, 0x1a, 3, 4, 3, 3];
    let newest = client(TLS_1_2, &[(43, &grease), (41, &[0, 0])]);
    assert_eq!(client_hello(&newest), offers(0x0304, Some(0x0303), true));
    let taken = |bytes: &[u8]| {
        let hello = client_hello(bytes).unwrap();
        [TLS_1_1, TLS_1_2, TLS_1_3].map(|version| hello.offers(version))
    };
    assert_eq!(taken(&newest), [false, true, true]);
    assert_eq!(taken(&client(TLS_1_2, &[])), [true, true, false]);
    let newest_alone = client(TLS_1_2, &[(43, &[2, 3, 4])]);
    assert_eq!(taken(&newest_alone), [false, false, true]);
    let early = client(TLS_1_2, &[(42, &[]), (41, &[0, 0])]);
    assert!(client_hello(&early).unwrap().early_data);
    assert_eq!(client_hello(&newest[..20]), None);
    assert_eq!(client_hello(b"POST /lcp HTTP/1.1\r\n\r\n"), None);
}

proptest::proptest! {
    #[test]
    fn no_bytes_are_too_strange(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..80)) {
        let framed = record(HANDSHAKE, &bytes);
        for bytes in [&bytes, &framed] {
            let _ = said(bytes).describe();
            let _ = client_hello(bytes);
        }
    }
}
