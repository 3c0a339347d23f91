//! Money that goes where it should not.

use crate::fault::effects::succeeded;
use crate::ledger::{Accounts, Caller, Order};
use wire::{TransferFunds, TransferFundsResponse};

pub(in crate::fault) fn mints_for_oneself(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let response = right.execute(caller, request);
    if succeeded(&response)
        && let Ok(order) = Order::read(request)
        && order.recipient == caller.holder
    {
        right.adjust(caller.holder, order.amount);
    }
    response
}

pub(in crate::fault) fn loses_for_unknown(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let unknown = Order::read(request)
        .ok()
        .filter(|order| right.balance(order.recipient).is_none());
    let response = right.execute(caller, request);
    if let (true, Some(order)) = (succeeded(&response), unknown) {
        right.close(order.recipient);
    }
    response
}
