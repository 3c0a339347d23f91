//! Amounts read or held otherwise than they should be.

use crate::fault::effects::{order_with, success};
use crate::ledger::{Accounts, Caller};
use wire::{Amount, TransferFunds, TransferFundsResponse, TransferResult};

/// Executes what was refused for its amount, if `read` makes sense of it.
fn accepts(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
    read: fn(&str) -> Option<Amount>,
) -> TransferFundsResponse {
    let response = right.execute(caller, request);
    if response.result != TransferResult::InvalidAmount {
        return response;
    }
    let Some(order) = order_with(request, read) else {
        return response;
    };
    let fee = right.fees().for_transfer(caller.handshake);
    right.book(caller.holder, &order, fee);
    success(fee)
}

pub(in crate::fault) fn negative_accepted(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    accepts(right, caller, request, |text| {
        Amount::parse(text)
            .ok()
            .filter(|amount| amount.is_negative())
    })
}

pub(in crate::fault) fn rounds_to_cents(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    match Amount::parse(&request.amount) {
        Ok(amount) => {
            let rounded = TransferFunds {
                amount: amount.round_to(2).to_string(),
                ..request.clone()
            };
            right.execute(caller, &rounded)
        }
        Err(_) => right.execute(caller, request),
    }
}

pub(in crate::fault) fn zero_accepted(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    accepts(right, caller, request, |text| {
        Amount::parse(text).ok().filter(|amount| amount.is_zero())
    })
}

pub(in crate::fault) fn accepts_exponent(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    accepts(right, caller, request, |text| {
        let value: f64 = text
            .trim()
            .parse()
            .ok()
            .filter(|_| text.contains(['e', 'E']))?;
        Amount::parse(&format!("{value:.6}"))
            .ok()
            .filter(|amount| amount.is_positive())
    })
}

pub(in crate::fault) fn cuts_off_seventh_digit(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    accepts(right, caller, request, |text| {
        let end = text.find('.')? + 7;
        Amount::parse(text.get(..end)?)
            .ok()
            .filter(|amount| amount.is_positive())
    })
}
