//! Fees that are taken and not said, or said and not taken.

use crate::fault::effects::{charge, plus, succeeded};
use crate::ledger::{Accounts, Caller};
use wire::{GetDepositsResponse, TransferFunds, TransferFundsResponse};

pub(in crate::fault) fn deposits_not_debited(
    right: &mut dyn Accounts,
    caller: &Caller,
) -> GetDepositsResponse {
    let statement = right.statement(caller);
    if right.balance(caller.holder).is_some() {
        right.adjust(caller.holder, statement.fee);
    }
    GetDepositsResponse {
        balance: plus(statement.balance, statement.fee),
        ..statement
    }
}

pub(in crate::fault) fn failure_charged(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let response = right.execute(caller, request);
    if !succeeded(&response) && right.balance(caller.holder).is_some() {
        let fee = right.fees().for_transfer(caller.handshake);
        charge(right, caller.holder, fee);
    }
    response
}
