//! A whole run of the holder's role: preflight, scenarios, verdict.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use futures::{StreamExt, stream};
use judge::{Levels, conclude};
use record::{Ledger, RunRecord, ScenarioRecord, SubjectInfo, Verdict};
use tokio::sync::watch;

use super::{Settings, World, preflight, scenario};
use crate::{
    adapter::Launch,
    runner::{Heading, Plan, Planned, blank_run},
};

/// What a run of the holder's role needs to know.
#[derive(Debug)]
pub struct HolderOptions {
    /// What stands above the record.
    pub heading: Heading,
    /// How adapters are started.
    pub launch: Launch,
    /// How long a payment may take, or a question for deposits beside its wait.
    pub within: Duration,
    /// How many scenarios run side by side.
    pub jobs: usize,
}

/// Runs a plan. `over` is called with each scenario when it is over; when `stop` turns true, the run ends.
pub async fn run(
    options: HolderOptions,
    mut plan: Plan<World>,
    ledger: &Ledger,
    over: impl Fn(&ScenarioRecord),
    mut stop: watch::Receiver<bool>,
) -> RunRecord {
    let began = Instant::now();
    let mut run = blank_run(&options.heading, ledger);
    let levels: Levels = ledger.iter().map(|r| (r.id.clone(), r.level)).collect();
    let settings = |capabilities| {
        let (launch, seed) = (options.launch.clone(), options.heading.seed);
        Settings::new(
            launch,
            seed,
            levels.clone(),
            capabilities,
            began,
            options.within,
        )
    };
    let mut met = preflight::introduce(&settings(Vec::new())).await;
    if met.hello.is_some() {
        met.capabilities.extend_from_slice(options.launch.more());
    }
    introduce(&mut run.subject, &met, options.launch.describe().0);
    plan.allow(&met.capabilities);
    over(&met.record);
    if met.hello.is_some() {
        let settings = Arc::new(settings(met.capabilities));
        run.scenarios = play(plan, &settings, &over, &mut stop, options.jobs).await;
        run.ended_early = match *stop.borrow() {
            true => Some("it was interrupted".into()),
            false => settings.ended(),
        };
    } else {
        let why = "the run ended before it: the preflight did not come through";
        let unrun = plan.scenarios.iter();
        run.scenarios = unrun
            .map(|p| p.not_run(Verdict::Inconclusive, why.into()))
            .collect();
        run.ended_early = met.record.halted.as_ref().map(|(_, why)| why.clone());
    }
    run.scenarios.insert(0, met.record);
    run.duration_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    conclude(&mut run);
    run
}

/// Takes note of what the holder says of itself. A name that its user has given it stays.
fn introduce(subject: &mut SubjectInfo, met: &preflight::Introduced, nameless: &str) {
    for capability in &met.capabilities {
        subject.allow(*capability);
    }
    if let Some(hello) = &met.hello {
        if subject.name == nameless {
            subject.name = hello.name.clone();
        }
        subject.version = subject.version.take().or_else(|| hello.version.clone());
    }
}

async fn play(
    plan: Plan<World>,
    settings: &Arc<Settings>,
    over: &dyn Fn(&ScenarioRecord),
    stop: &mut watch::Receiver<bool>,
    jobs: usize,
) -> Vec<ScenarioRecord> {
    let tasks = plan
        .scenarios
        .into_iter()
        .map(|planned| one(planned, Arc::clone(settings), stop.clone()));
    let mut running = stream::iter(tasks).buffer_unordered(jobs);
    let mut done = Vec::new();
    while let Some(record) = running.next().await {
        over(&record);
        done.push(record);
    }
    done.sort_by(|a, b| (&a.feature, a.line).cmp(&(&b.feature, b.line)));
    done
}

async fn one(
    planned: Planned<World>,
    settings: Arc<Settings>,
    mut stop: watch::Receiver<bool>,
) -> ScenarioRecord {
    let unrun = planned.clone();
    let interrupted = "the run was interrupted";
    if *stop.borrow() {
        return unrun.not_run(Verdict::Inconclusive, interrupted.into());
    }
    let task = tokio::spawn(async move { scenario::run(&planned, settings).await });
    let abort = task.abort_handle();
    tokio::select! {
        ended = task => ended.unwrap_or_else(|e| {
            unrun.not_run(Verdict::Error, format!("the suite broke down: {e}"))
        }),
        _ = stop.wait_for(|stop| *stop) => {
            abort.abort();
            unrun.not_run(Verdict::Inconclusive, interrupted.into())
        }
    }
}
