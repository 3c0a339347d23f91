//! What a holder reports.

use record::{Ending, Report};

use super::{
    dialogue::Call,
    view::{Attempt, View},
};
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
        // One whole answer may have come when the holder waited no longer, and so may all that took their time; two prompt ones it has
        // not read.
        let may_be_late = at.len() > 1 && attempts.iter().filter(|a| is_prompt(a)).count() < 2;
        let right_fee = || {
            fee.is_none_or(|fee| {
                let told = call
                    .amount("fee")
                    .and_then(|told| Decimal::parse(told).ok());
                told.is_some() && told == Decimal::parse(fee).ok()
            })
        };
        let may_not_know = no_time_to_know(call, &attempts);
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
            Some(_) if may_not_know => Outcome::Unsettled,
            Some(_) => Outcome::Broken,
            None => Outcome::Unsettled,
        };
        let found = Found::new(outcome, &expected, call.describe()).at(at);
        match outcome {
            Outcome::Unsettled if may_not_know => found.why(NO_TIME),
            _ => found,
        }
    });
    each.collect()
}

/// Why a report settles nothing that came when the time was up.
pub(super) const NO_TIME: &str = "the holder said that it does not know when its time was nearly up, and may have had too little of it";

/// A copy that was answered within this was heard by whoever waits for answers at all, in microseconds.
const PROMPT: u64 = 500_000;

fn is_prompt(attempt: &Attempt<'_>) -> bool {
    let times = &attempt.exchange.times;
    attempt.answered() && times.ended.saturating_sub(times.sent) <= PROMPT
}

/// So many prompt answers that a holder sent further messages after it has not understood.
const NOT_UNDERSTOOD: usize = 2;

/// Whether a payment is reported as unknown because its time was up, so that nothing can be said of what the holder could have known.
/// It could have, if what tells had come early: an answer; or a cut, or silence to two copies, after which there was time to try again
/// and to ask for the balance. And it could have, if it went on in spite of several answers.
pub(super) fn no_time_to_know(call: &Call, attempts: &[&Attempt<'_>]) -> bool {
    let early = call.early_until();
    let has_told = |a: &&Attempt<'_>| {
        let is_over = a.answered() || a.exchange.ending == Ending::Cut;
        is_over && a.exchange.times.ended <= early
    };
    let came = attempts.iter().filter(|a| a.exchange.times.sent <= early);
    let went_on = attempts.iter().filter(|a| {
        let mut others = attempts.iter();
        is_prompt(a) && others.any(|later| later.exchange.times.sent >= a.exchange.times.ended)
    });
    let could_know =
        attempts.iter().any(has_told) || came.count() > 1 || went_on.count() >= NOT_UNDERSTOOD;
    call.report() == Some(Report::Unknown) && call.ran_out_of_time() && !could_know
}
