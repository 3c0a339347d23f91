//! `trialplate selftest`: the kill matrix.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use common::trialplate;
use mocks::{Fault, agent::HolderFault};
use record::{KillMatrix, RequirementId, covers};

#[test]
fn two_faults_are_found_in_what_they_break_and_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let ran = trialplate(&[
        "selftest",
        "lcp/issuer",
        "--fault",
        "executes-every-duplicate",
        "--fault",
        "tls-1-1-served",
        "--jobs",
        "2",
        "--out",
        out,
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.all);
    let killed = "killed    executes-every-duplicate  counter.at-most-once + ";
    assert!(ran.all.contains(killed), "{}", ran.all);
    let killed = "killed    tls-1-1-served            channel.old-versions-refused\n";
    assert!(ran.all.contains(killed), "{}", ran.all);
    let said = "2 of 2 faults found; not looked at: whether every MUST has a fault";
    assert!(ran.all.contains(said), "{}", ran.all);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let matrix: KillMatrix = serde_json::from_str(&read("kill-matrix.json")).unwrap();
    assert!(!matrix.complete && matrix.problems.is_empty());
    assert!(matrix.faultless.marks.is_empty());
    assert!(read("kill-matrix.html").contains("<h1 class=\"passed\">The suite bites</h1>"));
    assert!(read("kill-matrix.md").contains("| ✓ | `tls-1-1-served` |"));
}

#[test]
fn a_fault_that_does_not_exist_is_refused_before_anything_runs() {
    let ran = trialplate(&["selftest", "lcp/issuer", "--fault", "nonsense"]);
    assert_eq!(ran.code, Some(2), "{}", ran.all);
    assert!(
        ran.all
            .contains("`trialplate list lcp/issuer --faults` shows all that there are"),
        "{}",
        ran.all
    );
}

/// A committed matrix has these faults, all found, and no other.
fn has_every_fault(page: &str, faults: &[&str]) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let text = std::fs::read_to_string(path.join(page)).unwrap();
    for fault in faults {
        let row = format!("| ✓ | `{fault}` |");
        assert!(text.contains(&row), "docs/{page} lacks {row}");
    }
    let said = format!("**{0} of {0} faults found**", faults.len());
    assert!(text.contains(&said), "docs/{page} lacks {said}");
}

#[test]
fn the_committed_matrices_have_every_fault() {
    let of_issuers: Vec<_> = Fault::ALL.iter().map(|fault| fault.name()).collect();
    has_every_fault("kill-matrix.md", &of_issuers);
    let of_holders: Vec<_> = HolderFault::ALL.iter().map(|fault| fault.name()).collect();
    has_every_fault("kill-matrix-of-holders.md", &of_holders);
}

#[test]
fn what_faults_may_touch_exists() {
    let ledger = harness::runner::ledger().unwrap();
    let of_issuers = Fault::ALL
        .iter()
        .map(|f| (f.name(), f.must_fail(), f.may_fail()));
    let of_holders = HolderFault::ALL
        .iter()
        .map(|f| (f.name(), f.must_fail(), f.may_fail()));
    for (fault, must_fail, may_fail) in of_issuers.chain(of_holders) {
        for given in may_fail {
            let mut such = ledger.iter().map(|r| &r.id);
            assert!(such.any(|id| covers(given, id)), "{fault}: {given}");
            let broken = must_fail.iter();
            let mut broken = broken.map(|id| RequirementId::parse(id).unwrap());
            assert!(
                given.ends_with('*') || !broken.any(|id| covers(given, &id)),
                "{fault}: {given} must fail already"
            );
        }
    }
}
