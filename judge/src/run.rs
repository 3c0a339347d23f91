//! From scenarios to the verdict on a run.

use record::{Exit, FORMAT, RequirementOutcome, RunRecord, ScenarioRecord, Summary, Verdict};

use crate::books;
use crate::readings::Readings;
use crate::scenario::{Levels, findings, scenario_verdict, step_verdict};
use crate::tallies::tallies;

/// Fills in everything that follows from the scenarios' findings: the outcome of each requirement, the counts, the verdict,
/// the exit status. The requirements' ids, levels and sentences must stand there already.
///
/// The purse's account is looked at here too: what is found about it stands in the first scenario, the preflight.
pub fn conclude(run: &mut RunRecord) {
    if let (Some(finding), Some(first)) = (books::finding(run), run.scenarios.first_mut()) {
        first.findings.push(finding);
        first.verdict = scenario_verdict(first);
    }
    for requirement in &mut run.requirements {
        (requirement.verdict, requirement.scenarios) = outcome(requirement, &run.scenarios);
    }
    let told = run.scenarios.iter().filter(|s| !s.is_preflight());
    run.summary = Summary::of(told.map(|s| s.verdict));
    let early = run.ended_early.iter().map(|_| Verdict::Inconclusive);
    run.verdict = Verdict::of(run.scenarios.iter().map(|s| s.verdict).chain(early));
    if run.verdict < Verdict::Inconclusive && nothing_applied(&run.scenarios) {
        run.verdict = Verdict::NotApplicable;
    }
    run.exit = Exit::of(run.verdict, run.strict).code();
    // A warning that counts as a failure outweighs what was not settled, as a failure does.
    let findings = run.scenarios.iter().flat_map(|s| &s.findings);
    if run.strict && findings.map(|f| f.verdict).any(|v| v == Verdict::Warned) {
        run.exit = Exit::NotConforming.code();
    }
}

/// Whether none of the scenarios applied, the preflight apart: that the issuer is there proves nothing about what was asked.
fn nothing_applied(scenarios: &[ScenarioRecord]) -> bool {
    let mut told = scenarios.iter().filter(|s| !s.is_preflight()).peekable();
    told.peek().is_some() && told.all(|s| s.verdict == Verdict::NotApplicable)
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

/// Judges a stored record again, from its exchanges and expectations alone. What the record says about verdicts is looked at
/// for one thing only, which no exchange shows: how far a scenario came, and whether it was a step that ended it.
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
    let counted: usize = Verdict::ALL.into_iter().map(|v| run.summary.count(v)).sum();
    if counted > run.scenarios.len() {
        return Err(format!(
            "the record counts {counted} scenarios, and {} are in it",
            run.scenarios.len()
        ));
    }
    let levels: Levels = run
        .requirements
        .iter()
        .map(|r| (r.id.clone(), r.level))
        .collect();
    for scenario in &mut run.scenarios {
        let readings = Readings::default();
        scenario.findings = findings(scenario, &levels, &readings);
        scenario.tallies = tallies(scenario, &readings);
        scenario.verdict = scenario_verdict(scenario);
        let acted = acted(scenario);
        for (step, acted) in acted.into_iter().enumerate() {
            scenario.steps[step].verdict = step_verdict(scenario, step, acted);
        }
    }
    conclude(&mut run);
    Ok(run)
}

/// How the actions of a scenario's steps went. The last one that was reached may be the one that ended the scenario: its
/// verdict is then at least as heavy as what ended it.
fn acted(scenario: &ScenarioRecord) -> Vec<Verdict> {
    let reached = |v: &Verdict| *v != Verdict::NotApplicable;
    let recorded: Vec<Verdict> = scenario.steps.iter().map(|s| s.verdict).collect();
    let last = recorded.iter().rposition(reached);
    let went = |(n, recorded): (usize, &Verdict)| match &scenario.halted {
        _ if !reached(recorded) => Verdict::NotApplicable,
        Some((ended, _)) if Some(n) == last && ended <= recorded => ended.and(Verdict::Passed),
        _ => Verdict::Passed,
    };
    recorded.iter().enumerate().map(went).collect()
}

#[cfg(test)]
mod tests {
    use record::{Finding, PROFILE, RequirementId, SubjectInfo};

    use super::*;

    /// A scenario, or the preflight, with one finding of that verdict.
    fn scenario(line: usize, verdict: Verdict) -> ScenarioRecord {
        let requirement = RequirementId::parse("lcp.issuer.wait.prompt").unwrap();
        let finding = Finding {
            requirement: requirement.clone(),
            verdict,
            step: None,
            expected: String::new(),
            actual: String::new(),
            why: String::new(),
            exchanges: Vec::new(),
            timeline: Vec::new(),
        };
        ScenarioRecord {
            name: verdict.to_string(),
            feature: "lcp/issuer/wait.feature".into(),
            line,
            rule: None,
            tags: vec![requirement],
            verdict,
            halted: None,
            own_issuer: None,
            announced: None,
            rate: "1".into(),
            started: 0,
            duration_ms: 0,
            parties: Vec::new(),
            steps: Vec::new(),
            exchanges: Vec::new(),
            expectations: Vec::new(),
            findings: vec![finding],
            tallies: Vec::new(),
            played: record::Played::default(),
        }
    }

    fn concluded(strict: bool, scenarios: Vec<ScenarioRecord>) -> RunRecord {
        let mut run = RunRecord {
            format: FORMAT.into(),
            profile: PROFILE.into(),
            version: String::new(),
            role: "lcp/issuer".into(),
            seed: 1,
            started: String::new(),
            duration_ms: 1,
            strict,
            command: String::new(),
            explored: false,
            subject: SubjectInfo {
                name: String::new(),
                kind: "url".into(),
                wsdl: String::new(),
                service: None,
                address: None,
                trust: None,
                version: None,
                capabilities: Vec::new(),
                fraction_digits: None,
                faults: Vec::new(),
                liberties: Vec::new(),
            },
            verdict: Verdict::Inconclusive,
            exit: 3,
            ended_early: None,
            summary: Summary::default(),
            requirements: Vec::new(),
            purse: None,
            scenarios,
        };
        conclude(&mut run);
        run
    }

    #[test]
    fn in_a_strict_run_a_warning_outweighs_what_was_not_settled() {
        let all = [Verdict::Passed, Verdict::Warned, Verdict::Inconclusive];
        let exit = |strict, all: &[Verdict]| {
            let scenarios = all.iter().map(|v| scenario(1, *v)).collect();
            concluded(strict, scenarios).exit
        };
        assert_eq!(exit(true, &all), 1);
        assert_eq!(exit(false, &all), 3);
        let settled = &all[..2];
        assert_eq!((exit(true, settled), exit(false, settled)), (1, 0));
        let unsettled = [Verdict::Passed, Verdict::Inconclusive];
        assert_eq!((exit(true, &unsettled), exit(false, &unsettled)), (3, 3));
    }

    #[test]
    fn a_warning_counts_where_its_scenario_is_not_settled_either() {
        let mut both = scenario(1, Verdict::Warned);
        both.verdict = Verdict::Inconclusive;
        assert_eq!(concluded(true, vec![both.clone()]).exit, 1);
        assert_eq!(concluded(false, vec![both]).exit, 3);
    }

    #[test]
    fn the_preflight_is_not_counted() {
        let scenarios = vec![scenario(0, Verdict::Passed), scenario(1, Verdict::Passed)];
        assert_eq!(concluded(false, scenarios).summary.passed, 1);
    }
}
