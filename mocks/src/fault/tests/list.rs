use super::*;
use std::collections::BTreeSet;

/// Every requirement of the families that have scenarios, by the project's own ledger.
fn requirements() -> Vec<(String, bool)> {
    let families = [
        include_str!("../../../../spec/requirements/lcp/issuer/transfer.toml"),
        include_str!("../../../../spec/requirements/lcp/issuer/counter.toml"),
        include_str!("../../../../spec/requirements/lcp/issuer/deposits.toml"),
        include_str!("../../../../spec/requirements/lcp/issuer/wait.toml"),
        include_str!("../../../../spec/requirements/lcp/issuer/fees.toml"),
        include_str!("../../../../spec/requirements/lcp/issuer/description.toml"),
        include_str!("../../../../spec/requirements/lcp/issuer/endurance.toml"),
        include_str!("../../../../spec/requirements/lcp/issuer/soap.toml"),
        include_str!("../../../../spec/requirements/lcp/issuer/channel.toml"),
    ];
    let value = |line: &str, key: &str| {
        let quoted = line.strip_prefix(key)?.trim().strip_prefix('=')?.trim();
        Some(quoted.trim_matches('"').to_owned())
    };
    let lines: Vec<_> = families.iter().flat_map(|family| family.lines()).collect();
    let ids = lines.iter().filter_map(|line| value(line, "id"));
    let levels = lines
        .iter()
        .filter_map(|line| value(line, "level"))
        .map(|level| level == "must");
    ids.zip(levels).collect()
}

#[test]
fn every_must_has_a_fault() {
    let broken: BTreeSet<_> = Fault::ALL
        .iter()
        .flat_map(|fault| fault.must_fail())
        .copied()
        .collect();
    let missing: Vec<_> = requirements()
        .into_iter()
        .filter(|(id, must)| *must && !broken.contains(id.as_str()))
        .collect();
    assert_eq!(missing, []);
}

#[test]
fn faults_break_what_there_is() {
    let known: BTreeSet<_> = requirements().into_iter().map(|(id, _)| id).collect();
    let elsewhere: [&str; 0] = [];
    for fault in Fault::ALL {
        for id in fault.must_fail() {
            assert!(
                known.contains(*id) || elsewhere.iter().any(|family| id.starts_with(family)),
                "{fault}: {id}"
            );
        }
    }
}

#[test]
fn names_are_unique_and_sentences_are_sentences() {
    let names: BTreeSet<_> = Fault::ALL.iter().map(|fault| fault.name()).collect();
    assert_eq!(names.len(), Fault::ALL.len());
    for fault in Fault::ALL {
        let says = fault.says();
        assert!(
            says.starts_with(char::is_uppercase) && says.ends_with('.'),
            "{says}"
        );
        assert!(says.split(". ").count() == 1, "one sentence: {says}");
        assert!(
            fault
                .name()
                .chars()
                .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-')
        );
    }
}
