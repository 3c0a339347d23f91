//! A stored record is judged again to the same, and one that was changed is not.

#![allow(
    clippy::unwrap_used,
    reason = "a run that does not come about fails the test"
)]

use std::{process::Command, sync::OnceLock};

use record::{Check, Ending, Octets, Operation, Purpose, RunRecord, ScenarioRecord, Verdict};
use serde_json::Value;

/// How many exchanges of a scenario are changed, one at a time. Some scenarios have hundreds, all of a kind.
const CHANGED: usize = 12;

/// How many changes of a byte are tried.
const FLIPS: usize = 400;

/// The record of a real run of the embedded reference, as it was stored.
fn stored() -> &'static str {
    static STORED: OnceLock<String> = OnceLock::new();
    STORED.get_or_init(|| run(&[]))
}

fn run(flags: &[&str]) -> String {
    let out = tempfile::tempdir().unwrap();
    let ended = Command::new(env!("CARGO_BIN_EXE_trialplate"))
        .args(["run", "lcp/issuer", "--seed", "20030918", "--out"])
        .arg(out.path())
        .args(flags)
        .output()
        .unwrap();
    let record = out.path().join("run.json");
    std::fs::read_to_string(record)
        .unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&ended.stderr)))
}

fn read(text: &str) -> RunRecord {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_real_run_is_judged_again_to_the_same() {
    let run = read(stored());
    assert!(run.scenarios.len() > 1, "the run has scenarios");
    assert_eq!(judge::rejudge(run.clone()).unwrap(), run);
}

#[test]
fn a_run_that_fails_is_judged_again_to_the_same() {
    let fault = mocks::Fault::ALL
        .iter()
        .find(|f| f.must_fail().contains(&"lcp.issuer.transfer.exact"))
        .unwrap();
    let run = read(&run(&["--fault", fault.name()]));
    assert_eq!(run.verdict, Verdict::Failed, "{}", fault.name());
    assert_eq!(judge::rejudge(run.clone()).unwrap(), run);
}

/// Every response of a record, as the place where its bytes stand.
fn responses(record: &Value) -> Vec<(usize, usize)> {
    let scenarios = record["scenarios"].as_array().unwrap();
    let of = |(s, scenario): (usize, &Value)| {
        let exchanges = scenario["exchanges"].as_array().unwrap().len();
        (0..exchanges).map(move |e| (s, e)).collect::<Vec<_>>()
    };
    scenarios.iter().enumerate().flat_map(of).collect()
}

#[test]
fn a_changed_byte_is_noticed() {
    let record: Value = serde_json::from_str(stored()).unwrap();
    let places = responses(&record);
    let mut random = fastrand::Rng::with_seed(1);
    let mut tried = 0;
    while tried < FLIPS {
        let (s, e) = places[random.usize(..places.len())];
        let response = &record["scenarios"][s]["exchanges"][e]["response"];
        let Some(text) = response["text"].as_str().filter(|t| !t.is_empty()) else {
            continue;
        };
        let mut bytes = text.as_bytes().to_vec();
        bytes[random.usize(..text.len())] ^= 1 << random.u8(..7);
        let Ok(changed) = String::from_utf8(bytes) else {
            continue;
        };
        let mut response = response.clone();
        response["text"] = changed.into();
        let refused = serde_json::from_value::<Octets>(response).unwrap_err();
        assert!(refused.to_string().contains("SHA-256"), "{refused}");
        tried += 1;
    }
}

/// Answers of steps and settlements: the funding's, which nobody but the funding itself needs, are left alone.
fn is_judged(purpose: Purpose) -> bool {
    matches!(purpose, Purpose::Step | Purpose::Settlement)
}

/// Whether value has to be conserved in a scenario. In the preflight it has not: the purse lives on beside the run.
fn is_conserved(scenario: &ScenarioRecord) -> bool {
    let mut checks = scenario.expectations.iter().map(|e| &e.check);
    checks.any(|check| matches!(check, Check::Conserved {}))
}

/// Judges one scenario of a run again, in which one answer was changed, with digests that fit.
fn judged_alone(run: &RunRecord, s: usize, e: usize, answer: &str) -> RunRecord {
    let mut scenario = run.scenarios[s].clone();
    scenario.exchanges[e].response = Octets::new(answer.as_bytes());
    let alone = RunRecord {
        scenarios: vec![scenario],
        ..emptied(run)
    };
    judge::rejudge(alone).unwrap()
}

/// A run without its scenarios, which are many, and what was counted over them.
fn emptied(run: &RunRecord) -> RunRecord {
    static EMPTIED: OnceLock<RunRecord> = OnceLock::new();
    let empty = || {
        let mut run = run.clone();
        run.scenarios.clear();
        run.summary = record::Summary::default();
        run.purse = None;
        run
    };
    EMPTIED.get_or_init(empty).clone()
}

/// Judges a record again in which every answer of a kind was changed in one place, with digests that fit.
fn changed(
    operation: Operation,
    change: impl Fn(&str) -> Option<String>,
) -> Vec<(Verdict, String)> {
    let run = read(stored());
    let mut outcomes = Vec::new();
    let conserved = run.scenarios.iter().enumerate();
    for (s, scenario) in conserved.filter(|(_, s)| is_conserved(s)) {
        let of_interest = scenario
            .exchanges
            .iter()
            .enumerate()
            .filter(|(_, exchange)| exchange.operation == operation && is_judged(exchange.purpose));
        for (e, exchange) in of_interest.take(CHANGED) {
            let Some(text) = change(&exchange.response.to_text()) else {
                continue;
            };
            let judged = judged_alone(&run, s, e, &text);
            let name = format!("{} exchange {}", scenario.name, exchange.id);
            outcomes.push((judged.scenarios[0].verdict, name));
        }
    }
    outcomes
}

/// The text with what stands in an element replaced, and the length stated anew.
fn with(answer: &str, element: &str, value: impl Fn(&str) -> Option<String>) -> Option<String> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let (before, rest) = body.split_once(&format!("<{element}>"))?;
    let (old, after) = rest.split_once(&format!("</{element}>"))?;
    let body = format!("{before}<{element}>{}</{element}>{after}", value(old)?);
    let state = |line: &str| match line.split_once(':') {
        Some((name, _)) if name.eq_ignore_ascii_case("content-length") => {
            format!("{name}: {}", body.len())
        }
        _ => line.to_owned(),
    };
    let head: Vec<String> = head.split("\r\n").map(state).collect();
    Some(format!("{}\r\n\r\n{body}", head.join("\r\n")))
}

fn one_more(amount: &str) -> Option<String> {
    let one = judge::Decimal::smallest_units(1);
    judge::Decimal::parse(amount)
        .ok()
        .map(|a| (a + one).to_string())
}

#[test]
fn amounts_in_lists_decide() {
    let outcomes = changed(Operation::GetDeposits, |t| with(t, "amount", one_more));
    assert!(!outcomes.is_empty());
    for (verdict, name) in outcomes {
        assert_eq!(verdict, Verdict::Failed, "{name}");
    }
}

#[test]
fn transaction_ids_in_lists_decide() {
    let outcomes = changed(Operation::GetDeposits, |t| {
        with(t, "transactionId", |id| Some(format!("{id}x")))
    });
    assert!(!outcomes.is_empty());
    for (verdict, name) in outcomes {
        assert_eq!(verdict, Verdict::Failed, "{name}");
    }
}

#[test]
fn the_last_balances_decide() {
    let run = read(stored());
    assert!(run.scenarios.iter().any(is_conserved));
    let conserved = run.scenarios.iter().enumerate();
    for (s, scenario) in conserved.filter(|(_, s)| is_conserved(s)) {
        let looks = scenario.exchanges.iter().enumerate();
        let looks = looks.filter(|(_, exchange)| exchange.purpose == Purpose::Settlement);
        for (e, exchange) in looks.take(CHANGED) {
            let Some(text) = with(&exchange.response.to_text(), "balance", one_more) else {
                continue;
            };
            let judged = judged_alone(&run, s, e, &text);
            let name = format!("{} exchange {}", scenario.name, exchange.id);
            let verdict = judged.scenarios[0].verdict;
            // Where an answer was lost, so small a difference may be a fee that it told.
            if scenario
                .exchanges
                .iter()
                .all(|e| e.ending == Ending::Answered)
            {
                assert_eq!((verdict, judged.exit), (Verdict::Failed, 1), "{name}");
            } else {
                assert!(verdict >= Verdict::Inconclusive, "{name}: {verdict}");
                assert_ne!(judged.exit, 0, "{name}");
            }
        }
    }
}

#[test]
fn a_success_that_was_none_is_noticed() {
    let refused = |t: &str| {
        with(t, "result", |r| {
            (r == "success").then(|| "refused".to_owned())
        })
    };
    let outcomes = changed(Operation::TransferFunds, refused);
    assert!(
        outcomes
            .iter()
            .any(|(verdict, _)| *verdict == Verdict::Failed),
        "{outcomes:?}"
    );
}
