//! One scenario: how it went, what was found, how to do it again, and what went over the wire.

use maud::{Markup, html};
use record::{Finding, RequirementId, RunRecord, ScenarioRecord, Verdict};

use super::diagram::diagram;
use super::dialogue::dialogue;
use super::exchange::exchange;
use super::finding::{held, is_held, problem};
use super::parts::{anchor, badge, class, id, mark, place};
use super::selection::{Budget, Selection, is_quiet};
use super::tallies;
use crate::evidence::problems;
use crate::repeat::repeat_command;
use crate::text::line;
use crate::words::{self, count, milliseconds, moment};

pub(crate) fn scenario(run: &RunRecord, index: usize, budget: Budget, open: bool) -> Markup {
    let scenario = &run.scenarios[index];
    let selection = Selection::of(scenario, budget);
    html! {
        details.scenario.preflight[scenario.is_preflight()] id=(anchor(index)) data-v=(class(Some(scenario.verdict))) data-f=(families(scenario).join(" ")) open[open] {
            summary {
                (mark(scenario.verdict)) " " span.name { (line(&scenario.name)) } " "
                span.place { (place(scenario)) } " "
                span.took { (milliseconds(scenario.duration_ms)) }
            }
            div.inside {
                (about(run, scenario))
                (steps(scenario))
                @if let Some((verdict, why)) = &scenario.halted {
                    p.halted { @if *verdict == scenario.verdict { (badge(Some(*verdict))) " " }
                        "It went no further: " (line(why)) }
                }
                (findings(run, index, &selection))
                @if !is_quiet(scenario) { (repeat(run, scenario)) }
                (diagram(run, index, &selection))
                (dialogue(run, index, &selection))
                (tallies::of_scenario(scenario))
                (exchanges(run, index, &selection))
                @if is_quiet(scenario) { (repeat(run, scenario)) }
            }
        }
    }
}

/// The families of the requirements that it decides.
pub(crate) fn families(scenario: &ScenarioRecord) -> Vec<&str> {
    let tags = scenario.tags.iter();
    let found = scenario.findings.iter().map(|f| &f.requirement);
    let mut families: Vec<&str> = match scenario.tags.is_empty() {
        true => found.map(RequirementId::family).collect(),
        false => tags.map(RequirementId::family).collect(),
    };
    families.sort_unstable();
    families.dedup();
    families
}

fn about(run: &RunRecord, scenario: &ScenarioRecord) -> Markup {
    html! {
        @if let Some(rule) = &scenario.rule { p.rule { (line(rule)) } }
        @if !scenario.tags.is_empty() {
            p.tags { @for tag in &scenario.tags { (id(run, tag)) " " } }
        }
        p.facts {
            "Began at " (moment(scenario.started)) " of the run"
            @if scenario.rate != "1" { "; amounts multiplied by " (line(&scenario.rate)) }
            @if let Some(own) = &scenario.own_issuer { "; an issuer of its own at " (line(own)) }
            @for party in &scenario.parties {
                "; " (line(&party.name)) " is " code { @if is_quiet(scenario) { (words::key(&party.key)) } @else { (line(&party.key)) } }
            }
        }
    }
}

fn steps(scenario: &ScenarioRecord) -> Markup {
    html! {
        @if !scenario.steps.is_empty() {
            ol.steps { @for step in &scenario.steps {
                li {
                    (mark(step.verdict)) " " i { (line(step.keyword.trim())) } " " (line(&step.text))
                    @if step.verdict == Verdict::NotApplicable { span.place { " not reached" } }
                }
            } }
        }
    }
}

fn findings(run: &RunRecord, index: usize, selection: &Selection<'_>) -> Markup {
    let scenario = &run.scenarios[index];
    let found = problems(scenario);
    let fine: Vec<&Finding> = scenario.findings.iter().filter(|f| is_held(f)).collect();
    let title = if found.is_empty() {
        "held"
    } else {
        "besides held"
    };
    html! {
        @let (first, again): (Vec<_>, Vec<_>) = found.iter().enumerate().partition(|(n, f)| !is_again(&found[..*n], f));
        @for (_, finding) in first { (problem(run, index, finding, selection)) }
        @if !again.is_empty() {
            details.again {
                summary { (count(again.len(), "more finding")) " about the same" }
                @for (_, finding) in again { (problem(run, index, finding, selection)) }
            }
        }
        @if !fine.is_empty() {
            (held(run, &fine, title))
        } @else if found.is_empty() {
            p.facts { "Nothing was checked." }
        }
    }
}

/// Whether a finding says of a requirement what others have said before it.
fn is_again(before: &[&Finding], finding: &Finding) -> bool {
    let same = |f: &&Finding| f.requirement == finding.requirement && f.verdict == finding.verdict;
    before.iter().any(same)
}

fn exchanges(run: &RunRecord, index: usize, selection: &Selection<'_>) -> Markup {
    let all = run.scenarios[index].exchanges.len();
    let rest = all - selection.shown.len();
    html! {
        @if all > 0 {
            h4 { (count(all, "exchange")) }
            @for one in &selection.shown { (exchange(run, index, one)) }
            @if rest > 0 {
                p.facts { "The bytes of " (count(rest, if selection.shown.is_empty() { "exchange" } else { "more exchange" }))
                    " are in run.json." }
            }
        }
    }
}

fn repeat(run: &RunRecord, scenario: &ScenarioRecord) -> Markup {
    html! {
        h4 { "Repeat just this" }
        pre.command { (line(&repeat_command(run, scenario))) }
    }
}
