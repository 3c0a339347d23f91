//! The ledger, the specification, the scenarios and the faults fit each other.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

use std::{collections::BTreeSet, fs, path::Path};

use harness::{
    runner::{self, PREFLIGHT_TAGS, Plan, Selection},
    steps::Vocabulary,
};
use mocks::Fault;
use record::{Capability, Ledger, Level, RequirementId};

const ROLE: &str = "lcp/issuer";

fn ledger() -> Ledger {
    runner::ledger().unwrap()
}

/// Requirements that something decides: a scenario, the preflight, or what is looked at in every scenario.
fn decided(ledger: &Ledger) -> BTreeSet<RequirementId> {
    let stories = runner::stories(ROLE, ledger).unwrap();
    let always = PREFLIGHT_TAGS.into_iter().chain(judge::NAMED);
    stories
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
    let named = judge::NAMED.into_iter().chain(PREFLIGHT_TAGS);
    for text in named.chain(
        Fault::ALL
            .iter()
            .flat_map(|f| f.must_fail().iter().copied()),
    ) {
        assert!(
            ledger.find(&id(text)).is_some(),
            "{text} is in no file of the ledger"
        );
    }
}

#[test]
fn every_must_has_a_fault_that_its_scenarios_catch() {
    let broken: BTreeSet<RequirementId> = Fault::ALL
        .iter()
        .flat_map(|f| f.must_fail())
        .map(|t| id(t))
        .collect();
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
    let stories = runner::stories(ROLE, &ledger).unwrap();
    let plan: Plan = runner::plan(
        ROLE,
        &ledger,
        stories,
        &Selection::default(),
        &Capability::ALL,
    )
    .unwrap();
    let used: BTreeSet<&str> = plan
        .scenarios
        .iter()
        .flat_map(|s| &s.steps)
        .map(|(d, _)| d.expression)
        .collect();
    for definition in runner::World::steps() {
        assert!(
            used.contains(definition.expression),
            "no scenario uses {:?}",
            definition.expression
        );
        assert!(
            !definition.says.is_empty(),
            "{:?} says nothing about itself",
            definition.expression
        );
    }
}
