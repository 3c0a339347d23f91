//! Adapters that die, hang or talk garbage: what the suite says then, and that it says so in time.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use std::fs;

use common::{
    purse::{DONE, HELLO, run},
    record, trialplate,
};

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
