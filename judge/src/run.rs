//! From scenarios to the verdict on a run.

use record::{Exit, FORMAT, RequirementOutcome, RunRecord, ScenarioRecord, Summary, Verdict};

use crate::scenario::{Levels, findings, scenario_verdict, step_verdict};

/// Fills in everything that follows from the scenarios' findings: the outcome of each requirement, the counts, the verdict,
/// the exit status. The requirements' ids, levels and sentences must stand there already.
pub fn conclude(run: &mut RunRecord) {
    for requirement in &mut run.requirements {
        (requirement.verdict, requirement.scenarios) = outcome(requirement, &run.scenarios);
    }
    run.summary = Summary::of(run.scenarios.iter().map(|s| s.verdict));
    let early = run.ended_early.iter().map(|_| Verdict::Inconclusive);
    run.verdict = Verdict::of(run.scenarios.iter().map(|s| s.verdict).chain(early));
    run.exit = Exit::of(run.verdict, run.strict).code();
}

/// What all findings about a requirement prove together, and in which scenarios they are. Where a scenario that claims to
/// decide it has none, what ended that scenario counts.
fn outcome(
    requirement: &RequirementOutcome,
    scenarios: &[ScenarioRecord],
) -> (Option<Verdict>, Vec<String>) {
    let mut verdicts = Vec::new();
    let mut names = Vec::new();
    for scenario in scenarios {
        let before = verdicts.len();
        let about = scenario
            .findings
            .iter()
            .filter(|f| f.requirement == requirement.id);
        verdicts.extend(about.map(|f| f.verdict));
        if verdicts.len() == before && scenario.tags.contains(&requirement.id) {
            verdicts.push(
                scenario
                    .halted
                    .as_ref()
                    .map_or(Verdict::Error, |(verdict, _)| *verdict),
            );
        }
        if verdicts.len() > before {
            names.push(scenario.name.clone());
        }
    }
    let verdict = (!verdicts.is_empty()).then(|| Verdict::of(verdicts));
    (verdict, names)
}

/// Judges a stored record again, from its exchanges and expectations alone. What the record says about verdicts is not
/// looked at.
///
/// # Errors
/// When the record is of another form than this version reads.
pub fn rejudge(mut run: RunRecord) -> Result<RunRecord, String> {
    if run.format != FORMAT {
        return Err(format!(
            "the record's format is {:?}; this version reads {FORMAT:?}",
            run.format
        ));
    }
    let levels: Levels = run
        .requirements
        .iter()
        .map(|r| (r.id.clone(), r.level))
        .collect();
    for scenario in &mut run.scenarios {
        scenario.findings = findings(scenario, &levels);
        scenario.verdict = scenario_verdict(scenario);
        for step in 0..scenario.steps.len() {
            let reached = scenario.steps[step].verdict != Verdict::NotApplicable;
            let acted = if reached {
                Verdict::Passed
            } else {
                Verdict::NotApplicable
            };
            scenario.steps[step].verdict = step_verdict(scenario, step, acted);
        }
    }
    conclude(&mut run);
    Ok(run)
}
