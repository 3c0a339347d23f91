//! What was not tested, and why. Every report says it before it says what passed.

use record::{RequirementOutcome, RunRecord, ScenarioRecord, Verdict};

use crate::evidence::reason;
use crate::text::line;

/// Things that were not tested for one and the same reason.
#[derive(Debug)]
pub(crate) struct Gap<T> {
    pub(crate) reason: String,
    pub(crate) items: Vec<T>,
}

/// Requirements that no scenario of the run speaks about, by reason, the commonest first.
pub(crate) fn untested(run: &RunRecord) -> Vec<Gap<&RequirementOutcome>> {
    let without = run.requirements.iter().filter(|r| r.verdict.is_none());
    grouped(without.map(|r| {
        let reason = match &r.untested {
            Some(reason) => line(reason),
            None => "no scenario of this run is about it".to_owned(),
        };
        (reason, r)
    }))
}

/// Scenarios with that verdict, by reason, the commonest first.
pub(crate) fn scenarios(run: &RunRecord, verdict: Verdict) -> Vec<Gap<&ScenarioRecord>> {
    let such = run.scenarios.iter().filter(|s| s.verdict == verdict);
    grouped(such.map(|s| (reason(s), s)))
}

fn grouped<T>(all: impl Iterator<Item = (String, T)>) -> Vec<Gap<T>> {
    let mut gaps: Vec<Gap<T>> = Vec::new();
    for (reason, item) in all {
        match gaps.iter_mut().find(|g| g.reason == reason) {
            Some(gap) => gap.items.push(item),
            None => gaps.push(Gap {
                reason,
                items: vec![item],
            }),
        }
    }
    gaps.sort_by_key(|g| std::cmp::Reverse(g.items.len()));
    gaps
}
