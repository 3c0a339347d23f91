//! Adapters that die, hang, talk garbage or lie: what the suite says then, and that it says so in time.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use common::{Output, record, trialplate};
use record::{RunRecord, ScenarioRecord, Verdict};

/// No run with an adapter in trouble takes longer: the longest that one may take to answer is twelve seconds.
const BOUND: Duration = Duration::from_secs(40);

/// How long a payment may take in these runs, in milliseconds.
const PATIENCE: &str = "700";

/// One ordinary scenario.
const FEATURE: &str = r"Feature: Ordinary
  @lcp.holder.outcome.executed
  Scenario: A payment
    Given an issuer with whom the holder has 100
    When the holder is told to pay 10 to Bob
    Then it reports the payment as executed
";

/// What an adapter answers that does as it should, up to here.
const HELLO: &str = r#"say '"ok":{"protocol":"trialplate-adapter/1","name":"a purse","operations":["hello","configure","identity","transfer","exit"]}'"#;
const DONE: &str = r#"say '"ok":{}'"#;
const UNKNOWN: &str = r#"say '"error":{"code":"unimplemented","message":"no"}'"#;

/// A shell script that answers these operations so, and no others but where one of them is "*".
fn adapter(folder: &Path, answers: &[(&str, &str)]) -> PathBuf {
    let cases = answers.iter().map(|(op, does)| match *op {
        "*" => format!("    *) {does} ;;\n"),
        op => format!("    *'\"op\":\"{op}\"'*) {does} ;;\n"),
    });
    let script = format!(
        "say() {{ printf '{{\"id\":%s,%s}}\\n' \"$id\" \"$1\"; }}\n\
         while IFS= read -r line; do\n  id=${{line#*'\"id\":'}}\n  id=${{id%%[!0-9]*}}\n  case $line in\n{}    *'\"op\":\"exit\"'*) {DONE}; exit 0 ;;\n    *) {UNKNOWN} ;;\n  esac\ndone\n",
        cases.collect::<String>()
    );
    let path = folder.join("adapter.sh");
    fs::write(&path, script).unwrap();
    path
}

/// A run, and what it wrote.
struct Ran {
    output: Output,
    run: RunRecord,
    report: String,
}

impl Ran {
    /// The only scenario, the preflight apart.
    fn scenario(&self) -> &ScenarioRecord {
        self.run.scenarios.last().unwrap()
    }

    /// Asserts that the output and the report say these words.
    #[track_caller]
    fn says(&self, words: &[&str]) {
        for word in words {
            let all = &self.output.all;
            assert!(all.contains(word), "{word:?} is not in {all}");
            let escaped = word.replace('"', "&quot;");
            let shown = self.report.contains(word) || self.report.contains(&escaped);
            assert!(shown, "{word:?} is not in the report");
        }
    }

    /// Asserts that the answers were found wrong, and that the output and the report say how, and that nothing else was.
    #[track_caller]
    fn does_not_conform(&self, how: &[&str]) {
        assert_eq!(self.output.code, Some(1), "{}", self.output.all);
        let findings = self.run.scenarios.iter().flat_map(|s| &s.findings);
        let failed: Vec<_> = findings
            .filter(|f| f.verdict == Verdict::Failed)
            .map(|f| f.requirement.as_str())
            .collect();
        assert_eq!(failed, ["lcp.holder.adapter.answers"]);
        let (verdict, halted) = self.scenario().halted.clone().unwrap();
        assert_eq!(verdict, Verdict::Inconclusive, "{halted}");
        self.says(how);
    }

    /// Asserts that nothing was proved, and that the output and the report say why.
    #[track_caller]
    fn proves_nothing(&self, why: &[&str]) {
        let all = &self.output.all;
        assert_eq!(self.output.code, Some(3), "{all}");
        let (verdict, halted) = self.scenario().halted.clone().unwrap();
        assert_eq!(verdict, Verdict::Inconclusive, "{halted}");
        let said = self.run.ended_early.clone().unwrap_or(halted);
        for why in why {
            assert!(said.contains(why), "{why:?} is not in {said:?}");
        }
        self.says(why);
    }
}

/// Runs the ordinary scenario with an adapter that answers so.
#[track_caller]
fn run(answers: &[(&str, &str)]) -> Ran {
    run_feature(FEATURE, answers)
}

/// Runs a scenario with it.
#[track_caller]
fn run_feature(feature: &str, answers: &[(&str, &str)]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("ordinary.feature"), feature).unwrap();
    let exec = format!("sh {}", adapter(folder.path(), answers).display());
    let began = Instant::now();
    let output = trialplate(&[
        "run",
        "lcp/holder",
        "--exec",
        &exec,
        "--features",
        &path("ordinary.feature"),
        "--patience",
        PATIENCE,
        "--out",
        &path("out"),
    ]);
    assert!(began.elapsed() < BOUND, "it took {:?}", began.elapsed());
    let out = folder.path().join("out");
    assert!(out.join("run.json").exists(), "{}", output.all);
    Ran {
        output,
        run: record(&out),
        report: fs::read_to_string(out.join("report.html")).unwrap(),
    }
}

#[test]
fn one_that_dies_at_once_has_its_status_and_its_last_words_told() {
    let ran = run(&[("hello", "echo 'no such wallet' >&2; exit 7")]);
    ran.proves_nothing(&["exit status: 7", "\"hello\"", "no such wallet"]);
}

#[test]
fn one_that_does_not_exist_is_not_there() {
    let ran = run(&[("hello", "exec /nowhere/at/all")]);
    ran.proves_nothing(&["exit status: 12", "\"hello\"", "/nowhere/at/all"]);
}

#[test]
fn one_that_dies_in_a_scenario_ends_that() {
    let dies = "echo 'disk full' >&2; kill -9 $$";
    let ran = run(&[("hello", HELLO), ("configure", dies)]);
    ran.proves_nothing(&["signal: 9", "\"configure\"", "disk full"]);
}

#[test]
fn one_that_hangs_is_waited_for_as_long_as_it_may_take() {
    let hangs = "echo 'thinking' >&2; exec sleep 600";
    let ran = run(&[("hello", hangs)]);
    ran.proves_nothing(&["did not answer \"hello\" within 12000 ms", "thinking"]);
}

#[test]
fn one_that_talks_garbage_has_it_shown() {
    let talks = format!("echo 'Welcome to the purse!'; {HELLO}");
    let ran = run(&[("hello", &talks)]);
    ran.proves_nothing(&["Welcome to the purse!", "no answer", "docs/adapter.md"]);
}

#[test]
fn one_that_answers_with_both_or_none_of_its_members_gives_no_answer() {
    let both = r#"say '"ok":{},"error":{"code":"failed","message":""}'"#;
    run(&[("hello", both)]).proves_nothing(&["both or none of `ok` and `error`"]);
}

#[test]
fn one_that_answers_what_nobody_asked_has_the_number_told() {
    let ran = run(&[("hello", "id=4711; say '\"ok\":{}'")]);
    ran.proves_nothing(&["request 4711, which nobody made"]);
}

#[test]
fn one_that_answers_twice_has_the_number_told() {
    let twice = format!("{HELLO}; {HELLO}");
    let ran = run(&[("hello", &twice)]);
    ran.proves_nothing(&["request 1, which nobody made or which was answered before"]);
}

#[test]
fn one_whose_line_never_ends_is_read_up_to_a_mebibyte() {
    let ran = run(&[("hello", "exec tr '\\0' x </dev/zero")]);
    ran.proves_nothing(&["longer than 1 MiB", "xxxxxxxx"]);
    assert!(ran.report.len() < 16 << 20, "{}", ran.report.len());
}

#[test]
fn one_of_another_protocol_is_told_which_one_is_meant() {
    let other = HELLO.replace("adapter/1", "adapter/2");
    let ran = run(&[("hello", &other)]);
    ran.proves_nothing(&["trialplate-adapter/2", "trialplate-adapter/1"]);
}

#[test]
fn one_whose_answer_lacks_a_member_is_told_which() {
    let ran = run(&[
        ("hello", HELLO),
        ("configure", DONE),
        ("identity", r#"say '"ok":{"keyid":"11a0"}'"#),
    ]);
    ran.does_not_conform(&["\"identity\"", "ok.key", "64 hexadecimal digits", "missing"]);
}

/// What an adapter answers that pays nothing, up to its answer to `transfer` or `deposits`.
fn answering(feature: &str, op: &str, answer: &str) -> Ran {
    let identity = format!("say '\"ok\":{{\"key\":\"{}\"}}'", "11".repeat(32));
    let hello = HELLO.replace("\"transfer\"", "\"transfer\",\"deposits\",\"invoice\"");
    let answer = format!("say '{answer}'");
    let answers = [
        ("hello", hello.as_str()),
        ("configure", DONE),
        ("identity", &identity),
        (op, &answer),
    ];
    run_feature(feature, &answers)
}

#[test]
fn answers_of_another_form_are_the_adapters_affair_and_not_its_holders() {
    for (answer, says) in [
        (
            r#""ok":{"outcome":"executed","fee":0.5}"#,
            &["ok.fee", "an amount, as a text", "the number 0.5"][..],
        ),
        (
            r#""ok":{"outcome":"done"}"#,
            &["ok.outcome", "the text \"done\""],
        ),
        (r#""ok":{}"#, &["ok.outcome", "missing"]),
        (
            r#""ok":"executed""#,
            &["an object", "the text \"executed\""],
        ),
        (
            r#""error":{"code":"failed","message":"no answer"}"#,
            &["error.code", "an outcome"],
        ),
        (
            r#""error":{"code":"refused"}"#,
            &["error.message", "missing"],
        ),
    ] {
        let ran = answering(FEATURE, "transfer", answer);
        ran.does_not_conform(&[&["\"transfer\""], says].concat());
    }
    let asks = FEATURE.replace("told to pay 10 to Bob", "asked for its deposits");
    let asks = asks.replace("reports the payment as executed", "reports no deposit");
    for (answer, says) in [
        (
            r#""ok":{"deposits":{},"balance":"1"}"#,
            &["ok.deposits", "a list"][..],
        ),
        (r#""ok":{"deposits":[]}"#, &["ok.balance", "missing"]),
        (
            r#""ok":{"deposits":[{"transaction-id":"a","amount":"5"},{"amount":"5"}],"balance":"1"}"#,
            &["ok.deposits[1].transaction-id", "missing"],
        ),
    ] {
        let ran = answering(&asks, "deposits", answer);
        ran.does_not_conform(&[&["\"deposits\""], says].concat());
    }
}

#[test]
fn a_hello_of_another_form_ends_the_run_with_the_reason() {
    let hello = HELLO.replace(r#""name":"a purse""#, r#""name":["a","purse"]"#);
    let ran = run(&[("hello", &hello)]);
    assert_eq!(ran.output.code, Some(1), "{}", ran.output.all);
    ran.says(&["\"hello\"", "ok.name", "a text", "the list"]);
    assert!(ran.run.ended_early.is_some());
}

#[test]
fn words_that_the_protocol_has_not_are_warned_of_with_the_nearest() {
    let hello = HELLO.replace(
        r#""exit"]"#,
        r#""exit","invoices","x-refill"],"features":["pinned_key"]"#,
    );
    let ran = run(&[("hello", &hello)]);
    assert_eq!(
        warned(&ran),
        [
            (
                "lcp.holder.adapter.words",
                "\"invoices\", which there is not, but \"invoice\""
            ),
            (
                "lcp.holder.adapter.words",
                "\"pinned_key\", which there is not, but \"pinned-key\""
            ),
        ]
    );
    ran.says(&["which there is not, but \"pinned-key\""]);
}

#[test]
fn one_that_says_yes_to_everything_does_not_conform() {
    let ran = run(&[("hello", HELLO), ("*", DONE)]);
    let first = &ran.run.scenarios[0];
    assert_eq!(first.verdict, Verdict::Failed);
    assert_eq!(
        first.findings[0].requirement.as_str(),
        "lcp.holder.adapter.honest"
    );
    assert!(
        first.findings[0].actual.ends_with(": {}"),
        "{:?}",
        first.findings[0].actual
    );
    // Nothing else was tried, for what comes of it would mean nothing.
    assert_eq!(ran.scenario().verdict, Verdict::Inconclusive);
    assert_eq!(ran.output.code, Some(1), "{}", ran.output.all);
    assert!(
        ran.output.all.contains("\"unimplemented\""),
        "{}",
        ran.output.all
    );
}

#[test]
fn one_that_can_do_nothing_proves_nothing() {
    let hello = HELLO.replace(r#","configure","identity","transfer","exit""#, "");
    run(&[("hello", &hello)]).proves_nothing(&["does not list \"configure\""]);
}

#[test]
fn one_that_lists_what_it_then_does_not_know_does_not_conform() {
    let ran = run(&[("hello", HELLO)]);
    assert_eq!(ran.output.code, Some(1), "{}", ran.output.all);
    let findings = &ran.scenario().findings;
    let honest = findings
        .iter()
        .find(|f| f.requirement.as_str() == "lcp.holder.adapter.honest");
    let honest = honest.unwrap();
    assert_eq!(honest.verdict, Verdict::Failed);
    assert!(honest.actual.contains("configure"), "{}", honest.actual);
}

#[test]
fn what_one_does_not_list_it_is_not_asked_for() {
    let hello = HELLO.replace(r#","transfer""#, "");
    let identity = format!("say '\"ok\":{{\"key\":\"{}\"}}'", "11".repeat(32));
    let ran = run(&[
        ("hello", &hello),
        ("configure", DONE),
        ("identity", &identity),
        ("transfer", "exit 7"),
    ]);
    let (verdict, why) = ran.scenario().halted.clone().unwrap();
    assert_eq!(verdict, Verdict::NotApplicable, "{}", ran.output.all);
    assert_eq!(why, "the adapter does not list the operation \"transfer\"");
}

#[test]
fn one_that_hangs_over_a_payment_keeps_nobody_waiting() {
    let key = "11".repeat(32);
    let identity = format!("say '\"ok\":{{\"key\":\"{key}\"}}'");
    let ran = run(&[
        ("hello", HELLO),
        ("configure", DONE),
        ("identity", &identity),
        ("transfer", "exec sleep 600"),
    ]);
    ran.proves_nothing(&[]);
}

/// What the preflight warns of.
fn warned(ran: &Ran) -> Vec<(&str, &str)> {
    let findings = ran.run.scenarios[0].findings.iter();
    let warned = findings.filter(|f| f.verdict == Verdict::Warned);
    warned
        .map(|f| (f.requirement.as_str(), f.actual.as_str()))
        .collect()
}

#[test]
fn how_one_ends_that_is_told_to_exit_is_looked_at() {
    for (exits, says) in [
        (
            "say '\"ok\":{}'; echo 'cannot save' >&2; exit 3",
            "it answered, and ended: exit status: 3",
        ),
        ("exit 0", "it did not answer, and ended: exit status: 0"),
        (
            "say '\"ok\":{}'",
            "it answered, did not end, and was killed",
        ),
        (
            "say '\"error\":{\"code\":\"refused\",\"message\":\"busy\"}'",
            "it said no, did not end, and was killed",
        ),
    ] {
        let ran = run(&[("hello", HELLO), ("exit", exits)]);
        assert_eq!(warned(&ran), [("lcp.holder.adapter.ends", says)]);
        ran.says(&[says, "status 0 within 5 s"]);
    }
    let ran = run(&[("hello", HELLO)]);
    assert_eq!(warned(&ran), []);
}

#[test]
fn a_holder_has_no_description_in_reports_and_the_name_that_it_was_given() {
    let ran = run(&[("hello", HELLO)]);
    assert!(
        !ran.output.all.contains("described at"),
        "{}",
        ran.output.all
    );
    assert!(!ran.report.contains("<dt>Description</dt>"));
    assert_eq!(ran.run.subject.name, "a purse");
}

#[test]
fn one_that_has_to_be_asked_again_is_asked_for_the_same_application() {
    const ASKED: &str = r#"Feature: Asked again
  @lcp.holder.application.own-deposits
  Scenario: An application asks too early
    Given an issuer with whom the holder has 100
    And the holder serves the applications "shop" and "player"
    When "shop" asks for an invoice of 5, "the book"
    And "shop" asks for its deposits
    And 5 is paid under "the book"
    Then it reports the deposits that were paid, each once
"#;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("asked.feature"), ASKED).unwrap();
    let args = ["run", "lcp/holder", "--features", &path("asked.feature")];
    let output = trialplate(&[&args[..], &["--name", "ours", "--out", &path("out")]].concat());
    assert_eq!(output.code, Some(0), "{}", output.all);
    let run = record(&folder.path().join("out"));
    assert_eq!(run.subject.name, "ours");
}
