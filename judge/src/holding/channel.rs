//! How a holder comes to an issuer: over which TLS, with which key, to which address.

use std::collections::BTreeSet;

use record::{Arrival, Exchange, Handshake};

use super::view::View;
use crate::{
    check::{Found, Outcome},
    decode::tls,
};

/// Nothing was sent where an issuer showed something wrong.
pub(super) fn nothing_sent(view: &View<'_>, issuer: &str, call: u64) -> Vec<Found> {
    let expected = "nothing is sent";
    if view.call(call).is_none_or(|c| c.answer.is_none()) {
        let actual = "the holder has not said yet what became of it";
        return vec![Found::new(Outcome::Unsettled, expected, actual)];
    }
    let arrivals = view.record.played.arrivals.iter();
    let sent: Vec<&Arrival> = arrivals
        .filter(|a| a.issuer == issuer && a.shows.is_some() && a.received > 0)
        .collect();
    let Some(first) = sent.first() else {
        return vec![Found::new(Outcome::Holds, expected, "nothing was")];
    };
    let shown = first.shows.as_deref().unwrap_or_default();
    let actual = format!(
        "{} bytes came to an issuer that showed {shown}",
        first.received
    );
    let of = view
        .record
        .exchanges
        .iter()
        .filter(|e| sent.iter().any(|a| a.id == e.connection.id));
    let at: Vec<_> = of.map(|e| e.id).collect();
    vec![Found::new(Outcome::Broken, expected, actual).at(at)]
}

/// A session was resumed.
pub(super) fn resumed(view: &View<'_>, issuer: &str) -> Vec<Found> {
    let expected = "a connection that resumes a session";
    let arrivals = view.record.played.arrivals.iter();
    let shaken: Vec<_> = arrivals
        .filter(|a| a.issuer == issuer)
        .filter_map(|a| a.handshake)
        .collect();
    let resumed = shaken.iter().filter(|h| **h == Handshake::Resumed).count();
    let actual = format!("{resumed} of {} connections did", shaken.len());
    let outcome = match (shaken.len(), resumed) {
        (0 | 1, _) => Outcome::Unsettled,
        (_, 0) => Outcome::Broken,
        _ => Outcome::Holds,
    };
    vec![Found::new(outcome, expected, actual)]
}

/// The key that was proved is the one that was told.
pub(super) fn own_key(view: &View<'_>) -> Vec<Found> {
    let identities = view.calls.iter().filter(|c| c.op == "identity");
    let told: BTreeSet<String> = identities
        .filter_map(|c| c.ok()?["key"].as_str().map(str::to_uppercase))
        .collect();
    let arrivals = &view.record.played.arrivals;
    let shown: BTreeSet<String> = arrivals
        .iter()
        .filter_map(|a| a.key.as_ref().map(|k| k.to_uppercase()))
        .collect();
    let is_nameless = arrivals.iter().any(|a| a.is_nameless);
    if told.is_empty() || shown.is_empty() && !is_nameless {
        return Vec::new();
    }
    let short = |keys: &BTreeSet<String>| {
        let each = keys
            .iter()
            .map(|k| format!("{}…", k.chars().take(8).collect::<String>()));
        each.collect::<Vec<_>>().join(", ")
    };
    let (outcome, actual) = match (is_nameless, shown.is_subset(&told)) {
        (true, _) => (Outcome::Broken, "no key at all".to_owned()),
        (_, true) => (Outcome::Holds, short(&shown)),
        (_, false) => (Outcome::Broken, short(&shown)),
    };
    let expected = format!("the key that it tells: {}", short(&told));
    vec![Found::new(outcome, expected, actual)]
}

/// Nothing older than TLS 1.2 is offered, nor gone on with.
pub(super) fn versions(view: &View<'_>) -> Vec<Found> {
    let expected = "TLS 1.2 or newer, and nothing else";
    let arrivals = &view.record.played.arrivals;
    let hellos: Vec<_> = arrivals
        .iter()
        .filter_map(|a| tls::client_hello(a.hello.as_slice()))
        .collect();
    let oldest = hellos.iter().map(|h| h.oldest.unwrap_or(h.newest)).min();
    let Some(oldest) = oldest else {
        return Vec::new();
    };
    let went_on = arrivals.iter().find(|a| went_on(a) == Some(true));
    let (outcome, actual) = match went_on {
        Some(arrival) => (Outcome::Broken, next(arrival)),
        None if oldest < tls::TLS_1_2 => {
            (Outcome::Broken, format!("{} is offered", tls::name(oldest)))
        }
        None => (Outcome::Holds, "so it is".to_owned()),
    };
    vec![Found::new(outcome, expected, actual)]
}

/// No handshake is begun with data behind the ClientHello: on no connection but the first that is possible.
pub(super) fn no_early_data(view: &View<'_>) -> Vec<Found> {
    let expected = "no early data";
    let arrivals = view.record.played.arrivals.iter();
    let hellos = arrivals.filter_map(|a| tls::client_hello(a.hello.as_slice()));
    let early: Vec<bool> = hellos.map(|h| h.early_data).collect();
    let found = early.iter().filter(|is| **is).count();
    let actual = format!("{found} of {} connections begin with it", early.len());
    let outcome = match (early.len(), found) {
        (_, 1..) => Outcome::Broken,
        (0 | 1, _) => Outcome::Unsettled,
        _ => Outcome::Holds,
    };
    vec![Found::new(outcome, expected, actual)]
}

/// The first byte of a record that is an alert (RFC 5246 §6.2.1).
const ALERT: u8 = 21;

/// Whether a holder went on with an old version that was chosen; absent where nothing tells.
fn went_on(arrival: &Arrival) -> Option<bool> {
    let then = arrival.then.as_ref()?.as_slice();
    Some(then.first().is_some_and(|first| *first != ALERT))
}

/// What came next where an old version was chosen.
fn next(arrival: &Arrival) -> String {
    let what = match went_on(arrival) {
        Some(true) => "it went on",
        Some(false) => "it broke off",
        None => "it said nothing",
    };
    let version = arrival.shows.as_deref().unwrap_or("an old version");
    format!("{what} when {version} was chosen")
}

/// The handshakes were broken off in which an issuer chose an old version.
pub(super) fn broken_off(view: &View<'_>, issuer: &str) -> Vec<Found> {
    let expected = "the handshake is broken off";
    let arrivals = view.record.played.arrivals.iter();
    let chosen: Vec<_> = arrivals
        .filter(|a| a.issuer == issuer && a.shows.is_some())
        .collect();
    // One that went on tells most, then one that has said nothing.
    let telling = chosen.iter().max_by_key(|a| match went_on(a) {
        Some(true) => 2,
        None => 1,
        Some(false) => 0,
    });
    let Some(telling) = telling else {
        let none = Found::new(Outcome::Unsettled, expected, "nobody came");
        return vec![none];
    };
    let outcome = match went_on(telling) {
        Some(true) => Outcome::Broken,
        Some(false) => Outcome::Holds,
        None => Outcome::Unsettled,
    };
    vec![Found::new(outcome, expected, next(telling))]
}

/// One key is told, whenever it is asked for.
pub(super) fn same_key(view: &View<'_>, issuer: &str) -> Vec<Found> {
    let asked = view.calls.iter().filter(|c| c.op == "identity");
    let of = asked.filter(|c| c.text("issuer") == Some(issuer) && c.text("application").is_none());
    let told: Vec<String> = of
        .filter_map(|c| c.ok()?["key"].as_str().map(str::to_uppercase))
        .collect();
    let keys: BTreeSet<&String> = told.iter().collect();
    let outcome = match (told.len(), keys.len()) {
        (0 | 1, _) => Outcome::Unsettled,
        (_, 1) => Outcome::Holds,
        _ => Outcome::Broken,
    };
    let actual = format!("{} keys in {} answers", keys.len(), told.len());
    vec![Found::new(outcome, "the same key each time", actual)]
}

/// The requests that came to an issuer, each with its target and its field `Host`.
fn requests<'a>(view: &View<'a>, issuer: &str) -> Vec<(&'a Exchange, String, String)> {
    let came = view.record.exchanges.iter().filter(|e| {
        let deed = view.record.played.deed(e.id);
        deed.is_some_and(|deed| deed.issuer == issuer)
    });
    came.filter_map(|e| addressed(e.request.as_slice()).map(|(target, host)| (e, target, host)))
        .collect()
}

/// The target of a request and its host: of the field `Host`, or of a target that has it itself (RFC 9112 §3.2.2).
pub(super) fn addressed(request: &[u8]) -> Option<(String, String)> {
    let mut fields = [httparse::EMPTY_HEADER; 100];
    let mut read = httparse::Request::new(&mut fields);
    let _ = read.parse(request).ok()?;
    let target = read.path?;
    let field = read
        .headers
        .iter()
        .find(|f| f.name.eq_ignore_ascii_case("host"));
    let host = field.map(|f| String::from_utf8_lossy(f.value).trim().to_owned());
    let absolute = target.split_once("://").map(|(_, rest)| {
        let at = rest.find('/').unwrap_or(rest.len());
        (rest[at..].to_owned(), rest[..at].to_owned())
    });
    absolute.or_else(|| Some((target.to_owned(), host?)))
}

/// Everything went to an address.
pub(super) fn sent_to(view: &View<'_>, issuer: &str, host: &str, target: &str) -> Vec<Found> {
    let expected = format!("requests for {target} at {host}");
    let came = requests(view, issuer);
    let right =
        |(_, to, at): &&(&Exchange, String, String)| to == target && at.eq_ignore_ascii_case(host);
    let wrong = came.iter().find(|request| !right(request));
    match wrong {
        Some((exchange, to, at)) => {
            let actual = format!("a request for {to} at {at}");
            let broken = Found::new(Outcome::Broken, expected, actual);
            vec![broken.at([exchange.id])]
        }
        None if came.is_empty() => {
            vec![Found::new(Outcome::Unsettled, expected, "no request came")]
        }
        None => {
            let actual = format!("{} requests for it", came.len());
            vec![Found::new(Outcome::Holds, expected, actual)]
        }
    }
}

/// Nothing went to a target.
pub(super) fn never_sent_to(view: &View<'_>, issuer: &str, target: &str) -> Vec<Found> {
    let expected = format!("no request for {target}");
    let came = requests(view, issuer);
    let found = came.iter().find(|(_, to, _)| to == target);
    match found {
        Some((exchange, ..)) => {
            let broken = Found::new(Outcome::Broken, expected, "there was one");
            vec![broken.at([exchange.id])]
        }
        None => vec![Found::new(Outcome::Holds, expected, "there was none")],
    }
}

/// Something was sent with a target.
pub(super) fn came_to(view: &View<'_>, issuer: &str, target: &str) -> Vec<Found> {
    let expected = format!("a request for {target}");
    let came = requests(view, issuer);
    match came.iter().find(|(_, to, _)| to == target) {
        Some((exchange, ..)) => {
            let holds = Found::new(Outcome::Holds, expected, "there was one");
            vec![holds.at([exchange.id])]
        }
        None => vec![Found::new(Outcome::Broken, expected, "there was none")],
    }
}
