//! Parts of a history that are unlawful already: what one holder saw, and what it saw since a moment at which nothing was open.
//!
//! Each part asks for less than the whole. What a view leaves out is what other holders had and were told; what a stretch leaves
//! out is what came before. So a part that nothing explains shows that nothing explains the whole.

use std::collections::HashSet;

use super::model::{Act, Listed, Means, Op, OpHistory};

/// A part of a history, and which of its messages are in it.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) history: OpHistory,
    pub(super) from: Vec<usize>,
}

impl Part {
    /// All of it.
    pub(super) fn whole(history: &OpHistory) -> Self {
        Self {
            history: history.clone(),
            from: (0..history.ops.len()).collect(),
        }
    }

    fn keep(&self, keep: impl Fn(&Op) -> bool) -> Self {
        let kept: Vec<usize> = (0..self.from.len())
            .filter(|n| keep(&self.history.ops[*n]))
            .collect();
        Self {
            history: OpHistory {
                holders: self.history.holders.clone(),
                deposits: self.history.deposits.clone(),
                most_fee: self.history.most_fee,
                ops: kept.iter().map(|n| self.history.ops[*n].clone()).collect(),
            },
            from: kept.iter().map(|n| self.from[*n]).collect(),
        }
    }

    /// What was sent before a time.
    pub(super) fn until(&self, time: u64) -> Self {
        self.keep(|op| op.called <= time)
    }

    /// What concerns one holder. The others can pay whatever they like.
    pub(super) fn view_of(&self, holder: usize) -> Self {
        let mut view = self.keep(|op| concerns(op, holder));
        for (n, other) in view.history.holders.iter_mut().enumerate() {
            if n != holder {
                other.means = Means::Boundless;
            }
        }
        view
    }

    /// The view of a holder, cut at its quiet moments: replies that overlap nothing, and so show all that it had then. Each
    /// stretch reaches from one of them to the next.
    pub(super) fn stretches(&self, holder: usize) -> Vec<Self> {
        let view = self.view_of(holder);
        let quiet = quiet_moments(&view.history, holder);
        let begins = [None].into_iter().chain(quiet.iter().map(Some));
        let ends = quiet.iter().map(|q| q.returned).chain([u64::MAX]);
        begins
            .zip(ends)
            .map(|(begin, end)| match begin {
                None => view.until(end),
                Some(begin) => {
                    let perhaps = view.not_listed_until(holder, begin);
                    view.stretch(holder, begin, end, perhaps)
                }
            })
            .collect()
    }

    /// What a holder saw until a time, since its quiet moments one after the other, the latest first, and at last since the
    /// beginning. Of what came before, nothing but the reply at that moment is taken into account; it is the message that comes
    /// beside the part.
    pub(super) fn since_quiet_moments(
        &self,
        holder: usize,
        end: u64,
    ) -> Vec<(Self, Option<usize>)> {
        let view = self.view_of(holder).until(end);
        let quiet = quiet_moments(&view.history, holder);
        let since = quiet.iter().rev().map(|begin| {
            let perhaps = view.not_told_by(holder, begin);
            (
                view.stretch(holder, begin, end, perhaps),
                Some(view.from[begin.op]),
            )
        });
        since.chain([(view.clone(), None)]).collect()
    }

    /// From a quiet moment to a time. What had no answer before may still be carried out.
    fn stretch(&self, holder: usize, begin: &Quiet, end: u64, perhaps: Vec<usize>) -> Self {
        let after = |op: &Op| match op.returned.or(op.over) {
            Some(over) => over > begin.returned,
            None => true,
        };
        let mut rest = self.keep(|op| after(op) && op.called <= end);
        let account = &mut rest.history.holders[holder];
        account.means = Means::Exactly(begin.balance);
        account.perhaps = perhaps;
        rest
    }

    /// The deposits that were sent to a holder before a quiet moment.
    fn sent_before<'a>(
        &'a self,
        holder: usize,
        begin: &'a Quiet,
    ) -> impl Iterator<Item = usize> + 'a {
        let old = self.history.holders[holder].perhaps.iter().copied();
        let ops = self
            .history
            .ops
            .iter()
            .filter(|op| op.called <= begin.returned);
        old.chain(ops.filter_map(move |op| match op.act {
            Act::Transfer { to, deposit, .. } if to == Some(holder) => Some(deposit),
            _ => None,
        }))
    }

    /// The requests of a holder for deposits that were sent before a quiet moment, and their answers.
    fn asked_before<'a>(
        &'a self,
        holder: usize,
        begin: &'a Quiet,
    ) -> impl Iterator<Item = (usize, Option<&'a Listed>)> + 'a {
        let ops = self.history.ops.iter().enumerate();
        ops.filter(move |(_, op)| op.holder == holder && op.called <= begin.returned)
            .filter_map(|(n, op)| match &op.act {
                Act::Deposits { told } => Some((n, told.as_ref())),
                Act::Transfer { .. } => None,
            })
    }

    /// What a reply that was lost before a quiet moment may have had, and may come again.
    fn not_listed_until(&self, holder: usize, begin: &Quiet) -> Vec<usize> {
        let lost = self
            .asked_before(holder, begin)
            .any(|(_, told)| told.is_none());
        let told = self
            .asked_before(holder, begin)
            .filter_map(|(_, told)| told);
        let listed: HashSet<usize> = told.flat_map(|told| told.list.iter().copied()).collect();
        let old = &self.history.holders[holder].perhaps;
        self.sent_before(holder, begin)
            .filter(|d| (lost || old.contains(d)) && !listed.contains(d))
            .collect()
    }

    /// What may have been listed before a quiet moment, if nobody knows what the replies before it had.
    fn not_told_by(&self, holder: usize, begin: &Quiet) -> Vec<usize> {
        let asked = self.asked_before(holder, begin).any(|(n, _)| n != begin.op);
        let told = self
            .asked_before(holder, begin)
            .find(|(n, _)| *n == begin.op);
        let listed = told
            .and_then(|(_, told)| told)
            .map(|told| told.list.as_slice())
            .unwrap_or_default();
        let old = &self.history.holders[holder].perhaps;
        self.sent_before(holder, begin)
            .filter(|d| (asked || old.contains(d)) && !listed.contains(d))
            .collect()
    }
}

fn concerns(op: &Op, holder: usize) -> bool {
    op.holder == holder || matches!(op.act, Act::Transfer { to: Some(to), .. } if to == holder)
}

#[derive(Debug, Clone, Copy)]
struct Quiet {
    op: usize,
    returned: u64,
    balance: i128,
}

/// Replies of a holder while no other message was under way that had an answer, in order.
fn quiet_moments(view: &OpHistory, holder: usize) -> Vec<Quiet> {
    let end = |op: &Op| op.returned.or(op.over);
    let ops = view.ops.iter().enumerate();
    let mut answered: Vec<(usize, &Op)> = ops.filter(|(_, op)| end(op).is_some()).collect();
    answered.sort_by_key(|(_, op)| op.called);
    let mut quiet = Vec::new();
    let mut busy_until = None;
    for (place, (n, op)) in answered.iter().enumerate() {
        let next = answered.get(place + 1).map(|(_, next)| next.called);
        let alone = busy_until.is_none_or(|busy| busy < op.called);
        if let (Act::Deposits { told: Some(told) }, Some(returned)) = (&op.act, op.returned)
            && op.holder == holder
            && alone
            && next.is_none_or(|next| next > returned)
        {
            quiet.push(Quiet {
                op: *n,
                returned,
                balance: told.balance,
            });
        }
        busy_until = busy_until.max(end(op));
    }
    quiet
}
