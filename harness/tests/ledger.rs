//! The ledger, the specification, the scenarios and the faults fit each other.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

use std::{collections::BTreeSet, fs, path::Path};

use harness::{
    holder,
    runner::{self, PREFLIGHT_TAGS, Story},
    steps,
};
use mocks::{Fault, agent::HolderFault};
use record::{Ledger, Level, RequirementId};

const ROLES: [&str; 2] = ["lcp/issuer", "lcp/holder"];

fn stories(ledger: &Ledger) -> Vec<Story> {
    let of = |role| runner::stories(role, ledger).unwrap();
    ROLES.into_iter().flat_map(of).collect()
}

/// What is looked at in the preflight of every run.
fn preflight() -> impl Iterator<Item = &'static str> {
    PREFLIGHT_TAGS.into_iter().chain(holder::PREFLIGHT_TAGS)
}

/// The requirements that faults must break.
fn broken() -> impl Iterator<Item = &'static str> {
    let issuers = Fault::ALL.iter().flat_map(|f| f.must_fail());
    let holders = HolderFault::ALL.iter().flat_map(|f| f.must_fail());
    issuers.chain(holders).copied()
}

fn ledger() -> Ledger {
    runner::ledger().unwrap()
}

/// Requirements that something decides: a scenario, the preflight, or what is looked at in every scenario.
fn decided(ledger: &Ledger) -> BTreeSet<RequirementId> {
    let always = preflight().chain(judge::NAMED.iter().copied());
    stories(ledger)
        .into_iter()
        .flat_map(|s| s.tags)
        .chain(always.map(id))
        .collect()
}

fn id(text: &str) -> RequirementId {
    RequirementId::parse(text).unwrap()
}

#[test]
fn every_requirement_is_decided_or_says_why_not() {
    let ledger = ledger();
    let decided = decided(&ledger);
    for requirement in ledger.iter() {
        match &requirement.untested {
            None => assert!(
                decided.contains(&requirement.id),
                "{}: no scenario has its tag",
                requirement.id
            ),
            Some(why) => {
                assert!(
                    !why.is_empty(),
                    "{}: untested needs a reason",
                    requirement.id
                );
                assert!(
                    !decided.contains(&requirement.id),
                    "{} is tested: take `untested` away",
                    requirement.id
                );
            }
        }
    }
}

#[test]
fn what_checkers_and_faults_name_is_in_the_ledger() {
    let ledger = ledger();
    let named = judge::NAMED.iter().copied().chain(preflight());
    for text in named.chain(broken()) {
        assert!(
            ledger.find(&id(text)).is_some(),
            "{text} is in no file of the ledger"
        );
    }
}

#[test]
fn every_must_has_a_fault_that_its_scenarios_catch() {
    let broken: BTreeSet<RequirementId> = broken().map(id).collect();
    for requirement in ledger().iter() {
        if requirement.level == Level::Must && requirement.untested.is_none() {
            assert!(
                broken.contains(&requirement.id),
                "{}: no fault breaks it",
                requirement.id
            );
        }
    }
}

#[test]
fn the_specification_states_every_requirement_once() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/lcp.md");
    let text = fs::read_to_string(spec).unwrap();
    for requirement in ledger().iter() {
        let times = text.matches(&format!("[{}]", requirement.id)).count();
        assert_eq!(
            times, 1,
            "spec/lcp.md has [{}] {times} times",
            requirement.id
        );
    }
}

#[test]
fn every_step_of_every_scenario_is_defined_and_every_definition_used() {
    let ledger = ledger();
    for role in ROLES {
        let stories = runner::stories(role, &ledger).unwrap();
        let matched = steps::matched(role, &ledger, stories).unwrap();
        let used: BTreeSet<&str> = matched.iter().map(|(step, _)| *step).collect();
        for step in steps::entries(role) {
            let expression = step.expression;
            assert!(used.contains(expression), "no scenario uses {expression:?}");
            assert!(
                !step.says.is_empty(),
                "{expression:?} says nothing about itself"
            );
        }
    }
}
