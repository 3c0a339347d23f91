//! Before anything else: is the subject there, and is it what it says?

use std::{sync::Arc, time::Duration};

use judge::decode::{Reply, description, reply, transfer_request};
use record::{
    AnswerKind, Check, Ending, Exchange, Expectation, ExpectedDeposit, Operation, Purpose,
    RequirementId, ScenarioRecord, Verdict,
};
use tokio::time::{Instant, sleep};

use super::{Source, taken};
use crate::{
    peer::{self, Call, Holder, Received, Recorder},
    purse::{Statement, look},
    subject::{Service, ServiceError},
};

/// The requirements that every run's preflight looks at.
pub const TAGS: [&str; 4] = [
    "lcp.issuer.description.published",
    "lcp.issuer.description.address",
    ADDRESS_WORKS,
    DOMAIN_CERTIFICATE,
];

/// Looked at where there is an address to look at.
const ADDRESS_WORKS: &str = "lcp.issuer.description.address-works";

/// Looked at where the issuer is known by its domain.
const DOMAIN_CERTIFICATE: &str = "lcp.issuer.channel.domain-certificate";

const NAME: &str = "The issuer is where its description says";

/// How long it takes until the host is asked again that refused a connection to the service.
const REFUSED_AGAIN: Duration = Duration::from_millis(200);

/// The evidence of the preflight, before it is judged. Whether the issuer is known by its domain says what it decides.
#[must_use]
pub fn record(recorder: &Recorder, by_domain: bool) -> ScenarioRecord {
    let tags: Vec<RequirementId> = TAGS
        .iter()
        .filter(|t| by_domain || **t != DOMAIN_CERTIFICATE)
        .filter_map(|t| RequirementId::parse(t).ok())
        .collect();
    ScenarioRecord {
        name: NAME.into(),
        feature: "lcp/issuer/preflight".into(),
        line: 0,
        rule: None,
        tags,
        verdict: Verdict::Inconclusive,
        halted: None,
        own_issuer: None,
        announced: None,
        rate: "1".into(),
        started: recorder.now(),
        duration_ms: 0,
        parties: Vec::new(),
        steps: Vec::new(),
        exchanges: Vec::new(),
        expectations: Vec::new(),
        findings: Vec::new(),
        tallies: Vec::new(),
        played: record::Played::default(),
    }
}

/// Fetches the description and finds the service in it.
///
/// # Errors
/// When there is none to be found, for people. What was found out until then is in the recorder.
pub async fn find(
    recorder: &Recorder,
    source: &Source,
    patience: Duration,
) -> Result<Service, String> {
    let place = source.place().await?;
    find_at(recorder, source, &place, patience).await
}

/// As [`find`], where the place of the description is known.
///
/// # Errors
/// As there.
pub(super) async fn find_at(
    recorder: &Recorder,
    source: &Source,
    place: &Service,
    patience: Duration,
) -> Result<Service, String> {
    let wsdl = &source.wsdl;
    let (_, Received { ending, bytes, .. }) = peer::describe(recorder, place, call(patience)).await;
    match ending {
        Ending::Answered => {}
        Ending::NotConnected(why) | Ending::Unheard(why) => {
            return Err(format!("{wsdl} cannot be reached: {why}"));
        }
        Ending::TimedOut => {
            return Err(format!(
                "{wsdl} gives no answer within {} ms",
                patience.as_millis()
            ));
        }
        Ending::Garbled(why) => return Err(format!("{wsdl} answers with garbage: {why}")),
        other => return Err(format!("{wsdl} gives no whole answer: {other:?}")),
    }
    let found = description(&bytes).map_err(|why| format!("{wsdl} is no description: {why}"))?;
    let address = found
        .address
        .ok_or_else(|| format!("{wsdl} names no address of the service"))?;
    source.service(place, &address).await.map_err(|e| match e {
        ServiceError::Url { .. } => {
            format!("the service's address in {wsdl} is {address:?}, and no https URL")
        }
        ServiceError::Unknown(why) => {
            format!("the service's address in {wsdl} is {address}: {why}")
        }
    })
}

/// Asks what the purse holds: the first message to the service. Where the host refuses the connection it is asked again for
/// a while, for a service may come up behind its description. Where it is refused to the end, the description is fetched once
/// more: is the host still there?
pub(super) async fn look_first(
    recorder: &Recorder,
    purse: &mut Holder,
    place: &Service,
    refused_for: Duration,
    patience: Duration,
) -> Result<Statement, String> {
    let until = Instant::now() + refused_for;
    loop {
        let said = look(recorder, purse, Purpose::Preflight, patience).await;
        let last = recorder.exchanges().pop();
        if said.is_ok() || !last.is_some_and(|e| matches!(e.ending, Ending::NotConnected(_))) {
            return said;
        }
        if Instant::now() >= until {
            peer::describe(recorder, place, call(patience)).await;
            return said;
        }
        sleep(REFUSED_AGAIN).await;
    }
}

fn call(patience: Duration) -> Call {
    Call {
        purpose: Purpose::Preflight,
        step: None,
        patience,
    }
}

/// What is known of the subject beside the exchanges.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Facts {
    /// It is known by its domain.
    pub(super) by_domain: bool,
    /// The description is of a service on the host that serves it.
    pub(super) same_host: bool,
}

/// What the preflight expects of what was found.
pub(super) fn expectations(recorder: &Arc<Recorder>, facts: Facts) -> Vec<Expectation> {
    let exchanges = recorder.exchanges();
    let described = exchanges
        .iter()
        .find(|e| e.operation == Operation::Description);
    let Some(exchange) = described.map(|e| e.id) else {
        return Vec::new();
    };
    let ids = TAGS.iter().filter_map(|t| RequirementId::parse(t).ok());
    let checks = [
        Check::Description { exchange },
        Check::ServiceAddress { exchange },
    ];
    let form = judge::always()
        .into_iter()
        .filter(|e| matches!(e.check, Check::Form {}));
    ids.zip(checks)
        .map(|(requirement, check)| Expectation {
            requirement,
            step: None,
            check,
        })
        .chain(form)
        .chain(reached(&exchanges, facts.same_host))
        .chain(
            facts
                .by_domain
                .then(|| domain_certificate(&exchanges))
                .flatten(),
        )
        .chain(taken::expectations(&exchanges))
        .chain(handed_over(&exchanges))
        .collect()
}

pub(super) fn expect(id: &str, check: Check) -> Option<Expectation> {
    let requirement = RequirementId::parse(id).ok()?;
    Some(Expectation {
        requirement,
        step: None,
        check,
    })
}

/// The first messages to the service show whether it is where its description says.
fn reached(exchanges: &[Exchange], same_host: bool) -> Option<Expectation> {
    let of = |operation, holder: &'static str| {
        let own = move |e: &&Exchange| {
            e.operation == operation && e.purpose == Purpose::Preflight && e.holder == holder
        };
        exchanges
            .iter()
            .filter(own)
            .map(|e| e.id)
            .collect::<Vec<_>>()
    };
    let asked = of(Operation::GetDeposits, "purse");
    let described = of(Operation::Description, peer::SOMEBODY);
    if asked.is_empty() {
        return None;
    }
    let check = Check::ServiceReached {
        exchanges: asked,
        described,
        same_host,
    };
    expect(ADDRESS_WORKS, check)
}

/// The first connection to the service shows whether its certificate fits its domain.
fn domain_certificate(exchanges: &[Exchange]) -> Option<Expectation> {
    let first = exchanges
        .iter()
        .find(|e| e.operation == Operation::GetDeposits)?;
    let check = Check::DomainCertificate { exchange: first.id };
    expect(DOMAIN_CERTIFICATE, check)
}

/// What the purse's transfer to the treasury proves where nothing can be lent after it: that a key of which nobody had heard
/// got no account, or that an amount among the profile's largest was taken for none.
fn handed_over(exchanges: &[Exchange]) -> Vec<Expectation> {
    let sent = exchanges
        .iter()
        .find(|e| e.purpose == Purpose::Funding && e.operation == Operation::TransferFunds);
    let Some((sent, asked)) = sent.and_then(|e| Some((e, transfer_request(e)?))) else {
        return Vec::new();
    };
    let Reply::Transfer { result, .. } = reply(sent) else {
        return Vec::new();
    };
    let empty = |e: &Exchange| matches!(reply(e), Reply::Deposits { fee, balance, .. } if (fee + balance).is_zero());
    let look = exchanges.iter().find(|e| {
        e.purpose == Purpose::Preflight
            && e.operation == Operation::GetDeposits
            && e.times.sent > sent.times.ended
            && empty(e)
    });
    let amount = asked.amount.unwrap_or_default();
    match look {
        Some(look) if result == "success" => {
            let expected = vec![ExpectedDeposit {
                transaction_id: asked.transaction_id,
                amount: amount.to_string(),
                userid: asked.userid,
            }];
            let check = Check::Deposits {
                exchanges: vec![look.id],
                expected,
                ordered: false,
                some_may_be_missing: false,
            };
            expect("lcp.issuer.transfer.creates-account", check)
        }
        _ if result == "invalidAmount" && super::suite::is_rich(amount).is_some() => expect(
            "lcp.issuer.transfer.integer-digits",
            Check::Answer {
                exchange: sent.id,
                allowed: vec![AnswerKind::Success],
            },
        ),
        _ => None,
    }
    .into_iter()
    .collect()
}
