//! Before anything else: is the subject there, and is it what it says?

use std::{net::SocketAddr, sync::Arc, time::Duration};

use certs::Trust;
use judge::decode::{Reply, description, reply, transfer_request};
use record::{
    AnswerKind, Check, Connection, Ending, Exchange, Expectation, ExpectedDeposit, Octets,
    Operation, Purpose, RequirementId, ScenarioRecord, Times, Verdict,
};

use super::taken;
use crate::{
    peer::{self, Plain, Recorder},
    subject::{Resolve, Service, ServiceError},
};

/// The requirements that every run's preflight looks at.
pub const TAGS: [&str; 3] = [
    "lcp.issuer.description.published",
    "lcp.issuer.description.address",
    DOMAIN_CERTIFICATE,
];

/// Looked at where the issuer is known by its domain.
const DOMAIN_CERTIFICATE: &str = "lcp.issuer.channel.domain-certificate";

const NAME: &str = "The issuer is where its description says";

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
        rate: "1".into(),
        started: recorder.now(),
        duration_ms: 0,
        parties: Vec::new(),
        steps: Vec::new(),
        exchanges: Vec::new(),
        expectations: Vec::new(),
        findings: Vec::new(),
        tallies: Vec::new(),
    }
}

/// Fetches the description and finds the service in it.
///
/// # Errors
/// When there is none to be found, for people. What was found out until then is in the recorder.
pub async fn find(
    recorder: &Recorder,
    wsdl: &str,
    resolve: &Resolve,
    trust: Trust,
    patience: Duration,
) -> Result<Service, String> {
    let place = Service::find(wsdl, "http", resolve, trust.clone())
        .await
        .map_err(|e| e.to_string())?;
    let (ending, bytes) = fetch(recorder, &place, patience).await;
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
    let resolve = beside(resolve, &place, &address);
    Service::find(&address, "https", &resolve, trust)
        .await
        .map_err(|e| match e {
            ServiceError::Url { .. } => {
                format!("the service's address in {wsdl} is {address:?}, and no https URL")
            }
            ServiceError::Unknown(why) => {
                format!("the service's address in {wsdl} is {address}: {why}")
            }
        })
}

/// A description that was fetched from this machine is of a service on this machine, whatever the name service says of its
/// domain: a mock of money.com must not lead to the real one. A rule of the user's own goes before.
fn beside(resolve: &Resolve, place: &Service, address: &str) -> Resolve {
    let url = url::Url::parse(address).ok();
    let found = url
        .as_ref()
        .and_then(|u| Some((u.domain()?, u.port_or_known_default()?)));
    match found {
        Some((domain, port)) if place.address.ip().is_loopback() => resolve
            .clone()
            .or_at(domain, SocketAddr::new(place.address.ip(), port)),
        _ => resolve.clone(),
    }
}

async fn fetch(recorder: &Recorder, place: &Service, patience: Duration) -> (Ending, Vec<u8>) {
    let id = recorder.next_exchange();
    let connection = Connection {
        id: recorder.next_connection(),
        ..Connection::default()
    };
    let request = peer::get(&place.authority(), &place.path);
    let sent = recorder.now();
    let received = match Plain::open(place.address, patience).await {
        Ok(mut plain) => plain.ask(&request, recorder, patience).await,
        Err(ending) => peer::Received {
            bytes: Vec::new(),
            first_byte: None,
            ending,
        },
    };
    recorder.keep(Exchange {
        id,
        holder: "somebody".into(),
        purpose: Purpose::Preflight,
        operation: Operation::Description,
        step: None,
        form: Vec::new(),
        connection,
        times: Times {
            sent,
            first_byte: received.first_byte,
            ended: recorder.now(),
        },
        request: Octets::new(&request),
        response: Octets::new(&received.bytes),
        ending: received.ending.clone(),
    });
    (received.ending, received.bytes)
}

/// What the preflight expects of what was found.
pub(super) fn expectations(recorder: &Arc<Recorder>, by_domain: bool) -> Vec<Expectation> {
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
        .chain(by_domain.then(|| domain_certificate(&exchanges)).flatten())
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
