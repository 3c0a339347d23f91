//! The lower seam: money and deposit queues, without counters.

use super::{Caller, FeeSchedule, Order};
use std::collections::VecDeque;
use wire::{Amount, Deposit, GetDepositsResponse, KeyId, TransferFunds, TransferFundsResponse};

/// Accounts and deposit queues, and what is done with them.
///
/// The first two methods are the service; the others are the raw bookkeeping out of which a
/// decorator composes its amendments.
pub trait Accounts: Send {
    /// Checks a transfer and carries it out, whatever its message counter.
    fn execute(&mut self, caller: &Caller, request: &TransferFunds) -> TransferFundsResponse;

    /// Takes the fee, empties the queue and reads the balance, all at one instant (paper §3).
    fn statement(&mut self, caller: &Caller) -> GetDepositsResponse;

    /// Whether a statement would list anything.
    fn has_deposits(&self, holder: KeyId) -> bool;

    /// The schedule by which fees are taken.
    fn fees(&self) -> &FeeSchedule;

    /// What a holder has; `None` without an account.
    fn balance(&self, holder: KeyId) -> Option<Amount>;

    /// Adds to a balance, opening the account where there is none. Unchecked: a balance may become
    /// negative. A sum beyond what an `Amount` holds leaves the balance as it is.
    fn adjust(&mut self, holder: KeyId, by: Amount);

    /// Carries an order out without any check: payer less amount and fee, recipient more the
    /// amount, deposit queued.
    fn book(&mut self, payer: KeyId, order: &Order, fee: Amount);

    /// The deposits that the holder was not told of yet, oldest first; `None` without an account.
    fn deposits_mut(&mut self, holder: KeyId) -> Option<&mut VecDeque<Deposit>>;

    /// Forgets an account with its balance and its deposits.
    fn close(&mut self, holder: KeyId);
}

/// Implements [`Accounts`] by handing on to a field: `all`, or the `raw` rest without `execute` and
/// `statement`.
macro_rules! delegate_accounts {
    (raw $field:ident) => {
        fn has_deposits(&self, holder: wire::KeyId) -> bool {
            self.$field.has_deposits(holder)
        }
        fn fees(&self) -> &$crate::ledger::FeeSchedule {
            self.$field.fees()
        }
        fn balance(&self, holder: wire::KeyId) -> Option<wire::Amount> {
            self.$field.balance(holder)
        }
        fn adjust(&mut self, holder: wire::KeyId, by: wire::Amount) {
            self.$field.adjust(holder, by);
        }
        fn book(&mut self, payer: wire::KeyId, order: &$crate::ledger::Order, fee: wire::Amount) {
            self.$field.book(payer, order, fee);
        }
        fn deposits_mut(
            &mut self,
            holder: wire::KeyId,
        ) -> Option<&mut std::collections::VecDeque<wire::Deposit>> {
            self.$field.deposits_mut(holder)
        }
        fn close(&mut self, holder: wire::KeyId) {
            self.$field.close(holder);
        }
    };
    (all $field:ident) => {
        fn execute(
            &mut self,
            caller: &$crate::ledger::Caller,
            request: &wire::TransferFunds,
        ) -> wire::TransferFundsResponse {
            self.$field.execute(caller, request)
        }
        fn statement(&mut self, caller: &$crate::ledger::Caller) -> wire::GetDepositsResponse {
            self.$field.statement(caller)
        }
        $crate::ledger::delegate_accounts!(raw $field);
    };
}
pub(crate) use delegate_accounts;
