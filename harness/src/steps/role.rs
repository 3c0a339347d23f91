//! The steps of a role, whatever its world is.

use record::{Capability, Ledger};

use super::{Args, Definition, Vocabulary};
use crate::{
    holder,
    runner::{self, Plan, PlanError, Selection, Story, World},
};

/// A step, for those who write scenarios.
#[derive(Debug, Clone)]
pub struct Entry {
    /// In which words it is written.
    pub expression: &'static str,
    /// What it does.
    pub says: &'static str,
    /// What else there is to know about it.
    pub notes: Vec<&'static str>,
    /// The file that it is written in.
    pub file: &'static str,
}

/// Every step of a role.
#[must_use]
pub fn entries(role: &str) -> Vec<Entry> {
    match role {
        holder::ROLE => of::<holder::World>(),
        _ => of::<World>(),
    }
}

fn of<W: Vocabulary>() -> Vec<Entry> {
    let entry = |step: &Definition<W>| Entry {
        expression: step.expression,
        says: step.says,
        notes: step.notes.clone(),
        file: step.place.file(),
    };
    W::steps().iter().map(entry).collect()
}

/// What each step of some scenarios is, and what its text says to it.
///
/// # Errors
/// When they cannot be planned.
pub fn matched(
    role: &str,
    ledger: &Ledger,
    stories: Vec<Story>,
) -> Result<Vec<(&'static str, Args)>, PlanError> {
    match role {
        holder::ROLE => planned::<holder::World>(role, ledger, stories),
        _ => planned::<World>(role, ledger, stories),
    }
}

fn planned<W: Vocabulary>(
    role: &str,
    ledger: &Ledger,
    stories: Vec<Story>,
) -> Result<Vec<(&'static str, Args)>, PlanError> {
    let all = Selection::default();
    let plan: Plan<W> = runner::plan(role, ledger, stories, &all, &Capability::ALL)?;
    let steps = plan.scenarios.into_iter().flat_map(|s| s.steps);
    Ok(steps.map(|(step, args)| (step.expression, args)).collect())
}
