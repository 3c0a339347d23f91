//! Whole records: one that passes, an empty one, a large one.

use record::{
    Capability, Ending, Exchange, Exit, FORMAT, Level, Octets, Operation, PROFILE, PurseAccount,
    RunRecord, ScenarioRecord, SubjectInfo, Summary, Tally, Verdict,
};

use super::build::{
    BOB, ask, deposits, exchange, finding, id, requirement, scenario, step, transfer, transferred,
    untested,
};
use Verdict::Passed;

pub(super) const ONCE: &str =
    "An issuer executes a transfer at most once per holder and message counter.";

/// A run of these scenarios, with verdict, exit status and counts as they follow.
pub(crate) fn run(scenarios: Vec<ScenarioRecord>) -> RunRecord {
    let verdicts = || scenarios.iter().map(|s| s.verdict);
    let verdict = Verdict::of(verdicts());
    RunRecord {
        format: FORMAT.into(),
        profile: PROFILE.into(),
        version: "0.1.0".into(),
        role: "lcp/issuer".into(),
        seed: 20_030_909,
        started: "2026-11-21T01:34:12.5Z".into(),
        duration_ms: 14_321,
        strict: false,
        command: "trialplate run lcp/issuer --seed 20030909".into(),
        explored: false,
        subject: SubjectInfo {
            name: "money.com".into(),
            kind: "embedded".into(),
            wsdl: "http://127.0.0.1:8080/lcp.wsdl".into(),
            service: Some("https://money.com:8443/lcp".into()),
            address: None,
            trust: None,
            version: None,
            capabilities: vec![Capability::Domain, Capability::FeesAnnounced],
            fraction_digits: None,
            faults: Vec::new(),
            liberties: Vec::new(),
        },
        verdict,
        exit: Exit::of(verdict, false).code(),
        ended_early: None,
        summary: Summary::of(verdicts()),
        requirements: Vec::new(),
        purse: None,
        scenarios,
    }
}

pub(super) fn purse() -> PurseAccount {
    PurseAccount {
        key: BOB.into(),
        budget: "2500".into(),
        before: "10000".into(),
        after: Some("9987.6".into()),
        fees: "12.4".into(),
        message_counter: Some(31),
        given: None,
        untold: None,
        left_behind: Vec::new(),
    }
}

pub(super) fn exact() -> ScenarioRecord {
    let mut s = scenario(
        "A transfer debits and credits exactly",
        "transfer",
        8,
        Passed,
    );
    s.tags = vec![id("transfer.exact")];
    s.steps = vec![
        step("Given ", "Alice holds 100 Claire dollars", Passed),
        step("When ", "Alice sends 10 to Bob", Passed),
        step("Then ", "Bob finds one deposit of 10", Passed),
    ];
    s.exchanges = vec![
        exchange(
            1,
            "Alice",
            &transfer("10", "t-1", 1),
            &transferred("success", "1.2"),
        ),
        exchange(2, "Bob", &ask(0), &deposits(&[("t-1", "10")], "10")),
    ];
    s.findings = vec![
        finding("transfer.exact", Passed, Some(2), "one deposit of 10"),
        finding("transfer.conserved", Passed, None, "100 = 88.8 + 10 + 1.2"),
    ];
    s
}

/// Bytes that are no message, which the subject answers by closing the connection.
fn probe() -> Exchange {
    let mut probe = exchange(3, "somebody", "", "");
    probe.operation = Operation::Probe;
    probe.connection.handshake = None;
    probe.connection.tls = None;
    probe.request = Octets::new(b"\x16\x03\x01\x00\x05hello, this is no handshake\r\n");
    probe.times.first_byte = None;
    probe.ending = Ending::Closed;
    probe
}

/// An empty list half-way through the wait that was asked for.
fn early() -> Exchange {
    let mut early = exchange(4, "Bob", &ask(500), &deposits(&[], "0"));
    early.form = vec!["chunked".into(), "utf-16be".into()];
    early.times.ended = early.times.sent + 250_000;
    early
}

fn tally(form: &str, sent: u32, accepted: u32, refused: u32) -> Tally {
    Tally {
        form: form.into(),
        sent,
        accepted,
        refused,
    }
}

/// Everything passed, but for one requirement that waits for a later stage.
pub(crate) fn passing() -> RunRecord {
    let mut lower = scenario("A lower counter executes nothing", "counter", 31, Passed);
    lower.tags = vec![id("counter.lower")];
    lower.findings = vec![finding("counter.lower", Passed, Some(1), "nothing moved")];
    lower.tallies = vec![tally("chunked", 3, 2, 1), tally("utf-16be", 9, 9, 0)];
    let mut exact = exact();
    exact.exchanges.extend([probe(), early()]);
    let mut run = run(vec![lower, exact]);
    let name = "A transfer debits and credits exactly";
    run.requirements = vec![
        untested(
            "channel.mutual",
            Level::Must,
            "Both sides present a key.",
            "waits for the scenarios of the channel",
        ),
        requirement(
            "counter.lower",
            Level::Must,
            Some(Passed),
            "A lower counter executes nothing.",
            &["A lower counter executes nothing"],
        ),
        requirement(
            "transfer.exact",
            Level::Must,
            Some(Passed),
            "Payer and payee see exactly the amount and the fee.",
            &[name],
        ),
    ];
    run.purse = Some(purse());
    run
}

/// Nothing ran: the subject was not there. The exit status is wrong on purpose: it must not look green even so.
pub(crate) fn empty() -> RunRecord {
    let mut run = run(Vec::new());
    run.exit = 0;
    run.duration_ms = 40;
    run.ended_early = Some("127.0.0.1:8080: connection refused".into());
    run.subject.service = None;
    run.requirements = vec![requirement(
        "counter.at-most-once",
        Level::Must,
        None,
        ONCE,
        &[],
    )];
    run
}

/// As much as a full run holds: 120 scenarios that passed or failed, with thousands of exchanges.
pub(crate) fn large(verdict: Verdict) -> RunRecord {
    let list: Vec<(String, String)> = (0..40).map(|n| (format!("t-{n}"), "10".into())).collect();
    let list: Vec<(&str, &str)> = list.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let scenarios = (0..120).map(|n| {
        let mut s = scenario(&format!("Scenario {n}"), "counter", n + 1, verdict);
        s.exchanges = (1..=70)
            .map(|e| match e % 3 {
                0 => exchange(e, "Bob", &ask(0), &deposits(&list, "400")),
                _ => exchange(
                    e,
                    "Alice",
                    &transfer("10", "t", 7),
                    &transferred("success", "1"),
                ),
            })
            .collect();
        s.exchanges[3].response = Octets::new("x".repeat(600 * 1024).as_bytes());
        let mut found = finding("counter.at-most-once", verdict, None, "as it was");
        found.exchanges = vec![4, 69];
        s.findings = vec![found];
        s
    });
    let mut run = run(scenarios.collect());
    run.requirements = vec![requirement(
        "counter.at-most-once",
        Level::Must,
        Some(verdict),
        ONCE,
        &[],
    )];
    run
}

/// One scenario with as many exchanges as one may have, one of which a finding names.
pub(crate) fn crowd() -> RunRecord {
    let mut run = large(Verdict::Failed);
    run.scenarios.truncate(1);
    run.summary = Summary::of([Verdict::Failed]);
    let s = &mut run.scenarios[0];
    let one = s.exchanges[0].clone();
    s.exchanges = (1..=20_000)
        .map(|id| Exchange { id, ..one.clone() })
        .collect();
    s.findings[0].exchanges = vec![7_777];
    run
}
