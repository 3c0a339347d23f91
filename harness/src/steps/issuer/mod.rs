//! Steps of scenarios about an issuer.

mod accounts;
mod again;
mod boundary;
mod counters;
mod crowds;
mod redundant;
mod transfers;
mod unusual;

use super::Definition;

/// All of them.
pub(super) fn steps() -> Vec<Definition> {
    [
        accounts::steps(),
        transfers::steps(),
        unusual::steps(),
        again::steps(),
        counters::steps(),
        crowds::steps(),
        boundary::steps(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
