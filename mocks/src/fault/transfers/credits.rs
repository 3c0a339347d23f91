//! Recipients who get something else.

use crate::fault::effects::{made, minus, succeeded};
use crate::ledger::{Accounts, Caller, Order, negative};
use wire::{Amount, TransferFunds, TransferFundsResponse};

pub(in crate::fault) fn less_fee(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let response = right.execute(caller, request);
    if succeeded(&response)
        && let Ok(order) = Order::read(request)
        && order.amount > response.fee
    {
        right.adjust(order.recipient, negative(response.fee));
        if let Some(deposit) = made(right, request) {
            deposit.amount = minus(deposit.amount, response.fee);
        }
    }
    response
}

pub(in crate::fault) fn too_much(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let response = right.execute(caller, request);
    if succeeded(&response)
        && let Ok(order) = Order::read(request)
    {
        let smallest = "0.000001".parse().unwrap_or(Amount::ZERO);
        right.adjust(order.recipient, smallest);
    }
    response
}

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

pub(in crate::fault) fn mints_for_oneself_in_lower_case(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let as_it_is_told = request.recipient == caller.holder.to_string();
    if as_it_is_told {
        return right.execute(caller, request);
    }
    mints_for_oneself(right, caller, request)
}

pub(in crate::fault) fn loses_for_unknown(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let order = Order::read(request).ok();
    let unknown = order.filter(|order| right.balance(order.recipient).is_none());
    let response = right.execute(caller, request);
    if let (true, Some(order)) = (succeeded(&response), unknown) {
        right.close(order.recipient);
    }
    response
}
