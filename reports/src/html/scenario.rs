//! One scenario: how it went, what was found, how to do it again, and what went over the wire.

use maud::{Markup, html};
use record::{Finding, RunRecord, ScenarioRecord, Verdict};

use super::exchange::exchange;
use super::finding::{passed, problem};
use super::parts::{anchor, badge, id, mark, place};
use super::selection::{Budget, Shown, select};
use crate::evidence::problems;
use crate::repeat::repeat_command;
use crate::text::line;
use crate::words::{count, milliseconds, moment};

pub(crate) fn scenario(run: &RunRecord, index: usize, budget: Budget, open: bool) -> Markup {
    let scenario = &run.scenarios[index];
    html! {
        details.scenario id=(anchor(index)) open[open] {
            summary {
                (mark(scenario.verdict)) span.name { (line(&scenario.name)) }
                span.place { (place(scenario)) }
                span.took { (milliseconds(scenario.duration_ms)) }
            }
            div.inside {
                (about(run, scenario))
                @if let Some((verdict, why)) = &scenario.halted {
                    p.halted { (badge(Some(*verdict))) " " (line(why)) }
                }
                (steps(scenario))
                (findings(run, index))
                h4 { "Repeat just this" }
                pre.command { (line(&repeat_command(run, scenario))) }
                (exchanges(index, scenario, &select(scenario, budget)))
            }
        }
    }
}

fn about(run: &RunRecord, scenario: &ScenarioRecord) -> Markup {
    html! {
        @if let Some(rule) = &scenario.rule { p.rule { "Rule: " (line(rule)) } }
        p.tags { @for tag in &scenario.tags { (id(run, tag)) " " } }
        p.facts {
            "Began at " (moment(scenario.started)) " of the run; amounts multiplied by " (line(&scenario.rate)) "."
        }
        @if !scenario.parties.is_empty() {
            ul.parties { @for party in &scenario.parties {
                li { b { (line(&party.name)) } " " code { (line(&party.key)) } }
            } }
        }
    }
}

fn steps(scenario: &ScenarioRecord) -> Markup {
    html! {
        @if !scenario.steps.is_empty() {
            ol.steps { @for step in &scenario.steps {
                li {
                    (mark(step.verdict)) b { (line(step.keyword.trim())) } " " (line(&step.text))
                    @if step.verdict == Verdict::NotApplicable { span.place { " not reached" } }
                }
            } }
        }
    }
}

fn findings(run: &RunRecord, index: usize) -> Markup {
    let scenario = &run.scenarios[index];
    let found = problems(scenario);
    let held: Vec<&Finding> = scenario
        .findings
        .iter()
        .filter(|f| matches!(f.verdict, Verdict::Passed | Verdict::NotApplicable))
        .collect();
    html! {
        @for finding in &found { (problem(run, index, finding)) }
        @if !held.is_empty() {
            details.held {
                summary { (count(held.len(), "check")) @if found.is_empty() { " held" } @else { " besides held" } }
                ul { @for finding in &held { (passed(run, finding)) } }
            }
        } @else if found.is_empty() {
            p.facts { "Nothing was checked." }
        }
    }
}

fn exchanges(index: usize, scenario: &ScenarioRecord, shown: &[Shown<'_>]) -> Markup {
    let rest = scenario.exchanges.len() - shown.len();
    html! {
        @if !scenario.exchanges.is_empty() {
            h4 { (count(scenario.exchanges.len(), "exchange")) }
            div.exchanges { @for one in shown { (exchange(index, one)) } }
            @if rest > 0 {
                p.facts { "and " (count(rest, "more exchange")) ", in the record" }
            }
        }
    }
}
