//! Handshakes that were begun by hand, and what was said to them.

use crate::{
    check::{Found, Outcome},
    decode::tls::{self, ClientHello, Said},
    history::History,
    readings::Event,
};

/// What was offered and what was said to it, from the bytes of an exchange.
fn read(event: &Event<'_>) -> (Option<ClientHello>, Said) {
    let exchange = event.exchange;
    (
        tls::client_hello(exchange.request.as_slice()),
        tls::said(exchange.response.as_slice()),
    )
}

/// Whether the peer ended the connection, be it without a word.
fn is_over(event: &Event<'_>) -> bool {
    use record::Ending::{Answered, Broken, Closed};
    matches!(event.exchange.ending, Answered | Broken(_) | Closed)
}

/// No ServerHello answers an offer of nothing newer than TLS 1.1, and one answers the same offer for TLS 1.2 (RFC 8996 §4
/// and §5).
pub(in crate::check) fn refused(history: &History<'_>, exchange: u32, control: u32) -> Found {
    let (Some(event), Some(other)) = (history.event(exchange), history.event(control)) else {
        return Found::missing(exchange);
    };
    let (offer, said) = read(event);
    let found = |outcome, why: &str| {
        let offered = offer
            .as_ref()
            .map_or("no handshake".into(), |o| tls::name(o.newest));
        let expected = format!("a refusal of {offered}");
        Found::new(outcome, expected, said.describe())
            .why(why)
            .at([control, exchange])
    };
    if offer.as_ref().is_none_or(|o| o.newest > tls::TLS_1_1) {
        return found(Outcome::Unsettled, "the offer is not of an old version");
    }
    match (&said, read(other).1) {
        (Said::Hello { .. } | Said::Retry, _) => found(Outcome::Broken, ""),
        (_, Said::Hello { .. }) if is_over(event) => found(Outcome::Holds, ""),
        (_, Said::Hello { .. }) => found(Outcome::Unsettled, "no refusal came in time"),
        (_, to_control) => {
            let why = format!(
                "TLS 1.2, offered likewise, is answered with {}",
                to_control.describe()
            );
            found(Outcome::Unsettled, &why)
        }
    }
}

/// No session is taken up by whoever shows its ticket and a wrong proof (RFC 8446 §4.2.11).
pub(in crate::check) fn session_not_taken(
    history: &History<'_>,
    exchange: u32,
    control: u32,
) -> Found {
    let (Some(event), Some(other)) = (history.event(exchange), history.event(control)) else {
        return Found::missing(exchange);
    };
    let (offer, said) = read(event);
    let found = |outcome, why: &str| {
        Found::new(outcome, "a refusal, or a full handshake", said.describe())
            .why(why)
            .at([control, exchange])
    };
    if offer.is_none_or(|o| !o.offers_session) {
        return found(Outcome::Unsettled, "no session was offered");
    }
    let takes = |said: &Said| matches!(said, Said::Hello { takes_session, .. } if *takes_session);
    match (&said, takes(&read(other).1)) {
        (said, _) if takes(said) => {
            found(Outcome::Broken, "the session goes on without its secret")
        }
        (_, false) => found(
            Outcome::Unsettled,
            "nor was it taken up with the right proof",
        ),
        (Said::Nothing, true) if !is_over(event) => {
            found(Outcome::Unsettled, "nothing came in time")
        }
        (_, true) => found(Outcome::Holds, ""),
    }
}

#[cfg(test)]
#[path = "hello_tests.rs"]
mod tests;
