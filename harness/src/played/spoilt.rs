//! Answers that are none, and answers that nobody should read.

use wire::{Amount, Response, TransferFundsResponse, TransferResult, soap};

use super::Malformed;

/// An answer that is none, or that nobody should read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoilt {
    /// A page for people.
    Page,
    /// No body at all.
    Empty,
    /// Bytes that are no text.
    Noise,
    /// XML without its end.
    Unclosed,
    /// The answer to another operation.
    OtherOperation,
    /// The answer in another namespace.
    OtherNamespace,
    /// The answer without its result.
    NoResult,
    /// The list without the balance.
    NoBalance,
    /// The balance without the list.
    NoDeposits,
    /// The answer without its fee.
    NoFee,
    /// The answer with two results, of which one is a failure.
    TwoResults,
    /// A `result` nobody knows.
    StrangeWord,
    /// The answer with a fee that is no decimal.
    OddFee,
    /// The answer behind a document type declaration with an entity that stands for its result (SOAP 1.1 §3).
    Entity,
    /// The same with entities that grow a thousandfold at each of nine levels.
    Laughs,
    /// The same with an entity that is a file of the holder's machine.
    OutsideEntity,
    /// The same with an entity that is to be fetched.
    FetchedEntity,
    /// The answer in a document that is not well-formed.
    Malformed(Malformed),
    /// The answer behind a header that must be understood (SOAP 1.1 §4.2.3).
    MustUnderstand,
    /// The answer, and text behind the envelope.
    Trailing,
    /// The answer with the status 500 (SOAP 1.1 §6.2).
    Status500,
    /// A redirection to somewhere else.
    Redirect,
    /// A body that never ends.
    Endless,
    /// A header field that never ends.
    EndlessHead,
    /// Elements that never end.
    Elements,
    /// Interim responses that never end (RFC 9110 §15.2).
    Interims,
    /// The answer, a byte a second.
    Crawling,
    /// A Fault with the status 200.
    PoliteFault,
    /// A Fault with a success in its detail (SOAP 1.1 §4.4).
    FaultWithSuccess,
    /// The status 400, and nothing else.
    Bad,
    /// The status 403, and a page for people.
    Forbidden,
    /// The status 503, and nothing else.
    Unavailable,
    /// The answer with the status 503.
    Status503,
}

impl Spoilt {
    /// All of them, with their names in scenarios.
    pub const NAMED: &[(Self, &'static str)] = &[
        (Self::Page, "a page for people"),
        (Self::Empty, "an empty body"),
        (Self::Noise, "noise"),
        (Self::Unclosed, "XML without its end"),
        (Self::OtherOperation, "the answer to another operation"),
        (Self::OtherNamespace, "an answer in another namespace"),
        (Self::NoResult, "an answer without a result"),
        (Self::NoBalance, "a reply without its balance"),
        (Self::NoDeposits, "a reply without its deposits"),
        (Self::NoFee, "an answer without a fee"),
        (Self::TwoResults, "an answer with two results"),
        (Self::StrangeWord, "a result that nobody knows"),
        (Self::OddFee, "a success with a fee that is no decimal"),
        (Self::Entity, "a success by an entity"),
        (Self::Laughs, "a billion laughs"),
        (Self::OutsideEntity, "a result out of a file"),
        (Self::FetchedEntity, "a result out of the network"),
        (Self::Entity, "a deposit by an entity"),
        (Self::OutsideEntity, "a deposit out of a file"),
        (Self::FetchedEntity, "a deposit out of the network"),
        (
            Self::MustUnderstand,
            "a success behind a header that must be understood",
        ),
        (Self::Trailing, "a success with text behind it"),
        (Self::Status500, "a success with status 500"),
        (Self::Redirect, "a redirection"),
        (Self::Endless, "a body that never ends"),
        (Self::EndlessHead, "a header that never ends"),
        (Self::Elements, "elements that never end"),
        (Self::Interims, "interim responses that never end"),
        (Self::Crawling, "a byte a second"),
        (Self::PoliteFault, "a Fault with a status of 200"),
        (Self::FaultWithSuccess, "a Fault whose detail has a success"),
        (Self::Bad, "a status of 400 and no document"),
        (Self::Forbidden, "a status of 403 and a page for people"),
        (Self::Unavailable, "a status of 503 and no document"),
        (Self::Status503, "a success with status 503"),
    ];

    /// What is called so in a scenario.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let mut named = Self::NAMED.iter();
        let found = named.find(|(_, name)| *name == text).map(|(s, _)| *s);
        found.or_else(|| {
            let mut named = Malformed::NAMED.iter();
            let found = named.find(|(_, name)| *name == text);
            found.map(|(malformed, _)| Self::Malformed(*malformed))
        })
    }

    /// Whether it is an answer that says no, however it says it: a Fault, or a status of 4xx or 5xx.
    pub(super) fn declines(self) -> bool {
        matches!(
            self,
            Self::PoliteFault
                | Self::FaultWithSuccess
                | Self::Bad
                | Self::Forbidden
                | Self::Unavailable
                | Self::Status500
                | Self::Status503
        )
    }

    /// Its status, its content type and its body, where it has an end. `trap` is where it leads whoever fetches what it names.
    pub(super) fn body(self, truth: &str, trap: &str) -> (u16, &'static str, Vec<u8>) {
        const XML: &str = wire::soap::CONTENT_TYPE;
        let text = match self {
            Self::Page => return (200, "text/html", PAGE.to_vec()),
            Self::Forbidden => return (403, "text/html", PAGE.to_vec()),
            Self::Bad => return (400, "text/plain", Vec::new()),
            Self::Unavailable => return (503, "text/plain", Vec::new()),
            Self::Status503 => return (503, XML, truth.as_bytes().to_vec()),
            Self::FaultWithSuccess => return (500, XML, fault(truth).into_bytes()),
            Self::Empty => return (200, XML, Vec::new()),
            Self::Noise => return (200, XML, (0..=255).rev().cycle().take(700).collect()),
            Self::Status500 => return (500, XML, truth.as_bytes().to_vec()),
            Self::Redirect => return (307, "text/plain", b"elsewhere".to_vec()),
            Self::Endless | Self::EndlessHead | Self::Interims => String::new(),
            Self::Elements => format!("{}<part/>", truth.split_once("<result>").map_or(truth, |(begin, _)| begin)),
            Self::Crawling => truth.to_owned(),
            Self::PoliteFault => wire::soap::fault(&wire::Fault::client("not now")),
            Self::NoFee => without(truth, "fee"),
            Self::TwoResults => truth.replacen("<fee>", "<result>refused</result><fee>", 1),
            Self::Unclosed => truth[..truth.len() - "</soap:Body></soap:Envelope>".len().min(truth.len())].to_owned(),
            Self::OtherOperation => other_operation(truth),
            Self::OtherNamespace => truth.replace(wire::soap::NAMESPACE, "http://example.com/other"),
            Self::NoResult => without(truth, "result"),
            Self::NoBalance => without(truth, "balance"),
            Self::NoDeposits => without(truth, "deposits"),
            Self::StrangeWord => truth.replace(">success<", ">probably<"),
            Self::OddFee => with(truth, "fee", "none"),
            Self::Entity => doctype(truth, "<!ENTITY word \"success\">", "&word;"),
            Self::Laughs => doctype(truth, &laughs(), "&l9;"),
            Self::OutsideEntity => doctype(truth, "<!ENTITY word SYSTEM \"file:///etc/hostname\">", "&word;"),
            Self::MustUnderstand => truth.replace(
                "<soap:Body>",
                "<soap:Header><x:seal xmlns:x=\"http://example.com/seal\" soap:mustUnderstand=\"1\">1</x:seal></soap:Header><soap:Body>",
            ),
            Self::FetchedEntity => {
                let declared = format!("<!ENTITY word SYSTEM \"{trap}/word\">");
                doctype(truth, &declared, "&word;")
            }
            Self::Malformed(malformed) => return (200, XML, malformed.spoil(truth)),
            Self::Trailing => format!("{truth}success"),
        };
        (200, XML, text.into_bytes())
    }
}

/// A page for people.
const PAGE: &[u8] = b"<!doctype html><title>Welcome</title><p>success";

/// A Fault with the truth in its detail.
fn fault(truth: &str) -> String {
    let body = |(_, rest): (&str, &str)| rest.split("</soap:Body>").next().map(str::to_owned);
    let said = truth.split_once("<soap:Body>").and_then(body);
    let detail = format!("<detail>{}</detail></soap:Fault>", said.unwrap_or_default());
    wire::soap::fault(&wire::Fault::client("not now")).replace("</soap:Fault>", &detail)
}

fn other_operation(truth: &str) -> String {
    if truth.contains("transferFundsResponse") {
        truth.replace("transferFundsResponse", "getDepositsResponse")
    } else {
        soap::response(&Response::TransferFunds(TransferFundsResponse {
            result: TransferResult::Success,
            fee: Amount::ZERO,
        }))
    }
}

/// A text with the first element of a name taken out.
fn without(text: &str, name: &str) -> String {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    match (text.find(&open), text.find(&close)) {
        (Some(from), Some(to)) => format!("{}{}", &text[..from], &text[to + close.len()..]),
        _ => text.to_owned(),
    }
}

/// A text with something else in the first element of a name.
fn with(text: &str, name: &str, value: &str) -> String {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    match (text.find(&open), text.find(&close)) {
        (Some(from), Some(to)) => {
            format!("{}{value}{}", &text[..from + open.len()], &text[to..])
        }
        _ => text.to_owned(),
    }
}

/// An envelope with a document type in front, and a reference in the place of its result, or of its first deposit's transaction id.
fn doctype(truth: &str, declared: &str, reference: &str) -> String {
    let at = truth.find("<soap:Envelope").unwrap_or_default();
    let (before, envelope) = truth.split_at(at);
    let envelope = with(envelope, "result", reference);
    let envelope = with(&envelope, "transactionId", reference);
    format!("{before}<!DOCTYPE soap:Envelope [{declared}]>{envelope}")
}

fn laughs() -> String {
    let first = "<!ENTITY l0 \"success\">".to_owned();
    (1..=9).fold(first, |all, n| {
        let inner = format!("&l{};", n - 1).repeat(10);
        format!("{all}<!ENTITY l{n} \"{inner}\">")
    })
}

#[cfg(test)]
mod tests {
    use wire::GetDepositsResponse;

    use super::*;

    #[test]
    fn each_is_something_else_than_the_truth() {
        let transferred = soap::response(&Response::TransferFunds(TransferFundsResponse {
            result: TransferResult::Success,
            fee: Amount::ZERO,
        }));
        let listed = soap::response(&Response::GetDeposits(GetDepositsResponse {
            deposits: Vec::new(),
            fee: Amount::ZERO,
            balance: Amount::ZERO,
        }));
        for (spoilt, name) in Spoilt::NAMED {
            let differs = |truth: &str| {
                let (status, _, body) = spoilt.body(truth, "http://trap");
                status != 200 || body != truth.as_bytes()
            };
            // What crawls is the truth, only slowly.
            let is_other = differs(&transferred) || differs(&listed);
            assert_eq!(is_other, *spoilt != Spoilt::Crawling, "{name}");
            assert_eq!(Spoilt::named(name), Some(*spoilt));
        }
        assert_eq!(Spoilt::named("a rumour"), None);
    }
}
