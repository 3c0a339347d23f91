//! What is known about a history before it is searched.

use std::collections::{HashMap, HashSet};

use super::model::{Act, Op, OpHistory, Told};

/// A history, prepared.
#[derive(Debug)]
pub(super) struct Problem<'h> {
    pub(super) history: &'h OpHistory,
    /// For each transfer, the place where the outcome of its payer's counter is recorded.
    pub(super) slots: Vec<usize>,
    /// How many such places there are.
    pub(super) slot_count: usize,
    /// For each transfer, whether any reply to its recipient lists its deposit.
    pub(super) is_listed: Vec<bool>,
    /// The transfer that makes each deposit, where it is one that was executed, and the only one.
    pub(super) makers: HashMap<usize, usize>,
    /// For each message without an answer, an earlier one that is just like it: the earlier one goes first.
    pub(super) twins: Vec<Option<usize>>,
    /// The answered ones, by when they were sent.
    pub(super) by_call: Vec<usize>,
    /// The answered ones, by when their answers were there.
    pub(super) by_return: Vec<usize>,
    /// The ones of each holder without an answer, by when they were sent.
    pub(super) open: Vec<Vec<usize>>,
    /// The ones to each holder without an answer.
    pub(super) open_to: Vec<Vec<usize>>,
    /// The answered deposits requests of each holder, by when they were sent.
    pub(super) lists: Vec<Vec<usize>>,
    /// The transfers of each holder that were executed, in the order of their counters.
    pub(super) executed: Vec<Vec<usize>>,
    /// How many deposits requests of each holder have no answer.
    pub(super) lost_lists: Vec<usize>,
}

impl<'h> Problem<'h> {
    pub(super) fn new(history: &'h OpHistory) -> Self {
        let ops = &history.ops;
        let mut places = HashMap::new();
        let mut slots = vec![usize::MAX; ops.len()];
        for (n, op) in ops.iter().enumerate() {
            if let Act::Transfer { counter, .. } = &op.act {
                let next = places.len();
                slots[n] = *places.entry((op.holder, *counter)).or_insert(next);
            }
        }
        let sorted = |mut chosen: Vec<usize>| {
            chosen.sort_by_key(|n| (ops[*n].called, *n));
            chosen
        };
        let answered = |n: &usize| ops[*n].returned.is_some();
        let by_call = sorted((0..ops.len()).filter(answered).collect());
        let unanswered = sorted((0..ops.len()).filter(|n| !answered(n)).collect());
        let mut open = vec![Vec::new(); history.holders.len()];
        let mut open_to = vec![Vec::new(); history.holders.len()];
        for n in &unanswered {
            open[ops[*n].holder].push(*n);
            if let Act::Transfer { to: Some(to), .. } = ops[*n].act {
                open_to[to].push(*n);
            }
        }
        let mut by_return = by_call.clone();
        by_return.sort_by_key(|n| (ops[*n].returned, ops[*n].called, *n));
        let is_list = |n: &&usize| matches!(ops[**n].act, Act::Deposits { .. });
        let mut lists = vec![Vec::new(); history.holders.len()];
        for n in by_call.iter().filter(is_list) {
            lists[ops[*n].holder].push(*n);
        }
        let mut executed = vec![Vec::new(); history.holders.len()];
        for n in &by_call {
            if let Some(counter) = executed_under(&ops[*n]) {
                executed[ops[*n].holder].push((counter, *n));
            }
        }
        let executed = executed.into_iter().map(|mut all: Vec<_>| {
            all.sort_unstable();
            all.into_iter().map(|(_, n)| n).collect()
        });
        let mut lost_lists = vec![0; history.holders.len()];
        for n in unanswered.iter().filter(is_list) {
            lost_lists[ops[*n].holder] += 1;
        }
        let mut makers = HashMap::new();
        let mut many = HashSet::new();
        for (n, op) in ops.iter().enumerate() {
            if let Act::Transfer { deposit, .. } = op.act {
                if !many.insert(deposit) {
                    makers.remove(&deposit);
                } else if executed_under(op).is_some() {
                    makers.insert(deposit, n);
                }
            }
        }
        let twins = twins(history, &unanswered, &slots);
        let listed: HashSet<(usize, usize)> = ops
            .iter()
            .filter_map(|op| match &op.act {
                Act::Deposits { told } => Some((op.holder, told.as_ref()?)),
                Act::Transfer { .. } => None,
            })
            .flat_map(|(holder, told)| told.list.iter().map(move |d| (holder, *d)))
            .collect();
        let is_listed = |op: &Op| match &op.act {
            Act::Transfer {
                to: Some(to),
                deposit,
                ..
            } => listed.contains(&(*to, *deposit)),
            _ => false,
        };
        Self {
            history,
            slot_count: places.len(),
            slots,
            is_listed: ops.iter().map(is_listed).collect(),
            makers,
            twins,
            by_call,
            by_return,
            open,
            open_to,
            lists,
            executed: executed.collect(),
            lost_lists,
        }
    }
}

/// The counter of a transfer that was executed.
pub(super) fn executed_under(op: &Op) -> Option<u64> {
    match op.act {
        Act::Transfer {
            counter,
            told: Some(Told::Success(_) | Told::Listed),
            ..
        } => Some(counter),
        _ => None,
    }
}

fn twins(history: &OpHistory, open: &[usize], slots: &[usize]) -> Vec<Option<usize>> {
    let mut twins = vec![None; history.ops.len()];
    let mut latest = HashMap::new();
    for n in open.iter().filter(|n| history.ops[**n].over.is_none()) {
        let op = &history.ops[*n];
        let alike = match &op.act {
            Act::Transfer { content, .. } => (op.holder, slots[*n], *content),
            Act::Deposits { .. } => (op.holder, usize::MAX, usize::MAX),
        };
        twins[*n] = latest.insert(alike, *n);
    }
    twins
}
