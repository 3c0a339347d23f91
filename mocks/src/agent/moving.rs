//! The seam at which moves between identities of one user are made out (paper §5).

use wire::{Amount, KeyId};

/// How moves are made out.
#[derive(Clone, Copy)]
pub(crate) struct Moving {
    /// Whom they are for, where this is the key of the one that is supplied.
    pub(crate) recipient: fn(KeyId) -> String,
    /// Their transaction id, where this one is fresh.
    pub(crate) id: fn(String) -> String,
    /// How much is moved, where the first is lacking and the second can be spared.
    pub(crate) amount: fn(Amount, Amount) -> Amount,
    /// Whether whatever can be spared is moved as soon as the user has said so.
    pub(crate) at_once: bool,
}

impl Default for Moving {
    fn default() -> Self {
        Moving {
            recipient: |key| key.to_string(),
            id: |fresh| fresh,
            amount: Amount::min,
            at_once: false,
        }
    }
}
