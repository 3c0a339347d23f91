//! Steps of scenarios about an issuer.

mod accounts;
mod again;
mod ahead;
mod boundary;
mod channel;
mod copies;
mod counters;
mod crowds;
mod deposits;
mod description;
mod drawn;
mod fees;
mod flows;
mod market;
mod own_issuer;
mod poor;
mod redundant;
mod refused;
mod restart;
mod strain;
mod streams;
mod told;
mod transfers;
mod unusual;
mod waits;
mod written;

use super::Definition;

/// All of them.
pub(super) fn steps() -> Vec<Definition> {
    [
        accounts::steps(),
        again::steps(),
        ahead::steps(),
        boundary::steps(),
        channel::steps(),
        copies::steps(),
        counters::steps(),
        crowds::steps(),
        deposits::steps(),
        drawn::steps(),
        streams::steps(),
        told::steps(),
        transfers::steps(),
        unusual::steps(),
        waits::steps(),
        written::steps(),
        fees::steps(),
        flows::steps(),
        market::steps(),
        own_issuer::steps(),
        poor::steps(),
        description::steps(),
        strain::steps(),
        restart::steps(),
        refused::steps(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
