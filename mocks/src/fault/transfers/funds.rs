//! Payers who have not enough.

use crate::fault::effects::success;
use crate::ledger::{Accounts, Caller, Order};
use wire::{Amount, Deposit, KeyId, TransferFunds, TransferFundsResponse, TransferResult};

/// The order that the right thing was to refuse for lack of money, if it was.
fn unpaid(response: &TransferFundsResponse, request: &TransferFunds) -> Option<Order> {
    let unpaid = response.result == TransferResult::InsufficientFunds;
    Order::read(request).ok().filter(|_| unpaid)
}

pub(in crate::fault) fn executes_without_funds(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let response = right.execute(caller, request);
    match unpaid(&response, request) {
        Some(order) if right.balance(caller.holder).is_some() => {
            let fee = right.fees().for_transfer(caller.handshake);
            right.book(caller.holder, &order, fee);
            success(fee)
        }
        _ => response,
    }
}

/// The most that six digits behind the point and eighteen before it can say.
const LARGEST: &str = "999999999999999999.999999";

pub(in crate::fault) fn largest_without_funds(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    if request.amount == LARGEST {
        return executes_without_funds(right, caller, request);
    }
    right.execute(caller, request)
}

pub(in crate::fault) fn creates_for_stranger(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let stranger = right.balance(caller.holder).is_none();
    let response = right.execute(caller, request);
    match unpaid(&response, request) {
        Some(order) if stranger => {
            right.adjust(caller.holder, order.amount);
            right.book(caller.holder, &order, Amount::ZERO);
            success(Amount::ZERO)
        }
        _ => response,
    }
}

pub(in crate::fault) fn credits_failed(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let response = right.execute(caller, request);
    if let Some(order) = unpaid(&response, request) {
        right.adjust(order.recipient, order.amount);
    }
    response
}

pub(in crate::fault) fn notifies_failed(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let response = right.execute(caller, request);
    if let Some(order) = unpaid(&response, request) {
        right.adjust(order.recipient, Amount::ZERO);
        if let Some(deposits) = right.deposits_mut(order.recipient) {
            let Order {
                transaction_id,
                amount,
                userid,
                ..
            } = order;
            deposits.push_back(Deposit {
                transaction_id,
                amount,
                userid,
            });
        }
    }
    response
}

pub(in crate::fault) fn userid_pays(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let named = request.user().and_then(|userid| KeyId::parse(userid).ok());
    match named.filter(|holder| right.balance(*holder).is_some()) {
        Some(holder) => right.execute(&Caller { holder, ..*caller }, request),
        None => right.execute(caller, request),
    }
}
