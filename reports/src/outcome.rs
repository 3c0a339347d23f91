//! What the run as a whole says, in the same words in every report.

use record::{RunRecord, Verdict};

use crate::text::short;
use crate::words::{count, noun, preflight, share, tally, total};

/// How many requirement ids a sentence names before it only counts them.
const NAMED: usize = 4;

/// What follows from a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Conforming,
    NotConforming,
    NotRun,
    Unproven,
}

impl Outcome {
    /// Follows the exit status, but that a run in which no check held is never conforming.
    pub(crate) fn of(run: &RunRecord) -> Self {
        let held = |v: Verdict| matches!(v, Verdict::Passed | Verdict::Warned);
        match run.exit {
            0 if run.scenarios.iter().any(|s| held(s.verdict)) => Self::Conforming,
            1 => Self::NotConforming,
            2 => Self::NotRun,
            _ => Self::Unproven,
        }
    }

    /// `conforming`, `NOT conforming`, …
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Conforming => "conforming",
            Self::NotConforming => "NOT conforming",
            Self::NotRun => "not run",
            Self::Unproven => "proved nothing",
        }
    }
}

/// What the outcome rests on, and that the run ended early where it did.
pub(crate) fn sentence(run: &RunRecord) -> String {
    match &run.ended_early {
        Some(why) => format!("{}; ended early: {}", basis(run), short(why, 300)),
        None => basis(run),
    }
}

/// What the outcome rests on.
pub(crate) fn basis(run: &RunRecord) -> String {
    let summary = &run.summary;
    let all = total(summary);
    let preflight = preflight(run);
    let has = |v| summary.count(v) > 0 || preflight == Some(v);
    match Outcome::of(run) {
        Outcome::Conforming => conforming(run),
        Outcome::NotConforming if has(Verdict::Warned) && !has(Verdict::Failed) => format!(
            "{}, and a warning counts as a failure in a strict run{}",
            share(run, Verdict::Warned),
            broken(run, Verdict::Warned)
        ),
        Outcome::NotConforming => format!(
            "{}{}",
            share(run, Verdict::Failed),
            broken(run, Verdict::Failed)
        ),
        Outcome::NotRun | Outcome::Unproven if all == 0 => format!("no {} ran", noun(run)),
        Outcome::NotRun | Outcome::Unproven if summary.not_applicable == all => {
            format!("none of {} applied", count(all, noun(run)))
        }
        Outcome::NotRun | Outcome::Unproven => {
            format!("of {}, {}", count(all, noun(run)), tally(summary))
        }
    }
}

fn conforming(run: &RunRecord) -> String {
    let summary = &run.summary;
    let mut words = format!("{} passed", count(summary.passed, noun(run)));
    for verdict in Verdict::ALL {
        let n = summary.count(verdict);
        if n > 0 && verdict != Verdict::Passed {
            words.push_str(&format!(", {n} {verdict}"));
        }
    }
    let without = run.requirements.iter().filter(|r| r.verdict.is_none());
    match without.count() {
        0 => words,
        n => format!("{words}; {} untested", count(n, "requirement")),
    }
}

fn broken(run: &RunRecord, verdict: Verdict) -> String {
    let ids: Vec<&str> = run
        .requirements
        .iter()
        .filter(|r| r.verdict == Some(verdict))
        .map(|r| r.id.as_str())
        .collect();
    match ids.len() {
        0 => String::new(),
        n if n <= NAMED => format!(": {}", ids.join(", ")),
        n => format!(": {} and {} more", ids[..NAMED].join(", "), n - NAMED),
    }
}
