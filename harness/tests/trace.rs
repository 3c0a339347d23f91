//! Every sentence of the sources is accounted for, and every requirement that names them comes from one.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

use std::{collections::BTreeSet, fs, path::Path};

use harness::{runner, trace};
use sha2::{Digest, Sha256};

fn digest(text: &str) -> String {
    let bytes = Sha256::digest(text.as_bytes());
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[test]
fn no_sentence_is_left_out_or_altered() {
    for section in trace::sections().unwrap() {
        assert_eq!(
            section.sentence.len(),
            section.sentences,
            "{}",
            section.source
        );
        let digests: String = section
            .sentence
            .iter()
            .map(|s| match (&s.quote, &s.begins, &s.sha256) {
                (Some(quote), None, None) => digest(quote),
                (None, Some(_), Some(sha256)) => sha256.clone(),
                _ => panic!(
                    "{}: a sentence has a quote, or first words and a digest: {s:?}",
                    section.source
                ),
            })
            .collect();
        assert_eq!(digest(&digests), section.sha256, "{}", section.source);
    }
}

#[test]
fn what_asks_for_something_became_something() {
    let ledger = runner::ledger().unwrap();
    let ids: BTreeSet<&str> = ledger.iter().map(|r| r.id.as_str()).collect();
    let errata = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/errata.md");
    let errata = fs::read_to_string(errata).unwrap();
    let headings: BTreeSet<&str> = errata
        .lines()
        .filter_map(|l| l.strip_prefix("### ").or(l.strip_prefix("## ")))
        .collect();
    for section in trace::sections().unwrap() {
        for sentence in &section.sentence {
            assert_eq!(
                sentence.became().is_empty(),
                sentence.quote.is_none(),
                "{}: {sentence:?}",
                section.source
            );
            for id in &sentence.requirements {
                assert!(
                    ids.contains(id.as_str()),
                    "{id} is in no file of the ledger: {sentence:?}"
                );
            }
            for heading in &sentence.errata {
                assert!(
                    headings.contains(heading.as_str()),
                    "no heading {heading:?} in spec/errata.md"
                );
            }
            if let Some(role) = &sentence.role {
                assert!(
                    ["holder", "bank", "seller"].contains(&role.as_str()),
                    "{role}"
                );
            }
        }
    }
}

#[test]
fn every_requirement_of_these_sections_comes_from_one_of_their_sentences() {
    let sections = trace::sections().unwrap();
    let names: BTreeSet<&str> = sections.iter().map(|s| s.source.as_str()).collect();
    let traced: BTreeSet<&str> = sections
        .iter()
        .flat_map(|s| &s.sentence)
        .flat_map(|s| s.requirements.iter().map(String::as_str))
        .collect();
    for requirement in runner::ledger().unwrap().iter() {
        if names.contains(requirement.source.as_str()) {
            assert!(
                traced.contains(requirement.id.as_str()),
                "{} names {}, and no sentence there became it",
                requirement.id,
                requirement.source
            );
        }
    }
}
