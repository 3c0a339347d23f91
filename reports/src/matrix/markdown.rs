//! The matrix as a document that can be committed: no time, no seed, nothing that differs from run to run.

use record::{FaultTrial, KillMatrix, RequirementId};

use super::{by_family, is_killed, killed, musts, problems, short};
use crate::text::line;

/// A page of tables, family by family. It is the same after each run in which every fault is found as declared.
#[must_use]
pub fn markdown(matrix: &KillMatrix) -> String {
    let ((dead, faults), (covered, all)) = (killed(matrix), musts(matrix));
    let mut out = format!(
        "# Kill matrix of {}\n\n\
         Written by `trialplate selftest {}`: the whole suite was run against the reference with each of these faults, and against \
         the reference as it should be.\n\n\
         **{dead} of {faults} faults found**, each in every requirement that it must break, and in none beyond those that it may \
         touch. **{covered} of {all} MUSTs** have a fault that breaks them and was found. Without a fault every scenario of {} \
         passed.\n",
        line(&matrix.role),
        line(&matrix.role),
        matrix.faultless.scenarios,
    );
    if !matrix.problems.is_empty() {
        out.push_str("\n## What is not as it should be\n\n");
        for sentence in problems::sentences(matrix) {
            out.push_str(&format!("- {sentence}\n"));
        }
    }
    for (family, members) in by_family(matrix) {
        out.push_str(&format!(
            "\n## {family}\n\n| | fault | what it does | breaks | may touch |\n|---|---|---|---|---|\n"
        ));
        for fault in members {
            out.push_str(&row(matrix, fault));
        }
    }
    out
}

fn row(matrix: &KillMatrix, fault: &FaultTrial) -> String {
    let ids = |ids: Vec<&str>| -> String {
        let codes = ids.into_iter().map(|id| format!("`{}`", short(matrix, id)));
        codes.collect::<Vec<_>>().join(" ")
    };
    let chance = fault.chance.as_ref().map(|c| {
        format!(
            " Shows with a chance of {} in each trial ({}); a run makes at least {}, and misses it with a chance of {}.",
            c.per_trial, c.trial, c.trials, c.missed
        )
    });
    format!(
        "| {} | `{}` | {}{} | {} | {} |\n",
        if is_killed(fault) { "✓" } else { "✗" },
        fault.name,
        line(&fault.says).replace('|', "\\|"),
        chance.unwrap_or_default(),
        ids(fault.must_fail.iter().map(RequirementId::as_str).collect()),
        ids(fault.may_fail.iter().map(String::as_str).collect())
    )
}
