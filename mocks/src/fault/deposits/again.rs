//! Deposits that are listed again.

use crate::fault::amend::AmendAccounts;
use crate::ledger::{Accounts, Caller};
use std::collections::HashMap;
use wire::{Deposit, GetDepositsResponse, KeyId};

/// Remembers everything that each holder was told.
#[derive(Default)]
pub(in crate::fault) struct Everything {
    told: HashMap<KeyId, Vec<Deposit>>,
}

impl AmendAccounts for Everything {
    fn statement(&mut self, right: &mut dyn Accounts, caller: &Caller) -> GetDepositsResponse {
        let statement = right.statement(caller);
        let told = self.told.entry(caller.holder).or_default();
        told.extend(statement.deposits);
        GetDepositsResponse {
            deposits: told.clone(),
            ..statement
        }
    }
}

/// Remembers the last deposit that each holder was told, until it was told once more.
#[derive(Default)]
pub(in crate::fault) struct RepeatsLast {
    last: HashMap<KeyId, Deposit>,
}

impl AmendAccounts for RepeatsLast {
    fn statement(&mut self, right: &mut dyn Accounts, caller: &Caller) -> GetDepositsResponse {
        let mut statement = right.statement(caller);
        let last = match statement.deposits.last() {
            Some(newest) => self.last.insert(caller.holder, newest.clone()),
            None => self.last.remove(&caller.holder),
        };
        statement.deposits.splice(0..0, last);
        statement
    }
}
