//! `docs/steps.md` and `docs/steps-of-holders.md` have every step, as the code has it.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use std::path::Path;

use common::trialplate;
use harness::{runner, steps};

/// The roles, and the page of each.
const PAGES: [(&str, &str); 2] = [
    ("lcp/issuer", "docs/steps.md"),
    ("lcp/holder", "docs/steps-of-holders.md"),
];

#[test]
fn the_committed_pages_are_those_of_the_code() {
    for (role, file) in PAGES {
        let printed = trialplate(&["list", role, "--steps", "--markdown"]);
        assert_eq!(printed.code, Some(0), "{}", printed.all);
        assert_eq!(printed.all, steps::page(role).unwrap());
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&committed, &printed.all).unwrap();
        }
        let stands = std::fs::read_to_string(committed).unwrap_or_default();
        assert!(
            stands == printed.all,
            "{file} is not what the code says: UPDATE=1 cargo test -p harness --test steps"
        );
    }
}

#[test]
fn every_step_is_on_its_page_once_and_says_what_it_does() {
    for (role, _) in PAGES {
        let page = steps::page(role).unwrap();
        for step in steps::entries(role) {
            let heading = format!("**`{}`**\n", step.expression);
            assert_eq!(page.matches(&heading).count(), 1, "{:?}", step.expression);
            assert!(
                step.says.ends_with('.'),
                "{:?}: {}",
                step.expression,
                step.says
            );
        }
    }
}

#[test]
fn the_examples_on_them_are_scenarios() {
    for (role, file) in PAGES {
        let page = steps::page(role).unwrap();
        let example = page.split("```gherkin\n").nth(1).unwrap();
        let example = example.split("```").next().unwrap();
        let ledger = runner::ledger().unwrap();
        let stories = runner::story_of(file, example, &ledger).unwrap();
        assert_eq!(stories.len(), 1);
        steps::matched(role, &ledger, stories).unwrap();
    }
}
