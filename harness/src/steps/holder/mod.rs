//! Steps of scenarios about a holder.

mod addresses;
mod deeds;
mod hands;
mod issuers;
mod manners;
mod payments;
mod reports;
mod restarts;
mod second;
mod texts;
mod tricks;

use super::Definition;
use crate::holder::World;

/// All of them.
pub(super) fn steps() -> Vec<Definition<World>> {
    [
        addresses::steps(),
        deeds::steps(),
        hands::steps(),
        issuers::steps(),
        manners::steps(),
        payments::steps(),
        reports::steps(),
        restarts::steps(),
        second::steps(),
        texts::steps(),
        tricks::steps(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
