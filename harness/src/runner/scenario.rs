//! Running one scenario: its steps, a look at every account, taking back what is left.

use std::sync::Arc;

use judge::{
    Decimal, Readings, always, decode::Reply, fees_told, findings, given_away, scenario_verdict,
    step_verdict, tallies,
};
use record::{Purpose, ScenarioRecord, Verdict};

use super::{Halt, House, Planned, Settings, Step, World};
use crate::{
    peer::{Call, Letter},
    purse::Spent,
};

/// A scenario that is over, and what it spent.
pub(super) type Told = (ScenarioRecord, Spent);

/// Runs a scenario to its end, whatever happens in it.
pub(super) async fn run(planned: &Planned, house: Arc<House>, settings: Arc<Settings>) -> Told {
    let here = planned.at(settings.scale);
    let too_fine = here.as_ref().err().copied();
    let planned = here.as_ref().unwrap_or(planned);
    let mut world = World::new(planned, house, settings);
    if let [lack, ..] = planned.lacks.as_slice() {
        world.record.halted = Some((Verdict::NotApplicable, lack.lacking()));
    } else if let Some(amount) = too_fine {
        let digits = world.settings.scale.digits();
        let why = format!("the issuer holds {digits} fraction digits, and {amount} has more");
        world.record.halted = Some((Verdict::NotApplicable, why));
    } else if is_too_dear(planned, &world.settings) {
        let fee = world.settings.prices().fee;
        let why = format!("its amounts are printed, and nobody in it can pay fees of {fee}");
        world.record.halted = Some((Verdict::NotApplicable, why));
    } else {
        let mut acted = Vec::new();
        let gone = take_steps(planned, &mut world, &mut acted).await;
        let settled = settle(&mut world).await;
        if let Err(Halt { verdict, reason }) =
            gone.and(settled.as_ref().map(|_| ()).map_err(Clone::clone))
        {
            world.record.halted = Some((verdict, reason));
        }
        take_back(&mut world, settled.unwrap_or_default()).await;
        conclude(&mut world, &acted);
    }
    world.record.verdict = scenario_verdict(&world.record);
    let took = world.recorder.now().saturating_sub(world.record.started);
    world.record.duration_ms = took / 1000;
    for issuer in world.own_issuers {
        issuer.stop().await;
    }
    let spent = spent(&world.record, &world.readings);
    (world.record, spent)
}

/// What a scenario's messages cost the purse.
pub(super) fn spent(record: &ScenarioRecord, readings: &Readings) -> Spent {
    Spent {
        fees: fees_told(record, readings),
        given: given_away(record, readings),
    }
}

/// Whether the amounts of a scenario are too small for the fees, and cannot be varied.
fn is_too_dear(planned: &Planned, settings: &Settings) -> bool {
    let is_dear = settings.prices().dearness() > Decimal::smallest_units(1_000_000);
    is_dear && planned.story.as_printed && !planned.has_own_issuer() && !planned.lends().is_zero()
}

async fn take_steps(planned: &Planned, world: &mut World, acted: &mut Vec<Verdict>) -> Step {
    for (n, (definition, args)) in planned.steps.iter().enumerate() {
        world.alive()?;
        world.enter(Some(n));
        let gone = (definition.act)(world, args.clone()).await;
        acted.push(
            gone.as_ref()
                .map_or_else(|halt| halt.verdict, |()| Verdict::Passed),
        );
        gone?;
    }
    world.join(None).await.map(drop)
}

/// What each party holds at the end, by its name. Asked of everybody, so that what a scenario does not state is seen too.
async fn settle(world: &mut World) -> Result<Vec<(String, Option<Decimal>)>, Halt> {
    world.enter(None);
    let mut held = Vec::new();
    for (_, id, task) in std::mem::take(&mut world.waiting) {
        if task.await.is_ok() {
            world.settled(id)?;
        }
    }
    let names: Vec<String> = world.holders.keys().cloned().collect();
    for name in names {
        world.alive()?;
        // Whatever the subject made of how a holder came: in the ordinary way its account can be looked into.
        let usual = world.holder(&name)?.come_as_usual();
        usual.map_err(|e| Halt::error(e.to_string()))?;
        let call = Call {
            purpose: Purpose::Settlement,
            ..world.call(0)
        };
        let letter = Letter::deposits(&world.house.service, 0);
        let mut id = world.send(&name, &letter, call).await?;
        if matches!(world.reply(id)?, Reply::Fault { .. } | Reply::Refused(_))
            && help_out(world, &name).await?
        {
            id = world.send(&name, &letter, call).await?;
        }
        let balance = match world.reply(id)? {
            Reply::Deposits { balance, .. } => Some(balance),
            _ => None,
        };
        held.push((name, balance));
    }
    Ok(held)
}

/// Who has less than it costs to ask may be refused (spec/lcp.md, section 9): it is lent the fee, so that its account can be
/// looked into. What comes back says whether it was.
async fn help_out(world: &mut World, name: &str) -> Result<bool, Halt> {
    let fee = world.settings.prices().fee;
    let key = world.key_of(name)?;
    let transfer = world.fresh_id(name);
    let purpose = (Purpose::Funding, None);
    let treasury = &world.house.treasury;
    let lent = treasury.lend(&world.recorder, &key, fee, &transfer, purpose);
    Ok(!fee.is_zero() && lent.await.is_ok())
}

async fn take_back(world: &mut World, held: Vec<(String, Option<Decimal>)>) {
    // The verdict does not depend on what comes now.
    let house = Arc::clone(&world.house);
    for (name, balance) in held {
        let Some(holder) = world.holders.get_mut(&name) else {
            continue;
        };
        if let Some(balance) = balance {
            house
                .treasury
                .take_back(&world.recorder, holder, balance)
                .await;
        }
    }
}

fn conclude(world: &mut World, acted: &[Verdict]) {
    world.recorder.catch_up(&mut world.record.exchanges);
    world.record.expectations.extend(always());
    // What a step found is found again, now that all is over: what was still under way then is evidence too, and a stored
    // record must come to the same.
    world.record.findings = findings(&world.record, &world.settings.levels, &world.readings);
    world.record.tallies = tallies(&world.record, &world.readings);
    for (n, verdict) in acted.iter().enumerate() {
        world.record.steps[n].verdict = step_verdict(&world.record, n, *verdict);
    }
}
