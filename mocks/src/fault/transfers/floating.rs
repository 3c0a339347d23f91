//! Balances in binary floating point.

use crate::fault::amend::AmendAccounts;
use crate::fault::effects::succeeded;
use crate::ledger::{Accounts, Caller};
use std::collections::HashMap;
use wire::{Amount, GetDepositsResponse, KeyId, TransferFunds, TransferFundsResponse};

/// Keeps a second book, in `f64`, and tells balances from that.
#[derive(Default)]
pub(in crate::fault) struct FloatingPoint {
    balances: HashMap<KeyId, f64>,
}

impl FloatingPoint {
    fn balance(&mut self, right: &dyn Accounts, holder: KeyId) -> &mut f64 {
        let rightly = right.balance(holder).unwrap_or(Amount::ZERO);
        self.balances
            .entry(holder)
            .or_insert_with(|| binary(rightly))
    }
}

impl AmendAccounts for FloatingPoint {
    fn execute(
        &mut self,
        right: &mut dyn Accounts,
        caller: &Caller,
        request: &TransferFunds,
    ) -> TransferFundsResponse {
        let recipient = KeyId::parse(&request.recipient).unwrap_or(caller.holder);
        self.balance(right, caller.holder);
        self.balance(right, recipient);
        let response = right.execute(caller, request);
        if let (true, Ok(amount)) = (succeeded(&response), Amount::parse(&request.amount)) {
            *self.balance(right, caller.holder) -= binary(amount);
            *self.balance(right, caller.holder) -= binary(response.fee);
            *self.balance(right, recipient) += binary(amount);
        }
        response
    }

    fn statement(&mut self, right: &mut dyn Accounts, caller: &Caller) -> GetDepositsResponse {
        let balance = self.balance(right, caller.holder);
        let statement = right.statement(caller);
        *balance -= binary(statement.fee);
        GetDepositsResponse {
            balance: truncated(*balance),
            ..statement
        }
    }
}

fn binary(amount: Amount) -> f64 {
    amount.to_string().parse().unwrap_or(f64::NAN)
}

/// The first six fraction digits.
fn truncated(balance: f64) -> Amount {
    let millionths = (balance * 1e6).trunc() / 1e6;
    format!("{millionths:.6}").parse().unwrap_or(Amount::ZERO)
}
