//! What a checker found.

use maud::{Markup, html};
use record::{Finding, RunRecord, Verdict};

use super::parts::{anchor, badge, class, id, short_id};
use super::selection::Selection;
use super::timeline::timeline;
use crate::evidence::{requirement, step};
use crate::text::{block, cut, short};
use crate::words::count;

/// Characters of an expectation, a result or a reason.
const MOST: usize = 1_500;
/// Characters of the same where the check held.
const SHORT: usize = 160;
/// Exchanges that a finding names before the rest is counted.
const NAMED: usize = 24;

/// A finding that something is wrong or unsettled, in full.
pub(crate) fn problem(
    run: &RunRecord,
    index: usize,
    finding: &Finding,
    selection: &Selection<'_>,
) -> Markup {
    let scenario = &run.scenarios[index];
    let ledger = requirement(run, &finding.requirement);
    html! {
        div class={ "finding " (class(Some(finding.verdict))) } {
            p.what { (badge(Some(finding.verdict))) " " (id(run, &finding.requirement))
                @if let Some(r) = ledger { " " span.level { (r.level) ", " (short(&r.source, SHORT)) } } }
            @if let Some(r) = ledger { p.law { (short(&r.says, MOST)) } }
            dl {
                dt { "Step" }
                dd { (step(scenario, finding.step).as_deref().unwrap_or("all through the scenario")) }
                dt { "Expected" } dd.text { (cut(&block(&finding.expected), MOST)) }
                dt { "Actual" } dd.text { (cut(&block(&finding.actual), MOST)) }
                @if !finding.why.is_empty() { dt { "Why" } dd.text { (cut(&block(&finding.why), MOST)) } }
                @if !finding.exchanges.is_empty() {
                    dt { "Exchanges" }
                    dd { (exchanges(index, finding, selection)) }
                }
            }
            @if !finding.timeline.is_empty() { (timeline(index, finding, selection)) }
        }
    }
}

/// The numbers of the exchanges, leading to their bytes where those are shown.
fn exchanges(index: usize, finding: &Finding, selection: &Selection<'_>) -> Markup {
    let rest = finding.exchanges.len().saturating_sub(NAMED);
    html! {
        @for number in finding.exchanges.iter().take(NAMED) {
            @if selection.has_bytes(*number) {
                a href={ "#" (anchor(index)) "x" (number) } { "#" (number) } " "
            } @else { "#" (number) " " }
        }
        @if rest > 0 { "and " (rest) " more" }
    }
}

/// Checks that held, a line for each requirement.
pub(crate) fn held(run: &RunRecord, findings: &[&Finding], title: &str) -> Markup {
    let mut by_requirement: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings {
        let same = |g: &&mut Vec<&Finding>| {
            g[0].requirement == finding.requirement && g[0].verdict == finding.verdict
        };
        match by_requirement.iter_mut().find(same) {
            Some(group) => group.push(finding),
            None => by_requirement.push(vec![finding]),
        }
    }
    html! {
        details.held {
            summary { (count(findings.len(), "check")) " " (title) }
            ul { @for group in &by_requirement {
                li {
                    @if group[0].verdict != Verdict::Passed { (group[0].verdict) ": " }
                    code { (short_id(run, &group[0].requirement)) } " " (actual(group))
                }
            } }
        }
    }
}

fn actual(group: &[&Finding]) -> String {
    let mut told: Vec<String> = group.iter().map(|f| short(&f.actual, SHORT)).collect();
    told.dedup();
    told.truncate(3);
    told.join("; ")
}

/// Whether a check held, or did not apply.
pub(crate) fn is_held(finding: &Finding) -> bool {
    matches!(finding.verdict, Verdict::Passed | Verdict::NotApplicable)
}
