//! An issuer in a process of its own, and the operator's money: what is lent comes back.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use std::process::Command;

use common::{Certificates, FEES, MockIssuer, command, record, trialplate};
use judge::Decimal;
use record::{RunRecord, Verdict};

/// What the purse holds, and what may leave it: enough for the profile's largest amounts.
const HOLDS: &str = "900000000000000000";
const BUDGET: &str = "800000000000000000";

fn arguments(set: &Certificates, issuer: &MockIssuer) -> Vec<String> {
    let args = [
        "run",
        "lcp/issuer",
        "--wsdl",
        &issuer.wsdl(),
        "--budget",
        BUDGET,
        "--seed",
        "7",
    ];
    let rules = issuer.ready["resolve"].as_array().unwrap();
    let rules = rules
        .iter()
        .flat_map(|rule| ["--resolve".to_owned(), rule.as_str().unwrap().to_owned()]);
    let files = [
        "--ca",
        &set.path("ca.pem"),
        "--purse",
        &set.path("purse.key.pem"),
        "--out",
    ];
    let all = args.into_iter().map(str::to_owned).chain(rules);
    let all = all.chain(files.map(str::to_owned));
    all.chain([set.out().display().to_string()]).collect()
}

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

/// Asks the issuer what the purse holds, as a run does: with a run that is too poor to begin.
fn purse_holds(set: &Certificates, issuer: &MockIssuer) -> Decimal {
    let mut args = arguments(set, issuer);
    let last = args.len() - 1;
    args[last] = set.path("look");
    let budget = args.iter().position(|a| a == BUDGET).unwrap();
    args[budget] = "999999999999999999".into();
    let looked = trialplate(&args.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(looked.code, Some(2), "{}", looked.all);
    let holds = looked
        .all
        .split("the purse holds ")
        .nth(1)
        .unwrap()
        .split(',')
        .next()
        .unwrap();
    decimal(holds)
}

/// Looked at where the issuer has no domain. The embedded reference is held to it all the same.
const WITHOUT_DOMAIN: &str = "lcp.issuer.channel.pinned-key";

/// What was found about each requirement, but those for which the suite would have to kill the issuer: it has not started
/// this one.
fn verdicts(run: &RunRecord) -> Vec<(String, Option<Verdict>)> {
    run.requirements
        .iter()
        .filter(|r| !r.id.as_str().ends_with("-survive") && r.id.as_str() != WITHOUT_DOMAIN)
        .map(|r| (r.id.to_string(), r.verdict))
        .collect()
}

#[test]
fn the_same_verdicts_as_embedded_and_the_purse_pays_nothing_but_fees() {
    let set = common::certificates("money.com");
    let issuer = MockIssuer::start(&set, "money.com", HOLDS, &FEES);
    let args = arguments(&set, &issuer);
    let mut args: Vec<&str> = args.iter().map(String::as_str).collect();
    args.extend(["--capability", "raw-public-keys"]);
    let ran = trialplate(&args);
    assert_eq!(ran.code, Some(0), "{}", ran.all);
    let run = record(&set.out());
    let purse = run.purse.clone().unwrap();
    assert_eq!(purse.left_behind, []);
    assert_eq!(purse.before, HOLDS);
    // One smallest unit went to the issuer's own key, as a scenario says.
    assert_eq!(purse.given.as_deref(), Some("0.000002"));
    // Fees in answers that a scenario lost on purpose are told by nobody; a few of the smallest there are.
    let untold = purse.untold.map_or(Decimal::ZERO, |u| decimal(&u));
    assert!(!untold.is_negative() && untold < decimal("20"), "{untold}");
    assert_eq!(
        decimal(&purse.after.unwrap()),
        decimal(HOLDS) - decimal(&purse.fees) - decimal("0.000002") - untold
    );
    let embedded = tempfile::tempdir().unwrap();
    let out = embedded.path().to_str().unwrap();
    let ran = trialplate(&["run", "lcp/issuer", "--seed", "7", "--out", out]);
    assert_eq!(ran.code, Some(0), "{}", ran.all);
    assert_eq!(verdicts(&run), verdicts(&record(embedded.path())));
}

/// How many keys must have been written down before the run is cut off.
const KEYS_BEFORE_THE_END: usize = 12;

/// Starts a run and cuts it off in the middle with a signal. Its exit status comes back.
fn cut_off(set: &Certificates, issuer: &MockIssuer, signal: &str) -> Option<i32> {
    let args = arguments(set, issuer);
    let mut running = command(&args.iter().map(String::as_str).collect::<Vec<_>>())
        .spawn()
        .unwrap();
    common::until("scenarios are under way", || {
        common::journaled(&set.out()) > KEYS_BEFORE_THE_END
    });
    let pid = running.id().to_string();
    assert!(
        Command::new("kill")
            .args([signal, &pid])
            .status()
            .unwrap()
            .success()
    );
    running.wait().unwrap().code()
}

#[test]
fn killed_in_the_middle_and_recovered_all_comes_back() {
    let set = common::certificates("money.com");
    // Without fees nothing may be missing afterwards.
    let issuer = MockIssuer::start(&set, "money.com", HOLDS, &[]);
    assert_eq!(cut_off(&set, &issuer, "-KILL"), None);
    assert!(purse_holds(&set, &issuer) < decimal(HOLDS));
    let journal = common::journal(&set.out()).unwrap();
    let journal = journal.to_str().unwrap();
    let recovered = trialplate(&["recover", journal]);
    assert_eq!(recovered.code, Some(0), "{}", recovered.all);
    assert_eq!(purse_holds(&set, &issuer), decimal(HOLDS));
    let again = trialplate(&["recover", journal]);
    assert_eq!(again.code, Some(0));
    assert!(
        again.all.contains("everything was taken back already"),
        "{}",
        again.all
    );
}

#[test]
fn recovering_learns_what_messages_cost() {
    let set = common::certificates("money.com");
    let issuer = MockIssuer::start(&set, "money.com", HOLDS, &FEES);
    assert_eq!(cut_off(&set, &issuer, "-KILL"), None);
    let journal = common::journal(&set.out()).unwrap();
    let recovered = trialplate(&["recover", journal.to_str().unwrap()]);
    assert_eq!(recovered.code, Some(0), "{}", recovered.all);
    assert!(
        recovered.all.contains("all that was lent went back"),
        "{}",
        recovered.all
    );
    // What is missing are fees: some dozens of keys, a few messages each.
    let missing = decimal(HOLDS) - purse_holds(&set, &issuer);
    assert!(missing < decimal("2000"), "{missing}");
}

#[test]
fn interrupted_it_takes_back_what_was_lent_by_itself() {
    let set = common::certificates("money.com");
    let issuer = MockIssuer::start(&set, "money.com", HOLDS, &[]);
    assert_eq!(cut_off(&set, &issuer, "-INT"), Some(3));
    let run = record(&set.out());
    assert_eq!(run.ended_early.as_deref(), Some("it was interrupted"));
    assert_eq!(run.purse.unwrap().left_behind, []);
    assert_eq!(purse_holds(&set, &issuer), decimal(HOLDS));
}

#[test]
fn an_issuer_without_a_domain_is_pinned_by_its_key() {
    let set = common::certificates("money.com");
    let issuer = MockIssuer::start(&set, "money.com", "5000", &[]);
    let (wsdl, purse, key) = (
        issuer.wsdl(),
        set.path("purse.key.pem"),
        set.text("issuer.keyid"),
    );
    let out = set.out();
    let out = out.to_str().unwrap();
    let args = [
        "run",
        "lcp/issuer",
        "--wsdl",
        &wsdl,
        "--purse",
        &purse,
        "--budget",
        "3000",
        "--only",
        "transfer",
    ];
    let ran = trialplate(&[&args[..], &["--issuer-key", &key, "--out", out]].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.all);
}

#[test]
fn a_command_is_started_waited_for_and_stopped() {
    let set = common::certificates("money.com");
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let exec = format!(
        "{} mock issuer --domain money.com --certs {} --fund {}=5000 --wsdl-listen {port}",
        env!("CARGO_BIN_EXE_trialplate"),
        set.path(""),
        set.path("purse.keyid"),
    );
    let (wsdl, ca, purse, out) = (
        format!("http://{port}/lcp.wsdl"),
        set.path("ca.pem"),
        set.path("purse.key.pem"),
        set.out(),
    );
    let args = [
        "run",
        "lcp/issuer",
        "--wsdl",
        &wsdl,
        "--ca",
        &ca,
        "--purse",
        &purse,
        "--budget",
        "3000",
    ];
    let more = [
        "--exec",
        &exec,
        "--only",
        "lcp.issuer.transfer.exact",
        "--out",
        out.to_str().unwrap(),
    ];
    let ran = trialplate(&[&args[..], &more].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.all);
    assert!(
        std::net::TcpStream::connect(port).is_err(),
        "the command is still there"
    );
}
