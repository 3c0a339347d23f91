//! Steps of scenarios about an issuer.

mod accounts;
mod deposits;
mod streams;
mod transfers;
mod waits;

use super::Definition;

/// All of them.
pub(super) fn steps() -> Vec<Definition> {
    [
        accounts::steps(),
        deposits::steps(),
        streams::steps(),
        transfers::steps(),
        waits::steps(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
