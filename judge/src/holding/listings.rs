//! The lists of deposits that arrived at a holder.

use std::collections::BTreeSet;

use record::{Ending, Operation, Settled, Told};

use super::{
    dialogue::{Call, Deposited},
    view::View,
};
use crate::decode::{Reply, reply};

/// A list of deposits that was sent whole.
pub(super) struct Listing<'a> {
    issuer: &'a str,
    /// The holder's process that asked for it.
    pub(super) process: u32,
    /// When it was asked for, and when it was sent, in microseconds since the run began.
    asked: u64,
    ended: u64,
    /// What is in it; absent where the issuer wrote it so that nobody here can read it.
    deposits: Option<BTreeSet<Deposited>>,
}

/// All of them.
pub(super) fn listings<'a>(view: &View<'a>) -> Vec<Listing<'a>> {
    let played = &view.record.played;
    let asked = view.record.exchanges.iter();
    asked
        // One that is not over is being sent.
        .filter(|e| e.operation == Operation::GetDeposits && e.ending == Ending::Answered)
        .filter_map(|exchange| {
            let deed = played.deed(exchange.id)?;
            if deed.settled != Settled::Listed || deed.told != Told::Whole {
                return None;
            }
            let deposits = match reply(exchange) {
                Reply::Deposits { list, .. } => Some(list.into_iter().map(Deposited::from)),
                _ => None,
            };
            Some(Listing {
                issuer: &deed.issuer,
                process: view.process_of(exchange),
                asked: exchange.times.sent,
                ended: exchange.times.ended,
                deposits: deposits.map(Iterator::collect),
            })
        })
        .collect()
}

impl From<crate::decode::Deposit> for Deposited {
    fn from(deposit: crate::decode::Deposit) -> Self {
        Self {
            transaction_id: deposit.transaction_id,
            amount: Some(deposit.amount),
            userid: deposit.userid.filter(|u| !u.is_empty()),
        }
    }
}

impl Listing<'_> {
    /// Whether a deposit is in it, as far as that can be read.
    pub(super) fn may_have(&self, deposit: &Deposited) -> bool {
        let deposits = self.deposits.as_ref();
        deposits.is_none_or(|all| all.contains(deposit))
    }

    /// Whether it has to be told in some of these calls: the holder has taken it in, for the process that got it has answered a
    /// question since, and one of these questions came later. What comes while an answer is being written may be told in the next.
    pub(super) fn is_due_in(&self, view: &View<'_>, calls: &[&Call]) -> bool {
        let answered = |c: &Call| c.ok().is_some() && c.text("issuer") == Some(self.issuer);
        let mut questions = view.calls.iter();
        let taken_in = questions.any(|c| {
            let during = c.asked_at <= self.asked && c.answered_at() >= Some(self.ended);
            c.op == "deposits"
                && answered(c)
                && c.process == self.process
                && (during || c.asked_at >= self.ended)
        });
        let mut later = calls.iter();
        taken_in && later.any(|c| answered(c) && c.asked_at >= self.ended)
    }
}
