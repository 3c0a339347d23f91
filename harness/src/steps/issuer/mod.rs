//! Steps of scenarios about an issuer.

mod accounts;
mod again;
mod boundary;
mod channel;
mod counters;
mod crowds;
mod deposits;
mod fees;
mod flows;
mod own_issuer;
mod poor;
mod redundant;
mod streams;
mod transfers;
mod unusual;
mod waits;

use super::Definition;

/// All of them.
pub(super) fn steps() -> Vec<Definition> {
    [
        accounts::steps(),
        again::steps(),
        boundary::steps(),
        channel::steps(),
        counters::steps(),
        crowds::steps(),
        deposits::steps(),
        streams::steps(),
        transfers::steps(),
        unusual::steps(),
        waits::steps(),
        fees::steps(),
        flows::steps(),
        own_issuer::steps(),
        poor::steps(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
