//! The requirements at a glance: families down, levels across, a square each.

use maud::{Markup, html};
use record::{Level, RequirementOutcome, RunRecord, Verdict};

use super::parts::class;
use crate::words::{self, families};

const LEVELS: [Level; 3] = [Level::Must, Level::Should, Level::May];

pub(crate) fn overview(run: &RunRecord) -> Markup {
    html! {
        table.overview {
            thead { tr { th { "Family" } @for level in LEVELS { th { (level) } } th.n { "Tested" } } }
            tbody { @for (family, members) in families(run) {
                @let tested = members.iter().filter(|r| is_tested(r)).count();
                tr {
                    th scope="row" { a href={ "#family-" (family) } { (family) } }
                    @for level in LEVELS {
                        td data-level=(level) { @for one in members.iter().filter(|r| r.level == level) { (square(one)) } }
                    }
                    td.n { (tested) " of " (members.len()) }
                }
            } }
        }
    }
}

/// Whether something was found out about it: what did not apply was not tested.
fn is_tested(one: &RequirementOutcome) -> bool {
    one.verdict.is_some_and(|v| v != Verdict::NotApplicable)
}

fn square(one: &RequirementOutcome) -> Markup {
    let (mark, word) = match one.verdict {
        Some(verdict) => (words::mark(verdict), verdict.word()),
        None => ('·', "untested"),
    };
    html! {
        a class=(if one.verdict.is_none() { "untested" } else { class(one.verdict) }) href={ "#" (one.id) }
            title={ (one.id) ": " (word) } { (mark) }
    }
}
