//! What must be true of an issuer after each operation: a ledger in miniature, written from spec/lcp.md and from nothing else.
//!
//! It knows what holders have before fees, for an issuer charges what it likes (§9), and what they are to be told. Where a
//! lawful issuer may do one thing or another it claims nothing: such operations are not drawn, or what is claimed after them is
//! the less.

use super::op::{HOLDERS, ONE, Op, Units, Way};

/// What another amount is in an altered message (`steps/issuer/again.rs`).
pub(super) const OTHER: Units = 7 * ONE;

/// So many requests of one holder wait at once at most.
const MOST_WAITING: u8 = 2;

/// A holder's account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// What it was lent in the beginning.
    pub funds: Units,
    /// What has come and gone since, fees apart.
    moved: Units,
    /// The least that may be there of what has come and gone, when every message has cost as much as one may.
    least: Units,
    /// How much it must have been lent so that it could always pay.
    need: Units,
    /// Whether money has come here or gone from here.
    pub touched: bool,
    /// The transfer under the highest counter.
    last: Option<Last>,
    /// The deposits that it is to be told of, in all.
    pub deposits: Vec<Units>,
    /// How many of them came since it last asked.
    pub fresh: usize,
    /// Whether the last transfer that names it as recipient was executed.
    pub last_arrived: bool,
    /// Whether requests of it have waited.
    pub has_waited: bool,
    /// How many wait now.
    waiting: u8,
    /// Whether a reply to it was lost, or a request given up.
    pub reply_lost: bool,
    /// Whether it has a connection.
    connected: bool,
    /// Whether its first transfer is not its last.
    several: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Last {
    amount: Units,
    failed: bool,
    money_came: bool,
    answer_lost: bool,
}

/// The issuer, as far as the specification binds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// The most that a message may cost.
    pub dearest: Units,
    /// The accounts.
    pub accounts: [Account; HOLDERS],
    /// Whether the last operation was a transfer whose answer is there.
    just_answered: bool,
}

impl Model {
    /// An issuer whose messages cost at most so much, and holders of nothing.
    #[must_use]
    pub fn new(dearest: Units) -> Self {
        Self {
            dearest,
            accounts: Default::default(),
            just_answered: false,
        }
    }

    /// What the holders must be lent so that each can pay for what it does in a program, and be asked in the end. Who neither
    /// gets nor sends money needs nothing: asking is free to who was never seen (§7).
    #[must_use]
    pub fn funded(dearest: Units, program: &[Op]) -> Self {
        let end = program.iter().fold(Self::new(dearest), Self::after);
        let mut model = Self::new(dearest);
        for (account, end) in model.accounts.iter_mut().zip(end.accounts) {
            // Being asked in the end costs something, and so does taking note of what was lent. Who has it from others is lent
            // nothing.
            let need = end.need.max(dearest - end.least);
            if end.touched && need > 0 {
                account.funds = (need + dearest).div_euclid(ONE) * ONE + ONE;
            }
            account.touched = end.touched;
        }
        model
    }

    /// What a holder holds, less the fees that it was told.
    #[must_use]
    pub fn holds(&self, who: usize) -> Units {
        let account = &self.accounts[who];
        account.funds + account.moved
    }

    /// What is more than a holder can have, by so much.
    #[must_use]
    pub fn too_much(&self, who: usize, more: Units) -> Units {
        self.holds(who).max(0) + more
    }

    /// What has to come so that a transfer could be executed that failed.
    #[must_use]
    pub fn lacking(&self, who: usize) -> Units {
        let failed = self.accounts[who].last.map_or(0, |last| last.amount);
        (failed + 3 * self.dearest).div_euclid(ONE) * ONE + ONE
    }

    /// Whether the answer to a holder's last transfer was lost, and nobody has asked again.
    #[must_use]
    pub fn is_in_doubt(&self, who: usize) -> bool {
        self.accounts[who].last.is_some_and(|l| l.answer_lost)
    }

    /// How many requests of a holder wait.
    #[must_use]
    pub fn waiting(&self, who: usize) -> u8 {
        self.accounts[who].waiting
    }

    /// Whether a holder has sent something that can be sent again.
    #[must_use]
    pub fn has_sent(&self, who: usize) -> bool {
        self.accounts[who].last.is_some()
    }

    /// Whether a holder's last transfer failed, and the money for it has not come since.
    #[must_use]
    pub fn lacks(&self, who: usize) -> bool {
        let last = self.accounts[who].last;
        last.is_some_and(|l| l.failed && !l.money_came)
    }

    /// Whether an operation has a sense, and one outcome, where things stand.
    #[must_use]
    pub fn allows(&self, op: &Op) -> bool {
        let of = |who: usize| &self.accounts[who];
        match *op {
            Op::Send { amount, .. } => amount > 0,
            Op::TooMuch { more, .. } => more > 0,
            Op::Lower { from, amount, .. } => of(from).last.is_some() && amount > 0,
            Op::MoneyComes(who) => self.lacks(who),
            Op::Again(who, _) => of(who).last.is_some(),
            Op::FirstAgain(who) => of(who).several,
            Op::Altered(who, _) => of(who).last.is_some_and(|l| l.amount != OTHER),
            Op::Wait(who) => of(who).waiting < MOST_WAITING,
            Op::HangUpWaiting(who) | Op::LoseReply(who) | Op::Holds(who) => of(who).waiting == 0,
            Op::HangUp(who) | Op::Forget(who) => of(who).connected,
            Op::Ask(_) | Op::Lists(_) => true,
            Op::Succeeds => self.just_answered,
        }
    }

    /// What is true after an operation.
    #[must_use]
    pub fn after(mut self, op: &Op) -> Self {
        self.just_answered = false;
        match *op {
            Op::Send {
                from,
                to,
                amount,
                way,
            } => self.send(from, to, amount, way),
            // §5: of more than there is fails. §6: its outcome is recorded whatever it is.
            Op::TooMuch { from, to, more } => {
                let amount = self.too_much(from, more);
                self.message(from);
                self.accounts[from].touched = true;
                self.accounts[to].last_arrived = false;
                self.sent(from, amount, true);
            }
            Op::MoneyComes(who) => {
                let amount = self.lacking(who);
                let account = &mut self.accounts[who];
                account.moved += amount;
                account.arrives(amount);
                account.last_arrived = false;
                if let Some(last) = &mut account.last {
                    last.money_came = true;
                }
            }
            // §6: the highest seen, same content: executes nothing and charges nothing.
            Op::Again(who, _) => {
                let account = &mut self.accounts[who];
                account.connected = true;
                if let Some(last) = &mut account.last {
                    last.answer_lost = false;
                }
            }
            // §6: other content, or a lower counter: executes nothing and charges nothing.
            Op::FirstAgain(who) | Op::Altered(who, _) => self.accounts[who].connected = true,
            Op::Lower { from, .. } => self.accounts[from].connected = true,
            Op::Wait(who) => {
                self.message(who);
                let account = &mut self.accounts[who];
                account.waiting += 1;
                account.has_waited = true;
            }
            // §7: the deposits in a reply that was lost may come again or never.
            Op::HangUpWaiting(who) | Op::LoseReply(who) => {
                self.message(who);
                let account = &mut self.accounts[who];
                account.reply_lost = true;
                account.fresh = 0;
            }
            Op::Ask(who) | Op::Holds(who) => {
                self.message(who);
                self.accounts[who].fresh = 0;
            }
            Op::Lists(who) => {
                self.message(who);
                let account = &mut self.accounts[who];
                account.fresh = 0;
                account.waiting = 0;
            }
            Op::HangUp(who) | Op::Forget(who) => self.accounts[who].connected = false,
            Op::Succeeds => {}
        }
        self
    }

    /// §5: debits the payer by amount and fee, credits the recipient with the amount. §6: of any number of copies one at most is
    /// executed; half a request is none.
    fn send(&mut self, from: usize, to: usize, amount: Units, way: Way) {
        let lost = way == Way::Lost;
        self.pays(from, amount);
        self.message(from);
        let recipient = &mut self.accounts[to];
        recipient.moved += amount;
        recipient.touched = true;
        recipient.arrives(amount);
        if !lost {
            // Who counts on a transfer of unknown outcome may be disappointed.
            recipient.least += amount;
        }
        self.sent(from, amount, false);
        if let Some(last) = &mut self.accounts[from].last {
            last.answer_lost = lost;
        }
        self.just_answered = matches!(way, Way::Whole | Way::Stutter);
    }

    fn pays(&mut self, who: usize, amount: Units) {
        let account = &mut self.accounts[who];
        account.touched = true;
        account.moved -= amount;
        account.least -= amount;
        account.need = account.need.max(-account.least);
    }

    /// A message may cost something (§9).
    fn message(&mut self, who: usize) {
        let account = &mut self.accounts[who];
        account.connected = true;
        account.least -= self.dearest;
        account.need = account.need.max(-account.least);
    }

    fn sent(&mut self, who: usize, amount: Units, failed: bool) {
        let account = &mut self.accounts[who];
        account.several = account.last.is_some();
        account.last = Some(Last {
            amount,
            failed,
            money_came: false,
            answer_lost: false,
        });
    }
}

impl Account {
    fn arrives(&mut self, amount: Units) {
        self.deposits.push(amount);
        self.fresh += 1;
        self.last_arrived = true;
    }
}
