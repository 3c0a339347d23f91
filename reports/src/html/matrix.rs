//! The requirements, family by family.

use maud::{Markup, html};
use record::{RequirementOutcome, RunRecord, Summary, Verdict};

use super::overview::overview;
use super::parts::{badge, link};
use crate::text::line;
use crate::words::{count, families, tally};

/// Scenarios that a row names; more of them are folded away.
const NAMED: usize = 3;

pub(crate) fn requirements(run: &RunRecord) -> Markup {
    html! {
        section id="requirements" {
            h2 { "Requirements" }
            @if run.requirements.is_empty() { p { "The record names no requirements." } } @else {
                (overview(run))
                @for (name, members) in &families(run) { (family(run, name, members)) }
            }
        }
    }
}

fn family(run: &RunRecord, name: &str, members: &[&RequirementOutcome]) -> Markup {
    let tested = Summary::of(members.iter().filter_map(|r| r.verdict));
    let untested = members.iter().filter(|r| r.verdict.is_none()).count();
    let fine = |v| matches!(v, Verdict::Passed | Verdict::NotApplicable);
    let open = members.iter().any(|r| r.verdict.is_some_and(|v| !fine(v)));
    html! {
        details.family id={ "family-" (name) } open[open] {
            summary { b { (name) } " " small {
                @if untested < members.len() { (tally(&tested)) }
                @if untested > 0 && untested < members.len() { ", " }
                @if untested > 0 { (untested) " untested" }
            } }
            table.matrix {
                thead { tr { th { "Verdict" } th { "Requirement" } th { "Level" } th { "Source" } th { "Scenarios" } } }
                tbody { @for requirement in members { (row(run, requirement)) } }
            }
        }
    }
}

fn row(run: &RunRecord, requirement: &RequirementOutcome) -> Markup {
    let names = &requirement.scenarios;
    html! {
        tr id=(requirement.id) {
            td.v { (badge(requirement.verdict)) }
            td.says {
                span.id { (requirement.id) }
                p { (line(&requirement.says)) }
                @if let Some(why) = &requirement.untested { p.untested { "Untested: " (line(why)) } }
            }
            td.level { (requirement.level) }
            td.source { (line(&requirement.source)) }
            td.by {
                @if names.len() > NAMED {
                    details { summary { (count(names.len(), "scenario")) } (list(run, requirement)) }
                } @else { (list(run, requirement)) }
            }
        }
    }
}

fn list(run: &RunRecord, requirement: &RequirementOutcome) -> Markup {
    html! {
        ul { @for name in &requirement.scenarios { li { (by_name(run, requirement, name)) } } }
    }
}

/// The scenario of that name that has a finding about the requirement, or the first one of that name.
fn by_name(run: &RunRecord, requirement: &RequirementOutcome, name: &str) -> Markup {
    let mut such = run.scenarios.iter().filter(|s| s.name == name);
    let about = such
        .clone()
        .find(|s| s.findings.iter().any(|f| f.requirement == requirement.id));
    html! {
        @match about.or_else(|| such.next()) {
            Some(scenario) => (link(run, scenario)),
            None => (line(name)),
        }
    }
}
