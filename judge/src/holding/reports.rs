//! What a holder reports.

use record::Report;

use super::view::View;
use crate::{
    Decimal,
    check::{Found, Outcome},
};

/// Payments are reported so.
pub(super) fn reported(
    view: &View<'_>,
    calls: &[u64],
    allowed: &[Report],
    fee: Option<&str>,
) -> Vec<Found> {
    let words: Vec<_> = allowed
        .iter()
        .map(|r| format!("{r:?}").to_lowercase())
        .collect();
    let mut expected = words.join(" or ");
    if let Some(fee) = fee {
        expected.push_str(&format!(", with a fee of {fee}"));
    }
    let each = calls.iter().map(|id| {
        let Some(call) = view.call(*id) else {
            return Found::new(Outcome::Unsettled, &expected, "no such call");
        };
        let attempts = view.attempts_of(call);
        let at: Vec<_> = attempts.iter().map(|a| a.exchange.id).collect();
        // One whole answer may have come when the holder waited no longer; two it has not read.
        let may_be_late = at.len() > 1 && attempts.iter().filter(|a| a.answered()).count() < 2;
        let right_fee = || {
            fee.is_none_or(|fee| {
                let told = call
                    .amount("fee")
                    .and_then(|told| Decimal::parse(told).ok());
                told.is_some() && told == Decimal::parse(fee).ok()
            })
        };
        let outcome = match call.report() {
            Some(report) if allowed.contains(&report) && right_fee() => Outcome::Holds,
            // To decline is lawful, and settles nothing.
            Some(report) if report != Report::Executed && at.is_empty() => Outcome::Unsettled,
            // A failure that answers a repetition says nothing, and what the balance says it says without a fee.
            Some(Report::Unknown) if at.len() > 1 && !allowed.contains(&Report::Executed) => {
                Outcome::Unsettled
            }
            Some(report)
                if allowed.contains(&report)
                    && call.amount("fee").is_none()
                    && (may_be_late || at.len() > 1 && report == Report::Failed) =>
            {
                Outcome::Unsettled
            }
            Some(_) => Outcome::Broken,
            None => Outcome::Unsettled,
        };
        Found::new(outcome, &expected, call.describe()).at(at)
    });
    each.collect()
}
