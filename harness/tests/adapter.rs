//! Adapters that answer in another form than docs/adapter.md has, lie about what they can do, or do not end as they should.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use common::purse::{DONE, FEATURE, HELLO, Ran, run, run_feature};
use record::Verdict;

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
            r#""ok":{"outcome":"executed","fee":"1e2"}"#,
            &["ok.fee", "an amount, as a text", "the text \"1e2\""],
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

/// A holder that is told nothing more, after nothing else was told.
const CLOSED: &str = r"Feature: Closed
  @lcp.holder.adapter.ends
  Scenario: Nothing more to be told
    Given an issuer with whom the holder has 100
    When the holder's standard input ends
    Then it has ended by itself, with status 0
";

/// How an adapter ends that does this when its standard input ends.
fn closed(does: &str) -> (Verdict, String) {
    let identity = format!("say '\"ok\":{{\"key\":\"{}\"}}'", "11".repeat(32));
    // What stands behind the script's loop is done at the end of its input.
    let identity = format!("trap '{does}' EXIT; {identity}");
    let ran = run_feature(
        CLOSED,
        &[
            ("hello", HELLO),
            ("configure", DONE),
            ("identity", &identity),
        ],
    );
    let finding = ran.scenario().findings.last().unwrap().clone();
    (finding.verdict, finding.actual)
}

#[test]
fn how_one_ends_whose_standard_input_ends_is_looked_at() {
    let ended = |status: &str| format!("it ended: exit status: {status}");
    assert_eq!(closed(":"), (Verdict::Passed, ended("0")));
    // Whoever is slow is within its time.
    assert_eq!(closed("sleep 6"), (Verdict::Passed, ended("0")));
    assert_eq!(closed("exit 3"), (Verdict::Warned, ended("3")));
    let for_ever = "while :; do sleep 1; done";
    let killed = "it did not end, and was killed".to_owned();
    assert_eq!(closed(for_ever), (Verdict::Warned, killed));
}
