//! What a checker found.

use maud::{Markup, html};
use record::{Finding, RunRecord};

use super::parts::{anchor, badge, class, id, mark};
use crate::evidence::{requirement, step};
use crate::text::{block, cut, short};

/// Characters of an expectation, a result or a reason.
const MOST: usize = 1_500;
/// Characters of the same where the check held.
const SHORT: usize = 240;
/// Exchanges that a finding names before the rest is counted.
const NAMED: usize = 24;

/// A finding that something is wrong or unsettled, in full.
pub(crate) fn problem(run: &RunRecord, index: usize, finding: &Finding) -> Markup {
    let scenario = &run.scenarios[index];
    let ledger = requirement(run, &finding.requirement);
    let rest = finding.exchanges.len().saturating_sub(NAMED);
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
                    dd {
                        @for number in finding.exchanges.iter().take(NAMED) {
                            a href={ "#" (anchor(index)) "x" (number) } { "#" (number) } " "
                        }
                        @if rest > 0 { "and " (rest) " more" }
                    }
                }
            }
        }
    }
}

/// A check that held, in one line.
pub(crate) fn passed(run: &RunRecord, finding: &Finding) -> Markup {
    html! {
        li { (mark(finding.verdict)) (id(run, &finding.requirement)) " "
            span.place { (short(&finding.actual, SHORT)) } }
    }
}
