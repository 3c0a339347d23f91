//! What the text leaves to an issuer is no mistake: the reference issuer takes its liberties, and the suite finds fault with
//! none of them.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use common::{record, trialplate};

/// Few of the seeds; `trialplate freedom lcp/issuer` takes more.
const SEEDS: &str = "4";

#[test]
fn the_suite_finds_fault_with_no_liberty() {
    let ran = trialplate(&[
        "freedom",
        "lcp/issuer",
        "--seeds",
        SEEDS,
        "--from",
        "27",
        "--jobs",
        "2",
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.all);
    assert!(ran.all.contains("4 seeds"), "{}", ran.all);
}

#[test]
fn a_run_says_which_liberties_were_taken() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let ran = trialplate(&[
        "run",
        "lcp/issuer",
        "--freedom",
        "7",
        "--only",
        "lcp.issuer.transfer.exact",
        "--out",
        out,
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.all);
    let run = record(folder.path());
    assert!(run.subject.name.ends_with("the freedom of seed 7"));
    assert_eq!(run.subject.liberties, mocks::Liberties::drawn(7).describe());
}

#[test]
fn faults_are_noticed_behind_liberties() {
    for fault in ["executes-altered-duplicate", "fee-reported-not-debited"] {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().to_str().unwrap();
        let ran = trialplate(&[
            "run",
            "lcp/issuer",
            "--freedom",
            "11",
            "--fault",
            fault,
            "--only",
            "counter",
            "--only",
            "fees",
            "--out",
            out,
        ]);
        assert_eq!(ran.code, Some(1), "{fault}: {}", ran.all);
    }
}

#[test]
fn no_seed_proves_nothing() {
    let ran = trialplate(&["freedom", "lcp/issuer", "--seeds", "0"]);
    assert_eq!(ran.code, Some(2), "{}", ran.all);
    assert!(ran.all.contains("--seeds"), "{}", ran.all);
}
