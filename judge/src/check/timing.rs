//! When answers came. Times were taken by the side that asked, from before the request was sent until the whole answer was
//! there; so what is too early for it is too early indeed, and what is late may only be the machine. When an answer began
//! does not count: interim responses and heads that are sent ahead of their body are no answer yet.

use record::{Ending, Trial};

use super::{Found, Outcome};
use crate::{
    decode::{Reply, asked_wait},
    history::History,
    readings::Event,
};

/// An empty list came no sooner than the wait that was asked for.
pub(super) fn empty_not_before(history: &History<'_>, exchange: u32, milliseconds: u32) -> Found {
    let Some(event) = history.event(exchange) else {
        return Found::missing(exchange);
    };
    let waited = event.exchange.waited_ms();
    let expected = format!("no empty list before {milliseconds} ms");
    let (outcome, actual) = match &event.reply {
        Reply::Deposits { list, .. } if !list.is_empty() => {
            (Outcome::Unsettled, "the list was not empty".into())
        }
        Reply::Deposits { .. } if waited < f64::from(milliseconds) => (
            Outcome::Broken,
            format!("an empty list after {waited:.1} ms"),
        ),
        Reply::Deposits { .. } => (
            Outcome::Holds,
            format!("an empty list after {waited:.1} ms"),
        ),
        // A refused wait is no empty list: that it should be taken is another requirement.
        reply => (Outcome::Unsettled, reply.describe()),
    };
    Found::new(outcome, expected, actual).at([exchange])
}

/// At least one trial was answered in time.
pub(super) fn within(history: &History<'_>, trials: &[Trial], milliseconds: u32) -> Found {
    let mut took = Vec::new();
    for trial in trials {
        let Some(event) = history.event(trial.answered) else {
            return Found::missing(trial.answered);
        };
        let start = match trial.cause {
            None => event.exchange.times.sent,
            Some(cause) => match history.event(cause) {
                Some(cause) if cause.exchange.ending == Ending::Answered => {
                    cause.exchange.times.ended
                }
                Some(_) => continue,
                None => return Found::missing(cause),
            },
        };
        if event.is_served() {
            took.push(event.exchange.times.ended.saturating_sub(start) as f64 / 1000.0);
        }
    }
    let expected = format!(
        "an answer within {milliseconds} ms, at least once in {} trials",
        trials.len()
    );
    let exchanges = trials
        .iter()
        .flat_map(|t| t.cause.into_iter().chain([t.answered]));
    let Some(best) = took.iter().copied().reduce(f64::min) else {
        return Found::new(Outcome::Unsettled, expected, "no trial was answered").at(exchanges);
    };
    let outcome = if best <= f64::from(milliseconds) {
        Outcome::Holds
    } else {
        Outcome::Broken
    };
    let all = took
        .iter()
        .map(|t| format!("{t:.0}"))
        .collect::<Vec<_>>()
        .join(", ");
    Found::new(outcome, expected, format!("answers after {all} ms")).at(exchanges)
}

/// When a request ceased to wait: when it was answered, or, where the answer was an empty list, when the wait that it asked
/// for was over. What is let through only then comes a moment before that answer, and was kept waiting all the same.
fn end_of_wait(waiter: &Event<'_>) -> u64 {
    let times = waiter.exchange.times;
    let asked = asked_wait(waiter.exchange).filter(|ms| *ms > 0);
    match (&waiter.reply, asked) {
        (Reply::Deposits { list, .. }, Some(ms)) if list.is_empty() => times
            .ended
            .min(times.sent.saturating_add(ms.saturating_mul(1000))),
        _ => times.ended,
    }
}

/// Who was kept waiting by another's wait waited at least so many times longer than anybody did before it. What is slower by less
/// may be slow at any time.
const HELD_UP: u64 = 3;

/// The longest that an answer took before a wait began, and how late the wait's own answer was: so slow are the issuer and the
/// machine without it. In microseconds.
fn ordinary(history: &History<'_>, waiter: &Event<'_>, until: u64) -> u64 {
    let before = history
        .events
        .iter()
        .filter(|e| e.exchange.times.ended <= waiter.exchange.times.sent && e.is_served())
        .filter(|e| asked_wait(e.exchange).unwrap_or_default() == 0);
    let late = waiter.exchange.times.ended.saturating_sub(until);
    before.map(Event::took).fold(late, u64::max)
}

/// At least one of several exchanges was served while another was still waiting. Only those count that were sent while it
/// waited. A refusal is no service, however quick it is. And only a wait that ran its course can have kept them waiting: one that
/// a deposit or a refusal ended early may just have been quicker.
pub(super) fn during(history: &History<'_>, exchanges: &[u32], waiting: u32) -> Found {
    let Some(waiter) = history.event(waiting) else {
        return Found::missing(waiting);
    };
    let until = end_of_wait(waiter);
    let expected = format!("an answer while exchange {waiting} is waiting");
    let (mut served, mut refused) = (Vec::new(), None);
    for id in exchanges {
        let Some(event) = history.event(*id) else {
            return Found::missing(*id);
        };
        if event.exchange.times.sent >= until {
            continue;
        }
        match &event.reply {
            Reply::Fault { .. } | Reply::Refused(_) => refused = Some(event.reply.describe()),
            _ if event.is_served() => served.push(event.exchange.times),
            _ => {}
        }
    }
    let at = exchanges.iter().copied().chain([waiting]);
    let Some(first) = served.into_iter().min_by_key(|times| times.ended) else {
        let (outcome, actual) = match refused {
            Some(reply) => (Outcome::Broken, reply),
            None => (Outcome::Unsettled, "no answer at all".to_owned()),
        };
        return Found::new(outcome, expected, actual).at(at);
    };
    let ms = |t: u64| t.saturating_sub(waiter.exchange.times.sent) as f64 / 1000.0;
    let actual = format!(
        "the first answer {:.1} ms, the end of the wait {:.1} ms after it began",
        ms(first.ended),
        ms(until)
    );
    let ran_its_course = match &waiter.reply {
        Reply::Deposits { list, .. } => list.is_empty(),
        _ => waiter.exchange.ending == Ending::TimedOut,
    };
    let ordinary = ordinary(history, waiter, until);
    let was_held_up = first.ended.saturating_sub(first.sent) >= ordinary.saturating_mul(HELD_UP);
    let found = match first.ended < until {
        true if waiter.kind().is_some() => Found::new(Outcome::Holds, expected, actual),
        false if ran_its_course && was_held_up => Found::new(Outcome::Broken, expected, actual),
        false if ran_its_course => Found::new(Outcome::Unsettled, expected, actual).why(format!(
            "without anybody's wait an answer took {:.1} ms",
            ordinary as f64 / 1000.0
        )),
        _ => Found::new(Outcome::Unsettled, expected, actual),
    };
    found.at(at)
}
