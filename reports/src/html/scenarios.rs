//! All scenarios, failures first.

use std::collections::HashMap;

use maud::{Markup, html};
use record::{RunRecord, Verdict};

use super::scenario::scenario;
use super::selection::Budget;
use crate::words;

pub(crate) fn scenarios(run: &RunRecord) -> Markup {
    let budget = Budget::of(run);
    let mut by_verdict: HashMap<Verdict, Vec<usize>> = HashMap::new();
    for (index, scenario) in run.scenarios.iter().enumerate() {
        by_verdict.entry(scenario.verdict).or_default().push(index);
    }
    html! {
        section id="scenarios" {
            h2 { "Scenarios" }
            @if run.scenarios.is_empty() { p { "None ran." } }
            @for verdict in Verdict::ALL {
                @if let Some(such) = by_verdict.get(&verdict) {
                    h3 { (words::scenarios(such.len(), verdict)) }
                    @for index in such { (scenario(run, *index, budget)) }
                }
            }
        }
    }
}
