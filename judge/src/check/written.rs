//! How answers are written: namespaces, encoding, the status of Faults.

use record::Operation;

use super::{Found, Outcome};
use crate::{
    decode::{Flaw, Reply},
    history::History,
    ids,
    readings::Event,
};

/// How many flawed answers are shown.
const SHOWN: usize = 5;

/// Wrappers are in LCP's namespace, and what is in them in none (WS-I Basic Profile 1.1 R2729, R2735).
pub(super) fn namespace(history: &History<'_>) -> Found {
    one(history, &NAMESPACE)
}

/// Answers are in UTF-8 or UTF-16, and what they say they are (WS-I Basic Profile 1.1 R1012).
pub(super) fn encoding(history: &History<'_>) -> Found {
    one(history, &ENCODING)
}

/// A Fault does not come with a status of success (SOAP 1.1 §6.2).
pub(super) fn fault_status(history: &History<'_>) -> Found {
    one(history, &FAULT_STATUS)
}

/// Answers that come as another media type than `text/xml`; nothing where there are none.
pub(super) fn media_type(history: &History<'_>) -> Option<Found> {
    broken(history, &MEDIA_TYPE)
}

/// What is wrong with how answers are written that can be read, each said of its own requirement.
pub(super) fn flawed(history: &History<'_>) -> Vec<Found> {
    [
        (ids::ANSWER_NAMESPACE, &NAMESPACE),
        (ids::ANSWER_ENCODING, &ENCODING),
        (ids::FAULT_STATUS, &FAULT_STATUS),
    ]
    .into_iter()
    .filter_map(|(id, kind)| Some(broken(history, kind)?.about(ids::id(id))))
    .collect()
}

/// Whether an answer cannot be read because its bytes are no characters.
pub(super) fn is_miscoded(event: &Event<'_>) -> bool {
    let why = |flaw: &Flaw| matches!((flaw, &event.reply), (Flaw::Encoding(flaw), Reply::Unreadable(why)) if flaw == why);
    event.flaws.iter().any(why)
}

/// One way in which answers may be flawed.
struct Kind {
    expected: &'static str,
    is_flaw: fn(&Flaw) -> bool,
    /// Which answers could have that flaw.
    concerns: fn(&Reply) -> bool,
}

const MEDIA_TYPE: Kind = Kind {
    expected: "answers of type text/xml",
    is_flaw: |flaw| matches!(flaw, Flaw::MediaType(_)),
    concerns: |_| true,
};

const NAMESPACE: Kind = Kind {
    expected: "wrappers in LCP's namespace, with what is in them in none",
    is_flaw: |flaw| matches!(flaw, Flaw::Namespace(_)),
    concerns: |reply| matches!(reply, Reply::Transfer { .. } | Reply::Deposits { .. }),
};

const ENCODING: Kind = Kind {
    expected: "answers in UTF-8 or UTF-16 that are what they say they are",
    is_flaw: |flaw| matches!(flaw, Flaw::Encoding(_)),
    concerns: |reply| {
        matches!(
            reply,
            Reply::Transfer { .. } | Reply::Deposits { .. } | Reply::Fault { .. }
        )
    },
};

const FAULT_STATUS: Kind = Kind {
    expected: "Faults with a status of 4xx or 5xx",
    is_flaw: |flaw| matches!(flaw, Flaw::FaultStatus(_)),
    concerns: |reply| matches!(reply, Reply::Fault { .. } | Reply::Refused(_)),
};

/// The answers to messages.
fn answers<'h, 'a>(history: &'h History<'a>) -> impl Iterator<Item = &'h Event<'a>> {
    let is_message = |e: &&Event<'_>| {
        !matches!(
            e.exchange.operation,
            Operation::Description | Operation::Probe
        )
    };
    history.events.iter().filter(is_message)
}

fn broken(history: &History<'_>, kind: &Kind) -> Option<Found> {
    let flaws: Vec<(u32, &Flaw)> = answers(history)
        .filter_map(|e| Some((e.exchange.id, e.flaws.iter().find(|f| (kind.is_flaw)(f))?)))
        .collect();
    let (_, first) = flaws.first()?;
    let actual = format!("{} are not, the first: {}", flaws.len(), first.describe());
    let at = flaws.iter().take(SHOWN).map(|(id, _)| *id);
    Some(Found::new(Outcome::Broken, kind.expected, actual).at(at))
}

fn one(history: &History<'_>, kind: &Kind) -> Found {
    if let Some(broken) = broken(history, kind) {
        return broken;
    }
    let concerned = answers(history)
        .filter(|e| (kind.concerns)(&e.reply))
        .count();
    let outcome = if concerned > 0 {
        Outcome::Holds
    } else {
        Outcome::Unsettled
    };
    Found::new(
        outcome,
        kind.expected,
        format!("{concerned}, and all are so"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{
        form::form,
        tests::{Tale, answer, fault, list, result},
    };

    fn paid(answer: &str) -> Tale {
        let mut tale = Tale::default();
        tale.pays("Alice", (0, 10), ("5", 7), answer);
        tale
    }

    /// The requirements that the check of every scenario finds broken; the check of one is asked as well.
    fn found(tale: &Tale, check: fn(&History<'_>) -> Found) -> (Outcome, Vec<String>) {
        let history = History::of(&tale.0);
        let broken = form(&history)
            .into_iter()
            .filter(|f| f.outcome == Outcome::Broken);
        let names = broken.map(|f| f.requirement.map_or("form".into(), |r| r.to_string()));
        (check(&history).outcome, names.collect())
    }

    #[test]
    fn answers_as_they_should_be_hold() {
        let mut tale = paid(&result("success", "1"));
        tale.asks("Bob", (20, 30), &list(&[("a", "5")], "0", "5"));
        tale.asks("Bob", (40, 50), &fault());
        for check in [namespace, encoding, fault_status] {
            assert_eq!(found(&tale, check), (Outcome::Holds, vec![]));
        }
        let none = Tale::default();
        for check in [namespace, encoding, fault_status] {
            assert_eq!(found(&none, check), (Outcome::Unsettled, vec![]));
        }
    }

    #[test]
    fn another_namespace_is_red_there_and_what_it_says_is_read() {
        let right = list(&[("a", "5")], "0", "5");
        for (from, to) in [
            ("http://lightweightcurrency.org", "http://example.org"),
            (
                "xmlns:l=\"http://lightweightcurrency.org\"",
                "xmlns=\"http://lightweightcurrency.org\" xmlns:l=\"http://lightweightcurrency.org\"",
            ),
            ("<fee>0</fee>", "<l:fee>0</l:fee>"),
            ("<amount>5</amount>", "<amount xmlns=\"urn:x\">5</amount>"),
            ("l:getDepositsResponse", "getDepositsResponse"),
        ] {
            let body = right.split_once("\r\n\r\n").map_or("", |(_, body)| body);
            let body = body.replace(from, to).replace(
                " xmlns:l=\"http://lightweightcurrency.org\"></get",
                "></get",
            );
            let mut tale = Tale::default();
            tale.asks(
                "Bob",
                (0, 10),
                &format!("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n{body}"),
            );
            assert_eq!(
                found(&tale, namespace),
                (Outcome::Broken, vec![ids::ANSWER_NAMESPACE.into()]),
                "{body}"
            );
            let events = History::of(&tale.0).events;
            assert!(matches!(events[0].reply, Reply::Deposits { .. }));
        }
    }

    #[test]
    fn a_fault_of_success_is_red_there_alone() {
        let body =
            "<e:Fault><faultcode>e:Client</faultcode><faultstring>no</faultstring></e:Fault>";
        let tale = paid(&answer("200 OK", body));
        assert_eq!(
            found(&tale, fault_status),
            (Outcome::Broken, vec![ids::FAULT_STATUS.into()])
        );
        assert_eq!(
            found(&paid(&fault()), fault_status),
            (Outcome::Holds, vec![])
        );
        let status = paid("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        assert_eq!(found(&status, fault_status), (Outcome::Holds, vec![]));
    }

    #[test]
    fn what_is_not_what_it_says_is_red_there() {
        let mislabelled =
            result("success", "1").replace("text/xml", "text/xml; charset=iso-8859-1");
        assert_eq!(
            found(&paid(&mislabelled), encoding),
            (Outcome::Broken, vec![ids::ANSWER_ENCODING.into()])
        );
    }

    #[test]
    fn bytes_that_are_no_characters_have_no_form_and_garbage_of_another_charset_has_not_the_form() {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=iso-8859-1\r\n\r\n";
        let (outcome, broken) = found(&paid(&format!("{head}no")), encoding);
        assert_eq!(outcome, Outcome::Broken);
        assert_eq!(broken, ["form", ids::ANSWER_ENCODING]);
        let mut tale = paid("");
        let bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<a>\xff</a>";
        tale.0.exchanges[0].response = record::Octets::new(bytes);
        let (_, broken) = found(&tale, encoding);
        assert_eq!(broken, [ids::ANSWER_ENCODING]);
    }

    #[test]
    fn another_media_type_is_a_matter_of_form() {
        let html = paid(&result("success", "1").replace("text/xml", "text/html"));
        let (outcome, broken) = found(&html, namespace);
        assert_eq!((outcome, broken), (Outcome::Holds, vec!["form".to_owned()]));
    }
}
