//! Lists that show what came for somebody else.

use crate::fault::amend::AmendAccounts;
use crate::fault::effects::{made, succeeded};
use crate::ledger::{Accounts, Caller};
use std::collections::{HashMap, VecDeque};
use wire::{Deposit, GetDepositsResponse, KeyId, TransferFunds, TransferFundsResponse};

/// How many deposits back the list of all goes.
const REMEMBERED: usize = 64;

/// Remembers everybody's latest deposits, and up to which of them each holder was told.
#[derive(Default)]
pub(in crate::fault) struct OtherHolders {
    latest: VecDeque<(u64, KeyId, Deposit)>,
    told: HashMap<KeyId, u64>,
    made: u64,
}

impl AmendAccounts for OtherHolders {
    fn execute(
        &mut self,
        right: &mut dyn Accounts,
        caller: &Caller,
        request: &TransferFunds,
    ) -> TransferFundsResponse {
        let response = right.execute(caller, request);
        if succeeded(&response)
            && let Ok(recipient) = KeyId::parse(&request.recipient)
            && let Some(deposit) = made(right, request)
        {
            self.made += 1;
            self.latest
                .push_front((self.made, recipient, deposit.clone()));
            self.latest.truncate(REMEMBERED);
        }
        response
    }

    fn statement(&mut self, right: &mut dyn Accounts, caller: &Caller) -> GetDepositsResponse {
        let mut statement = right.statement(caller);
        let told = self.told.insert(caller.holder, self.made).unwrap_or(0);
        let others = self
            .latest
            .iter()
            .rev()
            .filter(|(number, holder, _)| *number > told && *holder != caller.holder);
        statement
            .deposits
            .extend(others.map(|(_, _, deposit)| deposit.clone()));
        statement
    }
}
