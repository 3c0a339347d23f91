//! Copies of one transfer, taken together.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::model::{Act, Op, OpHistory, Told};

/// The same history with as few messages as say the same.
///
/// Of the copies of a transfer one is executed at most, and it does not matter which. So where some were told success, one
/// message stands for them and for those without an answer, sent when the first was and answered when the first success was told.
/// Where none was, and a list shows the deposit, the first without an answer stands for them, executed before that reply was
/// there. Copies that were told a failure stay: what was told before the transfer was executed matters.
pub(super) fn taken_together(history: &OpHistory) -> OpHistory {
    let mut groups: HashMap<(usize, u64, usize), Vec<usize>> = HashMap::new();
    for (n, op) in history.ops.iter().enumerate() {
        if let Act::Transfer {
            counter, content, ..
        } = &op.act
        {
            groups
                .entry((op.holder, *counter, *content))
                .or_default()
                .push(n);
        }
    }
    let listed = listed(history);
    let shared = shared_deposits(history);
    let mut ops: Vec<Option<Op>> = history.ops.iter().cloned().map(Some).collect();
    for copies in groups.values() {
        let successes: Vec<usize> = copies
            .iter()
            .copied()
            .filter(|n| success(&history.ops[*n]).is_some())
            .collect();
        let open: Vec<usize> = copies
            .iter()
            .copied()
            .filter(|n| history.ops[*n].returned.is_none())
            .collect();
        let first = |chosen: &[usize]| {
            chosen
                .iter()
                .copied()
                .min_by_key(|n| history.ops[*n].called)
        };
        let told = successes
            .iter()
            .copied()
            .min_by_key(|n| history.ops[*n].returned);
        let stands = match (told, first(&open)) {
            (Some(told), _) => {
                let alike = |n: &usize| success(&history.ops[*n]) == success(&history.ops[told]);
                for n in successes.iter().filter(|n| **n != told && alike(n)) {
                    ops[*n] = None;
                }
                let sent = open
                    .iter()
                    .chain(&successes)
                    .map(|n| history.ops[*n].called)
                    .min();
                if let (Some(op), Some(sent)) = (&mut ops[told], sent) {
                    op.called = sent;
                }
                told
            }
            (None, Some(first)) => {
                let last = open
                    .iter()
                    .map(|n| history.ops[*n].over.unwrap_or(u64::MAX))
                    .max();
                if let Some(op) = &mut ops[first] {
                    op.over = last.filter(|over| *over < u64::MAX);
                }
                if let (Some(op), Some(until)) = (
                    &mut ops[first],
                    shown(&history.ops[first], &listed, &shared),
                ) {
                    op.returned = Some(until);
                    if let Act::Transfer { told, .. } = &mut op.act {
                        *told = Some(Told::Listed);
                    }
                }
                first
            }
            (None, None) => continue,
        };
        for n in open.into_iter().filter(|n| *n != stands) {
            ops[n] = None;
        }
    }
    let mut ops: Vec<Op> = ops.into_iter().flatten().collect();
    let returns = returns_by_counter(&ops);
    for op in &mut ops {
        let Act::Transfer { counter, told, .. } = op.act else {
            continue;
        };
        let higher = returns.get(&op.holder);
        let higher = higher.and_then(|all| all.range(counter + 1..).map(|(_, r)| *r).min());
        match (told, higher) {
            (Some(Told::Listed), Some(higher)) => op.returned = op.returned.min(Some(higher)),
            // It was executed before the higher one, or never.
            (None, Some(higher)) => op.over = Some(op.over.unwrap_or(higher).min(higher)),
            _ => {}
        }
    }
    OpHistory {
        ops,
        ..history.clone()
    }
}

/// When each holder's transfers were told success, by counter: what was executed under a lower one was executed before.
fn returns_by_counter(ops: &[Op]) -> HashMap<usize, BTreeMap<u64, u64>> {
    let mut returns: HashMap<usize, BTreeMap<u64, u64>> = HashMap::new();
    for op in ops {
        if let (
            Act::Transfer {
                counter,
                told: Some(Told::Success(_)),
                ..
            },
            Some(returned),
        ) = (&op.act, op.returned)
        {
            let first = returns
                .entry(op.holder)
                .or_default()
                .entry(*counter)
                .or_insert(returned);
            *first = returned.min(*first);
        }
    }
    returns
}

fn success(op: &Op) -> Option<i128> {
    match &op.act {
        Act::Transfer {
            told: Some(Told::Success(fee)),
            ..
        } => Some(*fee),
        _ => None,
    }
}

/// When the first reply that lists a transfer's deposit was there; nothing where another transfer makes the same.
fn shown(op: &Op, listed: &HashMap<(usize, usize), u64>, shared: &HashSet<usize>) -> Option<u64> {
    match &op.act {
        Act::Transfer {
            to: Some(to),
            deposit,
            ..
        } if !shared.contains(deposit) => listed.get(&(*to, *deposit)).copied(),
        _ => None,
    }
}

/// When the first reply to each holder that lists each deposit was there.
fn listed(history: &OpHistory) -> HashMap<(usize, usize), u64> {
    let mut listed: HashMap<(usize, usize), u64> = HashMap::new();
    for op in &history.ops {
        if let (Act::Deposits { told: Some(told) }, Some(returned)) = (&op.act, op.returned) {
            for deposit in &told.list {
                let first = listed.entry((op.holder, *deposit)).or_insert(returned);
                *first = returned.min(*first);
            }
        }
    }
    listed
}

/// Deposits that more than one transfer makes, or that may be left from before.
fn shared_deposits(history: &OpHistory) -> HashSet<usize> {
    let mut makers: HashMap<usize, (usize, u64, usize)> = HashMap::new();
    let mut shared: HashSet<usize> = history
        .holders
        .iter()
        .flat_map(|h| h.perhaps.iter().copied())
        .collect();
    for op in &history.ops {
        if let Act::Transfer {
            counter,
            content,
            deposit,
            ..
        } = &op.act
        {
            let maker = (op.holder, *counter, *content);
            if *makers.entry(*deposit).or_insert(maker) != maker {
                shared.insert(*deposit);
            }
        }
    }
    shared
}
