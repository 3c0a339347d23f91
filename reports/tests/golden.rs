//! Every report of every sample, compared with what was looked at and committed. `UPDATE=1 cargo test -p reports` writes
//! them anew; then look at what changed. The whole pages, with their style, lie in `target/tmp`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod sample;

use std::path::Path;

use record::RunRecord;

fn compare(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, actual).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path)
        .unwrap_or_else(|e| panic!("{name}: {e}; UPDATE=1 writes it"));
    let mut lines = (1..).zip(expected.lines().zip(actual.lines()));
    if let Some((n, (e, a))) = lines.find(|(_, (e, a))| e != a) {
        panic!("{name}:{n}\n  expected {e}\n  actual   {a}");
    }
    assert_eq!(actual.len(), expected.len(), "{name}: lengths differ");
}

/// The page without its style and script, which are files of their own, and without their digests; a line for each tag, so
/// that a change can be read.
fn page(name: &str, html: &str) {
    std::fs::write(
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.html")),
        html,
    )
    .unwrap();
    let without = |html: &str, from: &str, to: &str| {
        let (before, rest) = html.split_once(from).unwrap();
        let (_, after) = rest.split_once(to).unwrap();
        format!("{before}{after}")
    };
    let html = without(html, "'sha256-", "'");
    let html = without(&html, "'sha256-", "'");
    let html = without(&html, "<style>", "</style>");
    let html = without(&html, "<script>", "</script>");
    compare(&format!("{name}.html"), &html.replace("><", ">\n<"));
}

fn all(name: &str, run: &RunRecord) {
    let links = ["out/report.html".to_owned(), "out/run.json".to_owned()];
    let terminal = |color| reports::terminal::summary(run, color, &links);
    compare(&format!("{name}.txt"), &terminal(false));
    compare(&format!("{name}.ansi"), &terminal(true));
    compare(&format!("{name}.xml"), &reports::junit(run).unwrap());
    page(name, &reports::html(run));
}

#[test]
fn a_passing_run() {
    let run = sample::passing();
    all("passing", &run);
    compare("passing.json", &reports::json(&run));
}

#[test]
fn a_run_with_every_verdict() {
    let run = sample::every_verdict();
    all("every-verdict", &run);
    let lines = |color| -> String {
        let line = |s| reports::terminal::line(s, color) + "\n";
        run.scenarios.iter().map(line).collect()
    };
    compare("progress.txt", &lines(false));
    compare("progress.ansi", &lines(true));
}

#[test]
fn a_run_in_which_nothing_ran() {
    all("empty", &sample::empty());
}

#[test]
fn a_run_full_of_hostile_text() {
    all("hostile", &sample::hostile());
}

#[test]
fn a_run_as_large_as_they_come_stays_a_page_that_can_be_opened() {
    for (name, run, most) in [
        (
            "large-passed",
            sample::large(record::Verdict::Passed),
            5_000_000,
        ),
        (
            "large-failed",
            sample::large(record::Verdict::Failed),
            5_000_000,
        ),
        ("crowd", sample::crowd(), 200_000),
    ] {
        let html = reports::html(&run);
        let path = format!("{}/{name}.html", env!("CARGO_TARGET_TMPDIR"));
        std::fs::write(path, &html).unwrap();
        assert!(html.len() < most, "{name}: {} bytes", html.len());
    }
}
