//! What a malicious subject, or a scenario about markup, leaves in a record.

use record::{Ending, Level, Octets, Operation, RunRecord, Tally, Verdict};

use super::build::{ask, deposits, exchange, finding, id, requirement, scenario, step, transfer};
use super::runs::run;

const MARKUP: &str =
    "</pre><script>alert(1)</script><img src=http://evil.example/x onerror=alert(2)> ]]> &amp; \"'";
const ESCAPES: &str =
    "\u{1b}[2J\u{1b}[32mconforming\u{1b}[0m \u{7}\u{0}\u{9b}31m \u{202e}desrever\u{202c}";

/// Markup, control characters, characters that turn the direction, lines without end, bytes that are no text.
pub(crate) fn hostile() -> RunRecord {
    let mut s = scenario(
        &format!("A hostile id {MARKUP}"),
        "transfer",
        77,
        Verdict::Failed,
    );
    s.rule = Some(ESCAPES.into());
    s.parties[0].name = MARKUP.into();
    s.tags = vec![id("transfer.transaction-id-verbatim")];
    s.steps = vec![step(
        "Then ",
        &format!("Bob finds {ESCAPES}"),
        Verdict::Failed,
    )];
    let mut binary = exchange(3, ESCAPES, &ask(0), "");
    binary.response = Octets::new(b"\x16\x03\x01\x00\x02\x02\x28\xff");
    binary.ending = Ending::Garbled(ESCAPES.into());
    let mut wide = exchange(4, "Bob", &ask(0), "");
    let body: Vec<u8> = "<a>\u{202e}é</a>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    wide.response = Octets::new(&[b"HTTP/1.1 200 OK\r\n\r\n\xff\xfe", &body[..]].concat());
    let mut probe = exchange(5, MARKUP, "", "");
    probe.operation = Operation::Probe;
    probe.form = vec![MARKUP.into(), ESCAPES.into()];
    probe.request = Octets::new(MARKUP.as_bytes());
    probe.response = Octets::new(&[ESCAPES.as_bytes(), &[0; 2_000]].concat());
    let long = "y".repeat(9_000);
    s.exchanges = vec![
        exchange(
            1,
            "Alice",
            &transfer("10", MARKUP, 7),
            "HTTP/1.1 500 \u{1b}[32mOK\r\n\r\n\u{1b}]0;title\u{7}",
        ),
        exchange(
            2,
            "Bob",
            &ask(0),
            &deposits(&[(MARKUP, "10"), (&long, "1")], "10"),
        ),
        binary,
        wide,
        probe,
    ];
    s.tallies = vec![Tally {
        form: MARKUP.into(),
        sent: u32::MAX,
        accepted: 1,
        refused: u32::MAX,
    }];
    let mut found = finding(
        "transfer.transaction-id-verbatim",
        Verdict::Failed,
        Some(0),
        ESCAPES,
    );
    found.expected = format!("{MARKUP}\nand on a second line {}", "x".repeat(5_000));
    found.why = "line one\r\nline two\n\u{1b}[1A\u{1b}[2Kline three".into();
    found.exchanges = vec![1, 2, 99];
    let mut answer = finding("soap.answer-form", Verdict::Failed, None, "no HTTP");
    answer.exchanges = vec![3];
    s.findings = vec![found, answer];
    let mut run = run(vec![s]);
    run.requirements = vec![requirement(
        "transfer.transaction-id-verbatim",
        Level::Must,
        Some(Verdict::Failed),
        &format!("Ids come back verbatim. {MARKUP}"),
        &[
            &format!("A hostile id {MARKUP}"),
            "a name of no scenario <b>",
        ],
    )];
    run.subject.name = format!("money.com {MARKUP}{ESCAPES}");
    run.subject.wsdl = format!("http://x/{MARKUP}");
    run.command = format!("trialplate run --exec \"{ESCAPES} $(rm)\" --scenario old.feature:1");
    run.ended_early = Some(ESCAPES.into());
    run.started = "soon".into();
    run
}
