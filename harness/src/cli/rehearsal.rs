//! Whole runs against the embedded reference, many of them in this process.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError, mpsc},
    thread,
    time::Duration,
};

use certs::Keyring;
use miette::{IntoDiagnostic, miette};
use mocks::agent::Like;
use record::{Ledger, RunRecord};
use tokio::{runtime::Builder, sync::watch};

use super::{holder, session::now, subject::embedded};
use crate::{
    adapter::Launch,
    runner::{self, Extent, Plan, RunOptions, Selection},
    subject::{Reference, SubjectConfig},
};

/// How many wait at once where a crowd does: a fortieth of a run's, because connections cost more than anything else.
pub(super) const CROWD: u32 = 25;

/// How many requests are generated: the rest of a run's many are more of the same.
pub(super) const VARIATIONS: u32 = 50;

/// Runs side by side for each core, where nothing else is said: most of a run is waiting, and more of them only share the memory.
pub(super) const PER_CORE: usize = 8;

/// How long the threads that a run makes keys on have to end. Who lets go of a thread in the moment in which it ends can crash the
/// process (glibc's bug 19951), so those that do end are waited for.
const ENDING: Duration = Duration::from_millis(500);

/// What is rehearsed: the whole suite of a role.
#[derive(Debug)]
pub(super) struct Stage {
    pub(super) role: String,
    pub(super) ledger: Ledger,
    suite: Suite,
    /// Issuers of other runs have not met these holders.
    keys: Keyring,
}

/// Everything of a role, for a reference that declares nothing.
#[derive(Debug)]
enum Suite {
    Issuer(Plan),
    Holder(Plan<crate::holder::World>),
}

impl Stage {
    /// The suite of a role.
    ///
    /// # Errors
    /// When there is no such role.
    pub(super) fn of(role: &str) -> miette::Result<Self> {
        let ledger = runner::ledger().into_diagnostic()?;
        let stories = runner::stories(role, &ledger).into_diagnostic()?;
        let all = Selection::default();
        let suite = if role == crate::holder::ROLE {
            Suite::Holder(runner::plan(role, &ledger, stories, &all, &[]).into_diagnostic()?)
        } else {
            Suite::Issuer(runner::plan(role, &ledger, stories, &all, &[]).into_diagnostic()?)
        };
        Ok(Self {
            role: role.to_owned(),
            ledger,
            suite,
            keys: Keyring::to_share(),
        })
    }

    /// How many scenarios there are.
    pub(super) fn scenarios(&self) -> usize {
        match &self.suite {
            Suite::Issuer(plan) => plan.scenarios.len(),
            Suite::Holder(plan) => plan.scenarios.len(),
        }
    }

    /// The reference of the role, as it should be.
    pub(super) fn faultless(&self) -> Cast {
        match &self.suite {
            Suite::Issuer(_) => Cast::Issuer(Box::default()),
            Suite::Holder(_) => Cast::Holder(Box::default()),
        }
    }
}

/// What the reference is like.
#[derive(Debug, Clone)]
pub(super) enum Cast {
    /// An issuer.
    Issuer(Box<Reference>),
    /// A holder.
    Holder(Box<Like>),
}

/// One run.
#[derive(Debug, Clone)]
pub(super) struct Rehearsal {
    /// What the reference is like.
    pub(super) like: Cast,
    /// What names, amounts and ids vary by.
    pub(super) seed: u64,
    /// Whether warnings count as failures.
    pub(super) strict: bool,
    /// How much is done.
    pub(super) extent: Extent,
    /// How many scenarios of an issuer's go on side by side.
    pub(super) jobs: usize,
    /// The command that repeats it.
    pub(super) command: String,
}

/// Makes these runs, `jobs` of them side by side, and hands their records over as they come, with the number of the run. A text in
/// place of a record says how the suite broke down.
///
/// Each run has a runtime of its own, so that a fault that keeps threads busy keeps nobody else's.
pub(super) fn rehearse(
    stage: &Stage,
    rehearsals: &[Rehearsal],
    jobs: usize,
    mut over: impl FnMut(usize, Result<RunRecord, String>),
) {
    let queue: Mutex<VecDeque<usize>> = Mutex::new((0..rehearsals.len()).collect());
    let (tell, told) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..jobs.min(rehearsals.len()) {
            let (tell, queue) = (tell.clone(), &queue);
            scope.spawn(move || {
                let next = || {
                    let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
                    queue.pop_front()
                };
                while let Some(n) = next() {
                    // Whoever listens does so to the end.
                    let _ = tell.send((n, one(stage, &rehearsals[n])));
                }
            });
        }
        drop(tell);
        for (n, record) in told {
            over(n, record);
        }
    });
}

fn one(stage: &Stage, rehearsal: &Rehearsal) -> Result<RunRecord, String> {
    // There are more runs than cores; a second thread for each would only be one more that is woken up.
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| format!("no runtime can be made: {e}"))?;
    let ran = runtime.block_on(run(stage, rehearsal));
    // What a fault left running must not keep anybody waiting for long.
    runtime.shutdown_timeout(ENDING);
    ran.map_err(|report| format!("{report:?}"))
}

async fn run(stage: &Stage, rehearsal: &Rehearsal) -> miette::Result<RunRecord> {
    match (&stage.suite, &rehearsal.like) {
        (Suite::Issuer(plan), Cast::Issuer(like)) => issuer(stage, plan, like, rehearsal).await,
        (Suite::Holder(plan), Cast::Holder(like)) => {
            let launch = Launch::Embedded(like.clone());
            let heading = holder::heading(
                &launch,
                rehearsal.seed,
                rehearsal.strict,
                rehearsal.command.clone(),
            );
            let options = holder::options(heading, launch);
            let (_tell, stop) = watch::channel(false);
            let (plan, ledger) = (plan.clone(), &stage.ledger);
            Ok(crate::holder::run(options, plan, ledger, |_| {}, stop).await)
        }
        _ => Err(miette!(
            "an issuer is rehearsed as a holder, or a holder as an issuer"
        )),
    }
}

async fn issuer(
    stage: &Stage,
    plan: &Plan,
    like: &Reference,
    rehearsal: &Rehearsal,
) -> miette::Result<RunRecord> {
    let mut subject = embedded(SubjectConfig::default(), like.clone()).await?;
    let mut plan = plan.clone();
    plan.allow(&subject.info.capabilities);
    let embedded = subject.embedded.take();
    let options = RunOptions {
        embedded: embedded.as_ref().map(|(_, like)| like.clone()),
        seed: rehearsal.seed,
        extent: rehearsal.extent,
        jobs: rehearsal.jobs,
        strict: rehearsal.strict,
        keys: stage.keys.another(),
        command: rehearsal.command.clone(),
        ..subject.options(&stage.role, now())
    };
    let (_tell, stop) = watch::channel(false);
    let ran = runner::run(options, plan, &stage.ledger, |_| {}, stop).await;
    if let Some((issuer, _)) = embedded {
        issuer.stop().await;
    }
    ran.into_diagnostic()
}
