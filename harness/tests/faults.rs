//! Checks bite: with each of these faults in the reference issuer a strict run ends with status 1, and the requirement that
//! the fault breaks is red.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use common::{record, trialplate};
use harness::runner::PREFLIGHT_TAGS;
use mocks::Fault;
use record::Verdict;

/// Faults that were agreed upon before any scenario was written, each with a requirement that it breaks.
const AGREED: [(&str, &str); 49] = [
    (
        "executes-duplicate-after-reconnect",
        "lcp.issuer.counter.outlives-connection",
    ),
    (
        "executes-concurrent-duplicates",
        "lcp.issuer.counter.concurrent",
    ),
    ("executes-altered-duplicate", "lcp.issuer.counter.altered"),
    ("executes-lower-counter", "lcp.issuer.counter.lower"),
    (
        "counter-shared-by-all-holders",
        "lcp.issuer.counter.per-holder",
    ),
    (
        "failed-outcome-not-recorded",
        "lcp.issuer.counter.failure-recorded",
    ),
    (
        "fee-reported-not-debited",
        "lcp.issuer.fees.reported-is-debited",
    ),
    ("fee-again-on-duplicate", "lcp.issuer.fees.duplicate-free"),
    ("resumed-costs-more", "lcp.issuer.fees.resumed-at-most-full"),
    (
        "rounds-amounts-to-cents",
        "lcp.issuer.transfer.fraction-digits",
    ),
    ("binary-floating-point", "lcp.issuer.transfer.decimal"),
    ("overdraft-by-fee", "lcp.issuer.fees.never-below-zero"),
    ("negative-amount-accepted", "lcp.issuer.transfer.positive"),
    ("self-transfer-mints", "lcp.issuer.transfer.to-oneself"),
    (
        "unknown-recipient-loses-money",
        "lcp.issuer.transfer.creates-account",
    ),
    (
        "transaction-id-trimmed",
        "lcp.issuer.transfer.transaction-id-verbatim",
    ),
    (
        "transaction-id-deduplicates",
        "lcp.issuer.transfer.transaction-id-opaque",
    ),
    ("userid-dropped", "lcp.issuer.transfer.userid"),
    ("deposit-in-two-replies", "lcp.issuer.deposits.at-most-once"),
    ("deposit-lost-at-window-edge", "lcp.issuer.wait.edge"),
    (
        "deposits-of-another-holder",
        "lcp.issuer.deposits.isolation",
    ),
    (
        "balance-before-fee",
        "lcp.issuer.deposits.balance-after-fee",
    ),
    ("empty-list-too-early", "lcp.issuer.wait.not-early"),
    ("sleeps-whole-wait", "lcp.issuer.wait.prompt"),
    ("wait-blocks-others", "lcp.issuer.wait.keeps-no-one"),
    ("plain-http-accepted", "lcp.issuer.channel.tls-only"),
    (
        "no-client-key-needed",
        "lcp.issuer.channel.client-key-required",
    ),
    (
        "account-by-subject-name",
        "lcp.issuer.channel.certificate-fields",
    ),
    (
        "account-by-certificate",
        "lcp.issuer.channel.same-key-same-account",
    ),
    (
        "identity-lost-on-resumption",
        "lcp.issuer.channel.resumption-identity",
    ),
    ("no-proof-of-possession", "lcp.issuer.channel.possession"),
    ("tls-1-1-served", "lcp.issuer.channel.old-versions-refused"),
    ("early-data-offered", "lcp.issuer.channel.no-early-data"),
    ("wsdl-double", "lcp.issuer.description.normative"),
    ("wsdl-wrong-address", "lcp.issuer.description.address-works"),
    ("one-wrapper-only", "lcp.issuer.soap.both-wrappers"),
    ("namespace-ignored", "lcp.issuer.soap.body-namespace"),
    ("must-understand-ignored", "lcp.issuer.soap.must-understand"),
    (
        "trailing-garbage-executed",
        "lcp.issuer.soap.trailing-content",
    ),
    ("unknown-header-refused", "lcp.issuer.soap.unknown-headers"),
    (
        "repeated-amount-takes-last",
        "lcp.issuer.soap.repeated-part",
    ),
    ("entity-expanded", "lcp.issuer.soap.no-entities"),
    ("utf-16-refused", "lcp.issuer.soap.utf-16"),
    ("chunked-refused", "lcp.issuer.soap.chunked"),
    ("fault-with-200", "lcp.issuer.soap.fault-status"),
    (
        "response-in-wrong-namespace",
        "lcp.issuer.soap.answer-namespace",
    ),
    ("content-type-wrong", "lcp.issuer.soap.answer-form"),
    ("slow-sender-blocks-all", "lcp.issuer.endurance.slow-sender"),
    ("dies-on-deep-document", "lcp.issuer.soap.large-and-deep"),
];

/// Runs the suite against a fault: all of it, or only what decides the requirements that the fault breaks. What is wrong
/// with how it came out comes back.
fn misses(fault: &str, broken: &[&str]) -> Vec<String> {
    let agreed = AGREED.iter().any(|(name, _)| *name == fault);
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let mut args = vec![
        "run",
        "lcp/issuer",
        "--fault",
        fault,
        "--strict",
        "--out",
        out,
    ];
    if !agreed {
        args.extend(broken.iter().flat_map(|id| ["--only", decided_in(id)]));
    }
    let ran = trialplate(&args);
    if ran.code != Some(1) {
        return vec![format!("{fault}: exit {:?}\n{}", ran.code, ran.all)];
    }
    let run = record(folder.path());
    let red = |id: &&&str| {
        let outcome = run.requirements.iter().find(|r| r.id.as_str() == **id);
        !matches!(
            outcome.and_then(|r| r.verdict),
            Some(Verdict::Failed | Verdict::Warned)
        )
    };
    let mut misses: Vec<String> = broken
        .iter()
        .filter(red)
        .map(|id| format!("{fault}: {id} is not red"))
        .collect();
    // Judged again from the record alone, it comes to the same.
    let again = judge::rejudge(run.clone()).unwrap();
    if again.requirements != run.requirements || again.exit != run.exit {
        misses.push(format!(
            "{fault}: judged again, the record comes to other verdicts"
        ));
    }
    misses
}

/// What to run for a requirement: itself, or, where every run looks at it, as little as there is.
fn decided_in(id: &str) -> &str {
    if PREFLIGHT_TAGS.contains(&id) || judge::NAMED[0] == id {
        "lcp.issuer.transfer.exact"
    } else {
        id
    }
}

/// So many runs go on side by side: most of a run is waiting.
const SIDE_BY_SIDE: usize = 3;

fn all_miss(faults: impl Iterator<Item = (String, Vec<&'static str>)>) -> Vec<String> {
    let queue = Mutex::new(faults.collect::<VecDeque<_>>());
    let missed = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..SIDE_BY_SIDE {
            scope.spawn(|| {
                loop {
                    let next = queue
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .pop_front();
                    let Some((fault, broken)) = next else { break };
                    let misses = misses(&fault, &broken);
                    missed
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .extend(misses);
                }
            });
        }
    });
    missed.into_inner().unwrap()
}

#[test]
fn every_fault_is_noticed_in_the_requirements_that_it_breaks() {
    for (name, id) in AGREED {
        let fault: Fault = name.parse().unwrap();
        assert!(
            fault.must_fail().contains(&id),
            "{name} is declared to break {id}"
        );
    }
    let faults = Fault::ALL
        .iter()
        .map(|f| (f.name().to_owned(), f.must_fail().to_vec()));
    let missed = all_miss(faults);
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
