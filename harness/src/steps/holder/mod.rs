//! Steps of scenarios about a holder.

mod addresses;
mod applications;
mod asking;
mod deeds;
mod hands;
mod invoices;
mod issuers;
mod manners;
mod paying_in;
mod payments;
mod policies;
mod received;
mod reports;
mod restarts;
mod second;
mod supply;
mod texts;
mod tricks;
mod trust;

use super::Definition;
use crate::holder::World;

/// All of them.
pub(super) fn steps() -> Vec<Definition<World>> {
    [
        addresses::steps(),
        applications::steps(),
        asking::steps(),
        deeds::steps(),
        hands::steps(),
        invoices::steps(),
        issuers::steps(),
        manners::steps(),
        paying_in::steps(),
        payments::steps(),
        policies::steps(),
        received::steps(),
        reports::steps(),
        restarts::steps(),
        second::steps(),
        supply::steps(),
        texts::steps(),
        tricks::steps(),
        trust::steps(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
