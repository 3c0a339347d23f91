//! A kill matrix rendered: text, JSON, Markdown for a repository, and a page with the picture.

mod cells;
mod html;
mod markdown;
mod picture;
mod problems;
mod text;

use crate::text::line;
use record::{FaultTrial, KillMatrix, Level, RequirementId};

pub use html::html;
pub use markdown::markdown;
pub use text::text;

/// `kill-matrix.json`: the matrix as pretty JSON, with a newline at the end.
#[must_use]
pub fn json(matrix: &KillMatrix) -> String {
    let mut text = serde_json::to_string_pretty(matrix)
        .expect("a matrix has no map with keys other than text, and nothing else can fail");
    text.push('\n');
    text
}

/// Whether a fault was found wherever it must be.
fn is_killed(fault: &FaultTrial) -> bool {
    let found = |id| {
        let mark = fault.trial.as_ref().and_then(|t| t.marks.get(id));
        mark.is_some_and(record::Mark::is_red)
    };
    fault.trial.as_ref().is_some_and(|t| t.exit == 1) && fault.must_fail.iter().all(found)
}

/// How many faults there are, and how many of them were found.
fn killed(matrix: &KillMatrix) -> (usize, usize) {
    let killed = matrix.faults.iter().filter(|f| is_killed(f)).count();
    (killed, matrix.faults.len())
}

/// How many MUSTs there are, and how many of them a fault breaks that was found.
fn musts(matrix: &KillMatrix) -> (usize, usize) {
    let musts: Vec<_> = matrix
        .requirements
        .iter()
        .filter(|r| r.level == Level::Must)
        .collect();
    let broken = |id: &RequirementId| {
        let such = |f: &&FaultTrial| f.must_fail.contains(id);
        matrix.faults.iter().filter(such).any(is_killed)
    };
    let covered = musts.iter().filter(|r| broken(&r.id)).count();
    (covered, musts.len())
}

/// An id without the role that the page is about: `counter.at-most-once`.
fn short(matrix: &KillMatrix, id: &str) -> String {
    let role = format!("{}.", matrix.role.replace('/', "."));
    line(id.strip_prefix(&role).unwrap_or(id))
}

/// Faults by the family of the first requirement that they break, in the order of the matrix.
fn by_family(matrix: &KillMatrix) -> Vec<(String, Vec<&FaultTrial>)> {
    let mut families: Vec<(String, Vec<&FaultTrial>)> = Vec::new();
    for fault in &matrix.faults {
        let name = fault.must_fail.first().map_or("", |id| id.family());
        match families.iter_mut().find(|(family, _)| family == name) {
            Some((_, members)) => members.push(fault),
            None => families.push((name.to_owned(), vec![fault])),
        }
    }
    families
}
