//! Whether somebody is served.

use record::{AnswerKind, Ending};

use crate::{
    check::{Found, Outcome},
    decode::Reply,
    history::History,
    readings::Event,
};

const SERVED: &str = "success, or a list of deposits";

/// At least one trial is answered as the control was. A refusal at whatever height, from the handshake's alert to a Fault,
/// proves something where each trial met one and the control did not.
pub(in crate::check) fn served(history: &History<'_>, exchanges: &[u32], control: u32) -> Found {
    let mut refused = !exchanges.is_empty();
    let mut seen = Vec::new();
    for id in exchanges {
        let Some(event) = history.event(*id) else {
            return Found::missing(*id);
        };
        if is_served(event) {
            return Found::new(Outcome::Holds, SERVED, event.reply.describe()).at([*id]);
        }
        refused &= is_refused(event);
        seen.push(event.reply.describe());
    }
    let ordinary = history.event(control).is_some_and(is_served);
    let (outcome, why) = match (refused, ordinary) {
        (true, true) => (
            Outcome::Broken,
            "another holder, who came in the ordinary way, was served",
        ),
        (true, false) => (
            Outcome::Unsettled,
            "nor was another holder served, who came in the ordinary way",
        ),
        (false, _) => (Outcome::Unsettled, "that is no refusal"),
    };
    Found::new(outcome, SERVED, seen.join("; "))
        .why(why)
        .at(exchanges.iter().copied().chain([control]))
}

/// The message was neither executed nor answered with what is a holder's. Whether money moved is for the balances to say.
pub(in crate::check) fn not_served(history: &History<'_>, exchange: u32) -> Found {
    let Some(event) = history.event(exchange) else {
        return Found::missing(exchange);
    };
    let outcome = match &event.exchange.ending {
        _ if is_served(event) => Outcome::Broken,
        Ending::NotConnected(_) | Ending::Unheard(_) | Ending::Cut => Outcome::Unsettled,
        _ => Outcome::Holds,
    };
    Found::new(
        outcome,
        "a refusal of any kind, or silence",
        event.reply.describe(),
    )
    .at([exchange])
}

fn is_served(event: &Event<'_>) -> bool {
    match &event.reply {
        Reply::Transfer { result, .. } => result == "success",
        Reply::Deposits { .. } => true,
        _ => false,
    }
}

/// Whether the issuer refused, as far as one exchange can tell. A certificate of its own that the suite did not take is none
/// of the holder's.
fn is_refused(event: &Event<'_>) -> bool {
    let shown = event.exchange.connection.issuer.as_ref();
    if shown.is_some_and(|issuer| issuer.misfit.is_some()) {
        return false;
    }
    match &event.exchange.ending {
        Ending::HandshakeFailed(_) | Ending::Closed | Ending::Broken(_) => true,
        Ending::Answered => matches!(event.kind(), Some(AnswerKind::Failure | AnswerKind::Fault)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use record::{IssuerShown, Misfit};

    use super::*;
    use crate::check::tests::{Tale, fault, list, result};

    /// What comes of a trial that ended so, with a control that was served or refused.
    fn trial(ending: &Ending, ordinary: bool) -> Outcome {
        let mut tale = Tale::default();
        if ordinary {
            tale.asks("Alice", (0, 1), &list(&[], "0", "0"));
        } else {
            tale.asks("Alice", (0, 1), &fault());
        }
        tale.ends("Bob", (2, 3), ending.clone());
        served(&History::of(&tale.0), &[2], 1).outcome
    }

    #[test]
    fn a_refusal_proves_something_beside_a_control_that_is_served() {
        for ending in [
            Ending::HandshakeFailed("alert".into()),
            Ending::Broken("alert".into()),
            Ending::Closed,
        ] {
            assert_eq!(trial(&ending, true), Outcome::Broken, "{ending:?}");
            assert_eq!(trial(&ending, false), Outcome::Unsettled, "{ending:?}");
        }
        for ending in [Ending::TimedOut, Ending::NotConnected(String::new())] {
            assert_eq!(trial(&ending, true), Outcome::Unsettled, "{ending:?}");
        }
    }

    #[test]
    fn one_trial_that_is_served_is_enough() {
        let mut tale = Tale::default();
        tale.asks("Alice", (0, 1), &list(&[], "0", "0"));
        tale.asks("Bob", (2, 3), &fault());
        assert_eq!(
            served(&History::of(&tale.0), &[2], 1).outcome,
            Outcome::Broken
        );
        tale.asks("Bob", (4, 5), &list(&[], "0", "0"));
        let found = served(&History::of(&tale.0), &[2, 3], 1);
        assert_eq!(found.outcome, Outcome::Holds);
        let none = served(&History::of(&tale.0), &[], 1);
        assert_eq!(none.outcome, Outcome::Unsettled);
        let missing = served(&History::of(&tale.0), &[9], 1);
        assert_eq!(missing.outcome, Outcome::Unsettled);
    }

    #[test]
    fn an_issuer_that_the_suite_did_not_take_has_refused_nobody() {
        let mut tale = Tale::default();
        tale.asks("Alice", (0, 1), &list(&[], "0", "0"));
        tale.ends("Bob", (2, 3), Ending::HandshakeFailed("no".into()));
        tale.0.exchanges[1].connection.issuer = Some(IssuerShown {
            key: None,
            misfit: Some(Misfit::OtherName),
        });
        assert_eq!(
            served(&History::of(&tale.0), &[2], 1).outcome,
            Outcome::Unsettled
        );
    }

    #[test]
    fn nobody_is_served_with_anything_that_is_a_holders() {
        let mut tale = Tale::default();
        tale.asks("Nobody", (0, 1), &list(&[], "0", "0"));
        tale.pays("Nobody", (2, 3), ("1", 1), &result("success", "0"));
        tale.pays("Nobody", (4, 5), ("1", 1), &result("refused", "0"));
        tale.asks("Nobody", (6, 7), &fault());
        tale.asks(
            "Nobody",
            (8, 9),
            "HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n",
        );
        tale.ends("Nobody", (10, 11), Ending::HandshakeFailed("alert".into()));
        tale.ends("Nobody", (12, 13), Ending::Garbled("an alert".into()));
        tale.ends("Nobody", (14, 15), Ending::TimedOut);
        tale.ends("Nobody", (16, 17), Ending::NotConnected("refused".into()));
        let history = History::of(&tale.0);
        let outcomes: Vec<_> = (1..=10)
            .map(|id| not_served(&history, id).outcome)
            .collect();
        let (broken, holds, open) = (Outcome::Broken, Outcome::Holds, Outcome::Unsettled);
        assert_eq!(outcomes[..2], [broken, broken]);
        assert_eq!(outcomes[2..8], [holds; 6]);
        assert_eq!(outcomes[8..], [open, open]);
    }
}
