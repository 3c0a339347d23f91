//! Transfers that are refused although nothing is wrong with them, or for the wrong reason.

use crate::fault::effects::{failure, succeeded, undo};
use crate::ledger::{Accounts, Caller, Order};
use wire::{Amount, TransferFunds, TransferFundsResponse, TransferResult};

/// Larger amounts are too large for who holds 64-bit millionths with room for sums.
const LARGE: i64 = 1_000_000_000_000;

/// Refuses an amount that is written in a way the condition holds for.
fn invalid(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
    condition: fn(&str) -> bool,
) -> TransferFundsResponse {
    if condition(&request.amount) {
        return failure(TransferResult::InvalidAmount);
    }
    right.execute(caller, request)
}

pub(in crate::fault) fn white_space(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    invalid(right, caller, request, |amount| amount.trim() != amount)
}

pub(in crate::fault) fn odd_decimals(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    invalid(right, caller, request, |amount| {
        let amount = amount.trim();
        amount.starts_with(['+', '.']) || amount.ends_with('.')
    })
}

pub(in crate::fault) fn large_amounts(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    invalid(right, caller, request, |amount| {
        Amount::parse(amount).is_ok_and(|amount| amount >= Amount::units(LARGE))
    })
}

pub(in crate::fault) fn whole_balance(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let response = right.execute(caller, request);
    match (right.balance(caller.holder), Order::read(request)) {
        (Some(left), Ok(order)) if succeeded(&response) && left.is_zero() => {
            undo(right, caller.holder, &order, response.fee);
            failure(TransferResult::InsufficientFunds)
        }
        _ => response,
    }
}

pub(in crate::fault) fn unspecific_word(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let response = right.execute(caller, request);
    if succeeded(&response) {
        return response;
    }
    TransferFundsResponse {
        result: TransferResult::Refused,
        ..response
    }
}
