//! Money that goes where nobody looks: in transfers to oneself, and on resumed sessions.

use crate::fault::amend::AmendAccounts;
use crate::fault::effects::{charge, minus, succeeded};
use crate::ledger::{Accounts, Caller, Handshake};
use wire::{Amount, GetDepositsResponse, KeyId, TransferFunds, TransferFundsResponse};

pub(in crate::fault) fn leaks_for_oneself(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let response = right.execute(caller, request);
    if succeeded(&response) && KeyId::parse(&request.recipient) == Ok(caller.holder) {
        let smallest = "0.000001".parse().unwrap_or(Amount::ZERO);
        charge(right, caller.holder, smallest);
    }
    response
}

/// Takes each fee twice on a resumed session, and says so once.
pub(in crate::fault) struct TwiceOnResumption;

impl AmendAccounts for TwiceOnResumption {
    fn execute(
        &mut self,
        right: &mut dyn Accounts,
        caller: &Caller,
        request: &TransferFunds,
    ) -> TransferFundsResponse {
        let response = right.execute(caller, request);
        if caller.handshake == Handshake::Resumed {
            charge(right, caller.holder, response.fee);
        }
        response
    }

    fn statement(&mut self, right: &mut dyn Accounts, caller: &Caller) -> GetDepositsResponse {
        let mut statement = right.statement(caller);
        if caller.handshake == Handshake::Resumed {
            let again = charge(right, caller.holder, statement.fee);
            statement.balance = minus(statement.balance, again);
        }
        statement
    }
}
