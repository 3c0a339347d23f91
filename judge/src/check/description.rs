//! The description of the service.

use record::Ending;

use super::{Found, Outcome};
use crate::{
    decode::{Description, description},
    history::History,
};

/// The bytes of the answer, where it came whole; why it is none, where that can be said.
pub(super) fn answer<'h>(
    history: &'h History<'_>,
    exchange: u32,
) -> Option<Result<&'h [u8], String>> {
    let event = history.event(exchange)?;
    match &event.exchange.ending {
        // What is longer than a record keeps cannot be looked into.
        Ending::Answered if event.exchange.response.is_cut() => None,
        Ending::Answered => Some(Ok(event.exchange.response.as_slice())),
        Ending::Garbled(why) => Some(Err(why.clone())),
        _ => None,
    }
}

fn read(history: &History<'_>, exchange: u32) -> Option<Result<Description, String>> {
    answer(history, exchange).map(|bytes| bytes.and_then(description))
}

/// The description is there, and is one.
pub(super) fn published(history: &History<'_>, exchange: u32) -> Found {
    let expected = "a WSDL 1.1 document";
    match read(history, exchange) {
        Some(Ok(_)) => Found::new(Outcome::Holds, expected, "one"),
        Some(Err(why)) => Found::new(Outcome::Broken, expected, why),
        None => Found::new(Outcome::Unsettled, expected, "no answer"),
    }
    .at([exchange])
}

/// The address in it can be reached by https.
pub(super) fn address(history: &History<'_>, exchange: u32) -> Found {
    let expected = "the location of a SOAP address that begins with https://";
    match read(history, exchange) {
        Some(Ok(Description {
            address: Some(address),
        })) if is_https(&address) => Found::new(Outcome::Holds, expected, address),
        Some(Ok(Description {
            address: Some(address),
        })) => Found::new(Outcome::Broken, expected, address),
        Some(Ok(Description { address: None })) => {
            Found::new(Outcome::Broken, expected, "no SOAP address")
        }
        Some(Err(_)) | None => {
            Found::new(Outcome::Unsettled, expected, "no description to look into")
        }
    }
    .at([exchange])
}

fn is_https(address: &str) -> bool {
    let scheme = address.get(..8).unwrap_or_default();
    let host = || {
        address[8..]
            .split(['/', '?', '#'])
            .next()
            .unwrap_or_default()
    };
    scheme.eq_ignore_ascii_case("https://")
        && !host().is_empty()
        && !host().starts_with(':')
        && !address.contains(char::is_whitespace)
}
