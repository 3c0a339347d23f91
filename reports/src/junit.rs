//! JUnit XML, for CI servers.

use std::time::Duration;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use record::{RunRecord, ScenarioRecord, Verdict};

use crate::evidence::{problems, reason};
use crate::outcome::{Outcome, sentence};
use crate::terminal::failure_text;
use crate::text::{block, line, short};

/// Characters of a message, which servers show in one line.
const MESSAGE: usize = 400;

/// Why there is no JUnit report.
#[derive(Debug, thiserror::Error)]
#[error("junit report cannot be written")]
pub struct JunitError(#[from] quick_junit::SerializeError);

/// `junit.xml`: a test suite for each feature, a test case for each scenario. A failed scenario is a `<failure>`; one that
/// the harness is at fault for, or that settles nothing, is an `<error>` with the verdict as type; one that does not apply
/// is `<skipped>`; a warning stands in `<system-out>`, or is a `<failure>` in a strict run.
///
/// A run that ended early, or did not prove conformity though no case says so, has a test case of its own that is an
/// `<error>`: servers show a report without failures as green.
///
/// # Errors
/// When the XML cannot be written.
pub fn junit(run: &RunRecord) -> Result<String, JunitError> {
    let mut report = Report::new(format!("trialplate {}", line(&run.role)));
    report.timestamp = run.started.parse().ok();
    report.set_time(Duration::from_millis(run.duration_ms));
    let mut suites: Vec<TestSuite> = Vec::new();
    for scenario in &run.scenarios {
        let name = line(&scenario.feature);
        let known = suites.iter().position(|s| s.name.as_str() == name);
        let at = known.unwrap_or_else(|| {
            suites.push(suite(run, &name));
            suites.len() - 1
        });
        let took = suites[at].time.unwrap_or_default();
        suites[at].set_time(took + Duration::from_millis(scenario.duration_ms));
        suites[at].add_test_case(case(run, scenario));
    }
    report.add_test_suites(suites);
    let said = report.failures + report.errors > 0;
    if run.ended_early.is_some() || (Outcome::of(run) != Outcome::Conforming && !said) {
        report.add_test_suite(the_run(run));
    }
    Ok(report.to_string()?)
}

fn suite(run: &RunRecord, name: &str) -> TestSuite {
    let mut suite = TestSuite::new(name);
    suite
        .add_property(("subject", line(&run.subject.name).as_str()))
        .add_property(("seed", run.seed.to_string().as_str()))
        .add_property(("command", line(&run.command).as_str()));
    suite
}

fn case(run: &RunRecord, scenario: &ScenarioRecord) -> TestCase {
    let mut case = TestCase::new(line(&scenario.name), status(run, scenario));
    let path = line(&scenario.feature);
    let path = path.strip_suffix(".feature").unwrap_or(&path);
    case.set_classname(path.replace('/', "."));
    case.set_time(Duration::from_millis(scenario.duration_ms));
    if scenario.verdict == Verdict::Warned && !run.strict {
        let text = format!(
            "warning: {}\n\n{}",
            message(scenario),
            failure_text(run, scenario)
        );
        case.set_system_out(text);
    }
    case
}

fn status(run: &RunRecord, scenario: &ScenarioRecord) -> TestCaseStatus {
    let (verdict, kind) = match scenario.verdict {
        Verdict::Passed => return TestCaseStatus::success(),
        Verdict::Warned if !run.strict => return TestCaseStatus::success(),
        Verdict::NotApplicable => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(short(&reason(scenario), MESSAGE));
            return status;
        }
        verdict @ (Verdict::Failed | Verdict::Warned) => (verdict, NonSuccessKind::Failure),
        verdict @ (Verdict::Error | Verdict::Inconclusive) => (verdict, NonSuccessKind::Error),
    };
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(verdict.word());
    status.set_message(message(scenario));
    status.set_description(failure_text(run, scenario));
    status
}

fn message(scenario: &ScenarioRecord) -> String {
    let found = problems(scenario);
    match found.first() {
        Some(f) if f.verdict == scenario.verdict => {
            let text = format!(
                "{}: expected {}, actual {}",
                f.requirement, f.expected, f.actual
            );
            short(&text, MESSAGE)
        }
        _ => short(&reason(scenario), MESSAGE),
    }
}

fn the_run(run: &RunRecord) -> TestSuite {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    let outcome = Outcome::of(run);
    let ty = match run.ended_early {
        Some(_) => "ended early",
        None => outcome.word(),
    };
    let why = run.ended_early.as_deref().map(block);
    status.set_type(ty);
    status.set_message(short(&sentence(run), MESSAGE));
    status.set_description(why.unwrap_or_else(|| sentence(run)));
    let mut case = TestCase::new("the run as a whole", status);
    case.set_classname(line(&run.role).replace('/', "."));
    let mut suite = suite(run, &line(&run.role));
    suite.add_test_case(case);
    suite
}
