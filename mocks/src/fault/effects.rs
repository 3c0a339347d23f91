//! What several faults do.

use crate::ledger::{Accounts, Order, Settled, Settlement, negative};
use wire::{Amount, Deposit, KeyId, TransferFunds, TransferFundsResponse, TransferResult};

/// Whether money moved.
pub(super) fn succeeded(response: &TransferFundsResponse) -> bool {
    response.result == TransferResult::Success
}

/// A success that cost this much.
pub(super) fn success(fee: Amount) -> TransferFundsResponse {
    TransferFundsResponse {
        result: TransferResult::Success,
        fee,
    }
}

/// A failure that cost nothing.
pub(super) fn failure(result: TransferResult) -> TransferFundsResponse {
    TransferFundsResponse {
        result,
        fee: Amount::ZERO,
    }
}

/// An execution that the table of counters had not foreseen.
pub(super) fn settled(response: TransferFundsResponse) -> Settled {
    let how = if succeeded(&response) {
        Settlement::Executed
    } else {
        Settlement::Failed
    };
    Settled { how, response }
}

/// The sum, or the first where there is none.
pub(super) fn plus(one: Amount, other: Amount) -> Amount {
    one.checked_add(other).unwrap_or(one)
}

/// The difference, or the first where there is none.
pub(super) fn minus(one: Amount, other: Amount) -> Amount {
    plus(one, negative(other))
}

/// Takes something from a holder, but never more than there is; tells how much.
pub(super) fn charge(right: &mut dyn Accounts, holder: KeyId, most: Amount) -> Amount {
    let charged = right
        .balance(holder)
        .unwrap_or(Amount::ZERO)
        .min(most)
        .max(Amount::ZERO);
    right.adjust(holder, negative(charged));
    charged
}

/// Undoes an order that has just been carried out.
pub(super) fn undo(right: &mut dyn Accounts, payer: KeyId, order: &Order, fee: Amount) {
    right.adjust(payer, plus(order.amount, fee));
    right.adjust(order.recipient, negative(order.amount));
    if let Some(deposits) = right.deposits_mut(order.recipient) {
        deposits.pop_back();
    }
}

/// The deposit that a transfer has just made.
pub(super) fn made<'a>(
    right: &'a mut dyn Accounts,
    request: &TransferFunds,
) -> Option<&'a mut Deposit> {
    right
        .deposits_mut(KeyId::parse(&request.recipient).ok()?)?
        .back_mut()
}

/// The order of a request that makes sense but for its amount, which is replaced by what `read`
/// makes of it.
pub(super) fn order_with(
    request: &TransferFunds,
    read: impl FnOnce(&str) -> Option<Amount>,
) -> Option<Order> {
    let order = Order::read(&TransferFunds {
        amount: "1".to_owned(),
        ..request.clone()
    })
    .ok()?;
    Some(Order {
        amount: read(&request.amount)?,
        ..order
    })
}
