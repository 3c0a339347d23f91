//! The matrix on a terminal: one line a fault.

use record::{FaultTrial, KillMatrix, RequirementId};

use super::cells::Cell;
use super::{is_killed, killed, musts, problems, short};
use crate::terminal::paint::Paint;
use crate::text::line;
use crate::words::{count, milliseconds};

/// The matrix, and what it proves. Each line names a fault, the requirements that it was found to break, as it must, and after a `+`
/// those beyond them that it touched. `links` are files to look into.
#[must_use]
pub fn text(matrix: &KillMatrix, color: bool, links: &[String]) -> String {
    let paint = Paint(color);
    let width = matrix.faults.iter().map(|f| f.name.len()).max();
    let mut out = String::new();
    for fault in &matrix.faults {
        out.push_str(&row(matrix, fault, width.unwrap_or(0), paint));
    }
    out.push('\n');
    for sentence in problems::sentences(matrix) {
        out.push_str(&format!("{} {sentence}\n", paint.red("✗")));
    }
    if !matrix.problems.is_empty() {
        out.push('\n');
    }
    for link in links {
        out.push_str(&format!("see {}\n", line(link)));
    }
    out.push_str(&format!("\n{}\n", conclusion(matrix, paint)));
    out
}

fn row(matrix: &KillMatrix, fault: &FaultTrial, width: usize, paint: Paint) -> String {
    let with = |cell: Cell| -> Vec<String> {
        let such = |id: &&RequirementId| Cell::of(fault, id) == cell;
        let ids = matrix.requirements.iter().map(|r| &r.id);
        ids.filter(such)
            .map(|id| short(matrix, id.as_str()))
            .collect()
    };
    let word = if is_killed(fault) {
        paint.green("killed  ")
    } else {
        paint.red("survived")
    };
    let mut out = format!(
        "{word}  {:width$}  {}",
        line(&fault.name),
        with(Cell::Killed).join(" ")
    );
    let touched = with(Cell::Touched);
    if !touched.is_empty() {
        out.push_str(&paint.dim(&format!(" + {}", touched.join(" "))));
    }
    for (cell, word) in [(Cell::Missed, "missed"), (Cell::Unexpected, "unexpected")] {
        let ids = with(cell);
        if !ids.is_empty() {
            out.push_str(&paint.red(&format!("  {word}: {}", ids.join(" "))));
        }
    }
    out.push('\n');
    out
}

fn conclusion(matrix: &KillMatrix, paint: Paint) -> String {
    let ((dead, faults), (covered, all)) = (killed(matrix), musts(matrix));
    let faultless = &matrix.faultless;
    let ratio = matrix.duration_ms as f64 / faultless.duration_ms.max(1) as f64;
    let verdict = match matrix.exit {
        0 => paint.green("the suite bites"),
        1 => paint.red("the suite does not bite as declared"),
        _ => paint.yellow("nothing was proved"),
    };
    let part = if matrix.complete {
        format!("{covered} of {all} MUSTs broken and noticed")
    } else {
        "not looked at: whether every MUST has a fault, because not all faults were tried".into()
    };
    format!(
        "{verdict}: {dead} of {} found; {part}; {} in {}; without a fault: {} in {}, {}; ratio {ratio:.1}",
        count(faults, "fault"),
        count(faults + 1, "run"),
        milliseconds(matrix.duration_ms),
        count(faultless.scenarios, "scenario"),
        milliseconds(faultless.duration_ms),
        faultless.verdict,
    )
}
