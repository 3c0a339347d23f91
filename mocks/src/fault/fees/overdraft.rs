//! Fees that nobody has the money for.

use crate::fault::amend::AmendAccounts;
use crate::fault::effects::{minus, success};
use crate::ledger::{Accounts, Caller, Order, negative};
use wire::{GetDepositsResponse, TransferFunds, TransferFundsResponse, TransferResult};

/// Asks for the amount only, and takes the fee from what is not there.
pub(in crate::fault) struct Overdraft;

impl AmendAccounts for Overdraft {
    fn execute(
        &mut self,
        right: &mut dyn Accounts,
        caller: &Caller,
        request: &TransferFunds,
    ) -> TransferFundsResponse {
        let response = right.execute(caller, request);
        if response.result != TransferResult::InsufficientFunds {
            return response;
        }
        match (Order::read(request), right.balance(caller.holder)) {
            (Ok(order), Some(balance)) if balance >= order.amount => {
                let fee = right.fees().for_transfer(caller.handshake);
                right.book(caller.holder, &order, fee);
                success(fee)
            }
            _ => response,
        }
    }

    fn statement(&mut self, right: &mut dyn Accounts, caller: &Caller) -> GetDepositsResponse {
        let mut statement = right.statement(caller);
        let fee = right.fees().for_deposits(caller.handshake);
        if right.balance(caller.holder).is_some() {
            let missing = minus(fee, statement.fee);
            right.adjust(caller.holder, negative(missing));
            statement.fee = fee;
            statement.balance = minus(statement.balance, missing);
        }
        statement
    }
}
