//! `trialplate selftest`: the kill matrix.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use common::trialplate;
use mocks::Fault;
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

#[test]
fn the_committed_matrix_has_every_fault() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/kill-matrix.md");
    let page = std::fs::read_to_string(path).unwrap();
    for fault in Fault::ALL {
        let row = format!("| ✓ | `{}` |", fault.name());
        assert!(page.contains(&row), "docs/kill-matrix.md lacks {row}");
    }
    let said = format!("**{0} of {0} faults found**", Fault::ALL.len());
    assert!(page.contains(&said), "{said}");
}

#[test]
fn what_faults_may_touch_exists() {
    let ledger = harness::runner::ledger().unwrap();
    for fault in Fault::ALL {
        for given in fault.may_fail() {
            let mut such = ledger.iter().map(|r| &r.id);
            assert!(such.any(|id| covers(given, id)), "{fault}: {given}");
            let broken = fault.must_fail().iter();
            let mut broken = broken.map(|id| RequirementId::parse(id).unwrap());
            assert!(
                given.ends_with('*') || !broken.any(|id| covers(given, &id)),
                "{fault}: {given} must fail already"
            );
        }
    }
}
