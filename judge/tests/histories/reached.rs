//! Whether the service is at the address in its description, and what proves that it is not.

use crate::tale::{Tale, fault, http, list};
use record::{Check, Ending, Verdict};

const NORMATIVE: &str = include_str!("../../../spec/wsdl/lcp.wsdl");

fn refused() -> Ending {
    Ending::NotConnected("127.0.0.1:1: connection refused".into())
}

/// The description, a message to the address in it with this answer, and the description again.
fn verdict(answer: &[u8], how: &Ending, again: Ending, same_host: bool) -> Verdict {
    let described = http("200 OK", "text/xml", NORMATIVE.as_bytes());
    let mut tale = Tale::of(&["Alice"]);
    let before = tale.describes(&described, Ending::Answered);
    let mut sent = || {
        let id = tale.asks_in_vain("Alice", how.clone());
        tale.record.exchanges[id as usize - 1].response = record::Octets::new(answer);
        id
    };
    let exchanges = vec![sent(), sent()];
    let after = tale.describes(&described, again);
    let described = vec![before, after];
    tale.verdict(Check::ServiceReached {
        exchanges,
        described,
        same_host,
    })
}

#[test]
fn an_issuers_answer_proves_that_it_is_there() {
    for answer in [list(&[], "0", "0"), fault()] {
        let verdict = verdict(&answer, &Ending::Answered, Ending::TimedOut, false);
        assert_eq!(verdict, Verdict::Passed);
    }
}

#[test]
fn somebody_else_there_proves_that_it_is_not() {
    for status in ["404 Not Found", "405 Method Not Allowed", "410 Gone"] {
        let nothing = http(status, "text/html", b"");
        let verdict = verdict(&nothing, &Ending::Answered, Ending::Answered, false);
        assert_eq!(verdict, Verdict::Failed, "{status}");
    }
    let garbled = Ending::Garbled("what came is no TLS".into());
    assert_eq!(
        verdict(b"", &garbled, Ending::Answered, false),
        Verdict::Failed
    );
    // Who is there may be the issuer in trouble.
    let trouble = http("503 Service Unavailable", "text/html", b"");
    let verdict = verdict(&trouble, &Ending::Answered, Ending::Answered, true);
    assert_eq!(verdict, Verdict::Inconclusive);
}

#[test]
fn a_refusal_proves_it_only_from_the_host_that_serves_the_description_before_and_after() {
    let of = |again, same_host| verdict(b"", &refused(), again, same_host);
    assert_eq!(of(Ending::Answered, true), Verdict::Failed);
    assert_eq!(of(Ending::Answered, false), Verdict::Inconclusive);
    assert_eq!(of(refused(), true), Verdict::Inconclusive);
    assert_eq!(of(Ending::TimedOut, true), Verdict::Inconclusive);
}

#[test]
fn silence_proves_nothing() {
    for how in [
        Ending::Unheard("10.0.0.1:443 does not answer".into()),
        Ending::HandshakeFailed("another key".into()),
        Ending::TimedOut,
        Ending::Closed,
    ] {
        let verdict = verdict(b"", &how, Ending::Answered, true);
        assert_eq!(verdict, Verdict::Inconclusive, "{how:?}");
    }
    let tale = Tale::of(&[]);
    let check = Check::ServiceReached {
        exchanges: vec![],
        described: vec![],
        same_host: true,
    };
    assert_eq!(tale.verdict(check), Verdict::Inconclusive);
}

/// The description at the domain with this ending, and a message to the service afterwards.
fn at_domain(how: Ending, answer: &[u8], alive: Ending, same_host: bool) -> Verdict {
    let mut tale = Tale::of(&["Alice"]);
    let exchange = tale.describes(answer, how);
    let service = tale.asks_in_vain("Alice", alive);
    tale.record.exchanges[service as usize - 1].response =
        record::Octets::new(&list(&[], "0", "0"));
    tale.verdict(Check::PublishedAt {
        exchange,
        service: vec![service],
        same_host,
    })
}

#[test]
fn a_domain_publishes_or_does_not() {
    let document = http("200 OK", "text/xml", NORMATIVE.as_bytes());
    let nothing = http("404 Not Found", "text/html", b"");
    let answered = || Ending::Answered;
    assert_eq!(
        at_domain(answered(), &document, Ending::TimedOut, false),
        Verdict::Passed
    );
    assert_eq!(
        at_domain(answered(), &nothing, Ending::TimedOut, false),
        Verdict::Failed
    );
    assert_eq!(at_domain(refused(), b"", answered(), true), Verdict::Failed);
    assert_eq!(
        at_domain(refused(), b"", answered(), false),
        Verdict::Inconclusive
    );
    assert_eq!(
        at_domain(refused(), b"", Ending::Closed, true),
        Verdict::Inconclusive
    );
    assert_eq!(
        at_domain(Ending::TimedOut, b"", answered(), true),
        Verdict::Inconclusive
    );
}
