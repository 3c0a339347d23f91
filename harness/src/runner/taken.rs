//! Which holders the issuer lets in, where it does not let in those whom the suite needs before its first scenario.

use std::{sync::Arc, time::Duration};

use certs::{Authority, CertsError, Identity, KeyKind, Particulars};
use record::{Check, Ending, Exchange, Expectation, Operation, Purpose};

use super::preflight::expect;
use crate::{
    peer::{self, Call, Connection, Dial, Letter, Recorder, SOMEBODY},
    subject::Service,
};

/// What strangers show who are sent to find out.
const P_256: &str = "a certificate of a P-256 key, signed by itself";
const P_256_VOUCHED_FOR: &str = "a certificate of a P-256 key, signed by an authority";
const RSA_2048: &str = "a certificate of an RSA key of 2048 bits, signed by itself";

/// Where the last connection of a holder was refused by the issuer, strangers of several kinds knock in its place. Whether it
/// was comes back.
pub(super) async fn find_out(
    recorder: &Recorder,
    service: &Service,
    holder: &str,
    patience: Duration,
) -> bool {
    let all = recorder.exchanges();
    let last = all.iter().rev().find(|e| e.holder == holder);
    let refused = last.is_some_and(|e| {
        e.connection
            .issuer
            .as_ref()
            .is_none_or(|i| i.misfit.is_none())
            && matches!(
                e.ending,
                Ending::HandshakeFailed(_) | Ending::Closed | Ending::Broken(_)
            )
    });
    if refused {
        // Where no key can be made, nothing is found out.
        if let Ok(strangers) = tokio::task::spawn_blocking(strangers)
            .await
            .unwrap_or(Ok(vec![]))
        {
            for (shown, identity) in strangers {
                knock(recorder, service, shown, &identity, patience).await;
            }
        }
    }
    refused
}

fn strangers() -> Result<Vec<(&'static str, Identity)>, CertsError> {
    let anybody = Identity::anybody()?;
    let authority = Authority::new("somebody")?;
    let vouched_for = authority.vouch_for(&Identity::anybody()?, &Particulars::anybodys()?)?;
    let rsa = Identity::anybody_of_kind(KeyKind::Rsa2048)?;
    Ok(vec![
        (P_256, anybody),
        (P_256_VOUCHED_FOR, vouched_for),
        (RSA_2048, rsa),
    ])
}

async fn knock(
    recorder: &Recorder,
    service: &Service,
    shown: &str,
    identity: &Identity,
    patience: Duration,
) {
    let Ok(config) = certs::client_config(identity, &service.trust) else {
        return;
    };
    let dial = Dial::showing(Arc::clone(&config), shown);
    let call = Call {
        purpose: Purpose::Preflight,
        step: None,
        patience,
    };
    let letter = Letter::deposits(service, 0);
    let id = recorder.next_exchange();
    match Connection::open(service, &dial, recorder, patience).await {
        Ok(connection) => {
            peer::over(SOMEBODY, id, connection, recorder, &letter, call).await;
        }
        Err(unopened) => peer::not_sent(SOMEBODY, id, recorder, &letter, call, unopened),
    }
}

/// What the strangers' luck proves, where there were any: a kind of holder is refused where another one is served.
pub(super) fn expectations(exchanges: &[Exchange]) -> Vec<Expectation> {
    let of = |shown: &str| {
        let mut showing = exchanges
            .iter()
            .filter(|e| e.connection.client.as_deref() == Some(shown));
        showing.next().map(|e| e.id)
    };
    let served = |id, one: Option<u32>, control: Option<u32>| {
        let check = Check::Served {
            exchanges: vec![one?],
            control: control?,
        };
        expect(id, check)
    };
    let (p_256, vouched_for, rsa) = (of(P_256), of(P_256_VOUCHED_FOR), of(RSA_2048));
    [
        served("lcp.issuer.channel.p-256", p_256, rsa),
        served("lcp.issuer.channel.rsa-2048", rsa, p_256),
        served(
            "lcp.issuer.channel.self-signed-accepted",
            p_256,
            vouched_for,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The identifier of the key that the issuer showed first of all.
pub(super) fn issuer_key(recorder: &Recorder) -> Option<String> {
    recorder
        .exchanges()
        .into_iter()
        .filter(|e| e.operation == Operation::GetDeposits)
        .find_map(|e| e.connection.issuer?.key)
}
