//! Which exchanges of a scenario are shown, and how much of them: a page has to stay small enough to be opened.

use record::{Exchange, RunRecord, ScenarioRecord, Verdict};

use crate::evidence::problems;

/// Exchanges of one scenario that have a line; the others are counted.
const MOST: usize = 60;
/// Exchanges that stand open because a finding names them.
const OPEN: usize = 4;
/// Bytes of each direction, where the scenario passed, and where it did not.
const SHORT: usize = 1_500;
const LONG: usize = 6_000;
/// Bytes of all messages shown in one scenario that passed.
const PASSED: usize = 20_000;
/// Bytes of all messages shown in all scenarios that did not pass, and the most that one of them gets.
const PROBLEMS: usize = 2_400_000;
const PROBLEM: usize = 300_000;

/// Bytes of messages that each scenario may show.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget {
    problem: usize,
}

impl Budget {
    pub(crate) fn of(run: &RunRecord) -> Self {
        let n = run.scenarios.iter().filter(|s| !is_quiet(s)).count();
        Self {
            problem: (PROBLEMS / n.max(1)).clamp(PASSED, PROBLEM),
        }
    }
}

fn is_quiet(scenario: &ScenarioRecord) -> bool {
    matches!(scenario.verdict, Verdict::Passed | Verdict::NotApplicable)
}

/// An exchange that is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub(crate) exchange: &'a Exchange,
    /// How many bytes of each direction; absent where only its line is shown.
    pub(crate) bytes: Option<usize>,
    /// Whether it stands open.
    pub(crate) open: bool,
}

/// The exchanges to show, in order. Those that a finding names come first when there is no room for all.
pub(crate) fn select(scenario: &ScenarioRecord, budget: Budget) -> Vec<Shown<'_>> {
    let (bytes, mut left) = if is_quiet(scenario) {
        (SHORT, PASSED)
    } else {
        (LONG, budget.problem)
    };
    let named = named(scenario);
    let mut order: Vec<&Exchange> = scenario.exchanges.iter().collect();
    order.sort_by_key(|e| (!named.contains(&e.id), e.id));
    order.truncate(MOST);
    let mut shown: Vec<Shown<'_>> = Vec::with_capacity(order.len());
    for exchange in order {
        let kept = |length: usize| length.min(bytes);
        let cost =
            kept(exchange.request.as_slice().len()) + kept(exchange.response.as_slice().len());
        let fits = cost <= left;
        if fits {
            left -= cost;
        }
        shown.push(Shown {
            exchange,
            bytes: fits.then_some(bytes),
            open: fits && named.iter().take(OPEN).any(|id| *id == exchange.id),
        });
    }
    shown.sort_by_key(|s| s.exchange.id);
    shown
}

/// The exchanges that what went wrong is shown by: those of its findings, else the last one.
fn named(scenario: &ScenarioRecord) -> Vec<u32> {
    if is_quiet(scenario) {
        return Vec::new();
    }
    // The last exchange of a finding is the one that decided it.
    let of_findings = problems(scenario);
    let ids: Vec<u32> = of_findings
        .iter()
        .flat_map(|f| f.exchanges.iter().rev().copied())
        .collect();
    if ids.is_empty() {
        scenario
            .exchanges
            .last()
            .map(|e| e.id)
            .into_iter()
            .collect()
    } else {
        ids
    }
}
