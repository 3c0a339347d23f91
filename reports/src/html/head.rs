//! The top of the page: the verdict, and what it rests on.

use maud::{Markup, html};
use record::{RunRecord, ScenarioRecord, Verdict};

use super::parts::{class, link, mark};
use super::selection::is_quiet;
use crate::evidence::reason;
use crate::outcome::{Outcome, basis};
use crate::text::{cut, line};
use crate::words::{self, milliseconds, started, total};

/// Scenarios that are named right at the top, and characters of why.
const NAMED: usize = 6;
const WHY: usize = 200;
/// The least part of the bar, in per cent.
const VISIBLE: f64 = 1.2;

pub(crate) fn head(run: &RunRecord) -> Markup {
    let outcome = Outcome::of(run);
    let (title, colour, mark) = match outcome {
        Outcome::Conforming => ("Conforming", "passed", words::mark(Verdict::Passed)),
        Outcome::NotConforming => ("Not conforming", "failed", words::mark(Verdict::Failed)),
        Outcome::NotRun => (
            "Not run",
            "inconclusive",
            words::mark(Verdict::NotApplicable),
        ),
        Outcome::Unproven => (
            "Proved nothing",
            "inconclusive",
            words::mark(Verdict::Inconclusive),
        ),
    };
    html! {
        header {
            p.brand { b { (line(&run.profile)) } " · " (line(&run.role)) }
            div.verdict {
                (coin(colour, mark))
                div {
                    h1 class=(colour) { (title) }
                    p.subject { (line(&run.subject.name))
                        @if let Some(version) = &run.subject.version { " " (line(version)) } }
                }
            }
            p.lede { (capital(&basis(run))) "." }
            @if let Some(why) = &run.ended_early {
                p.early role="alert" { b { "The run ended early. " } (line(why)) }
            }
            (tally(run))
            (problems(run))
            p.when {
                "Started " (started(&run.started)) ", took " (milliseconds(run.duration_ms)) ", seed " (run.seed)
                @if run.strict { ", strict: a warning counts as a failure" }
                @if !run.subject.faults.is_empty() { ". Fault put in: " b { (line(&run.subject.faults.join(", "))) } }
            }
            nav aria-label="Sections" {
                a href="#not-tested" { "Not tested" }
                a href="#requirements" { "Requirements" }
                a href="#scenarios" { (words::title(run)) }
                @if run.scenarios.iter().any(|s| !s.tallies.is_empty()) { a href="#forms" { "Generated requests" } }
                a href="#this-run" { "This run" }
            }
        }
    }
}

/// The verdict as a struck coin.
fn coin(colour: &str, mark: char) -> Markup {
    html! {
        svg.coin.(colour) viewBox="0 0 64 64" aria-hidden="true" {
            circle cx="32" cy="32" r="30" {}
            circle cx="32" cy="32" r="25" {}
            text x="32" y="42" { (mark) }
        }
    }
}

fn capital(sentence: &str) -> String {
    let mut rest = sentence.chars();
    let first = rest.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(rest).collect()
}

/// A bar of the verdicts, and their numbers.
fn tally(run: &RunRecord) -> Markup {
    let all = total(&run.summary);
    let occurring: Vec<(Verdict, usize)> = Verdict::ALL
        .into_iter()
        .map(|v| (v, run.summary.count(v)))
        .filter(|(_, n)| *n > 0)
        .collect();
    html! {
        (bar(&occurring, all))
        ul.tally {
            @for (verdict, n) in &occurring {
                li class=(class(Some(*verdict))) { a href={ "#" (class(Some(*verdict))) } {
                    b { (words::mark(*verdict)) " " (n) } " " (verdict) } }
            }
            @if all == 0 {
                li.inconclusive { b { "0" } " " (words::noun(run)) "s ran" }
            }
        }
    }
}

/// Each verdict as wide as its share, but wide enough to be seen.
fn bar(occurring: &[(Verdict, usize)], all: usize) -> Markup {
    let share = |n: usize| (100.0 * n as f64 / all.max(1) as f64).max(VISIBLE);
    let sum: f64 = occurring.iter().map(|(_, n)| share(*n)).sum();
    let before = |at: usize| occurring[..at].iter().map(|(_, n)| share(*n)).sum::<f64>();
    let per_cent = |share: f64| format!("{:.2}%", share * 100.0 / sum);
    html! {
        svg.bar aria-hidden="true" height="8" {
            @for (at, (verdict, n)) in occurring.iter().enumerate() {
                rect.(class(Some(*verdict))) x=(per_cent(before(at))) width=(per_cent(share(*n))) height="8" {}
            }
        }
    }
}

/// What did not pass, one line each.
fn problems(run: &RunRecord) -> Markup {
    let mut found: Vec<&ScenarioRecord> = run.scenarios.iter().filter(|s| !is_quiet(s)).collect();
    found.sort_by_key(|s| std::cmp::Reverse(s.verdict));
    let rest = found.len().saturating_sub(NAMED);
    html! {
        @if !found.is_empty() {
            ul.problems {
                @for scenario in found.iter().take(NAMED) {
                    li { (mark(scenario.verdict)) " " (link(run, scenario)) ": " (cut(&reason(scenario), WHY)) }
                }
                @if rest > 0 { li { "and " a href="#scenarios" { (words::count(rest, &format!("more {}", words::noun(run)))) } } }
            }
        }
    }
}
