//! Recipients who are taken for others, or for nobody.

use crate::fault::effects::{charge, plus, success};
use crate::ledger::{Accounts, Caller, Order};
use wire::{Amount, KeyId, TransferFunds, TransferFundsResponse, TransferResult};

pub(in crate::fault) fn malformed_debits(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let response = right.execute(caller, request);
    let recipient = KeyId::from_bytes([0; 32]).to_string();
    let order = Order::read(&TransferFunds {
        recipient,
        ..request.clone()
    });
    match (response.result, order) {
        (TransferResult::InvalidRecipient, Ok(order)) => {
            let fee = right.fees().for_transfer(caller.handshake);
            let needed = plus(order.amount, fee);
            if right.balance(caller.holder).unwrap_or(Amount::ZERO) < needed {
                return response;
            }
            charge(right, caller.holder, needed);
            success(fee)
        }
        _ => response,
    }
}

pub(in crate::fault) fn full_width_digits(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let ascii = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    let recipient = request.recipient.chars().map(ascii).collect();
    let transfer = TransferFunds {
        recipient,
        ..request.clone()
    };
    right.execute(caller, &transfer)
}

pub(in crate::fault) fn lower_case_elsewhere(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let written = request.recipient.trim();
    let known = KeyId::parse(written).is_ok();
    if !known || written == written.to_uppercase() {
        return right.execute(caller, request);
    }
    let recipient = KeyId::of_spki(written.as_bytes()).to_string();
    right.execute(
        caller,
        &TransferFunds {
            recipient,
            ..request.clone()
        },
    )
}
