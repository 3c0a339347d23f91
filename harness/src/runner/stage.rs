//! Where scenarios are played, between handing the budget over and taking back what is left.

use std::sync::Arc;

use futures::{StreamExt, stream};
use judge::Decimal;
use record::{ScenarioRecord, Verdict};
use tokio::sync::{Semaphore, watch};

use super::{
    House, Plan, Planned, Settings,
    scenario::{self, Told},
};
use crate::purse::Spent;

/// What can be lent is reckoned in so many parts.
const PARTS: u32 = 1 << 20;

/// What is played in a run, between handing the budget over and taking back what is left.
pub trait Programme {
    /// The plan that needs the most money at once.
    fn dearest(&self) -> &Plan;

    /// Plays it.
    fn play(self, stage: &mut Stage<'_>) -> impl Future<Output = Played>;

    /// The scenarios that were to be played, where the run ended before.
    fn unplayed(self, why: &str) -> Vec<ScenarioRecord>;
}

/// What was played.
#[derive(Debug, Default)]
pub struct Played {
    /// The scenarios that stay in the record.
    pub scenarios: Vec<ScenarioRecord>,
    /// What all of them cost, those too that do not stay in the record.
    pub spent: Spent,
    /// Whether all of them stay in the record: else nobody can say what was lost of the purse.
    pub whole: bool,
    /// Why it ended early, where it did.
    pub ended_early: Option<String>,
}

impl Programme for Plan {
    fn dearest(&self) -> &Plan {
        self
    }

    async fn play(self, stage: &mut Stage<'_>) -> Played {
        let (scenarios, spent) = stage.play(self).await;
        Played {
            spent,
            scenarios,
            whole: true,
            ended_early: None,
        }
    }

    fn unplayed(self, why: &str) -> Vec<ScenarioRecord> {
        let unrun = self.scenarios.iter();
        unrun
            .map(|p| p.not_run(Verdict::Inconclusive, why.into()))
            .collect()
    }
}

/// Where scenarios are played: the subject was found, and the budget handed over.
pub struct Stage<'r> {
    pub(super) house: Arc<House>,
    pub(super) settings: Arc<Settings>,
    pub(super) over: &'r dyn Fn(&ScenarioRecord),
    pub(super) stop: watch::Receiver<bool>,
    pub(super) jobs: usize,
    pub(super) lendable: Decimal,
}

impl Stage<'_> {
    /// Plays a plan: what happened, and what it cost.
    pub async fn play(&mut self, mut plan: Plan) -> (Vec<ScenarioRecord>, Spent) {
        plan.allow(&self.settings.capabilities);
        let (house, settings) = (&self.house, &self.settings);
        let purse = (self.jobs, self.lendable);
        let told = play(plan, house, settings, &self.over, &mut self.stop, purse).await;
        let (scenarios, spent): (_, Vec<Spent>) = told.into_iter().unzip();
        (
            scenarios,
            spent.into_iter().fold(Spent::default(), Spent::and),
        )
    }

    /// Whether nothing more is to be played: the subject is not there any more, or somebody wants an end.
    #[must_use]
    pub fn is_over(&self) -> bool {
        *self.stop.borrow() || self.settings.health.ended().is_some()
    }
}

/// Runs the scenarios: as many side by side as there is money for, the heavy ones alone afterwards, and at the very end, alone
/// too, those that kill the subject and start it again. Those that were not begun when the run was to end are in the record
/// all the same, and say so.
async fn play(
    plan: Plan,
    house: &Arc<House>,
    settings: &Arc<Settings>,
    over: &dyn Fn(&ScenarioRecord),
    stop: &mut watch::Receiver<bool>,
    (jobs, lendable): (usize, Decimal),
) -> Vec<Told> {
    let pool = Semaphore::new(PARTS as usize);
    let embedded = settings.embedded.is_some();
    let (deadly, others): (Vec<Planned>, Vec<Planned>) = plan
        .scenarios
        .into_iter()
        .partition(|p| p.restarts() && !embedded);
    let (heavy, light): (Vec<Planned>, Vec<Planned>) =
        others.into_iter().partition(|p| p.story.heavy);
    let mut done = Vec::new();
    for (scenarios, jobs) in [(light, jobs), (heavy, 1), (deadly, 1)] {
        let tasks = scenarios.into_iter().map(|planned| {
            let (house, settings) = (Arc::clone(house), Arc::clone(settings));
            let mut stop = stop.clone();
            let pool = &pool;
            async move {
                let unrun = planned.clone();
                if *stop.borrow() {
                    let why = "the run was interrupted".into();
                    return (unrun.not_run(Verdict::Inconclusive, why), Spent::default());
                }
                let loan = if embedded && planned.has_own_issuer() {
                    Decimal::ZERO
                } else {
                    planned.borrows_of(settings.fees.as_ref(), settings.prices())
                };
                let parts = loan.parts_of(lendable, PARTS);
                // The pool is never closed.
                let _lent = pool.acquire_many(parts).await.ok();
                let task = tokio::spawn(async move { scenario::run(&planned, house, settings).await });
                let abort = task.abort_handle();
                let ended = tokio::select! {
                    ended = task => ended.map_err(|e| (Verdict::Error, format!("the suite broke down: {e}"))),
                    _ = stop.wait_for(|stop| *stop) => {
                        abort.abort();
                        Err((Verdict::Inconclusive, "the run was interrupted".to_owned()))
                    }
                };
                ended.unwrap_or_else(|(verdict, why)| (unrun.not_run(verdict, why), Spent::default()))
            }
        });
        let mut running = stream::iter(tasks).buffer_unordered(jobs);
        while let Some(told) = running.next().await {
            over(&told.0);
            done.push(told);
        }
    }
    done.sort_by(|(a, _), (b, _)| (&a.feature, a.line).cmp(&(&b.feature, b.line)));
    done
}
