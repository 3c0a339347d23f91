//! Whether an issuer serves others while, or after, somebody puts a strain on it.
//!
//! That somebody is kept from being served is seen by contrast: the same message was answered before, and now it is turned
//! away, or answered only when the suite lets go of what holds the issuer up. A message that is not answered at all proves
//! nothing.

use record::{Ending, Errand};

use super::{Found, Outcome};
use crate::{decode::Reply, history::History, readings::Event};

/// Whoever is answered only when the strain is over was kept waiting by it, if it had waited as long as this until then; in
/// microseconds. What is shorter may be the machine.
const KEPT_WAITING: u64 = 1_000_000;

/// What came of an ordinary message.
enum Fate {
    /// It was answered.
    Served,
    /// It was answered when the suite had let go of what held the issuer up.
    ServedLate,
    /// It was answered soon after that, which proves nothing.
    ServedThen,
    /// It was turned away by an issuer that is there.
    TurnedAway,
    /// Nothing came of it.
    Lost,
}

/// Somebody is there, and does not serve.
fn is_turned_away(event: &Event<'_>) -> bool {
    matches!(event.reply, Reply::Fault { .. } | Reply::Refused(_))
        || matches!(
            event.exchange.ending,
            Ending::Closed
                | Ending::Broken(_)
                | Ending::NotConnected(_)
                | Ending::HandshakeFailed(_)
        )
}

/// Whoever was kept waiting waited so many times longer than the one who was served before the strain: an issuer may be slow.
const HELD_UP: u64 = 3;

fn fate(event: &Event<'_>, since: u64, strain: &[&Event<'_>], before: &Event<'_>) -> Fate {
    let ordinary = before.took().saturating_mul(HELD_UP);
    let ended = event.exchange.times.ended;
    // Only what the suite itself ended, and had not ended before, can have held the message up until then.
    let held = strain
        .iter()
        .filter(|s| matches!(s.exchange.ending, Ending::Cut | Ending::TimedOut))
        .map(|s| s.exchange.times.ended)
        .filter(|let_go| *let_go > since);
    match held.min() {
        _ if is_turned_away(event) => Fate::TurnedAway,
        _ if !event.is_served() => Fate::Lost,
        Some(let_go) if ended > let_go => {
            if let_go - since >= KEPT_WAITING.max(ordinary) {
                Fate::ServedLate
            } else {
                Fate::ServedThen
            }
        }
        _ => Fate::Served,
    }
}

/// Ordinary messages are answered beside a strain.
pub(super) fn served(
    history: &History<'_>,
    errands: &[Errand],
    strain: &[u32],
    before: u32,
    after: &[u32],
) -> Found {
    let expected = "an answer to an ordinary message, as before";
    let event = |id: &u32| history.event(*id).ok_or(*id);
    let all = |ids: &[u32]| ids.iter().map(event).collect::<Result<Vec<_>, u32>>();
    let exchanges: Vec<u32> = errands.iter().map(|e| e.exchange).collect();
    let (ordinary, strain, before, after) =
        match (all(&exchanges), all(strain), event(&before), all(after)) {
            (Ok(ordinary), Ok(strain), Ok(before), Ok(after)) => (ordinary, strain, before, after),
            (Err(id), ..) | (_, Err(id), ..) | (_, _, Err(id), _) | (.., Err(id)) => {
                return Found::missing(id);
            }
        };
    let at: Vec<u32> = [before]
        .into_iter()
        .chain(ordinary.iter().copied())
        .chain(after.iter().copied())
        .map(|e| e.exchange.id)
        .collect();
    if !before.is_served() {
        return Found::new(Outcome::Unsettled, expected, before.reply.describe())
            .why("before the strain there was none either")
            .at(at);
    }
    let mut worst = None;
    for (event, errand) in ordinary.into_iter().zip(errands) {
        let reply = event.reply.describe();
        match fate(event, errand.since, &strain, before) {
            Fate::Served => {
                return Found::new(Outcome::Holds, expected, reply).at(at);
            }
            Fate::ServedLate => {
                let why = "it had to wait until the suite let go of what strained the issuer";
                worst = Some((Outcome::Broken, reply, why));
            }
            // The network is alive where anything at all comes back afterwards.
            Fate::TurnedAway if after.iter().any(|e| e.is_served() || is_turned_away(e)) => {
                worst = Some((Outcome::Broken, reply, "it was turned away"));
            }
            Fate::TurnedAway | Fate::ServedThen | Fate::Lost => {
                worst.get_or_insert((Outcome::Unsettled, reply, "that settles nothing"));
            }
        }
    }
    let (outcome, actual, why) = worst.unwrap_or((Outcome::Unsettled, "no message".to_owned(), ""));
    Found::new(outcome, expected, actual).why(why).at(at)
}

/// A request that is too large is refused: with a status of 4xx (RFC 9110 §5.4), or by closing the connection.
pub(super) fn too_large(history: &History<'_>, exchange: u32) -> Found {
    let Some(event) = history.event(exchange) else {
        return Found::missing(exchange);
    };
    let expected = "a status of 4xx, or a closed connection";
    let response = crate::decode::http::response(event.exchange.response.as_slice());
    let status = response.ok().flatten().map(|r| r.status);
    let found = match (status, &event.exchange.ending) {
        (Some(status), _) if (400..500).contains(&status) => {
            Found::new(Outcome::Holds, expected, format!("a status of {status}"))
        }
        (Some(status), _) if status >= 500 => {
            Found::new(Outcome::Broken, expected, format!("a status of {status}"))
        }
        (_, Ending::Closed | Ending::Broken(_)) => {
            Found::new(Outcome::Holds, expected, "a closed connection")
        }
        _ => Found::new(Outcome::Unsettled, expected, event.reply.describe()),
    };
    found.at([exchange])
}
