//! A record with every verdict.

use record::{Ending, Level, Purpose, RunRecord, ScenarioRecord, Stray, Verdict};

use super::build::{
    ALICE, ask, deposits, exchange, finding, id, requirement, scenario, step, transfer,
    transferred, untested,
};
use super::runs::{ONCE, exact, purse, run};
use Verdict::{Error, Failed, Inconclusive, NotApplicable, Passed, Warned};

const REPLAYS: &str = "A repeated transfer is answered by the recorded response.";

fn twice() -> ScenarioRecord {
    let name = "The answer is lost, and the message is sent again";
    let mut s = scenario(name, "counter", 14, Failed);
    s.rule = Some("A transfer is executed at most once per holder and message counter".into());
    s.tags = vec![id("counter.at-most-once"), id("counter.replays")];
    s.steps = vec![
        step("Given ", "Alice holds 100 Claire dollars", Passed),
        step(
            "When ",
            "Alice sends 10 to Bob, and the connection breaks before the answer",
            Passed,
        ),
        step(
            "And ",
            "Alice sends the same message again over a new connection",
            Passed,
        ),
        step("Then ", "Bob finds one deposit of 10", Failed),
        step(
            "And ",
            "Alice holds 90, less the fees she was told",
            NotApplicable,
        ),
    ];
    let mut lost = exchange(2, "Alice", &transfer("10", "t-7", 7), "");
    lost.times.first_byte = None;
    lost.ending = Ending::Cut;
    let mut funding = exchange(
        1,
        "treasury",
        &transfer("100", "f-1", 3),
        &transferred("success", "0"),
    );
    funding.purpose = Purpose::Funding;
    funding.step = None;
    s.exchanges = vec![
        funding,
        lost,
        exchange(
            3,
            "Alice",
            &transfer("10", "t-7", 7),
            &transferred("success", "1.2"),
        ),
        exchange(
            4,
            "Bob",
            &ask(0),
            &deposits(&[("t-7", "10"), ("t-7", "10")], "20"),
        ),
    ];
    let mut doubled = finding(
        "counter.at-most-once",
        Failed,
        Some(3),
        "two deposits of 10",
    );
    doubled.expected = "one deposit of 10 with transaction id t-7".into();
    doubled.why = "the message was executed again when it came over a new connection".into();
    doubled.exchanges = vec![2, 3, 4];
    let mut fee = finding("counter.replays", Warned, Some(2), "success, fee 1.2");
    fee.expected = "the recorded response".into();
    fee.exchanges = vec![3];
    s.findings = vec![
        finding(
            "soap.answer-form",
            Passed,
            None,
            "3 answers, all well formed",
        ),
        fee,
        doubled,
    ];
    s
}

fn halted(name: &str, line: usize, verdict: Verdict, why: &str) -> ScenarioRecord {
    let mut s = scenario(name, "wait", line, verdict);
    s.halted = Some((verdict, why.into()));
    let at = if verdict == NotApplicable {
        NotApplicable
    } else {
        verdict
    };
    s.steps = vec![
        step("Given ", "Bob waits 2000 ms for deposits", at),
        step("Then ", "an empty list comes, not early", NotApplicable),
    ];
    s
}

/// One scenario of each verdict.
pub(crate) fn every_verdict() -> RunRecord {
    let mut slow = scenario(
        "A deposit during the wait comes at once",
        "wait",
        40,
        Warned,
    );
    let mut late = finding("wait.prompt", Warned, Some(0), "410 ms, 377 ms and 402 ms");
    late.expected = "within 250 ms in one of three trials".into();
    late.exchanges = vec![1];
    slow.steps = vec![step("Then ", "the deposit comes promptly", Warned)];
    slow.exchanges = vec![exchange(
        1,
        "Bob",
        &ask(2000),
        &deposits(&[("w-1", "3")], "3"),
    )];
    slow.findings = vec![late];
    let mut silent = halted(
        "A wait of two seconds",
        12,
        Inconclusive,
        "no answer within 30 s; what became of the request is not known",
    );
    let mut open = exchange(1, "Bob", &ask(2000), "");
    open.times.first_byte = None;
    open.ending = Ending::TimedOut;
    silent.exchanges = vec![open];
    let rich = "needs rich-purse, which the subject does not declare";
    let mut eighteen = halted("Eighteen integer digits", 61, NotApplicable, rich);
    eighteen.tags = vec![id("transfer.integer-digits")];
    let broken = halted(
        "A thousand waiters",
        90,
        Error,
        "too many open files (os error 24)",
    );
    let mut run = run(vec![twice(), exact(), silent, slow, eighteen, broken]);
    let lost = "The answer is lost, and the message is sent again";
    let many = ["a", "b", "c", lost].map(|n| {
        if n == lost {
            lost
        } else {
            "A wait of two seconds"
        }
    });
    run.requirements = vec![
        untested(
            "channel.mutual",
            Level::Must,
            "Both sides present a key.",
            "waits for the scenarios of the channel",
        ),
        untested(
            "channel.resumption",
            Level::Should,
            "Sessions can be resumed.",
            "waits for the scenarios of the channel",
        ),
        requirement(
            "counter.at-most-once",
            Level::Must,
            Some(Failed),
            ONCE,
            &[lost],
        ),
        requirement(
            "counter.replays",
            Level::Should,
            Some(Warned),
            REPLAYS,
            &[lost],
        ),
        requirement(
            "soap.answer-form",
            Level::Must,
            Some(Passed),
            "An answer has the parts of the WSDL.",
            &many,
        ),
        requirement(
            "transfer.exact",
            Level::Must,
            Some(Passed),
            "Payer and payee see exactly the amount and the fee.",
            &["A transfer debits and credits exactly"],
        ),
        requirement(
            "transfer.integer-digits",
            Level::Must,
            Some(NotApplicable),
            "Eighteen integer digits are held exactly.",
            &["Eighteen integer digits"],
        ),
        requirement(
            "wait.not-early",
            Level::Must,
            Some(Inconclusive),
            "An empty list never comes early.",
            &["A wait of two seconds"],
        ),
        requirement(
            "wait.prompt",
            Level::Should,
            Some(Warned),
            "A deposit during the wait is returned within 250 ms.",
            &["A deposit during the wait comes at once"],
        ),
        requirement(
            "wait.zero",
            Level::Should,
            None,
            "A wait of 0 is answered at once.",
            &[],
        ),
    ];
    run.subject.faults = vec!["executes-duplicate-after-reconnect".into()];
    run.command =
        "trialplate run lcp/issuer --seed 20030909 --fault executes-duplicate-after-reconnect"
            .into();
    let mut account = purse();
    account.left_behind = vec![Stray {
        key: ALICE.into(),
        amount: "90".into(),
        why: "the sweep was not answered".into(),
    }];
    run.purse = Some(account);
    run
}
