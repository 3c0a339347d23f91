//! The verdict on a kill matrix.

use record::{
    Exit, FaultTrial, KillMatrix, Level, Mark, MatrixTrial, Problem, RequirementId,
    RequirementOutcome, RunRecord, Verdict, covers,
};

/// What a run came to, as a row of a kill matrix: which requirements were not found to hold, and where that shows first.
#[must_use]
pub fn trial(run: &RunRecord) -> MatrixTrial {
    let unsettled = |r: &&RequirementOutcome| {
        r.verdict
            .is_some_and(|v| !matches!(v, Verdict::Passed | Verdict::NotApplicable))
    };
    let marks = run.requirements.iter().filter(unsettled);
    MatrixTrial {
        verdict: run.verdict,
        exit: run.exit,
        duration_ms: run.duration_ms,
        scenarios: run.scenarios.iter().filter(|s| !s.is_preflight()).count(),
        ended_early: run.ended_early.clone(),
        marks: marks.map(|r| (r.id.clone(), mark(run, r))).collect(),
    }
}

fn mark(run: &RunRecord, requirement: &RequirementOutcome) -> Mark {
    let verdict = requirement.verdict.unwrap_or(Verdict::Inconclusive);
    let mut shown = run.scenarios.iter().filter_map(|scenario| {
        let about = |f: &&record::Finding| f.requirement == requirement.id && f.verdict == verdict;
        let finding = scenario.findings.iter().find(about)?;
        Some((
            scenario,
            format!("expected {}; found {}", finding.expected, finding.actual),
        ))
    });
    let halted = || {
        let such =
            |s: &&record::ScenarioRecord| s.tags.contains(&requirement.id) && s.halted.is_some();
        let scenario = run.scenarios.iter().find(such)?;
        let (_, why) = scenario.halted.as_ref()?;
        Some((scenario, why.clone()))
    };
    match shown.next().or_else(halted) {
        Some((scenario, why)) => Mark {
            verdict,
            scenario: format!("{}:{} {}", scenario.feature, scenario.line, scenario.name),
            why,
        },
        None => Mark {
            verdict,
            scenario: String::new(),
            why: String::new(),
        },
    }
}

/// Fills in what follows from the rows: the problems, and the exit status.
///
/// A fault survives when its run does not end with status 1, and when a requirement that it must break is not found broken. Where
/// that was only left open, the run has proved nothing. Beyond what it must and may break, nothing may be found broken. What a fault leaves unsettled proves nothing, and is no problem:
/// an issuer that hangs up cannot be asked everything.
pub fn conclude_matrix(matrix: &mut KillMatrix) {
    let mut problems = faultless(&matrix.faultless);
    let unproved = problems
        .iter()
        .any(|p| matches!(p, Problem::NothingProved(_)));
    for fault in &matrix.faults {
        problems.extend(of_fault(fault));
        let declared = fault.must_fail.iter().map(RequirementId::as_str);
        let declared = declared.chain(fault.may_fail.iter().map(String::as_str));
        let unknown = declared.filter(|d| !matrix.requirements.iter().any(|r| covers(d, &r.id)));
        problems.extend(unknown.map(|d| Problem::NoRequirement(fault.name.clone(), d.to_owned())));
    }
    if matrix.complete {
        let broken = |id| matrix.faults.iter().any(|f| f.must_fail.contains(id));
        let musts = matrix
            .requirements
            .iter()
            .filter(|r| r.level == Level::Must);
        let unbroken = musts.filter(|r| !broken(&r.id));
        problems.extend(unbroken.map(|r| Problem::NoFault(r.id.clone())));
    }
    let is_open = |p: &Problem| matches!(p, Problem::Undecided(..));
    let exit = match problems.is_empty() {
        true => Exit::Conforming,
        false if unproved || problems.iter().all(is_open) => Exit::Unproven,
        false => Exit::NotConforming,
    };
    matrix.exit = exit.code();
    matrix.problems = problems;
}

/// Where something shows, and how.
fn place(mark: &Mark) -> String {
    format!("{}: {}", mark.scenario, mark.why)
}

fn faultless(trial: &MatrixTrial) -> Vec<Problem> {
    let of = |(id, mark): (&RequirementId, &Mark)| {
        let at = place(mark);
        match mark.is_red() {
            true => Problem::Faultless(id.clone(), at),
            false => Problem::NothingProved(format!("{id} is {} ({at})", mark.verdict)),
        }
    };
    let mut problems: Vec<Problem> = trial.marks.iter().map(of).collect();
    if let Some(why) = &trial.ended_early {
        problems.push(Problem::NothingProved(why.clone()));
    } else if problems.is_empty() && trial.verdict != Verdict::Passed {
        problems.push(Problem::NothingProved(format!(
            "its run is {}",
            trial.verdict
        )));
    }
    problems
}

fn of_fault(fault: &FaultTrial) -> Vec<Problem> {
    let name = || fault.name.clone();
    let Some(trial) = &fault.trial else {
        return vec![Problem::BrokeDown(name(), "its run came to no end".into())];
    };
    let mut problems = Vec::new();
    let open = |id: &RequirementId| {
        let mark = trial.marks.get(id)?;
        (mark.verdict == Verdict::Inconclusive).then(|| place(mark))
    };
    let is_open = fault.must_fail.iter().any(|id| open(id).is_some());
    let is_unproven = is_open && trial.exit == Exit::Unproven.code();
    if trial.exit != Exit::NotConforming.code() && !is_unproven {
        let how = format!(
            "its run ended with status {} ({})",
            trial.exit, trial.verdict
        );
        problems.push(Problem::Survived(name(), how));
    }
    let red = |id: &RequirementId| trial.red().any(|r| r == id);
    let missed = fault.must_fail.iter().filter(|id| !red(id));
    problems.extend(missed.map(|id| match open(id) {
        Some(at) => Problem::Undecided(name(), id.clone(), at),
        None => Problem::Missed(name(), id.clone()),
    }));
    for (id, mark) in &trial.marks {
        let declared = fault.must_fail.contains(id) || fault.may_touch(id);
        let at = place(mark);
        if mark.is_red() && !declared {
            problems.push(Problem::Unexpected(name(), id.clone(), at));
        } else if mark.verdict == Verdict::Error {
            problems.push(Problem::BrokeDown(name(), at));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use record::{MATRIX_FORMAT, MatrixColumn};

    use super::*;

    fn id(text: &str) -> RequirementId {
        RequirementId::parse(&format!("lcp.issuer.{text}")).unwrap()
    }

    fn ran(exit: u8, marks: &[(&str, Verdict)]) -> MatrixTrial {
        let mark = |verdict| Mark {
            verdict,
            scenario: "f:1 S".into(),
            why: "x".into(),
        };
        let verdict = match exit {
            0 => Verdict::Passed,
            1 => Verdict::Failed,
            _ => Verdict::Inconclusive,
        };
        MatrixTrial {
            verdict,
            exit,
            duration_ms: 1,
            scenarios: 2,
            ended_early: None,
            marks: marks
                .iter()
                .map(|(i, v)| (id(i), mark(*v)))
                .collect::<BTreeMap<_, _>>(),
        }
    }

    fn matrix(faultless: MatrixTrial, exit: u8, marks: &[(&str, Verdict)]) -> KillMatrix {
        let column = |text: &str| MatrixColumn {
            id: id(text),
            level: Level::Must,
            says: "It holds.".into(),
        };
        let mut matrix = KillMatrix {
            format: MATRIX_FORMAT.into(),
            profile: record::PROFILE.into(),
            version: "0".into(),
            role: "lcp/issuer".into(),
            started: String::new(),
            command: String::new(),
            seed: 1,
            jobs: 1,
            duration_ms: 1,
            requirements: vec![column("fees.a"), column("fees.b"), column("fees.c")],
            faultless,
            faults: vec![FaultTrial {
                name: "bad".into(),
                says: "It is bad.".into(),
                must_fail: vec![id("fees.a")],
                may_fail: vec!["lcp.issuer.fees.b".into()],
                chance: None,
                trial: Some(ran(exit, marks)),
            }],
            complete: false,
            problems: Vec::new(),
            exit: 9,
        };
        conclude_matrix(&mut matrix);
        matrix
    }

    #[test]
    fn a_fault_found_where_it_was_put_is_no_problem() {
        let found = matrix(ran(0, &[]), 1, &[("fees.a", Verdict::Failed)]);
        assert_eq!((found.exit, found.problems), (0, vec![]));
        let both = [("fees.a", Verdict::Failed), ("fees.b", Verdict::Failed)];
        assert_eq!(matrix(ran(0, &[]), 1, &both).exit, 0);
        let unsettled = [
            ("fees.a", Verdict::Failed),
            ("fees.c", Verdict::Inconclusive),
        ];
        assert_eq!(matrix(ran(0, &[]), 1, &unsettled).exit, 0);
    }

    #[test]
    fn a_fault_that_survives_is_one() {
        let survived = matrix(ran(0, &[]), 0, &[]);
        assert_eq!(survived.exit, 1);
        assert_eq!(
            survived.problems,
            [
                Problem::Survived("bad".into(), "its run ended with status 0 (passed)".into()),
                Problem::Missed("bad".into(), id("fees.a"))
            ]
        );
        let elsewhere = matrix(ran(0, &[]), 1, &[("fees.b", Verdict::Failed)]);
        assert_eq!(
            elsewhere.problems,
            [Problem::Missed("bad".into(), id("fees.a"))]
        );
    }

    #[test]
    fn what_was_left_open_proves_nothing() {
        let open = [("fees.a", Verdict::Inconclusive)];
        let undecided = Problem::Undecided("bad".into(), id("fees.a"), "f:1 S: x".into());
        for exit in [1, 3] {
            let found = matrix(ran(0, &[]), exit, &open);
            assert_eq!((found.exit, found.problems), (3, vec![undecided.clone()]));
        }
        let beyond = [open[0], ("fees.c", Verdict::Failed)];
        let found = matrix(ran(0, &[]), 1, &beyond);
        assert_eq!((found.exit, found.problems.len()), (1, 2));
    }

    #[test]
    fn red_where_a_fault_does_not_reach_is_one() {
        let beyond = [("fees.a", Verdict::Failed), ("fees.c", Verdict::Warned)];
        let beyond = matrix(ran(0, &[]), 1, &beyond);
        assert_eq!(
            beyond.problems,
            [Problem::Unexpected(
                "bad".into(),
                id("fees.c"),
                "f:1 S: x".into()
            )]
        );
        let broke = [("fees.a", Verdict::Failed), ("fees.b", Verdict::Error)];
        let broke = matrix(ran(0, &[]), 1, &broke);
        assert_eq!(
            broke.problems,
            [Problem::BrokeDown("bad".into(), "f:1 S: x".into())]
        );
    }

    #[test]
    fn a_must_without_a_fault_is_one_when_all_were_tried() {
        let mut all = matrix(ran(0, &[]), 1, &[("fees.a", Verdict::Failed)]);
        all.complete = true;
        all.requirements[2].level = Level::Should;
        conclude_matrix(&mut all);
        assert_eq!(all.problems, [Problem::NoFault(id("fees.b"))]);
    }

    #[test]
    fn nothing_is_proved_by_a_reference_that_does_not_pass() {
        let red = matrix(
            ran(1, &[("fees.b", Verdict::Failed)]),
            1,
            &[("fees.a", Verdict::Failed)],
        );
        assert_eq!(red.exit, 1);
        let unsettled = ran(3, &[("fees.b", Verdict::Inconclusive)]);
        let unsettled = matrix(unsettled, 1, &[("fees.a", Verdict::Failed)]);
        assert_eq!(
            (unsettled.exit, unsettled.problems),
            (
                3,
                vec![Problem::NothingProved(
                    "lcp.issuer.fees.b is inconclusive (f:1 S: x)".into()
                )]
            )
        );
        let nothing = matrix(ran(3, &[]), 1, &[("fees.a", Verdict::Failed)]);
        assert_eq!(
            (nothing.exit, nothing.problems),
            (
                3,
                vec![Problem::NothingProved("its run is inconclusive".into())]
            )
        );
    }
}
