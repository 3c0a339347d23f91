//! What is drawn beside answers that contradict each other: what went on around them.

use record::Bar;

use crate::linear::{Act, Op, OpHistory, describe};

/// So many messages at most are drawn beside the contradicting ones, the latest.
const MOST_BESIDE: usize = 20;

/// The contradicting messages, given by their numbers, and those about the same holders that were under way since the replies
/// before them.
pub(super) fn timeline(history: &OpHistory, contradicting: &[usize]) -> Vec<Bar> {
    let ops = || contradicting.iter().map(|n| &history.ops[*n]);
    let begin = ops().map(|op| since(history, op)).min().unwrap_or_default();
    let end = ops().filter_map(|op| op.returned).max().unwrap_or_default();
    let about = |op: &Op| ops().any(|one| concerns(op, one.holder));
    let is_beside = |n: &usize| {
        let op = &history.ops[*n];
        let over = op.returned.unwrap_or(op.called);
        !contradicting.contains(n) && op.called <= end && over >= begin && about(op)
    };
    let mut beside: Vec<usize> = (0..history.ops.len()).filter(is_beside).collect();
    beside.sort_by_key(|n| std::cmp::Reverse(history.ops[*n].called));
    beside.truncate(MOST_BESIDE);
    let mut shown: Vec<usize> = contradicting.iter().copied().chain(beside).collect();
    shown.sort_by_key(|n| (history.ops[*n].called, *n));
    shown
        .into_iter()
        .map(|n| bar(history, &history.ops[n], contradicting.contains(&n)))
        .collect()
}

/// When the last reply to the same holder was asked for that was there before a message was sent; without one, when it was sent
/// itself.
fn since(history: &OpHistory, op: &Op) -> u64 {
    let is_reply = |o: &&Op| o.holder == op.holder && matches!(o.act, Act::Deposits { .. });
    let replies = history.ops.iter().filter(is_reply);
    let before = replies.filter(|o| o.returned.is_some_and(|r| r < op.called));
    before.map(|o| o.called).max().unwrap_or(op.called)
}

fn concerns(op: &Op, holder: usize) -> bool {
    op.holder == holder || matches!(op.act, Act::Transfer { to: Some(to), .. } if to == holder)
}

fn bar(history: &OpHistory, op: &Op, contradicts: bool) -> Bar {
    Bar {
        exchange: op.exchange,
        holder: history.holders[op.holder].name.clone(),
        sent: op.called,
        answered: op.returned,
        says: describe(history, op),
        contradicts,
    }
}
