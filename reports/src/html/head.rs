//! The top of the page: the verdict, and what it rests on.

use maud::{Markup, html};
use record::{RunRecord, Verdict};

use super::parts::class;
use crate::outcome::{Outcome, basis};
use crate::text::line;
use crate::words::{mark, milliseconds, started, total};

pub(crate) fn head(run: &RunRecord) -> Markup {
    let outcome = Outcome::of(run);
    let (title, colour) = match outcome {
        Outcome::Conforming => ("Conforming", "passed"),
        Outcome::NotConforming => ("Not conforming", "failed"),
        Outcome::NotRun => ("Not run", "inconclusive"),
        Outcome::Unproven => ("Proved nothing", "inconclusive"),
    };
    html! {
        header {
            p.brand { b { (line(&run.profile)) } " · " (line(&run.role)) }
            p.subject { (line(&run.subject.name))
                @if let Some(version) = &run.subject.version { " " (line(version)) } }
            h1 class=(colour) { (title) }
            p.lede { (capital(&basis(run))) "." }
            @if let Some(why) = &run.ended_early {
                p.early role="alert" { b { "The run ended early. " } (line(why)) }
            }
            (tally(run))
            p.when {
                "Started " (started(&run.started)) ", took " (milliseconds(run.duration_ms))
                @if run.strict { ", strict: a warning counts as a failure" }
            }
            nav aria-label="Sections" {
                a href="#not-tested" { "Not tested" }
                a href="#this-run" { "This run" }
                a href="#requirements" { "Requirements" }
                a href="#scenarios" { "Scenarios" }
            }
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
    let occurring: Vec<(Verdict, usize)> = Verdict::ALL
        .into_iter()
        .map(|v| (v, run.summary.count(v)))
        .filter(|(_, n)| *n > 0)
        .collect();
    html! {
        div.bar aria-hidden="true" {
            @for (verdict, n) in &occurring {
                i class=(class(Some(*verdict))) style={ "flex-grow:" (n) } {}
            }
        }
        ul.tally {
            @for (verdict, n) in &occurring {
                li class=(class(Some(*verdict))) { b { (mark(*verdict)) " " (n) } " " (verdict) }
            }
            @if total(&run.summary) == 0 {
                li.inconclusive { b { "0" } " scenarios ran" }
            }
        }
    }
}
