use record::{Ending, Octets, Operation};

use super::*;
use crate::check::tests::Tale;

/// A Hello in a record: its kind, its version, what stands between random and extensions, its extensions.
fn hello(kind: u8, version: [u8; 2], middle: &[u8], extensions: &[u8]) -> Vec<u8> {
    let length = u16::try_from(extensions.len()).unwrap_or_default();
    let body = [
        &version[..],
        &[9; 32],
        middle,
        &length.to_be_bytes(),
        extensions,
    ]
    .concat();
    let length = u8::try_from(body.len()).unwrap_or_default();
    [&[22, 3, 1, 0, length + 4, kind, 0, 0, length], &body[..]].concat()
}

fn client(version: [u8; 2], extensions: &[u8]) -> Vec<u8> {
    hello(1, version, &[0, 0, 2, 0xc0, 0x09, 1, 0], extensions)
}

fn server(version: [u8; 2], extensions: &[u8]) -> Vec<u8> {
    hello(2, version, &[0, 0xc0, 0x09, 0], extensions)
}

const PROTOCOL_VERSION: [u8; 7] = [21, 3, 1, 0, 2, 2, 70];
const DECRYPT_ERROR: [u8; 7] = [21, 3, 3, 0, 2, 2, 51];
const TICKET: [u8; 4] = [0, 41, 0, 0];

/// A control and a probe: what was sent, what came, how it ended.
fn tale(probes: [(&[u8], &[u8], Ending); 2]) -> Tale {
    let mut tale = Tale::default();
    for (sent, came, ending) in probes {
        tale.ends("somebody", (0, 1), ending);
        if let Some(probe) = tale.0.exchanges.last_mut() {
            probe.operation = Operation::Probe;
            probe.request = Octets::new(sent);
            probe.response = Octets::new(came);
        }
    }
    tale
}

/// What comes of an offer of TLS 1.1 that was answered so, where TLS 1.2 was answered so.
fn old(to_new: &[u8], to_old: &[u8], ending: Ending) -> Outcome {
    let (new, old) = (client([3, 3], &[]), client([3, 2], &[]));
    let tale = tale([(&new, to_new, Ending::Answered), (&old, to_old, ending)]);
    refused(&History::of(&tale.0), 2, 1).outcome
}

#[test]
fn an_old_version_is_refused_where_a_new_one_is_taken() {
    let new = server([3, 3], &[]);
    for refusal in [&PROTOCOL_VERSION[..], b"", b"HTTP/1.1 400 No\r\n\r\n"] {
        let ending = if refusal.is_empty() {
            Ending::Closed
        } else {
            Ending::Answered
        };
        assert_eq!(old(&new, refusal, ending), Outcome::Holds);
    }
    for version in [[3, 1], [3, 2], [3, 3]] {
        let taken = server(version, &[]);
        assert_eq!(old(&new, &taken, Ending::Answered), Outcome::Broken);
    }
}

#[test]
fn an_old_version_is_not_known_to_be_refused_where_no_version_is_taken_or_nothing_came() {
    assert_eq!(
        old(&PROTOCOL_VERSION, &PROTOCOL_VERSION, Ending::Answered),
        Outcome::Unsettled
    );
    assert_eq!(
        old(&server([3, 3], &[]), b"", Ending::TimedOut),
        Outcome::Unsettled
    );
    let refused_connection = Ending::NotConnected("refused".into());
    assert_eq!(
        old(&server([3, 3], &[]), b"", refused_connection),
        Outcome::Unsettled
    );
}

#[test]
fn an_offer_of_something_newer_proves_nothing() {
    let both = client([3, 2], &[0, 43, 0, 3, 2, 3, 4]);
    let new = client([3, 3], &[]);
    let tale = tale([
        (&new, &server([3, 3], &[]), Ending::Answered),
        (&both, &PROTOCOL_VERSION, Ending::Answered),
    ]);
    assert_eq!(
        refused(&History::of(&tale.0), 2, 1).outcome,
        Outcome::Unsettled
    );
}

/// What comes of a ticket with a wrong proof that was answered so, where the right one was answered so.
fn ticket(offer: &[u8], to_right: &[u8], to_wrong: &[u8]) -> Outcome {
    let hello = client([3, 3], offer);
    let ending = if to_wrong.is_empty() {
        Ending::TimedOut
    } else {
        Ending::Answered
    };
    let tale = tale([
        (&hello, to_right, Ending::Answered),
        (&hello, to_wrong, ending),
    ]);
    session_not_taken(&History::of(&tale.0), 2, 1).outcome
}

#[test]
fn a_ticket_without_its_secret_takes_up_nothing() {
    let (taken, full) = (server([3, 3], &TICKET), server([3, 3], &[]));
    assert_eq!(ticket(&TICKET, &taken, &DECRYPT_ERROR), Outcome::Holds);
    assert_eq!(ticket(&TICKET, &taken, &full), Outcome::Holds);
    assert_eq!(ticket(&TICKET, &taken, &taken), Outcome::Broken);
    assert_eq!(ticket(&TICKET, &full, &taken), Outcome::Broken);
    assert_eq!(ticket(&TICKET, &full, &full), Outcome::Unsettled);
    assert_eq!(ticket(&TICKET, &taken, b""), Outcome::Unsettled);
    assert_eq!(ticket(&[], &taken, &DECRYPT_ERROR), Outcome::Unsettled);
}
