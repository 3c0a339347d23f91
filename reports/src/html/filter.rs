//! Searching and filtering. The page's script brings it to life; without it, it stays hidden.

use maud::{Markup, html};
use record::{RunRecord, Verdict};

use super::parts::class;
use super::scenario::families;
use crate::words::mark;

pub(crate) fn filter(run: &RunRecord) -> Markup {
    let mut all: Vec<&str> = run.scenarios.iter().flat_map(families).collect();
    all.sort_unstable();
    all.dedup();
    html! {
        form id="filter" role="search" aria-label="Scenarios" hidden {
            input type="search" name="q" placeholder="Search names, requirements, steps" aria-label="Search" aria-keyshortcuts="/"
                autocomplete="off" spellcheck="false";
            div.chips role="group" aria-label="Verdict" {
                @for verdict in Verdict::ALL {
                    @let n = run.summary.count(verdict);
                    @if run.scenarios.iter().any(|s| s.verdict == verdict) {
                        button.(class(Some(verdict))) type="button" data-v=(class(Some(verdict))) aria-pressed="false" {
                            span { (mark(verdict)) " " (verdict) " " (n) }
                        }
                    }
                }
            }
            select name="f" aria-label="Family" {
                option value="" { "all families" }
                @for family in all { option value=(family) { (family) } }
            }
            button id="clear" type="button" { "Clear" }
            output aria-live="polite" {}
            p.keys {
                kbd { "/" } " search " kbd { "Esc" } " clear " kbd { "j" } " " kbd { "k" } " next, previous "
                kbd { "Enter" } " open " kbd { "r" } " raw"
            }
        }
    }
}
