//! The verdict on a history, and why.

use std::collections::{BTreeMap, HashSet};

use super::{
    copies::taken_together,
    model::{Act, Op, OpHistory, Told},
    problem::executed_under,
    search::{Hints, Limits, Reach, Verdict, search, search_with},
    state::Choice,
    views::{Part, View},
};

/// How far the search in one stretch of one holder's view goes.
const STRETCH: Limits = Limits { steps: 20_000 };
/// How far it goes when it is seen whether an answer can be given up.
const SINGLY: Limits = Limits { steps: 4_000 };
/// How far the first search goes, and two steps a message further: a lawful history of holders who wait for their answers needs
/// hardly more than one. The second goes twenty a message further.
const FIRST: u64 = 5_000;
/// With more answers than this in an unlawful part, they are given up by halves, quarters and so on, and not one by one.
const MOST_SINGLY: usize = 400;

/// Whether some order explains every answer.
///
/// First an order is looked for in which only what is near an answer explains it. Where there is none, a part that nothing
/// explains shows that there is no order; and where there is no such part either, all orders are tried, as far as the limits let.
#[must_use]
pub fn check(history: &OpHistory, limits: Limits) -> Verdict {
    let plain = taken_together(history);
    let cheap = cheap(&plain);
    let hints = hints(&cheap);
    let near = |each: u64| {
        let steps = limits.steps.min(FIRST + each * plain.ops.len() as u64);
        search_with(&cheap, Limits { steps }, Reach::Near, &hints).0 == Verdict::Lawful
    };
    if near(2) {
        return Verdict::Lawful;
    }
    if has_unlawful_stretch(&plain) {
        return Verdict::Unlawful;
    }
    if near(20) {
        return Verdict::Lawful;
    }
    search(&plain, limits, Reach::Far)
}

/// The same history if no message had cost more than one that was answered.
fn cheap(history: &OpHistory) -> OpHistory {
    let told = history.ops.iter().filter_map(|op| match &op.act {
        Act::Transfer {
            told: Some(Told::Success(fee) | Told::Failure(fee)),
            ..
        } => Some(*fee),
        Act::Deposits { told: Some(told) } => Some(told.fee),
        _ => None,
    });
    let most = told.chain([0]).max();
    OpHistory {
        most_fee: history.most_fee.or(most).min(most),
        ..history.clone()
    }
}

/// What each holder's own answers say about what was lost, stretch by stretch.
fn hints(history: &OpHistory) -> Hints {
    let mut hints = Hints::new();
    let mut placed = HashSet::new();
    let executed = executed(history);
    for (holder, view) in View::all(history).iter().enumerate() {
        for part in view.stretches() {
            let limits = Limits {
                steps: 500 + 20 * part.from.len() as u64,
            };
            let (verdict, order) = search_with(&part.history, limits, Reach::Near, &Hints::new());
            if verdict != Verdict::Lawful {
                continue;
            }
            let mut waiting = Vec::new();
            for (n, choice) in order {
                let op = &part.history.ops[n];
                let whole = part.from[n];
                if op.returned.is_none() {
                    if placed.insert((whole, holder)) {
                        waiting.push((whole, choice));
                        if let Some(next) = overtaking(history, &executed, whole, choice) {
                            hints.entry(next).or_default().push((whole, choice));
                        }
                    }
                } else if op.holder == holder {
                    hints.entry(whole).or_default().append(&mut waiting);
                }
            }
        }
    }
    hints
}

/// The transfers that were executed, by payer and counter.
fn executed(history: &OpHistory) -> BTreeMap<(usize, u64), usize> {
    let ops = history.ops.iter().enumerate();
    ops.filter_map(|(n, op)| Some(((op.holder, executed_under(op)?), n)))
        .collect()
}

/// The payer's next transfer that was executed: a lost one was executed before it, or never.
fn overtaking(
    history: &OpHistory,
    executed: &BTreeMap<(usize, u64), usize>,
    lost: usize,
    choice: Choice,
) -> Option<usize> {
    let op = &history.ops[lost];
    match op.act {
        Act::Transfer { counter, .. } if choice == Choice::First => {
            let higher = (op.holder, counter + 1)..=(op.holder, u64::MAX);
            executed.range(higher).next().map(|(_, n)| *n)
        }
        _ => None,
    }
}

fn has_unlawful_stretch(history: &OpHistory) -> bool {
    let views = View::all(history);
    let mut stretches = views.iter().flat_map(View::stretches);
    stretches.any(|part| is_unlawful(&part.history, STRETCH))
}

/// Whether a small history has no order, tried out without looking at its parts.
fn is_unlawful(history: &OpHistory, limits: Limits) -> bool {
    let plain = taken_together(history);
    let near = Limits {
        steps: limits.steps.min(20 + 2 * plain.ops.len() as u64),
    };
    search(&cheap(&plain), near, Reach::Near) != Verdict::Lawful
        && search(&plain, limits, Reach::Far) == Verdict::Unlawful
}

/// Of an unlawful history some answers, as numbers into [`OpHistory::ops`], that no order explains, even if every other message
/// was answered in any way or not at all. Without any one of them the search shows no contradiction any more. Empty when the
/// history is not shown to be unlawful.
#[must_use]
pub fn witness(history: &OpHistory, limits: Limits) -> Vec<usize> {
    if check(history, limits) != Verdict::Unlawful {
        return Vec::new();
    }
    let (part, begin) = view(history).unwrap_or_else(|| (Part::whole(history), None));
    let mut answers = few_answers(shortest(part));
    answers.extend(begin);
    answers.sort_by_key(|n| (history.ops[*n].called, *n));
    answers
}

/// The smallest unlawful part that one holder saw, if there is any, and the reply with which it begins.
fn view(history: &OpHistory) -> Option<(Part, Option<usize>)> {
    let views = View::all(history);
    let mut unlawful = Vec::new();
    for view in &views {
        for part in view.stretches() {
            if is_unlawful(&part.history, STRETCH) {
                let ends = part.history.ops.iter().filter_map(|op| op.returned);
                unlawful.push((part.from.len(), ends.max().unwrap_or(u64::MAX), view));
            }
        }
    }
    unlawful.sort_by_key(|(length, _, _)| *length);
    unlawful.into_iter().find_map(|(_, end, view)| {
        let mut since = view.since_quiet_moments(end);
        since.find(|(part, _)| is_unlawful(&part.history, STRETCH))
    })
}

/// The part cut off as early as it is still unlawful: a cut that comes later is unlawful too.
fn shortest(part: Part) -> Part {
    let mut ends: Vec<u64> = part
        .history
        .ops
        .iter()
        .filter_map(|op| op.returned)
        .collect();
    ends.sort_unstable();
    let (mut lawful, mut unlawful) = (0, ends.len());
    while lawful < unlawful {
        let middle = lawful.midpoint(unlawful);
        let cut = open_after(&part, ends[middle]);
        if is_unlawful(&cut.history, SINGLY) {
            unlawful = middle;
        } else {
            lawful = middle + 1;
        }
    }
    match ends.get(unlawful) {
        Some(end) => open_after(&part, *end),
        None => part,
    }
}

/// What was sent until a time, with the answers that were there by then.
fn open_after(part: &Part, time: u64) -> Part {
    let mut part = part.until(time);
    for op in &mut part.history.ops {
        if op.returned > Some(time) {
            *op = op.forgotten();
        }
    }
    part
}

/// Forgets answers as long as the rest stays unlawful: first half of them, then smaller parts, at last single ones.
fn few_answers(part: Part) -> Vec<usize> {
    let mut history = part.history;
    let mut kept: Vec<usize> = (0..history.ops.len())
        .filter(|n| history.ops[*n].is_answered())
        .collect();
    let mut size = kept.len().div_ceil(2);
    while size > 0 {
        let mut at = 0;
        let mut forgot = false;
        while at < kept.len() {
            let chunk = at..(at + size).min(kept.len());
            let mut without = history.clone();
            for n in &kept[chunk.clone()] {
                without.ops[*n] = Op::forgotten(&without.ops[*n]);
            }
            if is_unlawful(&without, SINGLY) {
                history = without;
                kept.drain(chunk);
                forgot = true;
            } else {
                at += size;
            }
        }
        size = match size {
            // What could not be given up before may be, now that others are.
            1 if forgot => 1,
            1 => 0,
            _ if size * MOST_SINGLY <= kept.len() => 0,
            _ => size.div_ceil(2),
        };
    }
    kept.into_iter().map(|n| part.from[n]).collect()
}
