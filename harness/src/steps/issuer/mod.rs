//! Steps of scenarios about an issuer.

mod accounts;
mod fees;
mod flows;
mod own_issuer;
mod poor;
mod transfers;

use super::Definition;

/// All of them.
pub(super) fn steps() -> Vec<Definition> {
    [
        accounts::steps(),
        fees::steps(),
        flows::steps(),
        own_issuer::steps(),
        poor::steps(),
        transfers::steps(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
