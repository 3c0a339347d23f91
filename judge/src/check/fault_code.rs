//! Which code a Fault bears.

use super::{Found, Outcome};
use crate::{decode::Reply, history::History};

/// How many others are shown.
const SHOWN: usize = 5;

/// Each Fault's code is one of these, or a refinement of one, as `Client.Parse` is of `Client` (SOAP 1.1 §4.4.1). A status
/// without a Fault has none, and needs none.
pub(super) fn fault_code(history: &History<'_>, exchanges: &[u32], codes: &[String]) -> Found {
    let mut refused = 0;
    let mut others = Vec::new();
    for id in exchanges {
        let Some(event) = history.event(*id) else {
            return Found::missing(*id);
        };
        match &event.reply {
            Reply::Fault { code, .. } => {
                refused += 1;
                let general = code.split('.').next().unwrap_or_default();
                if !codes.iter().any(|allowed| allowed == general) {
                    others.push((*id, event.reply.describe()));
                }
            }
            Reply::Refused(_) => refused += 1,
            _ => {}
        }
    }
    let expected = format!("a Fault of the code {}", codes.join(" or "));
    if others.is_empty() {
        let outcome = if refused > 0 {
            Outcome::Holds
        } else {
            Outcome::Unsettled
        };
        let actual = format!("{refused} refusals, and no Fault among them of another code");
        return Found::new(outcome, expected, actual).at(exchanges.iter().copied().take(SHOWN));
    }
    let shown: Vec<&str> = others.iter().take(SHOWN).map(|(_, a)| a.as_str()).collect();
    let actual = match exchanges {
        [_] => shown.join("; "),
        _ => format!("{} have another: {}", others.len(), shown.join("; ")),
    };
    Found::new(Outcome::Broken, expected, actual).at(others.iter().take(SHOWN).map(|(id, _)| *id))
}

#[cfg(test)]
mod tests {
    use record::Ending;

    use super::*;
    use crate::check::tests::{Tale, answer, list};

    fn outcome(answers: &[String]) -> Outcome {
        let mut tale = Tale::default();
        for (n, answer) in (0..).zip(answers) {
            tale.asks("Bob", (n * 10, n * 10 + 5), answer);
        }
        let ids: Vec<u32> = tale.0.exchanges.iter().map(|e| e.id).collect();
        fault_code(&History::of(&tale.0), &ids, &["Client".to_owned()]).outcome
    }

    fn coded(code: &str) -> String {
        let body = format!("<e:Fault><faultcode>{code}</faultcode><faultstring/></e:Fault>");
        answer("500 Internal Server Error", &body)
    }

    #[test]
    fn the_code_its_refinements_and_bare_statuses_hold() {
        let bare = || "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".to_owned();
        for answers in [
            vec![coded("e:Client")],
            vec![coded(" e:Client.Authentication ")],
            vec![coded("Client"), bare()],
            vec![bare()],
        ] {
            assert_eq!(outcome(&answers), Outcome::Holds, "{answers:?}");
        }
    }

    #[test]
    fn other_codes_are_broken_and_other_answers_settle_nothing() {
        let qualified = answer(
            "500 Internal Server Error",
            "<e:Fault><e:faultcode>e:Client</e:faultcode><faultstring/></e:Fault>",
        );
        assert_eq!(outcome(&[qualified]), Outcome::Broken);
        for other in [
            "e:Server",
            "e:client",
            "e:ClientX",
            "",
            "e:",
            "other:Client",
        ] {
            assert_eq!(outcome(&[coded("e:Client"), coded(other)]), Outcome::Broken);
        }
        assert_eq!(outcome(&[list(&[], "0", "0")]), Outcome::Unsettled);
        assert_eq!(outcome(&[]), Outcome::Unsettled);
        let mut tale = Tale::default();
        tale.ends("Bob", (0, 10), Ending::TimedOut);
        let found = fault_code(&History::of(&tale.0), &[1], &["Client".to_owned()]);
        assert_eq!(found.outcome, Outcome::Unsettled);
    }
}
