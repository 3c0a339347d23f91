//! Texts that do not arrive, or matter where they should not.

use crate::fault::amend::AmendAccounts;
use crate::fault::effects::{made, succeeded, success, undo};
use crate::ledger::{Accounts, Caller, Order};
use std::collections::HashSet;
use wire::{Amount, Deposit, KeyId, MAX_TEXT, TransferFunds, TransferFundsResponse};

/// Amends the notice that the recipient gets.
fn notice(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
    amend: fn(&mut Deposit),
) -> TransferFundsResponse {
    let response = right.execute(caller, request);
    if succeeded(&response) {
        made(right, request).map(amend);
    }
    response
}

pub(in crate::fault) fn trims_transaction_id(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    notice(right, caller, request, |deposit| {
        deposit.transaction_id = deposit.transaction_id.trim().to_owned();
    })
}

pub(in crate::fault) fn drops_userid(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    notice(right, caller, request, |deposit| deposit.userid = None)
}

pub(in crate::fault) fn invents_userid(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    notice(right, caller, request, |deposit| {
        deposit.userid.get_or_insert_with(|| "anonymous".to_owned());
    })
}

pub(in crate::fault) fn truncates_transaction_id(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let transaction_id = request.transaction_id.chars().take(MAX_TEXT).collect();
    right.execute(
        caller,
        &TransferFunds {
            transaction_id,
            ..request.clone()
        },
    )
}

pub(in crate::fault) fn truncates_userid(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let userid = request.userid.as_ref();
    right.execute(
        caller,
        &TransferFunds {
            userid: userid.map(|userid| userid.chars().take(MAX_TEXT).collect()),
            ..request.clone()
        },
    )
}

/// Remembers who used which transaction id.
#[derive(Default)]
pub(in crate::fault) struct Deduplicates {
    seen: HashSet<(KeyId, String)>,
}

impl AmendAccounts for Deduplicates {
    fn execute(
        &mut self,
        right: &mut dyn Accounts,
        caller: &Caller,
        request: &TransferFunds,
    ) -> TransferFundsResponse {
        let response = right.execute(caller, request);
        let (true, Ok(order)) = (succeeded(&response), Order::read(request)) else {
            return response;
        };
        if self
            .seen
            .insert((caller.holder, order.transaction_id.clone()))
        {
            return response;
        }
        undo(right, caller.holder, &order, response.fee);
        success(Amount::ZERO)
    }
}
