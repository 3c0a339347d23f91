//! Steps of scenarios about a holder.

mod applications;
mod asking;
mod deeds;
mod invoices;
mod issuers;
mod paying_in;
mod payments;
mod policies;
mod received;
mod reports;
mod restarts;
mod texts;
mod tricks;

use super::Definition;
use crate::holder::World;

/// All of them.
pub(super) fn steps() -> Vec<Definition<World>> {
    [
        issuers::steps(),
        paying_in::steps(),
        asking::steps(),
        invoices::steps(),
        received::steps(),
        applications::steps(),
        policies::steps(),
        deeds::steps(),
        tricks::steps(),
        payments::steps(),
        restarts::steps(),
        reports::steps(),
        texts::steps(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
