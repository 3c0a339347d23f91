//! What may come at a place in the order, the likeliest first.

use std::collections::HashSet;

use super::{
    links::Links,
    model::{Act, Op},
    problem::executed_under,
    search::{Candidate, Place, Reach, Search},
    state::Choice,
};

impl Search<'_> {
    /// The next thing that may come at a place.
    pub(super) fn candidate(&mut self, place: &mut Place, due: usize) -> Option<Candidate> {
        let next = place.next;
        place.next += 1;
        if next == 0 {
            if self.waits_for(due).is_none() && self.hinted(due).is_none() {
                return Some((due, Choice::First));
            }
            place.next += 1;
        }
        let all = place.candidates.get_or_insert_with(|| self.candidates(due));
        all.get(place.next - 2).copied()
    }

    /// What a transfer would have come after: the same payer's under a lower counter, for it could not come any more; an open
    /// request of the recipient's that does not list it.
    fn waits_for(&self, n: usize) -> Option<usize> {
        let Act::Transfer { to, deposit, .. } = &self.op(n).act else {
            return None;
        };
        let until = self.returns.first().and_then(|due| self.op(due).returned)?;
        let counter = executed_under(self.op(n));
        if let Some(lower) = self.executed.first_of(self.op(n).holder)
            && executed_under(self.op(lower)) < counter
            && self.op(lower).called <= until
        {
            return Some(lower);
        }
        let request = self.lists.first_of((*to)?)?;
        let lists_it = matches!(&self.op(request).act, Act::Deposits { told: Some(told) } if told.list.contains(deposit));
        (self.op(request).called <= until && !lists_it).then_some(request)
    }

    /// What was lost that is likely to come before an answer.
    fn hinted(&self, n: usize) -> Option<Candidate> {
        let until = self.returns.first().and_then(|due| self.op(due).returned)?;
        let mut hinted = self.hints.get(&n)?.iter().copied();
        hinted.find(|(lost, _)| {
            !self.taken[*lost] && self.op(*lost).called <= until && self.is_in_time(*lost)
        })
    }

    /// What a message cannot do without: of a list, the transfers that it shows.
    fn needs(&self, n: usize) -> Option<usize> {
        let op = self.op(n);
        match &op.act {
            Act::Transfer { .. } => self.waits_for(n),
            Act::Deposits { told } => {
                let until = self.returns.first().and_then(|due| self.op(due).returned)?;
                let shown = told.iter().flat_map(|told| &told.list);
                shown
                    .filter_map(|d| self.problem.makers.get(d).copied())
                    .find(|maker| !self.taken[*maker] && self.pays(*maker, op.holder))
                    .filter(|maker| self.op(*maker).called <= until)
            }
        }
    }

    fn pays(&self, n: usize, holder: usize) -> bool {
        matches!(self.op(n).act, Act::Transfer { to: Some(to), .. } if to == holder)
    }

    /// A message, what it needs, what that needs in turn, and so on.
    pub(super) fn chain(&self, due: usize) -> Vec<usize> {
        let mut chain = vec![due];
        while let Some(next) = self.needs(chain[chain.len() - 1]) {
            if chain.contains(&next) {
                break;
            }
            chain.push(next);
        }
        chain
    }

    /// Everything that may come now, for it was sent before any answer that is still to come: what is due, or what that cannot do
    /// without, then what helps it, then what was lost, then the rest.
    fn candidates(&mut self, due: usize) -> Vec<Candidate> {
        let until = self.op(due).returned.unwrap_or(u64::MAX);
        let chain = self.chain(due);
        let goal = chain[chain.len() - 1];
        let hinted = chain.iter().rev().find_map(|n| self.hinted(*n));
        let about: HashSet<usize> = chain.iter().flat_map(|n| concerned(self.op(*n))).collect();
        let near = |n: &usize| concerned(self.op(*n)).any(|holder| about.contains(&holder));
        let answered: Vec<usize> = self.all(&self.answered, 0, until).collect();
        let likely = |n: &usize| self.waits_for(*n).is_none();
        let helpful: Vec<usize> = answered
            .iter()
            .copied()
            .filter(|n| self.helps(*n, goal) && likely(n))
            .collect();
        let (beside, behind): (Vec<usize>, Vec<usize>) =
            answered.iter().copied().filter(near).partition(likely);
        let close = self.open_near(&about, until);
        // What was sent last is the likeliest.
        let lost: Vec<Candidate> = close
            .into_iter()
            .rev()
            .flat_map(|n| self.choices(n))
            .collect();
        let (fitting, other): (Vec<Candidate>, Vec<Candidate>) =
            lost.into_iter().partition(|c| self.lets(*c, goal));
        let first = |n| (n, Choice::First);
        let mut order: Vec<Candidate> = hinted.into_iter().chain([first(goal)]).collect();
        order.extend(helpful.into_iter().map(first));
        order.extend(fitting);
        order.extend(chain.into_iter().rev().map(first));
        order.extend(other);
        order.extend(beside.into_iter().chain(behind).map(first));
        if self.reach == Reach::Far {
            order.extend(answered.into_iter().map(first));
            let everybody = (0..self.problem.history.holders.len()).collect();
            let remote = self.open_near(&everybody, until);
            order.extend(remote.into_iter().flat_map(|n| self.choices(n)));
        }
        let mut seen = HashSet::new();
        order.retain(|candidate| seen.insert(*candidate));
        order
    }

    /// The messages without an answer that are about some of these holders and may come now, in the order in which they were sent.
    fn open_near(&self, about: &HashSet<usize>, until: u64) -> Vec<usize> {
        let from = about.iter().flat_map(|h| self.all(&self.open, *h, until));
        let to = about
            .iter()
            .flat_map(|h| self.all(&self.open_to, *h, until));
        let mut open: Vec<usize> = from.chain(to).filter(|n| self.is_in_time(*n)).collect();
        open.sort_unstable_by_key(|n| (self.op(*n).called, *n));
        open.dedup();
        open
    }

    /// Whether a message would be explained right after another one.
    fn lets(&mut self, (op, choice): Candidate, goal: usize) -> bool {
        let Some(mark) = self.state.apply(op, choice) else {
            return false;
        };
        let explained = self.state.apply(goal, Choice::First).is_some();
        self.state.undo(mark);
        explained
    }

    fn all<'l>(
        &'l self,
        links: &'l Links,
        list: usize,
        until: u64,
    ) -> impl Iterator<Item = usize> + 'l {
        std::iter::successors(links.first_of(list), |n| links.after(*n))
            .take_while(move |n| self.op(*n).called <= until)
    }

    /// Whether a message is one that another cannot do without: listed by it, or sent by the same holder.
    fn helps(&self, n: usize, goal: usize) -> bool {
        let (op, goal) = (self.op(n), self.op(goal));
        let listed = match (&op.act, &goal.act) {
            (
                Act::Transfer {
                    to: Some(to),
                    deposit,
                    ..
                },
                Act::Deposits { told: Some(told) },
            ) => *to == goal.holder && told.list.contains(deposit),
            _ => false,
        };
        listed || op.holder == goal.holder
    }

    /// Whether a message without an answer may still come.
    fn is_in_time(&self, n: usize) -> bool {
        let first = self.problem.twins[n].is_none_or(|twin| self.taken[twin]);
        first && self.op(n).over.is_none_or(|over| over >= self.latest)
    }

    /// What a message without an answer may have come to. A transfer is not executed where that would be missed: no reply lists
    /// it, although replies are still to come, and there is no lost one that may have had it.
    fn choices(&self, n: usize) -> impl Iterator<Item = Candidate> + use<> {
        let (first, second) = match self.op(n).act {
            Act::Deposits { .. } => (true, false),
            Act::Transfer { to: None, .. } => (true, true),
            Act::Transfer { to: Some(to), .. } => {
                let asks = self.lists.first_of(to).is_some();
                let missed = asks && self.lost_lists[to] == 0 && !self.problem.is_listed[n];
                (!missed, true)
            }
        };
        let first = first.then_some((n, Choice::First));
        first
            .into_iter()
            .chain(second.then_some((n, Choice::Second)))
    }

    /// Whether a transfer would come before a list that does not have it and would have to.
    pub(super) fn is_misplaced(&self, n: usize, choice: Choice) -> bool {
        let Act::Transfer {
            to: Some(to),
            deposit,
            told,
            ..
        } = &self.op(n).act
        else {
            return false;
        };
        let executed = match told {
            None => choice == Choice::First,
            Some(_) => executed_under(self.op(n)).is_some(),
        };
        if !executed || self.lost_lists[*to] > 0 || self.state.is_redundant(n) {
            return false;
        }
        let mut until = u64::MAX;
        for list in self.all(&self.lists, *to, u64::MAX) {
            if self.op(list).called > until {
                break;
            }
            if matches!(&self.op(list).act, Act::Deposits { told: Some(told) } if told.list.contains(deposit))
            {
                return false;
            }
            until = until.min(self.op(list).returned.unwrap_or(u64::MAX));
        }
        until < u64::MAX
    }
}

/// Who a message is about: its sender, and the recipient of a transfer.
pub(super) fn concerned(op: &Op) -> impl Iterator<Item = usize> + use<> {
    [op.holder].into_iter().chain(paid_by(op))
}

/// Who is paid by a message.
pub(super) fn paid_by(op: &Op) -> Option<usize> {
    match op.act {
        Act::Transfer { to, .. } => to,
        Act::Deposits { .. } => None,
    }
}
