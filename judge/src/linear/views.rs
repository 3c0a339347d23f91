//! Parts of a history that are unlawful already: what one holder saw, and what it saw since a moment at which nothing was open.
//!
//! Each part asks for less than the whole. What a view leaves out is what other holders had and were told; what a stretch leaves
//! out is what came before. So a part that nothing explains shows that nothing explains the whole.

use std::collections::HashSet;

use super::model::{Act, Holder, Listed, Means, Op, OpHistory};

/// A part of a history, and which of its messages are in it. Holders and deposits have no names here.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) history: OpHistory,
    pub(super) from: Vec<usize>,
}

impl Part {
    /// All of it.
    pub(super) fn whole(history: &OpHistory) -> Self {
        Self::of(history, 0..history.ops.len(), |_, holder| holder.means)
    }

    fn of(
        history: &OpHistory,
        ops: impl Iterator<Item = usize>,
        means: impl Fn(usize, &Holder) -> Means,
    ) -> Self {
        let from: Vec<usize> = ops.collect();
        let holders = history.holders.iter().enumerate();
        let nameless = |(n, holder): (usize, &Holder)| Holder {
            name: String::new(),
            means: means(n, holder),
            perhaps: holder.perhaps.clone(),
        };
        Self {
            history: OpHistory {
                holders: holders.map(nameless).collect(),
                deposits: Vec::new(),
                most_fee: history.most_fee,
                ops: from.iter().map(|n| history.ops[*n].clone()).collect(),
            },
            from,
        }
    }

    /// What was sent until a time.
    pub(super) fn until(&self, time: u64) -> Self {
        let ops = &self.history.ops;
        let sent = (0..ops.len()).filter(|n| ops[*n].called <= time);
        self.part(sent.collect())
    }

    fn part(&self, numbers: Vec<usize>) -> Self {
        let mut part = Self::of(&self.history, numbers.into_iter(), |_, holder| holder.means);
        for n in &mut part.from {
            *n = self.from[*n];
        }
        part
    }
}

/// What concerns one holder, in the order in which it was sent. The others can pay whatever they like.
#[derive(Debug)]
pub(super) struct View {
    part: Part,
    holder: usize,
    /// Its quiet moments.
    quiet: Vec<Quiet>,
    /// The messages without an answer.
    open: Vec<usize>,
}

impl View {
    /// The views of all holders.
    pub(super) fn all(history: &OpHistory) -> Vec<Self> {
        let mut concerning = vec![Vec::new(); history.holders.len()];
        for (n, op) in history.ops.iter().enumerate() {
            concerning[op.holder].push(n);
            match op.act {
                Act::Transfer { to: Some(to), .. } if to != op.holder => concerning[to].push(n),
                _ => {}
            }
        }
        let views = concerning.into_iter().enumerate();
        views
            .map(|(holder, ops)| Self::of(history, holder, ops))
            .collect()
    }

    fn of(history: &OpHistory, holder: usize, mut ops: Vec<usize>) -> Self {
        ops.sort_by_key(|n| (history.ops[*n].called, *n));
        let part = Part::of(history, ops.into_iter(), |n, own| {
            if n == holder {
                own.means
            } else {
                Means::Boundless
            }
        });
        let ops = part.history.ops.iter().enumerate();
        let open = ops.filter(|(_, op)| op.returned.is_none()).map(|(n, _)| n);
        Self {
            open: open.collect(),
            quiet: quiet_moments(&part.history, holder),
            part,
            holder,
        }
    }

    /// Cut at its quiet moments: replies that overlap nothing, and so show all that the holder had then. Each stretch reaches from
    /// one of them to the next, or begins where the history does.
    pub(super) fn stretches(&self) -> impl Iterator<Item = Part> {
        let mut account = Unlisted::new(self);
        let begins = [None].into_iter().chain(self.quiet.iter().map(Some));
        let ends = self.quiet.iter().map(|q| q.returned).chain([u64::MAX]);
        begins.zip(ends).map(move |(begin, end)| match begin {
            None => self.part.until(end),
            Some(begin) => {
                let perhaps = account.at(begin);
                self.stretch(begin, end, perhaps)
            }
        })
    }

    /// What the holder saw until a time, since its quiet moments one after the other, the latest first, and at last since the
    /// beginning. Of what came before, nothing but the reply at that moment is taken into account; it is the message that comes
    /// beside the part.
    pub(super) fn since_quiet_moments(
        &self,
        end: u64,
    ) -> impl Iterator<Item = (Part, Option<usize>)> {
        let before = move |q: &&Quiet| q.returned < end;
        let since = self.quiet.iter().rev().filter(before).map(move |begin| {
            let part = self.stretch(begin, end, self.not_told_by(begin));
            (part, Some(self.part.from[begin.op]))
        });
        since.chain(std::iter::once_with(move || (self.part.until(end), None)))
    }

    /// From a quiet moment to a time. What had no answer before may still be carried out.
    fn stretch(&self, begin: &Quiet, end: u64, perhaps: Vec<usize>) -> Part {
        let (from, to) = (self.sent_until(begin.returned), self.sent_until(end));
        let over = |n: &usize| self.part.history.ops[*n].over;
        let open = self.open.iter().copied().take_while(|n| *n < from);
        let open = open.filter(|n| over(n).is_none_or(|over| over >= begin.returned));
        let mut part = self.part.part(open.chain(from..to).collect());
        let account = &mut part.history.holders[self.holder];
        account.means = Means::Exactly(begin.balance);
        account.perhaps = perhaps;
        part
    }

    /// How many messages were sent until a time.
    fn sent_until(&self, time: u64) -> usize {
        let ops = &self.part.history.ops;
        ops.partition_point(|op| op.called <= time)
    }

    /// What may have been listed before a quiet moment, if nobody knows what the replies before it had.
    fn not_told_by(&self, begin: &Quiet) -> Vec<usize> {
        let before = &self.part.history.ops[..self.sent_until(begin.returned)];
        let old = &self.part.history.holders[self.holder].perhaps;
        let is_request = |(n, op): (usize, &Op)| n != begin.op && asked(op, self.holder).is_some();
        let asked_before = before.iter().enumerate().any(is_request);
        let told = asked(&before[begin.op], self.holder).flatten();
        let listed = told.map(|told| told.list.as_slice()).unwrap_or_default();
        let sent = before.iter().filter_map(|op| sent_to(op, self.holder));
        old.iter()
            .copied()
            .chain(sent)
            .filter(|d| (asked_before || old.contains(d)) && !listed.contains(d))
            .collect()
    }
}

/// What a holder was sent until a moment that no reply has listed.
struct Unlisted<'v> {
    view: &'v View,
    /// How many messages have been looked at.
    seen: usize,
    sent: Vec<usize>,
    /// Whether a reply was lost.
    lost: bool,
}

impl<'v> Unlisted<'v> {
    fn new(view: &'v View) -> Self {
        Self {
            view,
            seen: 0,
            sent: view.part.history.holders[view.holder].perhaps.clone(),
            lost: false,
        }
    }

    /// What a reply that was lost before a quiet moment may have had, and may come again. The moments come in their order.
    fn at(&mut self, begin: &Quiet) -> Vec<usize> {
        let until = self.view.sent_until(begin.returned);
        let holder = self.view.holder;
        let new = &self.view.part.history.ops[self.seen..until];
        self.seen = until;
        self.sent
            .extend(new.iter().filter_map(|op| sent_to(op, holder)));
        let mut listed: HashSet<usize> = HashSet::new();
        for told in new.iter().filter_map(|op| asked(op, holder)) {
            match told {
                Some(told) => listed.extend(&told.list),
                None => self.lost = true,
            }
        }
        self.sent.retain(|d| !listed.contains(d));
        let old = &self.view.part.history.holders[holder].perhaps;
        let perhaps = self.sent.iter().copied();
        perhaps.filter(|d| self.lost || old.contains(d)).collect()
    }
}

/// The deposit that a message makes for a holder, if it is carried out.
fn sent_to(op: &Op, holder: usize) -> Option<usize> {
    match op.act {
        Act::Transfer { to, deposit, .. } if to == Some(holder) => Some(deposit),
        _ => None,
    }
}

/// Whether a message is a holder's request for deposits, and its answer.
fn asked(op: &Op, holder: usize) -> Option<Option<&Listed>> {
    match &op.act {
        Act::Deposits { told } if op.holder == holder => Some(told.as_ref()),
        _ => None,
    }
}

#[derive(Debug, Clone, Copy)]
struct Quiet {
    op: usize,
    returned: u64,
    balance: i128,
}

/// Replies of a holder while no other message was under way that had an answer, in order.
fn quiet_moments(view: &OpHistory, holder: usize) -> Vec<Quiet> {
    let ops = view.ops.iter().enumerate();
    let answered: Vec<(usize, &Op)> = ops.filter(|(_, op)| op.returned.is_some()).collect();
    let mut quiet = Vec::new();
    let mut busy_until = None;
    for (place, (n, op)) in answered.iter().enumerate() {
        let next = answered.get(place + 1).map(|(_, next)| next.called);
        let alone = busy_until.is_none_or(|busy| busy < op.called);
        if let (Some(Some(told)), Some(returned)) = (asked(op, holder), op.returned)
            && alone
            && next.is_none_or(|next| next > returned)
        {
            quiet.push(Quiet {
                op: *n,
                returned,
                balance: told.balance,
            });
        }
        busy_until = busy_until.max(op.returned);
    }
    quiet
}
