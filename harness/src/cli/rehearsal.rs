//! Whole runs against the embedded reference, many of them in this process.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError, mpsc},
    thread,
};

use miette::miette;
use mocks::Fault;
use record::{Ledger, RunRecord};
use tokio::{runtime::Builder, sync::watch};

use super::{run::now, subject::reference};
use crate::{
    runner::{self, RunOptions, Selection, Story},
    subject::SubjectConfig,
};

/// How many wait at once where a crowd does: a tenth of what a run has, because connections cost more than anything else, and no
/// fault depends on how many there are.
const CROWD: u32 = 100;

/// What all rehearsals have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stage<'a> {
    pub(super) role: &'a str,
    pub(super) ledger: &'a Ledger,
    pub(super) stories: &'a [Story],
    pub(super) seed: u64,
}

/// Runs against the reference with each of these sets of faults, `jobs` of them side by side, and hands the records over as they
/// come, with the number of the set. A text in place of a record says how the suite broke down.
///
/// Each run has a runtime of its own, so that a fault that keeps threads busy keeps nobody else's.
pub(super) fn rehearse(
    stage: Stage<'_>,
    sets: &[Vec<Fault>],
    jobs: usize,
    mut over: impl FnMut(usize, Result<RunRecord, String>),
) {
    let queue: Mutex<VecDeque<usize>> = Mutex::new((0..sets.len()).collect());
    let (tell, told) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..jobs.min(sets.len()) {
            let (tell, queue) = (tell.clone(), &queue);
            scope.spawn(move || {
                let next = || {
                    let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
                    queue.pop_front()
                };
                while let Some(n) = next() {
                    // Whoever listens does so to the end.
                    let _ = tell.send((n, one(stage, &sets[n])));
                }
            });
        }
        drop(tell);
        for (n, record) in told {
            over(n, record);
        }
    });
}

fn one(stage: Stage<'_>, faults: &[Fault]) -> Result<RunRecord, String> {
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|e| format!("no runtime can be made: {e}"))?;
    let ran = runtime.block_on(run(stage, faults.to_vec()));
    // What a fault left running must not keep anybody waiting.
    runtime.shutdown_background();
    ran.map_err(|report| format!("{report:?}"))
}

async fn run(stage: Stage<'_>, faults: Vec<Fault>) -> miette::Result<RunRecord> {
    let mut subject = reference(SubjectConfig::default(), faults).await?;
    let selection = Selection::default();
    let capabilities = &subject.info.capabilities;
    let stories = stage.stories.to_vec();
    let plan = runner::plan(stage.role, stage.ledger, stories, &selection, capabilities)
        .map_err(|e| miette!("{e}"))?;
    let embedded = subject.embedded.take();
    let options = RunOptions {
        embedded: embedded.as_ref().map(|(_, faults)| faults.clone()),
        seed: stage.seed,
        crowd: CROWD,
        strict: true,
        ..subject.options(stage.role, now())
    };
    let (_tell, stop) = watch::channel(false);
    let ran = runner::run(options, plan, stage.ledger, |_| {}, stop).await;
    if let Some((issuer, _)) = embedded {
        issuer.stop().await;
    }
    ran.map_err(|e| miette!("{e}"))
}
