//! Which exchanges of a scenario are drawn, and whose bytes are shown: a page has to stay small enough to be opened.
//! Everything is in the record.

use record::{Exchange, Purpose, RunRecord, ScenarioRecord, Verdict};

use crate::evidence::problems;

/// Exchanges that are all drawn, where the scenario did not pass, and where it did.
const DRAWN: usize = 40;
const DRAWN_PASSED: usize = 24;
/// Of more than that: so many of the first, of the last, and of those that findings name.
const ENDS: usize = 10;
/// Exchanges that stand open because a finding names them.
const OPEN: usize = 2;
/// Bytes of each direction, where the scenario did not pass, and where it did.
const LONG: usize = 6_000;
const SHORT: usize = 1_500;
/// Bytes of all messages shown in all scenarios that did not pass, and the most that one of them gets.
const PROBLEMS: usize = 1_500_000;
const PROBLEM: usize = 300_000;
/// Bytes that the page should have, bytes that a scenario takes without its messages, and what the messages of all those that
/// passed get of the rest: this at least, and this at most.
const PAGE: usize = 4_000_000;
const BARE: usize = 6_000;
const LEAST: usize = 300_000;
const MOST: usize = 1_500_000;
/// The most that one of those gets.
const PASSED: usize = 20_000;

/// Bytes of messages that a scenario may show.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget {
    problem: usize,
    passed: usize,
}

impl Budget {
    pub(crate) fn of(run: &RunRecord) -> Self {
        let n = run.scenarios.iter().filter(|s| !is_quiet(s)).count();
        let quiet = run.scenarios.iter().filter(|s| is_quiet(s));
        let wanted: Vec<usize> = quiet
            .map(|s| {
                let all = drawn(s, &[]);
                let telling = all.iter().filter(|e| tells(e));
                telling.map(|e| cost(e, SHORT)).sum()
            })
            .collect();
        let rest = PAGE.saturating_sub(run.scenarios.len() * BARE);
        Self {
            problem: (PROBLEMS / n.max(1)).min(PROBLEM),
            passed: share(wanted, rest.clamp(LEAST, MOST)).min(PASSED),
        }
    }
}

/// The most that each may have so that all together have at most `all`: what the modest leave goes to the others.
fn share(mut wanted: Vec<usize>, all: usize) -> usize {
    wanted.sort_unstable();
    let (mut left, mut rest) = (all, wanted.len());
    for want in wanted {
        let even = left / rest;
        if want > even {
            return even;
        }
        left -= want;
        rest -= 1;
    }
    all
}

pub(crate) fn is_quiet(scenario: &ScenarioRecord) -> bool {
    matches!(scenario.verdict, Verdict::Passed | Verdict::NotApplicable)
}

/// Whether an exchange belongs to the story, not to the money before and after it.
fn tells(exchange: &Exchange) -> bool {
    matches!(exchange.purpose, Purpose::Step | Purpose::Preflight)
}

fn cost(exchange: &Exchange, each: usize) -> usize {
    let kept = |bytes: &[u8]| bytes.len().min(each);
    kept(exchange.request.as_slice()) + kept(exchange.response.as_slice())
}

/// An exchange whose bytes are shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub(crate) exchange: &'a Exchange,
    /// How many bytes of each direction.
    pub(crate) bytes: usize,
    /// Whether it stands open.
    pub(crate) open: bool,
}

/// What of a scenario's exchanges is on the page.
#[derive(Debug)]
pub(crate) struct Selection<'a> {
    /// Those in the diagram, in order.
    pub(crate) drawn: Vec<&'a Exchange>,
    /// Those whose bytes are shown, in order.
    pub(crate) shown: Vec<Shown<'a>>,
    /// Those that findings of something wrong or unsettled name, the deciding ones first.
    pub(crate) named: Vec<u32>,
    /// Exchanges behind the last step that are not drawn because all is well.
    pub(crate) afterwards: usize,
    /// When the scenario began.
    pub(crate) since: u64,
}

impl<'a> Selection<'a> {
    pub(crate) fn of(scenario: &'a ScenarioRecord, budget: Budget) -> Self {
        let quiet = is_quiet(scenario);
        let (bytes, mut left) = match quiet {
            true => (SHORT, budget.passed),
            false => (LONG, budget.problem),
        };
        let named = named(scenario);
        let drawn = drawn(scenario, &named);
        let rank = |id: u32| named.iter().position(|n| *n == id).unwrap_or(named.len());
        let mut order: Vec<&Exchange> = drawn
            .iter()
            .copied()
            .filter(|e| !quiet || tells(e))
            .collect();
        order.sort_by_key(|e| (rank(e.id), !tells(e), e.id));
        let mut shown = Vec::new();
        for exchange in order {
            let cost = cost(exchange, bytes);
            if cost <= left {
                left -= cost;
                let open = named.iter().take(OPEN).any(|id| *id == exchange.id);
                shown.push(Shown {
                    exchange,
                    bytes,
                    open,
                });
            }
        }
        shown.sort_by_key(|s| s.exchange.id);
        let afterwards = scenario.exchanges.iter().filter(|e| quiet && is_after(e));
        Self {
            drawn,
            shown,
            named,
            afterwards: afterwards.count(),
            since: scenario.started,
        }
    }

    /// Whether the bytes of that exchange are shown.
    pub(crate) fn has_bytes(&self, id: u32) -> bool {
        self.shown.iter().any(|s| s.exchange.id == id)
    }
}

fn is_after(exchange: &Exchange) -> bool {
    matches!(exchange.purpose, Purpose::Settlement | Purpose::Sweep)
}

/// The exchanges to draw, in order: all, or else the first, the last and the telling ones. Where all is well, without those
/// that only bring the money back.
fn drawn<'a>(scenario: &'a ScenarioRecord, named: &[u32]) -> Vec<&'a Exchange> {
    let quiet = is_quiet(scenario);
    let story = scenario.exchanges.iter().filter(|e| !quiet || !is_after(e));
    let story: Vec<&Exchange> = story.collect();
    let (n, most) = (story.len(), if quiet { DRAWN_PASSED } else { DRAWN });
    let named = &named[..named.len().min(ENDS)];
    let is_drawn =
        |i: usize, e: &Exchange| n <= most || i < ENDS || i >= n - ENDS || named.contains(&e.id);
    let all = story.into_iter().enumerate();
    all.filter(|(i, e)| is_drawn(*i, e))
        .map(|(_, e)| e)
        .collect()
}

/// The exchanges that what went wrong is shown by: those of its findings, else the last one.
fn named(scenario: &ScenarioRecord) -> Vec<u32> {
    if is_quiet(scenario) {
        return Vec::new();
    }
    // The last exchange of a finding is the one that decided it.
    let of_findings = problems(scenario);
    let mut ids: Vec<u32> = Vec::new();
    for id in of_findings.iter().flat_map(|f| f.exchanges.iter().rev()) {
        if !ids.contains(id) {
            ids.push(*id);
        }
    }
    if ids.is_empty() {
        ids.extend(scenario.exchanges.last().map(|e| e.id));
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_modest_leave_goes_to_the_others() {
        assert_eq!(share(vec![], 100), 100);
        assert_eq!(share(vec![10, 20], 100), 100);
        assert_eq!(share(vec![10, 500, 500], 100), 45);
        assert_eq!(share(vec![500; 4], 100), 25);
    }
}
