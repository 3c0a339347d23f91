//! The report of a run with a holder under test: what its adapter was told and answered stands beside what it sent.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[allow(dead_code, unused_imports, reason = "the other tests use the rest")]
mod sample;

use record::{
    Arrival, Deed, Octets, Played, RunRecord, Said, ScenarioRecord, Settled, Told, Verdict, What,
};
use roxmltree::{Document, Node};
use sample::build::{exchange, scenario, step, transfer, transferred};
use sample::runs::run;

const KEY: &str = "9F2A6C0E1B7D4835AA10C4D2E6F80B1937C5D9E2461F7A08B3C2D1E0F4A59687";

fn said(at: u64, process: u32, step: usize, what: What) -> Said {
    Said {
        at,
        process,
        step: Some(step),
        what,
    }
}

fn octets(text: &str) -> Octets {
    Octets::new(text.as_bytes())
}

/// A holder pays, is killed before the answer, grumbles, and meets an issuer that nobody should trust.
fn killed(verdict: Verdict) -> ScenarioRecord {
    let mut one = exchange(
        1,
        "holder",
        &transfer("10", "abc", 7),
        &transferred("success", "0"),
    );
    one.step = Some(0);
    one.times.sent = 1_300_000;
    let played = Played {
        arrivals: vec![Arrival {
            id: 2,
            issuer: "main".into(),
            process: 2,
            at: 1_500_000,
            shows: Some("an expired certificate".into()),
            hello: octets(""),
            handshake: None,
            tls: None,
            key: None,
            failed: Some("alert: certificate expired".into()),
            then: None,
            is_nameless: false,
            received: 0,
        }],
        deeds: vec![Deed {
            exchange: 1,
            issuer: "main".into(),
            key: KEY.into(),
            settled: Settled::Executed,
            fee: "0".into(),
            balance: "90".into(),
            told: Told::Lost,
        }],
        dialogue: vec![
            said(1_260_000, 1, 0, What::Started),
            said(
                1_270_000,
                1,
                0,
                What::Asked(octets("{\"op\":\"transfer\"}")),
            ),
            said(1_310_000, 1, 1, What::Killed),
            said(
                1_400_000,
                2,
                1,
                What::Grumbled(octets("<b>no \u{1b}[31mdisk")),
            ),
            said(1_600_000, 2, 1, What::Answered(octets("{\"ok\":{}}"))),
        ],
        payments: Vec::new(),
    };
    ScenarioRecord {
        steps: vec![
            step("When ", "it pays", verdict),
            step("And ", "it is killed", verdict),
        ],
        exchanges: vec![one],
        played,
        ..scenario("Killed", "counter", 10, verdict)
    }
}

/// The lines of each scenario, without their times.
fn lines(run: &RunRecord) -> Vec<Vec<String>> {
    let page = reports::html(run);
    let body = &page[page.find("<main>").unwrap()..page.find("</main>").unwrap()];
    let mut dialogues = body.split("<details class=\"dialogue\"");
    let _before = dialogues.next();
    let each = dialogues.map(|rest| {
        let list = &rest[rest.find("<ol>").unwrap()..rest.find("</ol>").unwrap() + 5];
        let list = Document::parse(list).unwrap();
        let items = list.descendants().filter(|n| n.has_tag_name("li"));
        items
            .map(|item| {
                let texts = item.descendants().filter(Node::is_text);
                let told = texts.filter(|n| n.parent().is_none_or(|p| !p.has_tag_name("i")));
                told.filter_map(|n| n.text()).collect()
            })
            .collect()
    });
    each.collect()
}

#[test]
fn what_was_said_and_sent_stands_line_by_line_in_order() {
    let run = run(vec![killed(Verdict::Failed)]);
    assert_eq!(
        lines(&run),
        [[
            "✗ When it pays",
            "·process 1 starts",
            "→{\"op\":\"transfer\"}",
            "⇄#1 transferFunds 10 → Bob, counter 7: executed; the answer is lost",
            "✗ And it is killed",
            "·process 1 is killed",
            "stderr<b>no ⟨ESC⟩[31mdisk",
            "·a connection to the issuer main, which shows an expired certificate: no handshake: alert: certificate expired; \
             0 bytes of requests came",
            "←{\"ok\":{}}",
        ]]
    );
}

#[test]
fn a_long_story_is_shortened_and_says_so() {
    let mut long = killed(Verdict::Failed);
    let line = |n: u64| said(1_260_000 + n, 1, 0, What::Asked(octets(&format!("{n}"))));
    long.played.dialogue = (0..1_000).map(line).collect();
    let told = &lines(&run(vec![long]))[0];
    // Two more events, and a heading; 240 of the 1,002 are told.
    assert_eq!(
        told[60..63],
        ["→59", "⋮762 lines left out: they are in run.json", "→822"]
    );
    assert_eq!(told.len(), 242);
}

#[test]
fn where_many_passed_their_lines_are_left_to_the_record() {
    let few = run(vec![killed(Verdict::Passed)]);
    assert_eq!(lines(&few)[0].len(), 9);
    let many = run(vec![killed(Verdict::Passed); 41]);
    assert_eq!(lines(&many), Vec::<Vec<String>>::new());
    assert!(reports::html(&many).contains("What the adapter was told, 5 lines, is in run.json."));
}
