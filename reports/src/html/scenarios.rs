//! All scenarios, failures first.

use maud::{Markup, html};
use record::RunRecord;

use super::filter::filter;
use super::parts::class;
use super::scenario::scenario;
use super::selection::{Budget, is_quiet};
use crate::words;

/// Scenarios that stand open, so that they can be read and printed as they are: the first ones that did not pass.
const OPEN: usize = 12;

pub(crate) fn scenarios(run: &RunRecord) -> Markup {
    let budget = Budget::of(run);
    let verdict = |index: usize| run.scenarios[index].verdict;
    let mut order: Vec<usize> = (0..run.scenarios.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(verdict(*index)));
    let open: Vec<usize> = order.iter().copied().take(OPEN).collect();
    let is_open = |index: usize| open.contains(&index) && !is_quiet(&run.scenarios[index]);
    html! {
        section id="scenarios" {
            h2 { (words::title(run)) }
            @if order.is_empty() { p { "None ran." } } @else {
                (filter(run))
                (legend())
            }
            @for such in order.chunk_by(|a, b| verdict(*a) == verdict(*b)) {
                div.group id=(class(Some(verdict(such[0])))) {
                    h3 { (words::came_out(run, such.iter().map(|n| &run.scenarios[*n]), verdict(such[0]))) }
                    @for index in such { (scenario(run, *index, budget, is_open(*index))) }
                }
            }
        }
    }
}

/// How to read the diagrams.
fn legend() -> Markup {
    html! {
        p.legend {
            "In the diagrams time runs downwards. "
            b { "●" } " a connection made with a full handshake, "
            b { "○" } " with a resumed session, no mark: one that stood already, or one of the treasury's. "
            "A broken arrow is an answer that did not arrive. An arrow leads to its bytes."
        }
    }
}
