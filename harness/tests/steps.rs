//! `docs/steps.md` has every step, as the code has it.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use std::path::Path;

use common::trialplate;
use harness::{
    runner,
    steps::{self, Vocabulary},
};

fn committed() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/steps.md")
}

#[test]
fn the_committed_page_is_the_one_of_the_code() {
    let printed = trialplate(&["list", "lcp/issuer", "--steps", "--markdown"]);
    assert_eq!(printed.code, Some(0), "{}", printed.all);
    assert_eq!(printed.all, steps::page("lcp/issuer").unwrap());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(committed(), &printed.all).unwrap();
    }
    let stands = std::fs::read_to_string(committed()).unwrap_or_default();
    assert!(
        stands == printed.all,
        "docs/steps.md is not what the code says: UPDATE=1 cargo test -p harness --test steps"
    );
}

#[test]
fn every_step_is_on_it_once_and_says_what_it_does() {
    let page = steps::page("lcp/issuer").unwrap();
    for step in runner::World::steps() {
        let times = page
            .matches(&format!("**`{}`**\n", step.expression))
            .count();
        assert_eq!(times, 1, "{:?}", step.expression);
        assert!(
            step.says.ends_with('.'),
            "{:?}: {}",
            step.expression,
            step.says
        );
    }
}

#[test]
fn the_example_on_it_is_a_scenario() {
    let page = steps::page("lcp/issuer").unwrap();
    let example = page.split("```gherkin\n").nth(1).unwrap();
    let example = example.split("```").next().unwrap();
    let ledger = runner::ledger().unwrap();
    let stories = runner::story_of("docs/steps.md", example, &ledger).unwrap();
    assert_eq!(stories.len(), 1);
    runner::plan::<runner::World>(
        "lcp/issuer",
        &ledger,
        stories,
        &runner::Selection::default(),
        &[],
    )
    .unwrap();
}
