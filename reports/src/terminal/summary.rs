//! The whole run, with the failures last, where a terminal leaves the eye.

use record::{RunRecord, ScenarioRecord, Verdict};

use super::failure::told;
use super::gaps::gaps;
use super::paint::Paint;
use super::tables::{families, purse};
use crate::outcome::{Outcome, sentence};
use crate::text::{line, short};
use crate::words::{came_out, mark, milliseconds, started, tally, title, total};

/// Scenarios that are told in full; of the others there is a line each. Where everything fails, it fails for one reason.
const TOLD: usize = 20;

/// The summary of a run, several lines, the verdict on the last one. `links` are the reports that were written, as a
/// person can open them. Without `color` there are no escape sequences in it, whatever the record holds.
#[must_use]
pub fn summary(run: &RunRecord, color: bool, links: &[String]) -> String {
    let paint = Paint(color);
    let html = links.iter().find(|l| l.ends_with(".html"));
    let mut out = heading(run, paint);
    if let Some(why) = &run.ended_early {
        let why = short(why, 600);
        out.push_str(&format!("\n{} {why}\n", paint.red("ENDED EARLY:")));
    }
    let gaps = gaps(run, paint, html.map(String::as_str));
    if !gaps.is_empty() {
        out.push_str(&format!("\n{}\n{gaps}", paint.bold("Not tested")));
    }
    let counts = match total(&run.summary) {
        0 => paint.yellow("none ran"),
        all => format!("{all}: {}", tally(&run.summary)),
    };
    out.push_str(&format!("\n{} {counts}\n", paint.bold(title(run))));
    if !run.requirements.is_empty() {
        let title = paint.bold("Requirements");
        out.push_str(&format!("\n{title}\n{}", families(run, paint)));
    }
    if let Some(account) = &run.purse {
        out.push_str(&format!("\n{}", purse(account, paint)));
    }
    out.push_str(&failures(run, paint));
    if !links.is_empty() {
        out.push('\n');
        for link in links {
            out.push_str(&format!("{} {}\n", paint.dim("see"), line(link)));
        }
    }
    out.push_str(&format!("\n{}\n", verdict(run, paint)));
    out
}

fn heading(run: &RunRecord, paint: Paint) -> String {
    let subject = &run.subject;
    let name = paint.bold(&line(&subject.name));
    let version = subject.version.as_deref().map(line);
    let version = version.map_or_else(String::new, |v| format!(" {v}"));
    let mut out = format!(
        "\n{name}{version} ({}) as {}, {}\n",
        line(&subject.kind),
        line(&run.role),
        line(&run.profile)
    );
    let service = subject.service.as_deref().map(line);
    let service = service.map_or_else(String::new, |s| format!(", service {s}"));
    // A holder has no description.
    if !subject.wsdl.is_empty() {
        let wsdl = line(&subject.wsdl);
        out.push_str(&format!("  described at {wsdl}{service}\n"));
    }
    let declared = subject.declares();
    if !declared.is_empty() {
        out.push_str(&format!("  declares {}\n", declared.join(", ")));
    }
    if !subject.faults.is_empty() {
        let faults = line(&subject.faults.join(", "));
        out.push_str(&format!(
            "  with {}\n",
            paint.yellow(&format!("faults: {faults}"))
        ));
    }
    for liberty in &subject.liberties {
        out.push_str(&format!("  takes the liberty of {}\n", line(liberty)));
    }
    let strict = if run.strict { ", strict" } else { "" };
    out.push_str(&format!(
        "  started {}, took {}, seed {}{strict}, trialplate {}\n",
        started(&run.started),
        milliseconds(run.duration_ms),
        run.seed,
        line(&run.version)
    ));
    out
}

/// Whatever did not pass, the heaviest last.
fn failures(run: &RunRecord, paint: Paint) -> String {
    let mut out = String::new();
    let all = run.scenarios.iter().filter(|s| is_problem(s)).count();
    let mut without_detail = all.saturating_sub(TOLD);
    for verdict in Verdict::ALL.into_iter().rev() {
        let such: Vec<&ScenarioRecord> = run
            .scenarios
            .iter()
            .filter(|s| is_problem(s) && s.verdict == verdict)
            .collect();
        if such.is_empty() {
            continue;
        }
        let title = came_out(run, such.iter().copied(), verdict);
        out.push_str(&format!("\n{}\n", paint.verdict(verdict, &title)));
        for scenario in such {
            if without_detail > 0 {
                without_detail -= 1;
                out.push_str(&brief(scenario, paint));
            } else {
                out.push_str(&format!("\n{}", told(run, scenario, paint)));
            }
        }
    }
    out
}

/// Whether there is something to tell about it. A scenario that was never begun has its line among what was not tested.
fn is_problem(scenario: &ScenarioRecord) -> bool {
    let reached = scenario
        .steps
        .iter()
        .any(|s| s.verdict != Verdict::NotApplicable);
    let begun = reached || !scenario.exchanges.is_empty() || !scenario.findings.is_empty();
    match scenario.verdict {
        Verdict::Passed | Verdict::NotApplicable => false,
        Verdict::Inconclusive => begun,
        Verdict::Warned | Verdict::Error | Verdict::Failed => true,
    }
}

fn brief(scenario: &ScenarioRecord, paint: Paint) -> String {
    let verdict = scenario.verdict;
    let mark = paint.verdict(verdict, &mark(verdict).to_string());
    let place = format!("{}:{}", line(&scenario.feature), scenario.line);
    format!(
        "  {mark} {}  {}\n",
        short(&scenario.name, 120),
        paint.dim(&place)
    )
}

fn verdict(run: &RunRecord, paint: Paint) -> String {
    let outcome = Outcome::of(run);
    let word = match outcome {
        Outcome::Conforming if run.summary.failed + run.summary.error == 0 => {
            paint.green(outcome.word())
        }
        Outcome::NotConforming => paint.red(outcome.word()),
        _ => paint.yellow(outcome.word()),
    };
    format!("{word}: {}", sentence(run))
}
