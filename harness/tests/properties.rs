//! Random programs find these faults; what they come to is a short scenario, which fails on the fault and passes without it.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use std::path::{Path, PathBuf};

use common::{record, trialplate};
use record::{RequirementId, Verdict};

/// Each is found among so few programs of this seed.
const PROGRAMS: [&str; 4] = ["--programs", "60", "--seed", "7"];

/// So many steps a counterexample has at most, those of its `Given` included.
const MOST_STEPS: usize = 6;

fn counterexamples(out: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(out).unwrap().map(|e| e.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|e| e == "feature"))
        .collect()
}

fn failed(out: &Path) -> Vec<RequirementId> {
    let requirements = record(out).requirements.into_iter();
    requirements
        .filter(|r| r.verdict == Some(Verdict::Failed))
        .map(|r| r.id)
        .collect()
}

fn steps_in(text: &str) -> usize {
    let keywords = ["Given ", "When ", "Then ", "And ", "But "];
    let is_step = |line: &&str| keywords.iter().any(|k| line.trim_start().starts_with(k));
    text.lines().filter(is_step).count()
}

/// Explores an issuer with that fault, and finds a counterexample to the requirement.
fn is_found(fault: &str, requirement: &str) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("found");
    let explore = [
        "explore",
        "lcp/issuer",
        "--fault",
        fault,
        "--out",
        out.to_str().unwrap(),
    ];
    let explored = trialplate(&[&explore[..], &PROGRAMS].concat());
    assert_eq!(explored.code, Some(1), "{fault}: {}", explored.all);
    let file = out.join(format!("counterexample-{requirement}.feature"));
    let others = counterexamples(&out);
    assert!(
        others.contains(&file),
        "{fault}: {others:?}\n{}",
        explored.all
    );
    for file in &others {
        let text = std::fs::read_to_string(file).unwrap();
        let steps = steps_in(&text);
        assert!(
            (1..=MOST_STEPS).contains(&steps),
            "{fault}: {steps} steps\n{text}"
        );
        assert!(explored.all.contains(&text), "{fault}: {}", explored.all);
    }

    let again = folder.path().join("again");
    let run = |more: &[&str]| {
        let file = file.to_str().unwrap();
        let args = [
            "run",
            "lcp/issuer",
            "--features",
            file,
            "--seed",
            "7",
            "--out",
        ];
        trialplate(&[&args[..], &[again.to_str().unwrap()], more].concat())
    };
    let broken = run(&["--fault", fault]);
    assert_eq!(broken.code, Some(1), "{fault}: {}", broken.all);
    let failed: Vec<String> = failed(&again).iter().map(ToString::to_string).collect();
    assert!(
        failed.iter().any(|f| f == requirement),
        "{fault}: {failed:?}"
    );
    let right = run(&[]);
    assert_eq!(right.code, Some(0), "without {fault}: {}", right.all);
}

#[test]
fn copies_executed_at_the_same_time_are_found() {
    is_found(
        "executes-concurrent-duplicates",
        "lcp.issuer.counter.concurrent",
    );
}

#[test]
fn a_deposit_in_two_replies_is_found() {
    is_found("deposit-in-two-replies", "lcp.issuer.deposits.at-most-once");
}

#[test]
fn amounts_rounded_to_cents_are_found() {
    is_found(
        "rounds-amounts-to-cents",
        "lcp.issuer.transfer.fraction-digits",
    );
}

#[test]
fn a_fee_for_a_duplicate_is_found() {
    is_found("fee-again-on-duplicate", "lcp.issuer.fees.duplicate-free");
}

#[test]
fn a_failure_that_is_forgotten_is_found() {
    is_found(
        "failed-outcome-not-recorded",
        "lcp.issuer.counter.failure-recorded",
    );
}

#[test]
fn in_the_reference_nothing_is_found_and_much_was_done() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let explored = trialplate(&[
        "explore",
        "lcp/issuer",
        "--programs",
        "200",
        "--seed",
        "11",
        "--out",
        out.to_str().unwrap(),
    ]);
    assert_eq!(explored.code, Some(0), "{}", explored.all);
    assert!(counterexamples(&out).is_empty());
    assert!(
        explored.all.contains("explored 200 programs: "),
        "{}",
        explored.all
    );
    assert!(explored.all.contains(" 0 failed, "), "{}", explored.all);
    for kind in [
        "transfers",
        "transfers whose answer was lost",
        "transfers in several copies at once",
        "retransmissions in a new session",
        "altered copies",
        "lost replies",
        "waiting requests",
        "loans after a failure",
        "reconnections",
    ] {
        let done = |line: &str| {
            let (times, what) = line.trim().split_once("  ")?;
            (what == kind).then(|| times.parse::<usize>().ok())?
        };
        let times = explored.all.lines().find_map(done);
        assert!(times.is_some_and(|n| n >= 10), "{kind}: {}", explored.all);
    }
}

#[test]
fn where_nothing_can_be_proved_nothing_is_conforming() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let nowhere = [
        "explore",
        "lcp/issuer",
        "--fault",
        "wsdl-wrong-address",
        "--programs",
        "3",
        "--patience",
        "500",
        "--out",
        out,
    ];
    let explored = trialplate(&nowhere);
    assert_ne!(explored.code, Some(0), "{}", explored.all);
    let none = trialplate(&["explore", "lcp/issuer", "--programs", "0"]);
    assert_eq!(none.code, Some(2), "{}", none.all);
    let role = trialplate(&["explore", "lcp/isuer"]);
    assert_eq!(role.code, Some(2), "{}", role.all);
}
