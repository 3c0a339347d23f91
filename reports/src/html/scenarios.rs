//! All scenarios, failures first.

use maud::{Markup, html};
use record::{RunRecord, Verdict};

use super::scenario::scenario;
use super::selection::Budget;
use crate::words;

/// Scenarios that stand open, so that they can be read and printed as they are: the first ones that did not pass.
const OPEN: usize = 12;

pub(crate) fn scenarios(run: &RunRecord) -> Markup {
    let budget = Budget::of(run);
    let mut order: Vec<usize> = (0..run.scenarios.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(run.scenarios[*index].verdict));
    let verdict = |index: usize| run.scenarios[index].verdict;
    let quiet = |v| matches!(v, Verdict::Passed | Verdict::NotApplicable);
    html! {
        section id="scenarios" {
            h2 { "Scenarios" }
            @if order.is_empty() { p { "None ran." } }
            @for (rank, index) in order.iter().enumerate() {
                @if rank == 0 || verdict(order[rank - 1]) != verdict(*index) {
                    (title(run, verdict(*index)))
                }
                (scenario(run, *index, budget, rank < OPEN && !quiet(verdict(*index))))
            }
        }
    }
}

fn title(run: &RunRecord, verdict: Verdict) -> Markup {
    let such = run.scenarios.iter().filter(|s| s.verdict == verdict);
    html! { h3 { (words::scenarios(such.count(), verdict)) } }
}
