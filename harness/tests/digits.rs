//! Issuers that hold fewer fraction digits than six.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use common::{FEES, MockIssuer, Output, certificates, record, trialplate};
use record::{RunRecord, Verdict};

/// Hundredths are held.
const CENTS: [&str; 2] = ["--fraction-digits", "2"];

/// Nothing behind the point is held.
const WHOLE: [&str; 2] = ["--fraction-digits", "0"];

/// What is decided about: transfers and fees.
const MONEY: [&str; 4] = ["--only", "transfer", "--only", "fees"];

/// Starts an issuer that is like this, lets the suite run against it with these flags, and gives back what came of it.
fn run(like: &[&str], flags: &[&str]) -> (Output, RunRecord) {
    let set = certificates("money.com");
    let issuer = MockIssuer::start(&set, "money.com", "1000000", like);
    let out = set.out().display().to_string();
    let (wsdl, ca, purse) = (issuer.wsdl(), set.path("ca.pem"), set.path("purse.key.pem"));
    let mut args = vec!["run", "lcp/issuer", "--wsdl", &wsdl, "--ca", &ca];
    args.extend(["--purse", &purse, "--out", &out, "--seed", "5"]);
    let rules = issuer.ready["resolve"].as_array().unwrap().iter();
    args.extend(rules.flat_map(|rule| ["--resolve", rule.as_str().unwrap()]));
    args.extend(flags);
    let output = trialplate(&args);
    assert!(output.code != Some(2), "{}", output.all);
    let run = record(&set.out());
    (output, run)
}

/// An issuer that charges hundredths, and what is decided about transfers and fees there.
fn of_cents(like: &[&str], declared: &[&str]) -> (Output, RunRecord) {
    let like = [&FEES[..], like].concat();
    let flags = [&["--budget", "9000"], &MONEY[..], declared].concat();
    run(&like, &flags)
}

/// The verdict about a requirement of the family `transfer`.
fn about(run: &RunRecord, name: &str) -> Option<Verdict> {
    let id = format!("lcp.issuer.transfer.{name}");
    let one = run.requirements.iter().find(|r| r.id.as_str() == id);
    one.unwrap().verdict
}

#[test]
fn an_issuer_of_cents_that_says_so_conforms_and_gives_everything_back() {
    let (output, run) = of_cents(&CENTS, &CENTS);
    assert_eq!(output.code, Some(0), "{}", output.all);
    assert_eq!(run.subject.fraction_digits, Some(2));
    assert_eq!(about(&run, "fraction-digits"), Some(Verdict::Passed));
    assert_eq!(about(&run, "no-rounding"), Some(Verdict::Passed));
    assert_eq!(run.purse.unwrap().left_behind, []);
}

#[test]
fn an_issuer_of_cents_that_does_not_say_so_fails() {
    let (output, run) = of_cents(&CENTS, &[]);
    assert_eq!(output.code, Some(1), "{}", output.all);
    assert_eq!(about(&run, "fraction-digits"), Some(Verdict::Failed));
}

#[test]
fn an_issuer_that_says_cents_and_rounds_to_them_fails() {
    let (output, run) = of_cents(&["--fault", "rounds-amounts-to-cents"], &CENTS);
    assert_eq!(output.code, Some(1), "{}", output.all);
    assert_eq!(about(&run, "no-rounding"), Some(Verdict::Failed));
    assert_eq!(about(&run, "fraction-digits"), Some(Verdict::Passed));
}

#[test]
fn an_issuer_of_whole_units_conforms_in_everything() {
    let like = [&["--fee-transfer", "1"], &WHOLE[..]].concat();
    let flags = [&["--budget", "900000"], &WHOLE[..]].concat();
    let (output, run) = run(&like, &flags);
    assert_eq!(output.code, Some(0), "{}", output.all);
    assert_eq!(about(&run, "fraction-digits"), Some(Verdict::Passed));
    assert_eq!(run.purse.unwrap().left_behind, []);
}

#[test]
fn amounts_of_ones_own_features_are_varied_where_that_can_be_held() {
    const OWN: &str = r#"Feature: Fine amounts

  @lcp.issuer.transfer.exact
  Scenario: A quarter, and the smallest amount
    Given Alice holds 40 Claire dollars
    When Alice sends 0.25 to Bob
    And Alice sends 0.000001 to Bob
    Then Bob has been told of "0.25 and 0.000001" in all, each once
"#;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own.feature");
    std::fs::write(&file, OWN).unwrap();
    let flags = ["--budget", "9000", "--features", file.to_str().unwrap()];
    let like = [&FEES[..], &CENTS].concat();
    let (output, run) = run(&like, &[&flags[..], &CENTS].concat());
    assert_eq!(output.code, Some(0), "{}", output.all);
    assert_eq!(about(&run, "exact"), Some(Verdict::Passed));
}
