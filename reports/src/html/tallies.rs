//! Requests counted by their form: what was generated, and what became of it.

use std::collections::BTreeMap;

use maud::{Markup, html};
use record::{RunRecord, ScenarioRecord, Tally};

use crate::text::line;
use crate::words::count;

/// Rows that stand open in a scenario.
const OPEN: usize = 8;

pub(crate) fn of_scenario(scenario: &ScenarioRecord) -> Markup {
    let all: Vec<&Tally> = scenario.tallies.iter().collect();
    html! {
        @if !all.is_empty() {
            details.forms open[all.len() <= OPEN] {
                summary { "Requests by form " small { (count(all.len(), "form")) } }
                (table(&all))
            }
        }
    }
}

/// The same over the whole run.
pub(crate) fn of_run(run: &RunRecord) -> Markup {
    let mut sums: BTreeMap<&str, Tally> = BTreeMap::new();
    for one in run.scenarios.iter().flat_map(|s| &s.tallies) {
        let empty = || Tally {
            form: one.form.clone(),
            sent: 0,
            accepted: 0,
            refused: 0,
        };
        let sum = sums.entry(&one.form).or_insert_with(empty);
        sum.sent = sum.sent.saturating_add(one.sent);
        sum.accepted = sum.accepted.saturating_add(one.accepted);
        sum.refused = sum.refused.saturating_add(one.refused);
    }
    let all: Vec<&Tally> = sums.values().collect();
    html! {
        @if !all.is_empty() {
            section id="forms" {
                h2 { "Generated requests" }
                p { "What was unusual about requests, or wrong with them, and what they were answered, over all scenarios. "
                    "A request may have several forms." }
                (table(&all))
            }
        }
    }
}

fn table(all: &[&Tally]) -> Markup {
    html! {
        table.forms {
            thead { tr { th { "Form" } th { "Sent" } th { "Carried out" } th { "Refused" } th { "Neither" } } }
            tbody { @for one in all {
                @let neither = one.sent.saturating_sub(one.accepted).saturating_sub(one.refused);
                tr { td { (line(&one.form)) } (number(one.sent)) (number(one.accepted)) (number(one.refused)) (number(neither)) }
            } }
        }
    }
}

fn number(n: u32) -> Markup {
    html! { td.none[n == 0] { @if n == 0 { "·" } @else { (n) } } }
}
