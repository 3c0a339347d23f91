//! Scenarios that users bring: what is said about a file that is none, and that one which is runs like the suite's own.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use std::path::Path;

use common::{record, trialplate};
use record::Verdict;

const RETRANSMISSION: &str = "\
Feature: A payer that is in doubt
  Background:
    Given Alice holds 40 Claire dollars

  @lcp.issuer.counter.altered
  Scenario: Alice asks for more under the same counter
    When Alice sends 10 to Bob
    And Alice sends the same message again, with another amount
    Then Bob finds one deposit of 10

  @lcp.issuer.transfer.exact @as-printed
  Scenario: Alice pays Bob
    When Alice sends 0.25 to Bob
    Then the transfer succeeds
    And Alice holds 39.75, less the fees she was told
";

/// A file with that text, and what a run of it says.
fn refused(text: &[u8], words: &[&str]) {
    refused_by("lcp/issuer", text, words);
}

/// The same in a run of a role.
fn refused_by(role: &str, text: &[u8], words: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.feature");
    std::fs::write(&file, text).unwrap();
    let ran = trialplate(&["run", role, "--features", file.to_str().unwrap()]);
    assert_eq!(ran.code, Some(2), "{}", ran.all);
    for word in words {
        assert!(ran.all.contains(word), "{word:?} is missing in {}", ran.all);
    }
}

#[test]
fn what_is_wrong_with_a_file_is_said_with_its_place() {
    refused(
        b"",
        &[
            "mine.feature:1: there is no scenario in it",
            "docs/steps.md",
        ],
    );
    refused(
        b"Feature: nothing\n",
        &["mine.feature:1: there is no scenario in it"],
    );
    refused(
        b"Feature: F\n\n  Scenario: \xff\n",
        &["mine.feature:3: this is not UTF-8"],
    );
    refused(
        b"Feature: F\n  @lcp.issuer.transfer.exact\n  Scenario: S\n    Alice sends 10 to Bob\n",
        &["mine.feature:3: the scenario has no step: each begins with Given"],
    );
    refused(
        b"nothing of the kind\n",
        &["mine.feature:1: this is not Gherkin"],
    );
    refused(
        b"Feature: F\n  Scenario: S\n    Given Alice holds 10 Claire dollars\n",
        &[
            "mine.feature:2: the scenario names no requirement",
            "give it the tag",
        ],
    );
    refused(
        b"Feature: F\n  @lcp.issuer.counter.at-most-ones\n  Scenario: S\n    Given Alice holds 10 Claire dollars\n",
        &[
            "mine.feature:3: the tag @lcp.issuer.counter.at-most-ones is no requirement of the ledger",
            "perhaps @lcp.issuer.counter.at-most-once",
        ],
    );
    refused(
        b"Feature: F\n  @lcp.issuer.transfer.exact\n  Scenario: S\n    When Alice sends Bob 10\n",
        &[
            "mine.feature:4: no step is defined for \"Alice sends Bob 10\"",
            "the nearest is \"{name} sends {amount} to {name}\"",
            "docs/steps.md",
        ],
    );
    refused(
        b"Feature: F\n  @lcp.issuer.transfer.exact\n  Scenario Outline: S\n    Given Alice holds <m> Claire dollars\n    Examples:\n      | n |\n      | 1 |\n",
        &["mine.feature:4: no column of the examples is called \"m\" (there is n): add it, or change <m>"],
    );
    refused(
        b"Feature: F\n  @lcp.issuer.transfer.exact\n  Scenario: S\n    Given Alice holds 10 Claire dollars\n    Whenn Alice sends 1 to Bob\n",
        &["mine.feature:5: this is not Gherkin: \"Whenn Alice sends 1 to Bob\" begins with no keyword"],
    );
}

#[test]
fn a_scenario_of_another_role_is_refused() {
    let text = |role: &str| {
        format!(
            "Feature: F\n\n  @lcp.{role}.counter.repeated\n  Scenario: S\n    Given something\n"
        )
    };
    refused(
        text("holder").as_bytes(),
        &[
            "mine.feature:4: the tag @lcp.holder.counter.repeated is a requirement of lcp/holder",
            "this is a run of lcp/issuer",
            "trialplate run lcp/holder --features",
        ],
    );
    let text = text("issuer").replace("counter.repeated", "counter.altered");
    refused_by(
        "lcp/holder",
        text.as_bytes(),
        &[
            "mine.feature:4: the tag @lcp.issuer.counter.altered is a requirement of lcp/issuer",
            "trialplate run lcp/issuer --features",
        ],
    );
}

#[test]
fn what_has_no_sense_is_said_before_anything_is_sent() {
    refused(
        b"Feature: F\n  @lcp.issuer.transfer.exact\n  Scenario: S\n    Given Alice holds 10 Claire dollars\n    When Alice sends 11111111111111111111111111111111111111111111 to Bob\n",
        &[
            "mine.feature:5: 11111111111111111111111111111111111111111111 is no amount that can be sent: too many integer digits",
            "write one of at most 18 digits before the point and 6 behind it",
        ],
    );
    refused(
        b"Feature: F\n  @lcp.issuer.transfer.exact\n  Scenario: S\n    When Alice sends 10 to Bob\n    Then the transfer succeeds\n",
        &[
            "mine.feature:4: Alice pays, and no step before has given Alice anything",
            "begin with `Given Alice holds 100 Claire dollars`",
        ],
    );
}

#[test]
fn files_that_are_not_there_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let run =
        |path: &Path| trialplate(&["run", "lcp/issuer", "--features", path.to_str().unwrap()]);
    let nowhere = run(&folder.path().join("nowhere.feature"));
    assert_eq!(nowhere.code, Some(2));
    assert!(
        nowhere.all.contains("nowhere.feature: No such file"),
        "{}",
        nowhere.all
    );
    let empty = run(folder.path());
    assert_eq!(empty.code, Some(2));
    assert!(
        empty
            .all
            .contains("no file in this folder ends in .feature"),
        "{}",
        empty.all
    );
}

#[test]
fn a_file_of_ones_own_runs_like_the_suites_and_can_be_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let features = folder.path().join("features");
    std::fs::create_dir_all(features.join("deeper")).unwrap();
    let file = features.join("deeper/doubt.feature");
    std::fs::write(&file, RETRANSMISSION).unwrap();
    std::fs::write(features.join("README"), "no scenario").unwrap();
    let (out, folder) = (folder.path().join("out"), features.to_str().unwrap());
    let run = |more: &[&str]| {
        let args = [
            "run",
            "lcp/issuer",
            "--features",
            folder,
            "--seed",
            "7",
            "--out",
        ];
        trialplate(&[&args[..], &[out.to_str().unwrap()], more].concat())
    };
    let right = run(&[]);
    assert_eq!(right.code, Some(0), "{}", right.all);
    let told = record(&out);
    let names: Vec<&str> = told.scenarios.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "The issuer is where its description says",
            "Alice asks for more under the same counter",
            "Alice pays Bob"
        ]
    );
    // What these scenarios are not about is not tested, and no scenario of the suite's own stands for it.
    let verdict = |id: &str| {
        let found = told.requirements.iter().find(|r| r.id.as_str() == id);
        found.unwrap().verdict
    };
    assert_eq!(verdict("lcp.issuer.counter.altered"), Some(Verdict::Passed));
    assert_eq!(verdict("lcp.issuer.counter.concurrent"), None);
    assert_eq!(verdict("lcp.issuer.wait.edge"), None);

    let broken = run(&["--fault", "executes-altered-duplicate"]);
    assert_eq!(broken.code, Some(1), "{}", broken.all);
    let place = format!("--scenario {}:6", file.display());
    assert!(broken.all.contains(&place), "{}", broken.all);
    let place = format!("{}:12", file.display());
    let other = run(&[
        "--fault",
        "executes-altered-duplicate",
        "--scenario",
        &place,
    ]);
    assert_eq!(other.code, Some(0), "{}", other.all);
    let only = run(&["--only", "lcp.issuer.counter.concurrent"]);
    assert_eq!(only.code, Some(2), "{}", only.all);
    assert!(
        only.all
            .contains("--only lcp.issuer.counter.concurrent: no scenario covers it"),
        "{}",
        only.all
    );
}
