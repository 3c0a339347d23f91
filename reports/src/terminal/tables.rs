//! Requirements by family, and the purse.

use record::{PurseAccount, RequirementOutcome, RunRecord, Verdict};

use super::paint::Paint;
use crate::text::{line, short};
use crate::words::{count, key};

/// Accounts with money left in them that are named before the rest is counted.
const STRAYS: usize = 5;

/// One row a family, one column a verdict that occurs, in the order of the record.
pub(crate) fn families(run: &RunRecord, paint: Paint) -> String {
    let verdicts = [
        Some(Verdict::Passed),
        Some(Verdict::Failed),
        Some(Verdict::Error),
        Some(Verdict::Inconclusive),
        Some(Verdict::Warned),
        Some(Verdict::NotApplicable),
        None,
    ];
    let occurs = |v: &Option<Verdict>| run.requirements.iter().any(|r| r.verdict == *v);
    let columns: Vec<Option<Verdict>> = verdicts.into_iter().filter(occurs).collect();
    let mut names: Vec<&str> = Vec::new();
    for requirement in &run.requirements {
        if !names.contains(&requirement.id.family()) {
            names.push(requirement.id.family());
        }
    }
    let first = names.iter().map(|n| n.len()).max().unwrap_or(0);
    let mut out = format!("  {:first$}", "");
    for column in &columns {
        out.push_str(&format!("  {}", word(*column)));
    }
    out.push('\n');
    for name in names {
        let family: Vec<&RequirementOutcome> = run
            .requirements
            .iter()
            .filter(|r| r.id.family() == name)
            .collect();
        out.push_str(&format!("  {name:first$}"));
        for column in &columns {
            let n = family.iter().filter(|r| r.verdict == *column).count();
            out.push_str(&format!("  {}", cell(*column, n, paint)));
        }
        out.push('\n');
    }
    out
}

fn word(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("untested", Verdict::word)
}

fn cell(verdict: Option<Verdict>, n: usize, paint: Paint) -> String {
    let width = word(verdict).len();
    match (n, verdict) {
        (0, _) => paint.dim(&format!("{:>width$}", "·")),
        (_, Some(verdict)) => paint.verdict(verdict, &format!("{n:>width$}")),
        (_, None) => format!("{n:>width$}"),
    }
}

/// What became of the operator's money.
pub(crate) fn purse(purse: &PurseAccount, paint: Paint) -> String {
    let after = match &purse.after {
        Some(after) => format!("{} after", line(after)),
        None => paint.yellow("not known what it held afterwards"),
    };
    let mut out = format!(
        "{} {}: {} before, {after}; fees {}; budget {}",
        paint.bold("Purse"),
        key(&purse.key),
        line(&purse.before),
        line(&purse.fees),
        line(&purse.budget),
    );
    if let Some(given) = &purse.given {
        out.push_str(&format!("; {} sent to the issuer itself", line(given)));
    }
    if let Some(untold) = &purse.untold {
        out.push_str(&format!("; {} in answers that were lost", line(untold)));
    }
    if let Some(counter) = purse.message_counter {
        out.push_str(&format!("; last message counter {counter}"));
    }
    if purse.left_behind.is_empty() {
        out.push_str("; nothing left behind\n");
        return out;
    }
    let accounts = count(purse.left_behind.len(), "account");
    let left = format!("\n  left behind in {accounts}:");
    out.push_str(&paint.yellow(&left));
    out.push('\n');
    for stray in purse.left_behind.iter().take(STRAYS) {
        let (amount, why) = (line(&stray.amount), short(&stray.why, 160));
        out.push_str(&format!("    {amount} with {}: {why}\n", line(&stray.key)));
    }
    let rest = purse.left_behind.len().saturating_sub(STRAYS);
    if rest > 0 {
        out.push_str(&format!("    and {}\n", count(rest, "more account")));
    }
    out
}
