//! The ledger that carries out one message at a time, and can take the last one back.

use super::{
    model::{Act, Holder, Listed, Means, Told},
    problem::Problem,
};

/// Above every balance.
const BOUNDLESS: i128 = i128::MAX / 4;

/// What a message without an answer may have come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Choice {
    /// What the answer says; of those without one, that a transfer was executed, or that a list was handed out.
    First,
    /// That a transfer failed.
    Second,
}

/// An account: what it may hold, between two bounds that only unknown fees keep apart; the highest counter; the deposits that
/// are to be listed, and those that a lost reply may have had.
#[derive(Debug, Clone, Default)]
struct Account {
    least: i128,
    most: i128,
    highest: Option<u64>,
    queue: Vec<usize>,
    limbo: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Free,
    Executed { content: usize, fee: Option<i128> },
    Failed,
}

/// What has to be put back to take a message back, the last first.
#[derive(Debug)]
enum Undo {
    Money(usize, i128, i128),
    Counter(usize, Option<u64>),
    Slot(usize),
    Arrived(usize),
    Lists(usize, Vec<usize>, Vec<usize>),
}

/// Where [`State::undo`] has to stop.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark(usize);

/// The ledger.
#[derive(Debug)]
pub(super) struct State<'p> {
    problem: &'p Problem<'p>,
    accounts: Vec<Account>,
    slots: Vec<Slot>,
    log: Vec<Undo>,
    hash: u128,
}

impl<'p> State<'p> {
    pub(super) fn new(problem: &'p Problem<'p>) -> Self {
        let account = |holder: &Holder| {
            let (least, most) = match holder.means {
                Means::Exactly(balance) => (balance, balance),
                Means::Unknown => (0, BOUNDLESS),
                Means::Boundless => (BOUNDLESS, BOUNDLESS),
            };
            Account {
                least,
                most,
                limbo: holder.perhaps.clone(),
                ..Account::default()
            }
        };
        let holders = &problem.history.holders;
        let mut state = Self {
            problem,
            accounts: holders.iter().map(account).collect(),
            slots: vec![Slot::Free; problem.slot_count],
            log: Vec::new(),
            hash: 0,
        };
        for holder in 0..state.accounts.len() {
            state.hash ^= state.hash_of(holder);
        }
        state
    }

    /// What tells this state from others, together with the set of messages that have been carried out.
    pub(super) fn hash(&self) -> u128 {
        self.hash
    }

    /// Carries a message out, if a ledger in this state can give it its answer.
    pub(super) fn apply(&mut self, n: usize, choice: Choice) -> Option<Mark> {
        let op = &self.problem.history.ops[n];
        let mark = Mark(self.log.len());
        let holder = op.holder;
        let possible = match &op.act {
            Act::Deposits { told: Some(listed) } => self.list(holder, listed),
            Act::Deposits { told: None } => self.lose(holder),
            Act::Transfer {
                told: Some(Told::Success(fee)),
                ..
            } => self.is_repeated(n, *fee) || self.execute(n, Some(*fee)),
            Act::Transfer {
                told: Some(Told::Failure(fee)),
                ..
            } => self.is_redundant(n) || self.fail(n, Some(*fee)),
            Act::Transfer {
                told: Some(Told::Listed),
                ..
            } => self.execute(n, None),
            Act::Transfer { told: None, .. } => match choice {
                Choice::First => self.execute(n, None),
                Choice::Second => self.fail(n, None),
            },
        };
        if !possible {
            self.undo(mark);
        }
        possible.then_some(mark)
    }

    /// Takes back everything since the mark.
    pub(super) fn undo(&mut self, mark: Mark) {
        while self.log.len() > mark.0 {
            let Some(undo) = self.log.pop() else { return };
            let holder = match undo {
                Undo::Money(h, ..)
                | Undo::Counter(h, _)
                | Undo::Arrived(h)
                | Undo::Lists(h, ..) => h,
                Undo::Slot(slot) => {
                    self.slots[slot] = Slot::Free;
                    continue;
                }
            };
            self.hash ^= self.hash_of(holder);
            let account = &mut self.accounts[holder];
            match undo {
                Undo::Money(_, least, most) => (account.least, account.most) = (least, most),
                Undo::Counter(_, highest) => account.highest = highest,
                Undo::Lists(_, queue, limbo) => (account.queue, account.limbo) = (queue, limbo),
                Undo::Arrived(_) => {
                    account.queue.pop();
                }
                Undo::Slot(_) => {}
            }
            self.hash ^= self.hash_of(holder);
        }
    }

    /// The recorded response once more.
    fn is_repeated(&self, n: usize, fee: i128) -> bool {
        let (Act::Transfer { content, .. }, slot) = (
            &self.problem.history.ops[n].act,
            self.slots[self.problem.slots[n]],
        ) else {
            return false;
        };
        matches!(slot, Slot::Executed { content: other, fee: known } if other == *content && known.is_none_or(|k| k == fee))
    }

    /// Whether a transfer's counter is no new one: it is not executed, whatever is said to it.
    pub(super) fn is_redundant(&self, n: usize) -> bool {
        let op = &self.problem.history.ops[n];
        let Act::Transfer { counter, .. } = &op.act else {
            return false;
        };
        self.accounts[op.holder]
            .highest
            .is_some_and(|highest| *counter <= highest)
    }

    fn execute(&mut self, n: usize, fee: Option<i128>) -> bool {
        let op = &self.problem.history.ops[n];
        let Act::Transfer {
            to,
            amount,
            content,
            deposit,
            ..
        } = &op.act
        else {
            return false;
        };
        if !self.take_counter(
            n,
            Slot::Executed {
                content: *content,
                fee,
            },
        ) || !self.pay(op.holder, *amount, fee)
        {
            return false;
        }
        if let Some(to) = *to {
            let (least, most) = (self.accounts[to].least, self.accounts[to].most);
            self.set_money(
                to,
                least.saturating_add(*amount),
                most.saturating_add(*amount),
            );
            self.change(to, |account| account.queue.push(*deposit));
            self.log.push(Undo::Arrived(to));
        }
        true
    }

    fn fail(&mut self, n: usize, fee: Option<i128>) -> bool {
        let holder = self.problem.history.ops[n].holder;
        self.take_counter(n, Slot::Failed) && self.pay(holder, 0, fee)
    }

    fn take_counter(&mut self, n: usize, outcome: Slot) -> bool {
        let op = &self.problem.history.ops[n];
        let Act::Transfer { counter, .. } = op.act else {
            return false;
        };
        if self.is_redundant(n) {
            return false;
        }
        let slot = self.problem.slots[n];
        self.slots[slot] = outcome;
        self.log.push(Undo::Slot(slot));
        self.log
            .push(Undo::Counter(op.holder, self.accounts[op.holder].highest));
        self.change(op.holder, |account| account.highest = Some(counter));
        true
    }

    /// Debits an amount and a fee; of an unknown fee no more than that it leaves nothing below zero.
    fn pay(&mut self, holder: usize, amount: i128, fee: Option<i128>) -> bool {
        let Account { least, most, .. } = self.accounts[holder];
        if self.problem.history.holders[holder].means == Means::Boundless {
            return true;
        }
        let left = most - amount - fee.unwrap_or(0);
        let least = (least - amount - fee.unwrap_or(self.most_fee())).max(0);
        if left >= 0 {
            self.set_money(holder, least, left);
        }
        left >= 0
    }

    /// The most that an unknown fee may be.
    fn most_fee(&self) -> i128 {
        self.problem.history.most_fee.unwrap_or(BOUNDLESS)
    }

    /// Hands out everything that is queued, and perhaps some of what a lost reply may have had. The balance is the one told.
    fn list(&mut self, holder: usize, listed: &Listed) -> bool {
        let account = &self.accounts[holder];
        let before = listed.balance + listed.fee;
        let boundless = self.problem.history.holders[holder].means == Means::Boundless;
        if !boundless && !(account.least..=account.most).contains(&before) {
            return false;
        }
        let mut rest = listed.list.clone();
        if !account.queue.iter().all(|d| remove(&mut rest, *d)) {
            return false;
        }
        let mut limbo = account.limbo.clone();
        if !rest.iter().all(|d| remove(&mut limbo, *d)) {
            return false;
        }
        if !boundless {
            self.set_money(holder, listed.balance, listed.balance);
        }
        self.set_lists(holder, limbo);
        true
    }

    /// Hands out everything in a reply that did not arrive.
    fn lose(&mut self, holder: usize) -> bool {
        let account = &self.accounts[holder];
        let (least, most) = (account.least, account.most);
        let mut limbo = account.limbo.clone();
        limbo.extend(&account.queue);
        if self.problem.history.holders[holder].means != Means::Boundless {
            self.set_money(holder, (least - self.most_fee()).max(0), most);
        }
        self.set_lists(holder, limbo);
        true
    }

    fn set_money(&mut self, holder: usize, least: i128, most: i128) {
        let account = &self.accounts[holder];
        self.log
            .push(Undo::Money(holder, account.least, account.most));
        self.change(holder, |account| {
            (account.least, account.most) = (least, most);
        });
    }

    fn set_lists(&mut self, holder: usize, limbo: Vec<usize>) {
        self.hash ^= self.hash_of(holder);
        let account = &mut self.accounts[holder];
        let queue = std::mem::take(&mut account.queue);
        let limbo = std::mem::replace(&mut account.limbo, limbo);
        self.log.push(Undo::Lists(holder, queue, limbo));
        self.hash ^= self.hash_of(holder);
    }

    fn change(&mut self, holder: usize, change: impl FnOnce(&mut Account)) {
        self.hash ^= self.hash_of(holder);
        change(&mut self.accounts[holder]);
        self.hash ^= self.hash_of(holder);
    }

    fn hash_of(&self, holder: usize) -> u128 {
        let account = &self.accounts[holder];
        let bag = |deposits: &[usize], salt| {
            deposits
                .iter()
                .fold(0_u128, |sum, d| sum.wrapping_add(mix(*d as u128 + 1, salt)))
        };
        let parts = [
            account.least as u128,
            account.most as u128,
            account.highest.map_or(u128::MAX, u128::from),
            bag(&account.queue, 3),
            bag(&account.limbo, 5),
        ];
        parts.into_iter().fold(mix(holder as u128, 7), mix)
    }
}

/// Takes one of these out of a list, if there is one.
fn remove(list: &mut Vec<usize>, wanted: usize) -> bool {
    let found = list.iter().position(|d| *d == wanted);
    if let Some(at) = found {
        list.swap_remove(at);
    }
    found.is_some()
}

/// Stirs two numbers into one.
pub(super) fn mix(a: u128, b: u128) -> u128 {
    const ODD: u128 = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835;
    let stir = |mut x: u128| {
        x ^= x >> 67;
        x = x.wrapping_mul(ODD);
        x ^= x >> 61;
        x.wrapping_mul(ODD)
    };
    stir(stir(a.wrapping_add(ODD)).wrapping_add(b))
}
