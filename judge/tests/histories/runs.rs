//! From scenarios to runs, and judging them again.

use crate::tale::{OWN, Tale, id, list, transferred};
use record::{
    AnswerKind, Check, Ending, Expectation, FORMAT, Finding, Level, PROFILE, RequirementOutcome,
    RunRecord, ScenarioRecord, StepRecord, SubjectInfo, Summary, Verdict,
};

fn run(scenarios: Vec<ScenarioRecord>) -> RunRecord {
    RunRecord {
        format: FORMAT.into(),
        profile: PROFILE.into(),
        version: "0".into(),
        role: "lcp/issuer".into(),
        seed: 1,
        started: "2003-09-18T00:00:00Z".into(),
        duration_ms: 1,
        strict: false,
        command: "trialplate run lcp/issuer".into(),
        explored: false,
        subject: SubjectInfo {
            name: "a".into(),
            kind: "url".into(),
            wsdl: "http://money.com/lcp.wsdl".into(),
            service: None,
            address: None,
            trust: None,
            version: None,
            capabilities: vec![],
            fraction_digits: None,
            faults: vec![],
            liberties: vec![],
        },
        verdict: Verdict::Inconclusive,
        exit: 3,
        ended_early: None,
        summary: Summary::default(),
        requirements: vec![RequirementOutcome {
            id: id(OWN),
            level: Level::Must,
            verdict: None,
            says: "x".into(),
            source: "paper §3".into(),
            scenarios: vec![],
            untested: None,
        }],
        purse: None,
        scenarios,
    }
}

/// A scenario in which Alice sends 10 and Bob is looked at, judged as the runner does it.
fn scenario(result: &str, alice: &str) -> ScenarioRecord {
    let mut tale = Tale::lent(&["Alice", "Bob"], "100");
    let exchange = tale.pays("Alice", "Bob", "10", 7, &transferred(result, "1"));
    tale.asks("Bob", &list(&[("t7", "10")], "0", "10"));
    tale.asks("Alice", &list(&[], "0", alice));
    let mut record = tale.record;
    record.expectations.push(Expectation {
        requirement: id(OWN),
        step: Some(0),
        check: Check::Answer {
            exchange,
            allowed: vec![AnswerKind::Success],
        },
    });
    record.expectations.extend(judge::always());
    record.findings = judge::findings(&record, &levels(), &judge::Readings::default());
    record.steps[0].verdict = judge::step_verdict(&record, 0, Verdict::Passed);
    record.verdict = judge::scenario_verdict(&record);
    record
}

fn levels() -> judge::Levels {
    [(id(OWN), Level::Must)].into_iter().collect()
}

fn concluded(scenarios: Vec<ScenarioRecord>) -> RunRecord {
    let mut run = run(scenarios);
    judge::conclude(&mut run);
    run
}

/// Stored, read again and judged again.
fn again(run: &RunRecord) -> RunRecord {
    let stored: RunRecord = serde_json::from_str(&serde_json::to_string(run).unwrap()).unwrap();
    assert_eq!(stored, *run);
    judge::rejudge(stored).unwrap()
}

#[test]
fn a_run_is_judged_again_to_the_same() {
    for (result, alice, verdict, exit) in [
        ("success", "89", Verdict::Passed, 0),
        ("success", "79", Verdict::Failed, 1),
        ("refused", "99", Verdict::Failed, 1),
    ] {
        let run = concluded(vec![scenario(result, alice)]);
        assert_eq!((run.verdict, run.exit), (verdict, exit), "{result} {alice}");
        assert_eq!(again(&run), run);
    }
}

#[test]
fn what_stands_there_as_verdicts_is_not_believed() {
    let run = concluded(vec![scenario("success", "79")]);
    let mut forged = run.clone();
    forged.verdict = Verdict::Passed;
    forged.exit = 0;
    forged.requirements[0].verdict = None;
    let scenario = &mut forged.scenarios[0];
    scenario.verdict = Verdict::Passed;
    scenario.findings = Vec::<Finding>::new();
    assert_eq!(again(&forged), run);
}

#[test]
fn a_halted_scenario_comes_out_as_it_was() {
    let step = |verdict| StepRecord {
        keyword: "And".into(),
        text: "more".into(),
        verdict,
    };
    for halt in [
        Verdict::Inconclusive,
        Verdict::Error,
        Verdict::NotApplicable,
    ] {
        for last in [halt, Verdict::Passed] {
            let mut halted = scenario("success", "89");
            halted.halted = Some((halt, "it went no further".into()));
            halted
                .steps
                .extend([step(last), step(Verdict::NotApplicable)]);
            halted.verdict = judge::scenario_verdict(&halted);
            let run = concluded(vec![halted]);
            assert_eq!(again(&run), run, "{halt} {last}");
            assert_eq!(again(&again(&run)), run);
        }
    }
}

#[test]
fn another_format_is_refused() {
    let mut run = concluded(vec![]);
    run.format = "trialplate-run/9".into();
    assert!(
        judge::rejudge(run)
            .unwrap_err()
            .contains("trialplate-run/9")
    );
}

#[test]
fn what_does_not_apply_is_no_pass() {
    let mut skipped = scenario("success", "89");
    skipped.expectations.remove(0);
    skipped.findings = judge::findings(&skipped, &levels(), &judge::Readings::default());
    assert_eq!(
        judge::scenario_verdict(&skipped),
        Verdict::Error,
        "it claims, and checks nothing"
    );
    skipped.halted = Some((Verdict::NotApplicable, "sessions are not resumed".into()));
    assert_eq!(judge::scenario_verdict(&skipped), Verdict::NotApplicable);
    skipped.verdict = Verdict::NotApplicable;
    let mut preflight = scenario("success", "89");
    preflight.line = 0;
    let run = concluded(vec![preflight.clone(), skipped.clone()]);
    assert_eq!((run.verdict, run.exit), (Verdict::NotApplicable, 3));
    let run = concluded(vec![preflight, skipped, scenario("success", "89")]);
    assert_eq!((run.verdict, run.exit), (Verdict::Passed, 0));
}

#[test]
fn a_run_that_ended_early_proves_nothing_but_failures() {
    for (alice, verdict, exit) in [("89", Verdict::Inconclusive, 3), ("79", Verdict::Failed, 1)] {
        let mut run = run(vec![scenario("success", alice)]);
        run.ended_early = Some("it was interrupted".into());
        judge::conclude(&mut run);
        assert_eq!((run.verdict, run.exit), (verdict, exit));
    }
    let empty = concluded(vec![]);
    assert_eq!((empty.verdict, empty.exit), (Verdict::Inconclusive, 3));
}

#[test]
fn warnings_fail_where_they_are_asked_to() {
    let mut stored = run(vec![scenario("refused", "99")]);
    stored.requirements[0].level = Level::Should;
    stored.scenarios[0].expectations.truncate(1);
    let run = again(&stored);
    assert_eq!((run.verdict, run.exit), (Verdict::Warned, 0));
    assert_eq!(run.requirements[0].verdict, Some(Verdict::Warned));
    stored.strict = true;
    assert_eq!(again(&stored).exit, 1);
}

#[test]
fn fees_told_are_summed_over_everybody_and_once_for_repetitions() {
    let mut tale = Tale::lent(&["Alice"], "100");
    tale.pays("Alice", "Bob", "10", 7, &transferred("success", "1.2"));
    tale.pays("Alice", "Bob", "10", 7, &transferred("success", "1.2"));
    tale.loses("Alice", "Bob", "10", 8, Ending::Cut);
    tale.asks("Alice", &list(&[], "0.1", "1"));
    tale.sweeping()
        .pays("Alice", "treasury", "70", 9, &transferred("success", "0.7"));
    assert_eq!(
        judge::fees_told(&tale.record, &judge::Readings::default()).to_string(),
        "2"
    );
}

#[test]
fn a_record_from_which_scenarios_were_taken_is_refused() {
    let mut run = concluded(vec![scenario("success", "89"), scenario("success", "79")]);
    run.scenarios.pop();
    let refused = judge::rejudge(run).unwrap_err();
    assert_eq!(refused, "the record counts 2 scenarios, and 1 are in it");
}

fn with_purse(after: &str) -> RunRecord {
    with_purse_of(after, vec![scenario("success", "89")])
}

fn with_purse_of(after: &str, scenarios: Vec<ScenarioRecord>) -> RunRecord {
    let mut run = run(scenarios);
    run.purse = Some(record::PurseAccount {
        key: "AB".into(),
        budget: "500".into(),
        before: "1000".into(),
        after: Some(after.into()),
        fees: "1".into(),
        given: Some("0.000001".into()),
        untold: None,
        message_counter: None,
        left_behind: Vec::new(),
    });
    judge::conclude(&mut run);
    run
}

#[test]
fn what_is_missing_in_the_purse_without_a_reason_fails() {
    assert_eq!(with_purse("998.999999").verdict, Verdict::Passed);
    for after in ["998.9", "999", "900"] {
        let run = with_purse(after);
        assert_eq!(run.verdict, Verdict::Failed, "{after}");
        assert_eq!(again(&run), run);
    }
}

#[test]
fn what_may_have_been_given_away_with_an_answer_that_was_lost_explains_what_is_missing() {
    let mut tale = Tale::lent(&["Alice"], "100");
    tale.loses("Alice", "the issuer", "3", 7, Ending::Closed);
    let found = |after: &str| {
        let run = with_purse_of(after, vec![tale.record.clone()]);
        let about = |f: &&Finding| f.expected.starts_with("the purse holds");
        run.scenarios[0]
            .findings
            .iter()
            .find(about)
            .map(|f| f.verdict)
    };
    assert_eq!(found("998.999999"), Some(Verdict::Passed));
    assert_eq!(found("995.999999"), Some(Verdict::Passed));
    assert_eq!(found("995.999998"), Some(Verdict::Failed));
}

#[test]
fn what_a_scenario_spent_in_which_the_suite_broke_down_is_not_missing() {
    let mut broken = scenario("success", "89");
    broken.exchanges.clear();
    broken.expectations.clear();
    broken.findings.clear();
    broken.verdict = Verdict::Error;
    let found = |broken: ScenarioRecord| {
        with_purse_of("900", vec![scenario("success", "89"), broken]).verdict
    };
    assert_eq!(found(broken.clone()), Verdict::Error);
    // One that came to its own end has said what it spent: nothing.
    broken.expectations = judge::always();
    assert_eq!(found(broken), Verdict::Failed);
}
