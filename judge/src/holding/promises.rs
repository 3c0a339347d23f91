//! When payments are reported, and how many of them are made.

use record::Report;

use super::{
    dialogue::Call,
    reports::{NO_TIME, no_time_to_know},
    view::View,
};
use crate::check::{Found, Outcome};

/// How much later than it is due an answer of an adapter may come (docs/adapter.md), in microseconds.
const MARGIN: u64 = 2_000_000;

/// A payment is reported within what the call says.
pub(super) fn in_time(view: &View<'_>, call: u64, looked: u64) -> Vec<Found> {
    let Some(call) = view.call(call) else {
        return missing("a report");
    };
    let within = call.asked["within-ms"].as_u64().unwrap_or_default();
    let due = call.asked_at + within * 1000 + MARGIN;
    let expected = format!("a report within {within} ms, and the margin of docs/adapter.md");
    let (outcome, actual) = match &call.answer {
        Some((_, at)) => {
            let took = at.saturating_sub(call.asked_at) / 1000;
            let outcome = if *at <= due {
                Outcome::Holds
            } else {
                Outcome::Broken
            };
            (outcome, format!("it took {took} ms"))
        }
        None if looked >= due => (Outcome::Broken, "there was none".to_owned()),
        None => (Outcome::Unsettled, "nobody waited that long".to_owned()),
    };
    vec![Found::new(outcome, expected, actual)]
}

/// Of two payments one is reported before the other.
pub(super) fn sooner(view: &View<'_>, sooner: u64, later: u64) -> Vec<Found> {
    let expected = "the payment with the other issuer is not kept waiting";
    let told = |id| {
        let call: Option<&Call> = view.call(id);
        call.and_then(|c| c.answer.as_ref()).map(|(_, at)| *at)
    };
    let (outcome, actual) = match (told(sooner), told(later)) {
        (None, _) => (Outcome::Unsettled, "it is not reported"),
        (Some(at), Some(other)) if at > other => (Outcome::Broken, "it is reported after that"),
        (Some(_), _) => (Outcome::Holds, "it is reported before that"),
    };
    vec![Found::new(outcome, expected, actual)]
}

/// Each of these payments was made so often at least and none twice, and so many were made in all.
pub(super) fn made(view: &View<'_>, calls: &[u64], least: u32, in_all: u32) -> Vec<Found> {
    let mut found = Vec::new();
    let mut total = 0;
    for call in calls.iter().filter_map(|id| view.call(*id)) {
        let attempts = view.attempts_of(call);
        let at = attempts.iter().map(|a| a.exchange.id);
        let times = attempts.iter().filter(|a| a.executed()).count();
        total += usize::from(times > 0);
        let outcome = match times {
            0 if least == 0 => continue,
            // What is not made may have been declined, or be without outcome yet; whether that is told is another question.
            0 => Outcome::Unsettled,
            1 => continue,
            _ => Outcome::Broken,
        };
        let expected = "a payment that is made once";
        let actual = format!("it was made {times} times");
        found.push(Found::new(outcome, expected, actual).at(at));
    }
    if found.is_empty() {
        let outcome = match total >= in_all as usize {
            true => Outcome::Holds,
            false => Outcome::Unsettled,
        };
        let expected = match in_all {
            0 => "no payment that is made twice".to_owned(),
            n => format!("{n} at least, and none twice"),
        };
        let actual = format!("{total} of {} were made, each once", calls.len());
        found.push(Found::new(outcome, expected, actual));
    }
    found
}

/// One of these payments at least is reported as executed.
pub(super) fn goes_on(view: &View<'_>, calls: &[u64]) -> Vec<Found> {
    let expected = "a payment that is made, now that the issuer answers again";
    let calls: Vec<_> = calls.iter().filter_map(|id| view.call(*id)).collect();
    let Some(last) = calls.last() else {
        return missing(expected);
    };
    let executed = calls
        .iter()
        .find(|c| c.report() == Some(Report::Executed))
        .copied();
    let actual = executed.unwrap_or(last).describe();
    let no_time = no_time_to_know(last, &view.attempts_of(last));
    let found = match executed {
        Some(_) => Found::new(Outcome::Holds, expected, actual),
        None if last.answer.is_none() || last.misfit.is_some() => {
            Found::new(Outcome::Unsettled, expected, actual)
        }
        None if no_time => Found::new(Outcome::Unsettled, expected, actual).why(NO_TIME),
        None => Found::new(Outcome::Broken, expected, actual),
    };
    vec![found]
}

fn missing(expected: &str) -> Vec<Found> {
    vec![Found::new(Outcome::Unsettled, expected, "no such call")]
}
