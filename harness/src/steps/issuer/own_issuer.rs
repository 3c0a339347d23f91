//! Scenarios whose digits are printed in the sources need an issuer that charges exactly what is printed.

use std::sync::Arc;

use futures::FutureExt;
use judge::Decimal;
use mocks::FeeSchedule;
use record::Fees;
use wire::{Amount, KeyId};

use crate::{
    peer::{Holder, Recorder},
    purse::Treasury,
    runner::{Halt, House, Source, Step, World, are_announced, find_service},
    steps::{Args, Definition},
    subject::{Embedded, EmbeddedError},
};

/// The domain of an issuer of a scenario's own.
pub(super) const DOMAIN: &str = "claire.example";

/// What the treasury of such an issuer has: enough for several holders of one that charges thousands. It is made for the scenario and
/// ends with it.
const FUNDS: i64 = 1_000_000_000_000;

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "an issuer that charges {amount} for a transfer and {amount} for a deposits request",
            "Goes on with an issuer of exactly these fees: another reference issuer, with the same faults and liberties, where the subject is \
             the embedded one; else the subject itself, where these are the fees that it announces.",
            |w, a| given_issuer(w, a).boxed(),
        )
        .charging(|a| (a.amount(0).unwrap_or_default(), a.amount(1).unwrap_or_default())),
    ]
}

async fn given_issuer(w: &mut World, a: Args) -> Step {
    let (transfer, deposits) = (a.amount(0)?, a.amount(1)?);
    if !w.holders.is_empty() {
        return Err(Halt::error("the issuer comes before its holders"));
    }
    if let Some(like) = w.settings.embedded.clone() {
        let amount = |d: Decimal| Amount::parse(&d.to_string()).map_err(|e| error(&e));
        let fees = FeeSchedule {
            transfer: amount(transfer)?,
            deposits: amount(deposits)?,
            full_handshake: Amount::ZERO,
        };
        w.record.announced = Some(Fees {
            transfer: transfer.to_string(),
            deposits: deposits.to_string(),
            full_handshake: "0".into(),
        });
        return open(w, |funds| Embedded::start(DOMAIN, fees, funds, like)).await;
    }
    if are_announced(w.settings.fees.as_ref(), (transfer, deposits)) {
        return Ok(());
    }
    Err(Halt::not_applicable(format!(
        "it is told of an issuer that charges exactly this: --fees transfer={transfer},deposits={deposits},full-handshake=0"
    )))
}

/// Starts a reference issuer beside the run's subject, with a treasury of its own, and goes on with that. `start` gets what
/// the treasury is to have.
pub(super) async fn open<F>(w: &mut World, start: impl FnOnce(Vec<(KeyId, Amount)>) -> F) -> Step
where
    F: Future<Output = Result<Embedded, EmbeddedError>>,
{
    let identity = Arc::new(w.settings.keys.anybody().map_err(|e| error(&e))?);
    let funds = vec![(identity.key_id(), Amount::units(FUNDS))];
    let issuer = start(funds).await.map_err(|e| Halt::error(e.to_string()))?;
    let source = Source {
        wsdl: issuer.wsdl.clone(),
        resolve: issuer.resolve.clone(),
        trust: issuer.trust.clone(),
    };
    w.record.own_issuer = Some(DOMAIN.into());
    w.own_issuers.push(issuer);
    // Its description is the run's subject's, which the preflight has looked at.
    let unseen = Recorder::new(w.settings.began);
    let patience = w.settings.patience;
    let service = find_service(&unseen, &source, patience)
        .await
        .map_err(Halt::inconclusive)?;
    let service = Arc::new(service);
    let till = Holder::new("treasury", Arc::clone(&identity), Arc::clone(&service), 1)
        .map_err(|e| error(&e))?;
    let limit = Decimal::parse(&FUNDS.to_string()).map_err(|e| error(&e))?;
    let treasury = Treasury::new(till, None, limit, patience)
        .counting_in(w.settings.scale.unit())
        .leaving(w.settings.extent.leaves);
    treasury
        .register("treasury", &identity)
        .map_err(|e| error(&e))?;
    w.house = Arc::new(House {
        service,
        source,
        treasury,
        issuer_key: None,
    });
    Ok(())
}

fn error(e: &dyn std::fmt::Display) -> Halt {
    Halt::error(e.to_string())
}
