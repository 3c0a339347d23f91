//! The matrix as one page that needs nothing else: the picture first, then every fault with its evidence.

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};
use record::{FaultTrial, KillMatrix, RequirementId};

use super::cells::{Cell, mark};
use super::{by_family, is_killed, killed, musts, picture, problems, short};
use crate::html::policy;
use crate::text::line;
use crate::words::{count, milliseconds, started};

const STYLE: &str = concat!(
    include_str!("../html/style.css"),
    include_str!("matrix.css")
);

/// `kill-matrix.html`.
#[must_use]
pub fn html(matrix: &KillMatrix) -> String {
    markup! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content=(policy(STYLE, ""));
                meta name="referrer" content="no-referrer";
                title { "Kill matrix of " (line(&matrix.role)) " · Trialplate" }
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body.kill-matrix {
                (head(matrix))
                main {
                    @if !matrix.problems.is_empty() { (wrong(matrix)) }
                    section {
                        h2 { "Which fault is found where" }
                        (legend(matrix))
                        div.scroll { (picture::picture(matrix)) }
                    }
                    @for (family, members) in by_family(matrix) {
                        section {
                            h2 { (line(&family)) }
                            @for fault in members { (row(matrix, fault)) }
                        }
                    }
                }
                footer {
                    "Drawn by trialplate " (line(&matrix.version)) ". Again: " code { (line(&matrix.command)) }
                }
            }
        }
    }
    .into_string()
}

fn head(matrix: &KillMatrix) -> Markup {
    let ((dead, faults), (covered, all)) = (killed(matrix), musts(matrix));
    let (word, class) = match matrix.exit {
        0 => ("The suite bites", "passed"),
        1 => ("The suite does not bite as declared", "failed"),
        _ => ("Nothing was proved", "inconclusive"),
    };
    let ratio = matrix.duration_ms as f64 / matrix.faultless.duration_ms.max(1) as f64;
    markup! {
        header {
            p.brand { b { "Trialplate" } " · " (line(&matrix.profile)) " · kill matrix of " (line(&matrix.role)) }
            h1.(class) { (word) }
            p.lede {
                b { (dead) " of " (count(faults, "fault")) } " put into the reference were found, each by a run of the whole suite. "
                @if matrix.complete {
                    b { (covered) " of " (all) " MUSTs" } " have a fault that breaks them and was found. "
                } @else {
                    "Not all faults were tried, so whether every MUST has one was not looked at. "
                }
                "The reference without a fault: " b { (matrix.faultless.verdict) } " in "
                (count(matrix.faultless.scenarios, "scenario")) "."
            }
            p.when {
                (started(&matrix.started)) ", seed " (matrix.seed) ". " (milliseconds(matrix.duration_ms)) ", "
                (format!("{ratio:.1}")) " times the " (milliseconds(matrix.faultless.duration_ms)) " of the run without a fault; "
                (matrix.jobs) " runs side by side."
            }
        }
    }
}

fn wrong(matrix: &KillMatrix) -> Markup {
    markup! {
        section {
            h2 { "What is not as it should be" }
            ul.problems { @for sentence in problems::sentences(matrix) { li { "✗ " (sentence) } } }
        }
    }
}

/// What the looks of the squares mean; problems only where there are some.
fn legend(matrix: &KillMatrix) -> Markup {
    let occurs = |cell: &Cell| {
        !matches!(cell, Cell::Missed | Cell::Unexpected) || !matrix.problems.is_empty()
    };
    markup! {
        p { "Faults in rows, requirements in columns. Point at a square for the evidence; follow a row to its fault." }
        ul.legend {
            @for cell in Cell::ALL.into_iter().filter(occurs) {
                li { svg width="10" height="10" { rect class=(cell.class()) width="9" height="9" x=".5" y=".5" {} } " " (cell.says()) }
            }
        }
    }
}

fn row(matrix: &KillMatrix, fault: &FaultTrial) -> Markup {
    let found = |cell: Cell| -> Vec<&RequirementId> {
        let ids = matrix.requirements.iter().map(|r| &r.id);
        ids.filter(|id| Cell::of(fault, id) == cell).collect()
    };
    let groups = [Cell::Killed, Cell::Missed, Cell::Unexpected, Cell::Touched]
        .map(|cell| (cell, found(cell)))
        .into_iter()
        .filter(|(_, ids)| !ids.is_empty());
    markup! {
        details.fault id=(fault.name) open[!is_killed(fault)] {
            summary {
                @if is_killed(fault) { b.passed { "✓" } } @else { b.failed { "✗" } }
                " " code { (line(&fault.name)) } " " span.does { (line(&fault.says)) }
            }
            @if let Some(chance) = &fault.chance {
                p.facts {
                    "Shows with a chance of " (chance.per_trial) " in each trial (" (line(&chance.trial)) "); a run makes at least " (chance.trials)
                    ", and misses it with a chance of " (chance.missed) "."
                }
            }
            @for (cell, ids) in groups {
                h4 { (cell.says()) }
                ul { @for id in ids { (evidence(matrix, fault, id)) } }
            }
            @if !fault.may_fail.is_empty() {
                p.facts { "May touch " @for id in &fault.may_fail { span.id { (short(matrix, id)) } " " } }
            }
        }
    }
}

fn evidence(matrix: &KillMatrix, fault: &FaultTrial, id: &RequirementId) -> Markup {
    markup! {
        li {
            span.id { (short(matrix, id.as_str())) }
            @if let Some(mark) = mark(fault, id) {
                ": " (line(&mark.why)) " " span.place { (line(&mark.scenario)) }
            }
        }
    }
}
