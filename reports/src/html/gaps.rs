//! What was not tested: it stands before everything that was.

use maud::{Markup, html};
use record::{RequirementOutcome, RunRecord, Verdict};

use super::parts::{id, link, place};
use crate::gaps::{Gap, scenarios, untested};
use crate::text::line;
use crate::words::{self, count};

/// Requirements without a test that are all named at once; of more than that, the reasons are.
const MANY: usize = 24;

pub(crate) fn not_tested(run: &RunRecord) -> Markup {
    let unsettled = [
        (Verdict::Error, "the harness itself was at fault"),
        (Verdict::Inconclusive, "the evidence settles nothing"),
        (
            Verdict::NotApplicable,
            "needs what the subject does not declare",
        ),
    ];
    let (requirements, left_out) = (untested(run), left_out_steps(run));
    let told = |v| run.scenarios.iter().any(|s| s.verdict == v);
    let is_long = requirements.iter().map(|g| g.items.len()).sum::<usize>() > MANY;
    let nothing_to_say =
        requirements.is_empty() && left_out == 0 && !unsettled.iter().any(|(v, _)| told(*v));
    html! {
        section id="not-tested" {
            h2 { "Not tested" }
            @if run.ended_early.is_some() {
                p { "The run ended early: what it did not come to is not on record, and so not listed here." }
            } @else if run.scenarios.is_empty() {
                p { "No scenario ran, so nothing below was tried." }
            } @else if nothing_to_say {
                p { "Nothing was left out: every requirement of the role has a scenario, and every scenario came to a verdict." }
            }
            @for (verdict, means) in unsettled {
                (group(run, verdict, means))
            }
            @if left_out > 0 {
                p { (count(left_out, "step")) " came after the point where a scenario ended, and " (if left_out == 1 { "was" } else { "were" }) " not reached." }
            }
            @if !requirements.is_empty() {
                h3 { "Requirements without a test " small { (requirements.iter().map(|g| g.items.len()).sum::<usize>()) } }
                @let (several, single): (Vec<_>, Vec<_>) = requirements.iter().partition(|g| g.items.len() > 1);
                @for gap in several { (requirements_of(run, gap, is_long)) }
                (singles(run, &single))
            }
        }
    }
}

/// Requirements that were not tested for one reason.
fn requirements_of(run: &RunRecord, gap: &Gap<&RequirementOutcome>, is_long: bool) -> Markup {
    html! {
        details.gap open[!is_long] {
            summary { b { (gap.items.len()) } " " (gap.reason) }
            ul.ids {
                @for requirement in &gap.items {
                    li { (id(run, &requirement.id)) " " span.level { (requirement.level) } }
                }
            }
        }
    }
}

/// Requirements that were not tested for a reason of their own.
fn singles(run: &RunRecord, gaps: &[&Gap<&RequirementOutcome>]) -> Markup {
    let list = html! {
        ul { @for gap in gaps { @for requirement in &gap.items {
            li { (id(run, &requirement.id)) " " span.level { (requirement.level) } ": " (gap.reason) }
        } } }
    };
    html! {
        @if gaps.len() > MANY {
            details.gap { summary { b { (gaps.len()) } " each for a reason of its own" } (list) }
        } @else if !gaps.is_empty() { div.gap { (list) } }
    }
}

/// Scenarios of one verdict, by reason.
fn group(run: &RunRecord, verdict: Verdict, means: &str) -> Markup {
    let gaps = scenarios(run, verdict);
    let such = gaps.iter().flat_map(|g| g.items.iter().copied());
    html! {
        @if !gaps.is_empty() {
            h3 { (words::came_out(run, such, verdict)) " " small { (means) } }
            @for gap in &gaps {
                div.gap {
                    p.reason { (gap.reason) }
                    ul {
                        @for scenario in &gap.items {
                            li { (link(run, scenario)) " " span.place { (place(scenario)) }
                                @for tag in &scenario.tags { " " span.place { (line(tag.as_str())) } } }
                        }
                    }
                }
            }
        }
    }
}

/// Steps that scenarios did not reach, where something was tried.
fn left_out_steps(run: &RunRecord) -> usize {
    run.scenarios
        .iter()
        .filter(|s| s.verdict != Verdict::NotApplicable)
        .flat_map(|s| &s.steps)
        .filter(|s| s.verdict == Verdict::NotApplicable)
        .count()
}
