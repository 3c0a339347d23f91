//! How a holder may come to an issuer.

use record::{Arrival, Octets};

use super::{
    channel::{addressed, broken_off, no_early_data, own_key, versions},
    made::Made,
};
use crate::check::{Found, Outcome};

/// The first bytes of a ClientHello that offers TLS 1.2 (RFC 5246 §7.4.1.2).
fn hello() -> Vec<u8> {
    hello_with(&[])
}

/// The same with extensions.
fn hello_with(extensions: &[u8]) -> Vec<u8> {
    let suites = [&[0][..], &[0, 2, 0xc0, 0x2f], &[1, 0]].concat();
    let body = [&[3, 3][..], &[7; 32], &suites, extensions].concat();
    let length = u8::try_from(body.len()).unwrap();
    [&[22, 3, 1, 0, length + 4, 1, 0, 0, length][..], &body].concat()
}

/// One connection to an issuer that chose TLS 1.1, and what came then.
fn chosen(then: Option<&[u8]>) -> Made {
    let mut made = Made::new();
    made.0.played.arrivals.push(Arrival {
        id: 1,
        issuer: "main".into(),
        process: 1,
        at: 0,
        shows: Some("TLS 1.1".into()),
        hello: Octets::new(&hello()),
        handshake: None,
        tls: None,
        key: None,
        failed: Some("TLS 1.1 was chosen".into()),
        then: then.map(Octets::new),
        is_nameless: false,
        received: 0,
    });
    made
}

fn outcomes(found: Vec<Found>) -> Vec<Outcome> {
    found.into_iter().map(|f| f.outcome).collect()
}

#[test]
fn whoever_goes_on_with_an_old_version_is_found_by_what_it_sent() {
    let alert: &[u8] = &[21, 3, 1, 0, 2, 2, 70];
    let key_exchange: &[u8] = &[22, 3, 2, 1, 6, 16];
    let cases = [
        (Some(alert), Outcome::Holds, Outcome::Holds),
        (Some(&[][..]), Outcome::Holds, Outcome::Holds),
        (Some(key_exchange), Outcome::Broken, Outcome::Broken),
        (None, Outcome::Unsettled, Outcome::Holds),
    ];
    for (then, off, version) in cases {
        let made = chosen(then);
        let view = made.view();
        assert_eq!(outcomes(broken_off(&view, "main")), [off]);
        assert_eq!(outcomes(versions(&view)), [version]);
    }
}

#[test]
fn early_data_is_found_in_the_first_flight() {
    let came = |hellos: &[Vec<u8>]| {
        let mut made = Made::new();
        for hello in hellos {
            let mut arrival = chosen(None).0.played.arrivals.remove(0);
            arrival.hello = Octets::new(hello);
            made.0.played.arrivals.push(arrival);
        }
        outcomes(no_early_data(&made.view()))
    };
    // Six bytes of extensions: early_data, which is empty (RFC 8446 §4.2.10).
    let early = hello_with(&[0, 4, 0, 42, 0, 0]);
    assert_eq!(came(&[]), [Outcome::Unsettled]);
    assert_eq!(came(&[hello()]), [Outcome::Unsettled]);
    assert_eq!(came(&[hello(), hello()]), [Outcome::Holds]);
    assert_eq!(came(&[hello(), early]), [Outcome::Broken]);
}

#[test]
fn nobody_who_came_settles_nothing() {
    assert_eq!(
        outcomes(broken_off(&Made::new().view(), "main")),
        [Outcome::Unsettled]
    );
}

#[test]
fn a_key_is_shown_and_it_is_the_one_that_is_told() {
    let told = |key: &str| {
        let line = format!(r#"{{"id":1,"ok":{{"key":"{}"}}}}"#, key.repeat(32));
        Made::new()
            .asked(1, 1, r#"{"id":1,"op":"identity","issuer":"main"}"#)
            .answered(2, 1, &line)
    };
    let came = |made: Made, key: Option<&str>| {
        let mut arrival = chosen(None).0.played.arrivals.remove(0);
        arrival.key = key.map(|key| key.repeat(32));
        arrival.is_nameless = key.is_none();
        let mut made = made;
        made.0.played.arrivals.push(arrival);
        outcomes(own_key(&made.view()))
    };
    assert_eq!(came(told("AB"), Some("ab")), [Outcome::Holds]);
    assert_eq!(came(told("AB"), Some("AC")), [Outcome::Broken]);
    assert_eq!(came(told("AB"), None), [Outcome::Broken]);
}

#[test]
fn where_a_request_goes_is_in_its_head() {
    let own = b"POST /lcp?a=1 HTTP/1.1\r\nhost: LocalHost:1\r\n\r\n";
    let read = addressed(own).unwrap();
    assert_eq!(read, ("/lcp?a=1".into(), "LocalHost:1".into()));
    let absolute = b"POST https://a:2/b HTTP/1.1\r\nHost: c\r\n\r\n";
    assert_eq!(addressed(absolute), Some(("/b".into(), "a:2".into())));
    assert_eq!(addressed(b"nonsense"), None);
}
