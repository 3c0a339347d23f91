//! What holds of every report, whatever the record.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod sample;

use record::{RunRecord, Verdict};
use reports::terminal;

fn samples() -> [RunRecord; 4] {
    [
        sample::passing(),
        sample::every_verdict(),
        sample::empty(),
        sample::hostile(),
    ]
}

fn last_line(run: &RunRecord) -> String {
    let text = terminal::summary(run, false, &[]);
    text.lines().last().unwrap().to_owned()
}

fn elements(xml: &str, name: &str) -> Vec<(String, String)> {
    let xml = roxmltree::Document::parse(xml).unwrap();
    xml.descendants()
        .filter(|n| n.has_tag_name(name))
        .map(|n| {
            let case = n.parent().unwrap().attribute("name").unwrap();
            (
                case.to_owned(),
                n.attribute("type").unwrap_or("").to_owned(),
            )
        })
        .collect()
}

#[test]
fn the_record_as_json_reads_back_as_itself() {
    for run in samples() {
        let again: RunRecord = serde_json::from_str(&reports::json(&run)).unwrap();
        assert_eq!(again, run);
    }
}

#[test]
fn junit_tells_failures_errors_and_skips_apart() {
    let case = |name: &str, ty: &str| (name.to_owned(), ty.to_owned());
    let lost = "The answer is lost, and the message is sent again";
    let mut run = sample::every_verdict();
    let xml = reports::junit(&run).unwrap();
    assert_eq!(elements(&xml, "failure"), [case(lost, "failed")]);
    assert_eq!(
        elements(&xml, "error"),
        [
            case("A wait of two seconds", "inconclusive"),
            case("A thousand waiters", "error")
        ]
    );
    assert_eq!(elements(&xml, "skipped").len(), 1);
    assert_eq!(elements(&xml, "system-out").len(), 1);

    run.strict = true;
    let xml = reports::junit(&run).unwrap();
    let prompt = "A deposit during the wait comes at once";
    assert_eq!(
        elements(&xml, "failure"),
        [case(lost, "failed"), case(prompt, "warned")]
    );
    assert_eq!(elements(&xml, "system-out"), []);
}

#[test]
fn a_run_that_proves_nothing_is_nowhere_green() {
    let mut skipped = sample::every_verdict();
    skipped
        .scenarios
        .retain(|s| s.verdict == Verdict::NotApplicable);
    skipped.summary = record::Summary::of([Verdict::NotApplicable]);
    skipped.exit = 0;
    for run in [sample::empty(), skipped] {
        assert!(
            last_line(&run).starts_with("proved nothing: no"),
            "{}",
            last_line(&run)
        );
        let coloured = terminal::summary(&run, true, &[]);
        assert!(!coloured.contains("\u{1b}[1;32m"), "{coloured}");
        let whole = ("lcp/issuer".to_owned(), "the run as a whole".to_owned());
        let xml = reports::junit(&run).unwrap();
        let cases = elements(&xml, "testcase");
        assert!(cases.iter().any(|(suite, _)| *suite == whole.0), "{xml}");
        assert_eq!(elements(&xml, "error")[0].0, whole.1);
        assert!(reports::html(&run).contains("<h1 class=\"inconclusive\">Proved nothing</h1>"));
    }
}

#[test]
fn the_last_line_agrees_with_the_exit_status() {
    let mut run = sample::passing();
    for (exit, word) in [
        (0, "conforming: 2 scenarios passed; 1 requirement untested"),
        (1, "NOT conforming: 0 of 2 scenarios failed"),
        (2, "not run: of 2 scenarios, 2 passed"),
        (3, "proved nothing: of 2 scenarios, 2 passed"),
    ] {
        run.exit = exit;
        assert_eq!(last_line(&run), word);
    }
    let mut strict = sample::every_verdict();
    strict.scenarios.retain(|s| s.verdict == Verdict::Warned);
    strict.summary = record::Summary::of([Verdict::Warned]);
    strict.strict = true;
    assert_eq!(
        last_line(&strict),
        "NOT conforming: 1 of 1 scenario warned, and a warning counts as a failure in a strict run: \
         lcp.issuer.counter.replays, lcp.issuer.wait.prompt"
    );
}

#[test]
fn the_preflight_is_no_scenario_and_programs_are_called_so() {
    let mut run = sample::passing();
    let mut preflight = run.scenarios[0].clone();
    preflight.line = 0;
    run.scenarios.insert(0, preflight);
    assert_eq!(
        last_line(&run),
        "conforming: 2 scenarios passed; 1 requirement untested"
    );
    let html = reports::html(&run);
    assert!(html.contains("<h3>the preflight and 2 scenarios passed</h3>"));
    run.scenarios[0].verdict = Verdict::Failed;
    run.exit = 1;
    assert!(last_line(&run).starts_with("NOT conforming: the preflight failed"));
    assert!(reports::html(&run).contains("<h3>the preflight failed</h3>"));
    run.summary.passed -= 1;
    run.summary.failed += 1;
    run.scenarios[1].verdict = Verdict::Failed;
    assert!(
        last_line(&run).starts_with("NOT conforming: the preflight and 1 of 2 scenarios failed")
    );
    let mut explored = sample::passing();
    explored.explored = true;
    assert_eq!(
        last_line(&explored),
        "conforming: 2 programs passed; 1 requirement untested"
    );
}

#[test]
fn hostile_text_neither_acts_nor_becomes_markup() {
    let run = sample::hostile();
    let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    let plain = terminal::summary(&run, false, &[]) + &terminal::line(&run.scenarios[0], false);
    assert_eq!(plain.find(acts), None);
    assert_eq!(reports::junit(&run).unwrap().find(acts), None);
    let html = reports::html(&run);
    assert_eq!(html.find(acts), None);
    let content = content(&html).to_lowercase();
    for markup in ["<script", "<img", "<b>\"", " onerror=\"", "</pre><s"] {
        assert!(!content.contains(markup), "{markup}");
    }
    // Escaped as it has to be within attributes, and as it has to be within text.
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(html.contains("&lt;/pre>&lt;script>alert(1)"));
}

/// The page without its own style and script.
fn content(html: &str) -> String {
    let (head, rest) = html.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let (body, rest) = rest.rsplit_once("<script>").unwrap();
    let (_, foot) = rest.split_once("</script>").unwrap();
    format!("{head}{body}{foot}")
}

#[test]
fn every_tag_is_one_of_the_page_itself() {
    let known = "a article b body button circle code dd details div dl dt em figcaption figure footer form h1 h2 h3 h4 head \
        header html i input kbd li line link main marker meta nav ol option output p path pre rect script section select small \
        span style summary svg table tbody td text th thead title tr ul !DOCTYPE g";
    for run in samples() {
        let html = content(&reports::html(&run));
        for tag in html.split('<').skip(1) {
            let name = tag
                .trim_start_matches('/')
                .split(['>', ' '])
                .next()
                .unwrap();
            assert!(known.split_whitespace().any(|k| k == name), "<{tag}");
            // No handler, no style, nothing that loads: of attributes with an address there is `href`, and it stays here.
            let inside = tag.split('>').next().unwrap();
            for attribute in [" on", " style=", " src=", " srcdoc=", " action="] {
                assert!(
                    !inside.contains(attribute) || inside.contains(" open"),
                    "<{inside}"
                );
            }
            if let Some((_, to)) = inside.split_once("href=\"") {
                assert!(to.starts_with(['#']) || to == "data:,\"", "<{inside}");
            }
        }
    }
}

#[test]
fn the_page_asks_nobody_for_anything() {
    for run in samples() {
        let html = reports::html(&run);
        // Marks at the ends of arrows are called by name: `url(#…)`.
        let html = html.replace("url(#", "");
        for outside in ["url(", "@import", "href=\"http", "fetch(", "import("] {
            assert!(!html.contains(outside), "{outside}");
        }
    }
}

#[test]
fn what_was_not_tested_comes_first_and_failures_come_last() {
    let run = sample::every_verdict();
    let text = terminal::summary(&run, false, &[]);
    let at = |what: &str| {
        text.find(what)
            .unwrap_or_else(|| panic!("{what} in {text}"))
    };
    let order = [
        "Not tested",
        "Scenarios 6",
        "Requirements",
        "Purse",
        "1 scenario warned",
    ];
    let rest = [
        "1 scenario inconclusive\n",
        "1 scenario in error\n",
        "✗ failed",
        "NOT conforming",
    ];
    let order: Vec<usize> = order.iter().chain(&rest).map(|w| at(w)).collect();
    assert!(order.is_sorted(), "{order:?}");
    let html = reports::html(&run);
    let at = |what: &str| html.find(what).unwrap();
    assert!(at("<h1") < at("id=\"not-tested\""));
    assert!(at("id=\"not-tested\"") < at("id=\"this-run\""));
    assert!(at("<h3>1 scenario failed") < at("<h3>1 scenario passed"));
}

#[test]
fn an_early_end_is_said_in_every_report() {
    let mut run = sample::passing();
    run.ended_early = Some("the subject died".into());
    assert!(terminal::summary(&run, false, &[]).contains("ENDED EARLY: the subject died"));
    assert!(last_line(&run).ends_with("; ended early: the subject died"));
    assert_eq!(elements(&reports::junit(&run).unwrap(), "error").len(), 1);
    assert!(reports::html(&run).contains("<b>The run ended early. </b>the subject died"));
}

#[test]
fn the_command_repeats_one_scenario_and_no_other() {
    let mut run = sample::passing();
    let mut command = |given: &str| {
        run.command = given.into();
        reports::repeat_command(&run, &run.scenarios[1])
    };
    let only = "trialplate run lcp/issuer --seed 7 --scenario lcp/issuer/transfer.feature:8";
    assert_eq!(command("trialplate run lcp/issuer --seed 7"), only);
    assert_eq!(
        command("trialplate run lcp/issuer --scenario a:1 --seed 7 --scenario=b:2"),
        only
    );
    assert_eq!(
        command("trialplate run --exec 'serve  --scenario x'"),
        "trialplate run --exec 'serve  --scenario x' --scenario lcp/issuer/transfer.feature:8"
    );
}

#[test]
fn when_everything_fails_some_are_told_in_full_and_all_are_named() {
    let run = sample::large(Verdict::Failed);
    let text = terminal::summary(&run, false, &[]);
    assert_eq!(text.matches("\n  repeat    ").count(), 20);
    for scenario in &run.scenarios {
        assert!(text.contains(&format!("lcp/issuer/counter.feature:{}\n", scenario.line)));
    }
}

#[test]
fn what_the_page_leaves_out_is_counted() {
    let run = sample::large(Verdict::Failed);
    let html = reports::html(&run);
    assert!(html.contains("⋮ 50 exchanges are left out, #11 to #60"));
    assert!(html.contains("more exchanges are in run.json."));
    let long = &run.scenarios[0].exchanges[3].response;
    assert_eq!(long.length(), 614_400);
    let note = format!(
        "cut: 614400 bytes in all, SHA-256 <code>{}</code>",
        long.sha256()
    );
    assert!(html.contains(&note));
}

#[test]
fn of_a_crowd_the_telling_exchanges_are_shown() {
    let html = reports::html(&sample::crowd());
    for shown in ["s1x1", "s1x10", "s1x7777", "s1x19991", "s1x20000"] {
        assert!(html.contains(&format!("id=\"{shown}\"")), "{shown}");
    }
    assert!(html.contains("⋮ 7766 exchanges are left out, #11 to #7776"));
    assert!(html.contains("The bytes of 19979 more exchanges are in run.json."));
}
