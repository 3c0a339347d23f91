//! Running one scenario about a holder: its steps, and what is expected of every one.

use std::sync::Arc;

use judge::{always_of_holders, findings, scenario_verdict, step_verdict};
use record::{ScenarioRecord, Verdict};

use super::{Settings, World};
use crate::runner::{Halt, Planned, Step};

/// Runs a scenario to its end, whatever happens in it.
pub(super) async fn run(planned: &Planned<World>, settings: Arc<Settings>) -> ScenarioRecord {
    if let [lack, ..] = planned.lacks.as_slice() {
        return planned.not_run(Verdict::NotApplicable, lack.lacking());
    }
    if let Some(why) = settings.ended() {
        return planned.not_run(Verdict::Inconclusive, why);
    }
    let mut world = match World::new(planned, settings) {
        Ok(world) => world,
        Err(Halt { verdict, reason }) => return planned.not_run(verdict, reason),
    };
    let mut acted = Vec::new();
    let gone = take_steps(planned, &mut world, &mut acted).await;
    if let Err(Halt { verdict, reason }) = gone {
        world.record.halted = Some((verdict, reason));
    }
    world.enter(None);
    if let Some(adapter) = world.adapter.take() {
        adapter.kill().await;
    }
    conclude(&mut world, &acted);
    world.record.verdict = scenario_verdict(&world.record);
    let took = world
        .watch
        .recorder
        .now()
        .saturating_sub(world.record.started);
    world.record.duration_ms = took / 1000;
    world.record
}

async fn take_steps(planned: &Planned<World>, world: &mut World, acted: &mut Vec<Verdict>) -> Step {
    for (n, (definition, args)) in planned.steps.iter().enumerate() {
        world.enter(Some(n));
        let gone = (definition.act)(world, args.clone()).await;
        let verdict = gone
            .as_ref()
            .map_or_else(|halt| halt.verdict, |()| Verdict::Passed);
        acted.push(verdict);
        gone?;
        world.has_a_version_in_common()?;
    }
    world.settle().await
}

fn conclude(world: &mut World, acted: &[Verdict]) {
    world.look();
    world.record.expectations.extend(always_of_holders());
    // What a step found is found again, now that all is over: a stored record must come to the same.
    world.record.findings = findings(&world.record, &world.settings.levels, &world.readings);
    for (n, verdict) in acted.iter().enumerate() {
        world.record.steps[n].verdict = step_verdict(&world.record, n, *verdict);
    }
}
