//! The beginning of a run: the subject is found, the purse looked into, the budget handed over.

use std::{sync::Arc, time::Instant};

use judge::{Decimal, Levels};
use record::{Capability, RunRecord};

use super::{Health, House, RunError, RunOptions, Settings, Source, preflight, taken};
use crate::{
    peer::{Call, Holder, Recorder},
    purse::{Purse, Treasury, look},
};

/// Where the treasury's message counter begins: above those that the holders begin with, so that an issuer that mixes the
/// counters of holders up can still lend.
const TREASURY_COUNTER: u64 = 950;

/// One half, in millionths. So much of the budget is lent at once; the rest is for fees.
const HALF: i128 = 500_000;

/// Why a run went no further than its preflight.
pub(super) enum Opening {
    Refused(RunError),
    Unproven(String),
}

pub(super) struct Opened {
    pub(super) house: House,
    pub(super) purse: Till,
    pub(super) settings: Settings,
}

/// The purse during a run.
pub(super) struct Till {
    pub(super) purse: Purse,
    pub(super) handed_over: Option<String>,
    pub(super) jobs: usize,
    /// What may be out at once.
    pub(super) lendable: Decimal,
}

impl Opened {
    pub(super) fn into_parts(
        self,
        levels: Levels,
        began: Instant,
    ) -> (Arc<House>, Till, Arc<Settings>) {
        let settings = Settings {
            levels,
            began,
            ..self.settings
        };
        (Arc::new(self.house), self.purse, Arc::new(settings))
    }
}

/// Finds the subject, looks into the purse, hands the budget over. `same_host` learns whether the service is on the host that
/// serves its description.
pub(super) async fn open(
    options: RunOptions,
    recorder: &Arc<Recorder>,
    run: &mut RunRecord,
    same_host: &mut bool,
) -> Result<Opened, Opening> {
    let harness = |e: &dyn std::fmt::Display| Opening::Refused(RunError::Harness(e.to_string()));
    let patience = options.patience;
    let trusted = options.debugging.trusted(&options.trust);
    run.subject.trust = Some(trusted.map_err(|e| harness(&e))?);
    let lendable = options.budget.times(Decimal::smallest_units(HALF));
    let source = Source {
        wsdl: options.wsdl,
        resolve: options.resolve,
        trust: options.trust,
    };
    let place = source.place().await.map_err(Opening::Unproven)?;
    let service = preflight::find_at(recorder, &source, &place, patience)
        .await
        .map_err(Opening::Unproven)?;
    *same_host = place.address.ip() == service.address.ip();
    if options
        .endurance
        .unwrap_or(service.address.ip().is_loopback())
    {
        run.subject.allow(Capability::Endurance);
    }
    run.subject.service = Some(format!("https://{}{}", service.authority(), service.path));
    run.subject.address = Some(service.address.to_string());
    let service = Arc::new(service);
    let mut holder = Holder::new(
        "purse",
        Arc::new(options.purse),
        Arc::clone(&service),
        options.purse_counter,
    )
    .map_err(|e| harness(&e))?;
    holder.note_issuer();
    let identity = Arc::new(options.keys.anybody().map_err(|e| harness(&e))?);
    let mut till = Holder::new(
        "treasury",
        Arc::clone(&identity),
        Arc::clone(&service),
        TREASURY_COUNTER,
    )
    .map_err(|e| harness(&e))?;
    let refused_for = options.refused_for;
    let before = preflight::look_first(recorder, &mut holder, &place, refused_for, patience).await;
    let before = match before {
        Ok(before) => before,
        Err(why) => {
            taken::find_out(recorder, &service, &holder.name, patience).await;
            let why = format!("the purse's balance cannot be learnt: {why}");
            return Err(Opening::Unproven(why));
        }
    };
    // No money goes to a key that the issuer does not let in.
    till.note_issuer();
    let seen = look(recorder, &mut till, record::Purpose::Preflight, patience).await;
    if let Err(why) = seen
        && taken::find_out(recorder, &service, &till.name, patience).await
    {
        let why = format!("the treasury's key is not let in: {why}");
        return Err(Opening::Unproven(why));
    }
    till.come_as_usual().map_err(|e| harness(&e))?;
    let treasury = Treasury::new(till, options.journal, options.fee_limit, patience)
        .counting_in(options.scale.unit())
        .leaving(options.extent.leaves);
    treasury
        .register("treasury", &identity)
        .map_err(|e| harness(&e))?;
    let mut purse =
        Purse::new(holder, before, options.budget).map_err(|e| Opening::Refused(e.into()))?;
    let call = Call {
        purpose: record::Purpose::Funding,
        step: None,
        patience,
    };
    let handed_over = purse
        .hand_over(recorder, &treasury, options.fee_limit, call)
        .await;
    let handed_over = match handed_over {
        Ok(amount) => treasury.count(recorder, amount).await,
        Err(e) => Err(e.to_string()),
    };
    let settings = Settings {
        levels: Levels::default(),
        patience,
        began: Instant::now(),
        seed: options.seed,
        extent: options.extent,
        capabilities: run.subject.capabilities.clone(),
        fees: options.fees,
        fee_limit: options.fee_limit,
        scale: options.scale,
        embedded: options.embedded,
        process: options.process,
        keys: options.keys,
        health: Health::default(),
        debugging: options.debugging,
    };
    let purse = Till {
        purse,
        handed_over: handed_over.err(),
        jobs: options.jobs,
        lendable,
    };
    Ok(Opened {
        house: House {
            service,
            source,
            treasury,
            issuer_key: taken::issuer_key(recorder),
        },
        purse,
        settings,
    })
}
