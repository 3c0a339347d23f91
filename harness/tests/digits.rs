//! Issuers that hold fewer fraction digits than six.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use common::{MockIssuer, Output, certificates, record, trialplate};
use record::{RunRecord, Verdict};

/// What messages cost: hundredths, as everything.
const FEES: [&str; 6] = [
    "--fee-transfer",
    "1.2",
    "--fee-deposits",
    "0.1",
    "--fee-full-handshake",
    "0.25",
];

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
