//! Steps of scenarios about an issuer.

mod accounts;
mod again;
mod boundary;
mod counters;
mod crowds;
mod deposits;
mod description;
mod fees;
mod flows;
mod own_issuer;
mod poor;
mod redundant;
mod restart;
mod strain;
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
        description::steps(),
        strain::steps(),
        restart::steps(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
