//! Whether the service is at the address that its description gives.
//!
//! A network that is dead, a name that nobody knows and a host that stays silent prove nothing about an address. What proves
//! that it is wrong: an answer from there that is none of a service, or the host that serves the description at the same time
//! refusing connections there.

use record::Ending;

use super::{Found, Outcome, description::published};
use crate::{decode::Reply, history::History, readings::Event};

/// Statuses that say that there is nothing of that kind at that path (RFC 9110 §15.5.5, §15.5.6, §15.5.11).
const NOTHING_THERE: [u16; 3] = [404, 405, 410];

/// The description is there; or the host that serves the issuer's holders refuses to be asked for it.
pub(super) fn published_at(
    history: &History<'_>,
    exchange: u32,
    service: &[u32],
    same_host: bool,
) -> Found {
    let found = published(history, exchange);
    let Some(event) = history.event(exchange) else {
        return Found::missing(exchange);
    };
    let alive = service
        .iter()
        .filter_map(|id| history.event(*id))
        .any(|e| is_issuers(&e.reply) && e.exchange.times.sent >= event.exchange.times.ended);
    if is_refused(event) && same_host && alive {
        return Found::new(Outcome::Broken, found.expected, event.reply.describe())
            .why("the host that the service is on refuses connections there")
            .at([exchange])
            .at(service.iter().copied());
    }
    found
}

/// At least one of the messages that were sent to the address was answered by an issuer.
pub(super) fn reached(
    history: &History<'_>,
    exchanges: &[u32],
    described: &[u32],
    same_host: bool,
) -> Found {
    let expected = "an issuer's answer from the address in the description";
    let mut sent = Vec::new();
    for id in exchanges {
        match history.event(*id) {
            Some(event) => sent.push(event),
            None => return Found::missing(*id),
        }
    }
    let at = || described.iter().chain(exchanges).copied();
    if let Some(event) = sent.iter().find(|e| is_issuers(&e.reply)) {
        return Found::new(Outcome::Holds, expected, event.reply.describe()).at(at());
    }
    if let Some(event) = sent.iter().find(|e| is_of_something_else(e)) {
        return Found::new(Outcome::Broken, expected, event.reply.describe())
            .why("who answers there is no issuer's service")
            .at(at());
    }
    let last = sent.last().map(|e| e.reply.describe());
    let actual = last.unwrap_or_else(|| "nothing was sent there".into());
    let refused = !sent.is_empty() && sent.iter().all(|e| is_refused(e));
    let found = if refused && same_host && served_around(history, described, &sent) {
        Found::new(Outcome::Broken, expected, actual).why(
            "the host that serves the description, before and after, refuses connections at the address in it",
        )
    } else if refused {
        Found::new(Outcome::Unsettled, expected, actual)
            .why("that is another host than the one that serves the description, or that one is gone too")
    } else {
        Found::new(Outcome::Unsettled, expected, actual)
    };
    found.at(at())
}

/// Whether the host itself said that nobody listens there.
fn is_refused(event: &Event<'_>) -> bool {
    matches!(event.exchange.ending, Ending::NotConnected(_))
}

fn is_issuers(reply: &Reply) -> bool {
    matches!(
        reply,
        Reply::Transfer { .. } | Reply::Deposits { .. } | Reply::Fault { .. }
    )
}

fn is_of_something_else(event: &Event<'_>) -> bool {
    match (&event.reply, &event.exchange.ending) {
        (_, Ending::Garbled(_)) => true,
        (Reply::Refused(status), _) => NOTHING_THERE.contains(status),
        _ => false,
    }
}

/// Whether the description was served before the first of the messages and after the last one.
fn served_around(history: &History<'_>, described: &[u32], sent: &[&Event<'_>]) -> bool {
    let served: Vec<&Event<'_>> = described
        .iter()
        .filter_map(|id| history.event(*id))
        .filter(|e| e.exchange.ending == Ending::Answered)
        .collect();
    let begun = sent.iter().map(|e| e.exchange.times.sent).min();
    let over = sent.iter().map(|e| e.exchange.times.ended).max();
    served.iter().any(|e| Some(e.exchange.times.ended) <= begun)
        && served.iter().any(|e| Some(e.exchange.times.sent) >= over)
}
