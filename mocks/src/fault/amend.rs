//! How a fault is put around what is right.

use super::channel::{Blueprint, Setting, Sightings};
use super::mail::{AmendMail, Premises};
use crate::issuer::description::Notice;
use crate::issuer::door::Door;
use crate::issuer::mail::{Letter, Reply};
use crate::issuer::service::Service;
use crate::ledger::{Accounts, Caller, Ledger, Record, Settled, delegate_accounts};
use crate::state::{Disk, Done};
use http::request::Parts;
use std::sync::Arc;
use wire::{Fault, GetDepositsResponse, KeyId, TransferFunds, TransferFundsResponse};

/// Puts something around a service that wants to know where holders were seen.
type Sighted = fn(Arc<dyn Service>, Arc<Sightings>) -> Arc<dyn Service>;

/// Puts something around a service that happens by chance, from a seed.
type Chancy = fn(Arc<dyn Service>, u64) -> Arc<dyn Service>;

/// A fault's deed and the seam at which it is done.
#[derive(Clone, Copy)]
pub(crate) enum Amendment {
    /// Amends how a transfer is carried out, whatever its counter.
    Execute(fn(&mut dyn Accounts, &Caller, &TransferFunds) -> TransferFundsResponse),
    /// Amends what a deposits request is told.
    Statement(fn(&mut dyn Accounts, &Caller) -> GetDepositsResponse),
    /// Amends how a transfer request is settled by its counter.
    Transfer(fn(&mut dyn Ledger, &Caller, &TransferFunds) -> Result<Settled, Fault>),
    /// Amends several of the accounts' services, or with a memory.
    Accounts(fn() -> Box<dyn AmendAccounts>),
    /// Amends several of the ledger's services, or with a memory.
    Ledger(fn() -> Box<dyn AmendLedger>),
    /// Amends when things happen.
    Service(fn(Arc<dyn Service>) -> Arc<dyn Service>),
    /// Amends who is let in.
    Door(fn(Arc<dyn Door>) -> Arc<dyn Door>),
    /// Amends where and as what the description is published.
    Notice(fn(&mut Notice)),
    /// Amends what was restored from disk.
    Restored(fn(&mut dyn Ledger, &[Done])),
    /// Amends how a ledger is written down.
    Disk(fn(Box<dyn Disk>) -> Box<dyn Disk>),
    /// Refuses requests that can be read.
    Refuse(fn(&Letter) -> bool),
    /// Amends documents before they are read.
    Rewrite(fn(&str) -> String),
    /// Amends documents that cannot be read.
    Repair(fn(&str) -> Option<String>),
    /// Refuses requests by their head.
    TurnAway(fn(&Parts) -> Option<Reply>),
    /// Amends answers as they are sent.
    Answer(fn(Reply) -> Reply),
    /// Amends how requests are read and answers sent, at several points or with a memory.
    Mail(fn(&Premises) -> Box<dyn AmendMail>),
    /// Amends when things happen, by where holders were seen.
    Sighted(Sighted),
    /// Amends now and then what a service does.
    Chancy(Chancy),
    /// Amends how a peer becomes a known holder.
    Channel(fn(&mut Blueprint, &Setting)),
}

/// Amends accounts; what is not overridden is done right.
pub(crate) trait AmendAccounts: Send {
    fn execute(
        &mut self,
        right: &mut dyn Accounts,
        caller: &Caller,
        request: &TransferFunds,
    ) -> TransferFundsResponse {
        right.execute(caller, request)
    }

    fn statement(&mut self, right: &mut dyn Accounts, caller: &Caller) -> GetDepositsResponse {
        right.statement(caller)
    }
}

/// Amends a ledger; what is not overridden is done right.
pub(crate) trait AmendLedger: Send {
    fn transfer(
        &mut self,
        right: &mut dyn Ledger,
        caller: &Caller,
        request: &TransferFunds,
    ) -> Result<Settled, Fault> {
        right.transfer(caller, request)
    }

    fn statement(&mut self, right: &mut dyn Ledger, caller: &Caller) -> GetDepositsResponse {
        right.statement(caller)
    }
}

/// An [`AmendAccounts`] that is one function.
pub(super) struct Execute(
    pub(super) fn(&mut dyn Accounts, &Caller, &TransferFunds) -> TransferFundsResponse,
);

impl AmendAccounts for Execute {
    fn execute(
        &mut self,
        right: &mut dyn Accounts,
        caller: &Caller,
        request: &TransferFunds,
    ) -> TransferFundsResponse {
        (self.0)(right, caller, request)
    }
}

/// An [`AmendAccounts`] that is one function.
pub(super) struct Statement(pub(super) fn(&mut dyn Accounts, &Caller) -> GetDepositsResponse);

impl AmendAccounts for Statement {
    fn statement(&mut self, right: &mut dyn Accounts, caller: &Caller) -> GetDepositsResponse {
        (self.0)(right, caller)
    }
}

/// An [`AmendLedger`] that is one function.
pub(super) struct Transfer(
    pub(super) fn(&mut dyn Ledger, &Caller, &TransferFunds) -> Result<Settled, Fault>,
);

impl AmendLedger for Transfer {
    fn transfer(
        &mut self,
        right: &mut dyn Ledger,
        caller: &Caller,
        request: &TransferFunds,
    ) -> Result<Settled, Fault> {
        (self.0)(right, caller, request)
    }
}

/// Accounts with an amendment around them.
pub(crate) struct AmendedAccounts {
    pub(crate) right: Box<dyn Accounts>,
    pub(crate) amend: Box<dyn AmendAccounts>,
}

impl Accounts for AmendedAccounts {
    fn execute(&mut self, caller: &Caller, request: &TransferFunds) -> TransferFundsResponse {
        self.amend.execute(&mut *self.right, caller, request)
    }

    fn statement(&mut self, caller: &Caller) -> GetDepositsResponse {
        self.amend.statement(&mut *self.right, caller)
    }

    delegate_accounts!(raw right);
}

/// A ledger with an amendment around it.
pub(crate) struct AmendedLedger {
    pub(crate) right: Box<dyn Ledger>,
    pub(crate) amend: Box<dyn AmendLedger>,
}

impl Ledger for AmendedLedger {
    fn transfer(&mut self, caller: &Caller, request: &TransferFunds) -> Result<Settled, Fault> {
        self.amend.transfer(&mut *self.right, caller, request)
    }

    fn record(&self, holder: KeyId) -> Option<&Record> {
        self.right.record(holder)
    }

    fn set_record(&mut self, holder: KeyId, record: Option<Record>) {
        self.right.set_record(holder, record);
    }
}

impl Accounts for AmendedLedger {
    fn execute(&mut self, caller: &Caller, request: &TransferFunds) -> TransferFundsResponse {
        self.right.execute(caller, request)
    }

    fn statement(&mut self, caller: &Caller) -> GetDepositsResponse {
        self.amend.statement(&mut *self.right, caller)
    }

    delegate_accounts!(raw right);
}
