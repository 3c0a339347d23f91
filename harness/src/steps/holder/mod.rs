//! Steps of scenarios about a holder.

mod applications;
mod asking;
mod invoices;
mod issuers;
mod paying_in;
mod payments;
mod policies;
mod received;

use super::Definition;
use crate::holder::World;

/// All of them.
pub(super) fn steps() -> Vec<Definition<World>> {
    [
        issuers::steps(),
        payments::steps(),
        paying_in::steps(),
        asking::steps(),
        invoices::steps(),
        received::steps(),
        applications::steps(),
        policies::steps(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
