//! Many waits, none of which ended early with nothing.

use record::Ending;

use super::{Found, Outcome};
use crate::{
    decode::{Reply, asked_wait},
    history::History,
};

/// How many early answers are shown.
const SHOWN: usize = 5;

/// What is longer, in bytes, no issuer must read (spec §4: 64 KiB, and a head), and reading it costs more than it tells.
const ORDINARY: usize = 80 * 1024;

/// No answer is an empty list that came too early. A list that is not empty may come at any time, and what is no list is
/// not an empty one; an answer that did not come leaves it open.
pub(super) fn none_empty_before(
    history: &History<'_>,
    exchanges: &[u32],
    milliseconds: u32,
) -> Found {
    let expected = format!("no empty list before {milliseconds} ms");
    let mut early = Vec::new();
    let mut open = Vec::new();
    let mut soonest = f64::INFINITY;
    for id in exchanges {
        let Some(event) = history.event(*id) else {
            return Found::missing(*id);
        };
        match &event.reply {
            Reply::Deposits { list, .. } if list.is_empty() => {
                let waited = event.exchange.waited_ms();
                soonest = soonest.min(waited);
                if waited < f64::from(milliseconds) {
                    early.push(*id);
                }
            }
            Reply::Deposits { .. } | Reply::Fault { .. } | Reply::Refused(_) => {}
            // What the suite cut itself had no empty list until then.
            _ if event.exchange.ending == Ending::Cut => {}
            _ => open.push(*id),
        }
    }
    let soonest = if soonest.is_finite() {
        format!("the soonest empty list after {soonest:.1} ms")
    } else {
        "no empty list".to_owned()
    };
    let (outcome, actual, at) = if !early.is_empty() {
        let actual = format!("{} of {} early, {soonest}", early.len(), exchanges.len());
        (Outcome::Broken, actual, early)
    } else if open.is_empty() && !exchanges.is_empty() {
        (Outcome::Holds, soonest, exchanges.to_vec())
    } else {
        let actual = format!("{} of {} had no answer", open.len(), exchanges.len());
        (Outcome::Unsettled, actual, open)
    };
    Found::new(outcome, expected, actual).at(at.into_iter().take(SHOWN))
}

/// Whoever asked with a wait was told of nothing only when it was over, whatever the scenario is about. Nothing is found where no
/// such answer came.
pub(super) fn never_early(history: &History<'_>) -> Vec<Found> {
    let (mut seen, mut early) = (Vec::new(), Vec::new());
    for event in &history.events {
        let is_empty = matches!(&event.reply, Reply::Deposits { list, .. } if list.is_empty());
        if !is_empty || event.exchange.request.as_slice().len() > ORDINARY {
            continue;
        }
        let Some(asked) = asked_wait(event.exchange).filter(|ms| *ms > 0) else {
            continue;
        };
        let waited = event.exchange.waited_ms();
        seen.push(event.exchange.id);
        if waited < asked as f64 {
            let actual = format!("an empty list after {waited:.1} ms of {asked}");
            early.push((event.exchange.id, actual));
        }
    }
    let expected = "no empty list before the wait is over that was asked for";
    let found = match early.split_first() {
        None if seen.is_empty() => return Vec::new(),
        None => Found::new(Outcome::Holds, expected, "none").at(seen.into_iter().take(SHOWN)),
        Some(((_, first), _)) => {
            let at = early.iter().map(|(id, _)| *id).take(SHOWN);
            Found::new(Outcome::Broken, expected, first.clone()).at(at)
        }
    };
    vec![found]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{Tale, fault, list};

    #[test]
    fn in_every_scenario_ordinary_requests_may_not_be_answered_early() {
        let found = |comment: usize, ended: u64| {
            let mut tale = Tale::default();
            tale.waits(500, comment, (0, ended), &list(&[], "0", "0"));
            let found = never_early(&History::of(&tale.0));
            found.first().map(|f| f.outcome)
        };
        assert_eq!(found(0, 400), Some(Outcome::Broken));
        assert_eq!(found(0, 500), Some(Outcome::Holds));
        assert_eq!(found(65_536, 400), Some(Outcome::Broken));
        assert_eq!(found(100_000, 400), None);
    }

    #[test]
    fn only_an_empty_list_can_be_too_early() {
        let mut tale = Tale::default();
        tale.asks("Bob", (0, 500), &list(&[], "0", "0"));
        tale.asks("Carol", (0, 20), &list(&[("t", "5")], "0", "5"));
        tale.asks("Dora", (0, 20), &fault());
        let of = |tale: &Tale, ids: &[u32]| none_empty_before(&History::of(&tale.0), ids, 500);
        assert_eq!(of(&tale, &[1, 2, 3]).outcome, Outcome::Holds);
        tale.ends("Emil", (0, 900), Ending::TimedOut);
        assert_eq!(of(&tale, &[1, 2, 3, 4]).outcome, Outcome::Unsettled);
        tale.asks("Frank", (100, 599), &list(&[], "0", "0"));
        let found = of(&tale, &[1, 2, 3, 4, 5]);
        assert_eq!(found.outcome, Outcome::Broken);
        assert_eq!(found.exchanges, [5]);
        assert_eq!(
            found.actual,
            "1 of 5 early, the soonest empty list after 499.0 ms"
        );
        assert_eq!(of(&tale, &[]).outcome, Outcome::Unsettled);
        tale.ends("Greta", (0, 300), Ending::Cut);
        assert_eq!(of(&tale, &[6]).outcome, Outcome::Holds);
    }
}
