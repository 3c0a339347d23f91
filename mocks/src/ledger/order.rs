//! A transfer request, understood.

use wire::{Amount, KeyId, TransferFunds, TransferResult, is_text_in_range};

/// What a payer asks for, without its message counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Whose account is credited.
    pub recipient: KeyId,
    /// How much; positive when read from a request.
    pub amount: Amount,
    /// Opaque, as the payer wrote it.
    pub transaction_id: String,
    /// As the payer wrote it; an empty one is none.
    pub userid: Option<String>,
}

impl Order {
    /// Reads a request, or says with which result it is refused.
    ///
    /// # Errors
    /// `refused` for a text that is too long, `invalidRecipient` and `invalidAmount` for what is
    /// none.
    pub fn read(request: &TransferFunds) -> Result<Order, TransferResult> {
        let userid = request.user();
        if !is_text_in_range(&request.transaction_id) || !userid.is_none_or(is_text_in_range) {
            return Err(TransferResult::Refused);
        }
        let recipient =
            KeyId::parse(&request.recipient).map_err(|_| TransferResult::InvalidRecipient)?;
        let amount = Amount::parse(&request.amount).map_err(|_| TransferResult::InvalidAmount)?;
        if !amount.is_positive() {
            return Err(TransferResult::InvalidAmount);
        }
        Ok(Order {
            recipient,
            amount,
            transaction_id: request.transaction_id.clone(),
            userid: userid.map(str::to_owned),
        })
    }
}
