//! What a used message counter stands for.

use wire::{Amount, KeyId, TransferFunds};

/// A transfer's content, compared by value: 1.0 is 1, keys in either case, an absent userid is an
/// empty one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    recipient: Result<KeyId, String>,
    amount: Result<Amount, String>,
    transaction_id: String,
    userid: String,
}

impl Content {
    /// What no request has for its content.
    pub(crate) fn of_nothing() -> Content {
        let nothing = String::new();
        Content {
            recipient: Err(nothing.clone()),
            amount: Err(nothing.clone()),
            transaction_id: nothing.clone(),
            userid: nothing,
        }
    }

    /// The content of a request; what cannot be understood is kept as it was written.
    pub fn of(request: &TransferFunds) -> Content {
        Content {
            recipient: KeyId::parse(&request.recipient).map_err(|_| request.recipient.clone()),
            amount: Amount::parse(&request.amount).map_err(|_| request.amount.clone()),
            transaction_id: request.transaction_id.clone(),
            userid: request.user().unwrap_or_default().to_owned(),
        }
    }
}
