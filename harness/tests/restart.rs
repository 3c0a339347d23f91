//! A subject in a process of its own, which the suite kills and starts again.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use std::net::TcpListener;

use common::{Certificates, Output, record, trialplate};
use record::{RequirementOutcome, RunRecord, Verdict};

const DOMAIN: &str = "money.com";

/// Two addresses on loopback that are free for the moment.
fn free() -> [String; 2] {
    let both = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    both.map(|listener| listener.local_addr().unwrap().to_string())
}

/// Runs against a reference issuer that is started by a command with these arguments, of which a fee is told.
fn run(set: &Certificates, issuer: &[&str], more: &[&str]) -> Output {
    let [listen, wsdl_listen] = free();
    let program = env!("CARGO_BIN_EXE_trialplate");
    let (certs, fund) = (set.path(""), format!("{}=10000", set.path("purse.keyid")));
    let address = format!(
        "https://{DOMAIN}:{}/lcp",
        listen.rsplit(':').next().unwrap()
    );
    let started = [
        program,
        "mock",
        "issuer",
        "--domain",
        DOMAIN,
        "--certs",
        &certs,
        "--fund",
        &fund,
        "--listen",
        &listen,
        "--wsdl-listen",
        &wsdl_listen,
        "--service-address",
        &address,
        "--fee-transfer",
        "1",
    ];
    let exec = [&started[..], issuer].concat().join(" ");
    let wsdl = format!("http://{wsdl_listen}/lcp.wsdl");
    let (ca, purse, out) = (set.path("ca.pem"), set.path("purse.key.pem"), set.out());
    let subject = [
        "run",
        "lcp/issuer",
        "--wsdl",
        &wsdl,
        "--ca",
        &ca,
        "--purse",
        &purse,
        "--budget",
        "6000",
        "--exec",
        &exec,
        "--out",
        out.to_str().unwrap(),
        "--seed",
        "7",
    ];
    trialplate(&[&subject[..], more].concat())
}

/// The outcomes of what is to outlive a restart.
fn surviving(run: &RunRecord) -> Vec<&RequirementOutcome> {
    let of = |r: &&RequirementOutcome| r.id.as_str().ends_with("-survive");
    run.requirements.iter().filter(of).collect()
}

#[test]
fn a_ledger_on_disk_outlives_its_process() {
    let set = common::certificates(DOMAIN);
    let state = set.path("ledger.jsonl");
    let more = [
        "--restart",
        "--only",
        "endurance",
        "--only",
        "lcp.issuer.transfer.exact",
    ];
    let ran = run(&set, &["--state", &state], &more);
    assert_eq!(ran.code, Some(0), "{}", ran.all);
    let run = record(&set.out());
    let passed = |r: &&RequirementOutcome| r.verdict == Some(Verdict::Passed);
    assert_eq!(
        surviving(&run).into_iter().filter(passed).count(),
        3,
        "{}",
        ran.all
    );
    assert_eq!(run.purse.unwrap().left_behind, []);
    // Whoever kills the subject is alone with it, and the last.
    let started = |name: &'static str| {
        let of = run
            .scenarios
            .iter()
            .filter(move |s| s.feature.ends_with(name));
        of.map(|s| s.started..s.started + s.duration_ms * 1000)
    };
    let first = started("restart.feature").map(|s| s.start).min().unwrap();
    for other in started("transfer.feature").chain(started("endurance.feature")) {
        assert!(other.end <= first, "{other:?} {first}");
    }
}

#[test]
fn one_that_forgets_is_noticed() {
    let set = common::certificates(DOMAIN);
    let state = set.path("ledger.jsonl");
    let id = "lcp.issuer.endurance.counters-survive";
    let fault = ["--state", &state, "--fault", "forgets-counters-on-restart"];
    let ran = run(&set, &fault, &["--restart", "--only", id]);
    assert_eq!(ran.code, Some(1), "{}", ran.all);
    let run = record(&set.out());
    let red = run
        .requirements
        .iter()
        .find(|r| r.id.as_str() == id)
        .unwrap();
    assert_eq!(red.verdict, Some(Verdict::Failed));
}

#[test]
fn a_ledger_in_memory_does_not_outlive_it() {
    let set = common::certificates(DOMAIN);
    let id = "lcp.issuer.endurance.balances-survive";
    let ran = run(&set, &[], &["--restart", "--only", id]);
    assert_eq!(ran.code, Some(1), "{}", ran.all);
    let run = record(&set.out());
    let red = run
        .requirements
        .iter()
        .find(|r| r.id.as_str() == id)
        .unwrap();
    assert_eq!(red.verdict, Some(Verdict::Failed), "{}", ran.all);
}

#[test]
fn nothing_is_killed_without_leave() {
    let set = common::certificates(DOMAIN);
    let ran = run(&set, &[], &["--only", "endurance"]);
    assert_eq!(ran.code, Some(0), "{}", ran.all);
    assert!(
        ran.all.contains("--exec COMMAND with --restart"),
        "{}",
        ran.all
    );
    let run = record(&set.out());
    for outcome in surviving(&run) {
        assert_eq!(outcome.verdict, Some(Verdict::NotApplicable));
    }
}
