//! What no message is answered, what is left of the issuer afterwards, and whether it fetches what a request names.

use record::{AnswerKind, Ending};

use super::{Found, Outcome, visits};
use crate::{decode::Reply, history::History};

/// How many exchanges are shown.
const SHOWN: usize = 5;

/// None is answered as a message that was carried out. Any other answer will do, and so will none.
pub(super) fn none_carried_out(history: &History<'_>, exchanges: &[u32]) -> Found {
    let expected = "no success, and no list of deposits";
    let mut sent = 0;
    let mut served = Vec::new();
    for id in exchanges {
        let Some(event) = history.event(*id) else {
            return Found::missing(*id);
        };
        match event.kind() {
            Some(AnswerKind::Success | AnswerKind::Deposits) => {
                served.push((*id, event.reply.describe()));
            }
            None if !matches!(event.reply, Reply::Unreadable(_)) => {}
            Some(_) | None => sent += 1,
        }
    }
    if let [(_, first), ..] = served.as_slice() {
        let at = served.iter().take(SHOWN).map(|(id, _)| *id);
        return Found::new(Outcome::Broken, expected, first.clone()).at(at);
    }
    let outcome = if sent == exchanges.len() && sent > 0 {
        Outcome::Holds
    } else {
        Outcome::Unsettled
    };
    let answers = exchanges.iter().filter_map(|id| history.event(*id));
    let shown: Vec<String> = answers.map(|e| told(&e.reply)).take(SHOWN).collect();
    Found::new(outcome, expected, shown.join("; ")).at(exchanges.iter().copied().take(SHOWN))
}

fn told(reply: &Reply) -> String {
    match reply {
        Reply::Unreadable(_) => "an answer that is no message".to_owned(),
        other => other.describe(),
    }
}

/// An ordinary request is carried out. Where nobody listens any more there was harm; where nothing is heard there may have
/// been other causes.
pub(super) fn still_served(history: &History<'_>, exchange: u32) -> Found {
    let Some(event) = history.event(exchange) else {
        return Found::missing(exchange);
    };
    let expected = "an ordinary request is served";
    let outcome = match (event.kind(), &event.exchange.ending) {
        (Some(AnswerKind::Success | AnswerKind::Deposits), _) => Outcome::Holds,
        (Some(AnswerKind::Failure | AnswerKind::Fault), _) | (_, Ending::NotConnected(_)) => {
            Outcome::Broken
        }
        _ => Outcome::Unsettled,
    };
    Found::new(outcome, expected, event.reply.describe()).at([exchange])
}

/// Nothing was fetched from a place of the suite's.
pub(super) fn nothing_fetched(history: &History<'_>, keeper: &str) -> Found {
    let fetched = visits::to(history, keeper);
    let expected = "nothing that a request names is fetched";
    if fetched.is_empty() {
        return Found::new(Outcome::Holds, expected, "nobody came for it");
    }
    let actual = format!("somebody came for it, {} times", fetched.len());
    Found::new(Outcome::Broken, expected, actual).at(fetched.into_iter().take(SHOWN))
}

#[cfg(test)]
mod tests {
    use record::Operation;

    use super::*;
    use crate::check::tests::{Tale, fault, list, result};

    fn after(ending: Ending) -> Tale {
        let mut tale = Tale::default();
        tale.ends("Bob", (0, 10), ending);
        tale
    }

    fn asked(answer: &str) -> Tale {
        let mut tale = Tale::default();
        tale.asks("Bob", (0, 10), answer);
        tale
    }

    #[test]
    fn what_is_no_message_must_not_be_carried_out() {
        let outcome = |tale: &Tale| none_carried_out(&History::of(&tale.0), &[1]).outcome;
        for lawful in [
            asked("HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n"),
            asked("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<htm>"),
            asked("HTTP/1.1 204 No Content\r\n\r\n"),
            asked(&fault()),
            asked(&result("refused", "0")),
            after(Ending::Closed),
            after(Ending::Garbled("x".into())),
        ] {
            assert_eq!(outcome(&lawful), Outcome::Holds, "{:?}", lawful.0.exchanges);
        }
        assert_eq!(outcome(&asked(&result("success", "0"))), Outcome::Broken);
        assert_eq!(outcome(&asked(&list(&[], "0", "0"))), Outcome::Broken);
        assert_eq!(
            outcome(&after(Ending::NotConnected("x".into()))),
            Outcome::Unsettled
        );
        assert_eq!(outcome(&Tale::default()), Outcome::Unsettled);
    }

    #[test]
    fn nobody_there_is_harm_and_silence_is_not_known_to_be() {
        let outcome = |tale: &Tale| still_served(&History::of(&tale.0), 1).outcome;
        assert_eq!(outcome(&asked(&list(&[], "0", "0"))), Outcome::Holds);
        assert_eq!(outcome(&asked(&fault())), Outcome::Broken);
        assert_eq!(
            outcome(&after(Ending::NotConnected("refused".into()))),
            Outcome::Broken
        );
        for open in [
            Ending::TimedOut,
            Ending::Unheard("x".into()),
            Ending::Closed,
            Ending::HandshakeFailed("x".into()),
        ] {
            assert_eq!(outcome(&after(open)), Outcome::Unsettled);
        }
        assert_eq!(outcome(&Tale::default()), Outcome::Unsettled);
    }

    #[test]
    fn what_is_fetched_is_seen() {
        let mut tale = asked(&fault());
        let outcome = |tale: &Tale| nothing_fetched(&History::of(&tale.0), "trap").outcome;
        assert_eq!(outcome(&tale), Outcome::Holds);
        tale.asks(
            "trap",
            (20, 30),
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n10",
        );
        tale.0.exchanges[1].operation = Operation::Probe;
        assert_eq!(outcome(&tale), Outcome::Broken);
    }
}
