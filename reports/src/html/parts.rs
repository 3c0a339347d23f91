//! Small pieces that several sections use.

use maud::{Markup, html};
use record::{RequirementId, RunRecord, ScenarioRecord, Verdict};

use crate::text::line;
use crate::words;

/// The class that colours a verdict.
pub(crate) fn class(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Failed) => "failed",
        Some(Verdict::Error) => "error",
        Some(Verdict::Inconclusive) => "inconclusive",
        Some(Verdict::Warned) => "warned",
        Some(Verdict::Passed) => "passed",
        Some(Verdict::NotApplicable) | None => "none",
    }
}

/// The mark of a verdict, with its word for those who do not see it.
pub(crate) fn mark(verdict: Verdict) -> Markup {
    html! { b.(class(Some(verdict))) title=(verdict) { (words::mark(verdict)) } }
}

/// Mark and word of a verdict; of none, that there was no test.
pub(crate) fn badge(verdict: Option<Verdict>) -> Markup {
    html! {
        span class={ "badge " (class(verdict)) } {
            @match verdict {
                Some(verdict) => { (words::mark(verdict)) " " (verdict) }
                None => "untested",
            }
        }
    }
}

/// A requirement's id, leading to its row in the matrix where it has one.
pub(crate) fn id(run: &RunRecord, id: &RequirementId) -> Markup {
    html! {
        @if run.requirements.iter().any(|r| r.id == *id) {
            a.id href={ "#" (id) } { (id) }
        } @else {
            span.id { (id) }
        }
    }
}

/// An id without what the page says at its top: `counter.at-most-once`.
pub(crate) fn short_id(run: &RunRecord, id: &RequirementId) -> String {
    let id = line(id.as_str());
    let role = format!("{}.", run.role.replace('/', "."));
    id.strip_prefix(&role).unwrap_or(&id).to_owned()
}

/// The place of a scenario: file and line.
pub(crate) fn place(scenario: &ScenarioRecord) -> String {
    format!("{}:{}", line(&scenario.feature), scenario.line)
}

/// The anchor of a scenario by its position in the record.
pub(crate) fn anchor(index: usize) -> String {
    format!("s{}", index + 1)
}

/// A link to a scenario.
pub(crate) fn link(run: &RunRecord, scenario: &ScenarioRecord) -> Markup {
    let index = run.scenarios.iter().position(|s| std::ptr::eq(s, scenario));
    html! {
        @match index {
            Some(index) => a href={ "#" (anchor(index)) } { (line(&scenario.name)) },
            None => (line(&scenario.name)),
        }
    }
}
