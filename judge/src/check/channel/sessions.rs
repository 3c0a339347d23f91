//! What becomes of connections and sessions: whether they are kept, resumed, and used too early.

use std::collections::BTreeSet;

use record::{AnswerKind, Handshake};

use crate::{
    check::{Found, Outcome},
    history::History,
};

/// At least one connection resumed a session. Each that did not had the chance to.
pub(in crate::check) fn resumed(history: &History<'_>, exchanges: &[u32]) -> Found {
    let mut full = 0;
    for id in exchanges {
        let Some(event) = history.event(*id) else {
            return Found::missing(*id);
        };
        match event.exchange.connection.handshake {
            Some(Handshake::Resumed) => {
                return Found::new(Outcome::Holds, EXPECTED, "a resumed session").at([*id]);
            }
            Some(Handshake::Full) => full += 1,
            None => {}
        }
    }
    let outcome = if full > 0 {
        Outcome::Broken
    } else {
        Outcome::Unsettled
    };
    Found::new(outcome, EXPECTED, format!("{full} full handshakes")).at(exchanges.iter().copied())
}

const EXPECTED: &str = "a connection that resumes a session";

/// Neither did the tickets allow early data, nor was any accepted (RFC 8446 §8).
pub(in crate::check) fn no_early_data(history: &History<'_>, exchanges: &[u32]) -> Found {
    let expected = "neither tickets that allow early data, nor early data accepted";
    let mut tried = 0;
    for id in exchanges {
        let Some(event) = history.event(*id) else {
            return Found::missing(*id);
        };
        let Some(early) = event.exchange.connection.early_data else {
            continue;
        };
        let broken = |actual: String| Found::new(Outcome::Broken, expected, actual).at([*id]);
        if early.accepted {
            return broken("early data was accepted".into());
        }
        if early.allowed > 0 {
            return broken(format!("a ticket allows {} bytes of it", early.allowed));
        }
        tried += 1;
    }
    let outcome = if tried > 0 {
        Outcome::Holds
    } else {
        Outcome::Unsettled
    };
    let actual = format!("{tried} connections without");
    Found::new(outcome, expected, actual).at(exchanges.iter().copied())
}

/// All were answered over one connection.
pub(in crate::check) fn one_connection(history: &History<'_>, exchanges: &[u32]) -> Found {
    let expected = format!("{} answers over one connection", exchanges.len());
    let mut connections = BTreeSet::new();
    let mut unanswered = exchanges.is_empty();
    for id in exchanges {
        let Some(event) = history.event(*id) else {
            return Found::missing(*id);
        };
        connections.insert(event.exchange.connection.id);
        unanswered |= matches!(event.kind(), None | Some(AnswerKind::Silence));
    }
    let outcome = match connections.len() {
        2.. => Outcome::Broken,
        _ if unanswered => Outcome::Unsettled,
        _ => Outcome::Holds,
    };
    let actual = format!("they went over {} connections", connections.len());
    Found::new(outcome, expected, actual).at(exchanges.iter().copied())
}

#[cfg(test)]
mod tests {
    use record::{EarlyData, Ending};

    use super::*;
    use crate::check::tests::{Tale, list};

    /// Some requests, each over a connection of that handshake.
    fn tale(handshakes: &[Option<Handshake>]) -> Tale {
        let mut tale = Tale::default();
        for handshake in handshakes {
            tale.asks("Alice", (0, 1), &list(&[], "0", "0"));
            if let Some(exchange) = tale.0.exchanges.last_mut() {
                exchange.connection.handshake = *handshake;
            }
        }
        tale
    }

    #[test]
    fn one_resumption_is_enough_and_full_handshakes_only_are_none() {
        let (full, again) = (Some(Handshake::Full), Some(Handshake::Resumed));
        let of = |handshakes: &[_]| {
            let ids: Vec<u32> = (1..).take(handshakes.len()).collect();
            resumed(&History::of(&tale(handshakes).0), &ids).outcome
        };
        assert_eq!(of(&[full, again, full]), Outcome::Holds);
        assert_eq!(of(&[full, full]), Outcome::Broken);
        assert_eq!(of(&[None]), Outcome::Unsettled);
        assert_eq!(of(&[]), Outcome::Unsettled);
    }

    #[test]
    fn early_data_is_neither_allowed_nor_accepted() {
        let of = |early_data| {
            let mut tale = tale(&[Some(Handshake::Resumed)]);
            tale.0.exchanges[0].connection.early_data = early_data;
            no_early_data(&History::of(&tale.0), &[1]).outcome
        };
        let early = |allowed, accepted| {
            Some(EarlyData {
                allowed,
                sent: true,
                accepted,
            })
        };
        assert_eq!(of(early(0, false)), Outcome::Holds);
        assert_eq!(of(early(1024, false)), Outcome::Broken);
        assert_eq!(of(early(0, true)), Outcome::Broken);
        assert_eq!(of(None), Outcome::Unsettled);
    }

    #[test]
    fn many_messages_go_over_one_connection() {
        let mut tale = tale(&[Some(Handshake::Full); 3]);
        let of = |tale: &Tale| one_connection(&History::of(&tale.0), &[1, 2, 3]).outcome;
        assert_eq!(of(&tale), Outcome::Holds);
        tale.0.exchanges[2].ending = Ending::TimedOut;
        assert_eq!(of(&tale), Outcome::Unsettled);
        tale.0.exchanges[1].connection.id = 7;
        assert_eq!(of(&tale), Outcome::Broken);
    }
}
