//! Fees that are not what is said.

use crate::fault::amend::AmendAccounts;
use crate::fault::effects::{charge, minus, plus, succeeded};
use crate::ledger::{Accounts, Caller, Handshake, Ledger, Settled, Settlement};
use wire::{Amount, Fault, GetDepositsResponse, TransferFunds, TransferFundsResponse};

pub(in crate::fault) fn not_debited(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let response = right.execute(caller, request);
    right.adjust(caller.holder, response.fee);
    response
}

pub(in crate::fault) fn charged_again(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Result<Settled, Fault> {
    let settled = right.transfer(caller, request)?;
    if settled.how == Settlement::Replayed {
        charge(right, caller.holder, settled.response.fee);
    }
    Ok(settled)
}

/// Charges a resumed session like a full handshake, and something on top, as far as there is money
/// left.
pub(in crate::fault) struct DearResumption;

impl DearResumption {
    /// A tenth of a unit.
    fn surcharge() -> Amount {
        Amount::units(1)
            .checked_sub("0.9".parse().unwrap_or(Amount::ZERO))
            .unwrap_or(Amount::ZERO)
    }
}

impl AmendAccounts for DearResumption {
    fn execute(
        &mut self,
        right: &mut dyn Accounts,
        caller: &Caller,
        request: &TransferFunds,
    ) -> TransferFundsResponse {
        let mut response = right.execute(caller, request);
        if caller.handshake == Handshake::Resumed && succeeded(&response) {
            let full = right.fees().for_transfer(Handshake::Full);
            let dear = plus(minus(full, response.fee), DearResumption::surcharge());
            response.fee = plus(response.fee, charge(right, caller.holder, dear));
        }
        response
    }

    fn statement(&mut self, right: &mut dyn Accounts, caller: &Caller) -> GetDepositsResponse {
        let mut statement = right.statement(caller);
        if caller.handshake == Handshake::Resumed && right.balance(caller.holder).is_some() {
            let full = right.fees().for_deposits(Handshake::Full);
            let dear = plus(minus(full, statement.fee), DearResumption::surcharge());
            let charged = charge(right, caller.holder, dear);
            statement.fee = plus(statement.fee, charged);
            statement.balance = minus(statement.balance, charged);
        }
        statement
    }
}
