//! Faults in the reference issuer make a run red. That each of them does is what `trialplate selftest` shows.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use common::{record, trialplate};
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

/// Faults of every seam: accounts, service, mail, channel.
const OF_EVERY_SEAM: [&str; 4] = [
    "rounds-amounts-to-cents",
    "empty-list-too-early",
    "namespace-ignored",
    "no-proof-of-possession",
];

#[test]
fn what_was_agreed_upon_is_declared() {
    for (name, id) in AGREED {
        let fault: Fault = name.parse().unwrap();
        assert!(
            fault.must_fail().contains(&id),
            "{name} is declared to break {id}"
        );
    }
}

#[test]
fn a_fault_makes_a_run_red_where_it_is_and_the_record_alone_says_the_same() {
    for name in OF_EVERY_SEAM {
        let fault: Fault = name.parse().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().to_str().unwrap();
        let ran = trialplate(&[
            "run",
            "lcp/issuer",
            "--fault",
            name,
            "--strict",
            "--out",
            out,
        ]);
        assert_eq!(ran.code, Some(1), "{name}: {}", ran.all);
        let run = record(folder.path());
        for id in fault.must_fail() {
            let outcome = run.requirements.iter().find(|r| r.id.as_str() == *id);
            let verdict = outcome.and_then(|r| r.verdict);
            assert!(
                matches!(verdict, Some(Verdict::Failed | Verdict::Warned)),
                "{name}: {id} is {verdict:?}"
            );
        }
        let again = judge::rejudge(run.clone()).unwrap();
        assert_eq!(again.requirements, run.requirements, "{name}");
        assert_eq!(again.exit, run.exit, "{name}");
    }
}
