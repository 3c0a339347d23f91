//! In which words a transfer was declined that must not be executed.

use super::{Found, Outcome};
use crate::{decode::Reply, history::History};
use record::AnswerKind;

/// The answer is one of these words, or the recorded answer again. Silence is an answer here: a payer learns nothing by it.
pub(super) fn declined(
    history: &History<'_>,
    exchange: u32,
    words: &[String],
    recorded: Option<u32>,
) -> Found {
    let Some(event) = history.event(exchange) else {
        return Found::missing(exchange);
    };
    let known = recorded
        .and_then(|id| history.event(id))
        .map(|original| &original.reply)
        .filter(|reply| matches!(reply, Reply::Transfer { .. }));
    let outcome = match (&event.reply, event.kind()) {
        (Reply::Transfer { result, .. }, _) if words.contains(result) => Outcome::Holds,
        (reply, _) if known == Some(reply) => Outcome::Holds,
        (Reply::None(_), kind) if kind != Some(AnswerKind::Silence) => Outcome::Unsettled,
        (Reply::Unreadable(_), _) => Outcome::Unsettled,
        _ => Outcome::Broken,
    };
    let mut expected = words.join(" or ");
    if let Some(reply) = known {
        expected.push_str(&format!(
            ", or the recorded answer again: {}",
            reply.describe()
        ));
    }
    Found::new(outcome, expected, event.reply.describe()).at(recorded.into_iter().chain([exchange]))
}

#[cfg(test)]
mod tests {
    use record::{
        Connection, Ending, Exchange, Octets, Operation, Purpose, ScenarioRecord, Times, Verdict,
    };

    use super::*;

    fn answered(id: u32, result: &str, fee: &str) -> Exchange {
        let body = format!(
            "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><l:transferFundsResponse \
             xmlns:l=\"http://lightweightcurrency.org\"><result>{result}</result><fee>{fee}</fee>\
             </l:transferFundsResponse></e:Body></e:Envelope>"
        );
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: ";
        let response = format!("{head}{}\r\n\r\n{body}", body.len());
        ended(id, Ending::Answered, response.as_bytes())
    }

    fn ended(id: u32, ending: Ending, response: &[u8]) -> Exchange {
        Exchange {
            id,
            holder: "Alice".into(),
            purpose: Purpose::Step,
            operation: Operation::TransferFunds,
            step: None,
            form: Vec::new(),
            connection: Connection {
                id: 1,
                ..Connection::default()
            },
            times: Times::default(),
            request: Octets::new(b""),
            response: Octets::new(response),
            ending,
        }
    }

    fn outcome(exchanges: Vec<Exchange>, recorded: Option<u32>) -> Outcome {
        let scenario = ScenarioRecord {
            name: String::new(),
            feature: String::new(),
            line: 0,
            rule: None,
            tags: Vec::new(),
            verdict: Verdict::Inconclusive,
            halted: None,
            own_issuer: None,
            announced: None,
            rate: "1".into(),
            started: 0,
            duration_ms: 0,
            parties: Vec::new(),
            steps: Vec::new(),
            exchanges,
            expectations: Vec::new(),
            findings: Vec::new(),
            tallies: Vec::new(),
            played: record::Played::default(),
        };
        declined(
            &History::of(&scenario),
            2,
            &["counterStale".to_owned()],
            recorded,
        )
        .outcome
    }

    #[test]
    fn the_word_or_the_recorded_answer_holds() {
        let stale = || answered(2, "counterStale", "0");
        assert_eq!(outcome(vec![stale()], None), Outcome::Holds);
        let both = vec![answered(1, "success", "1"), answered(2, "success", "1.0")];
        assert_eq!(outcome(both.clone(), Some(1)), Outcome::Holds);
        assert_eq!(outcome(both, None), Outcome::Broken);
    }

    #[test]
    fn another_word_another_fee_and_silence_are_other_answers() {
        let first = || answered(1, "success", "1");
        for second in [
            answered(2, "success", "2"),
            answered(2, "refused", "0"),
            ended(2, Ending::TimedOut, b""),
            ended(2, Ending::Closed, b""),
            ended(
                2,
                Ending::Answered,
                b"HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n",
            ),
        ] {
            let ending = second.ending.clone();
            assert_eq!(
                outcome(vec![first(), second], Some(1)),
                Outcome::Broken,
                "{ending:?}"
            );
        }
    }

    #[test]
    fn a_request_that_never_left_and_a_missing_exchange_settle_nothing() {
        let not_sent = ended(2, Ending::NotConnected("refused".into()), b"");
        assert_eq!(outcome(vec![not_sent], None), Outcome::Unsettled);
        assert_eq!(outcome(Vec::new(), None), Outcome::Unsettled);
    }
}
