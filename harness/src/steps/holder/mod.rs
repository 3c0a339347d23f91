//! Steps of scenarios about a holder.

mod addresses;
mod hands;
mod deeds;
mod issuers;
mod manners;
mod payments;
mod second;
mod reports;
mod restarts;
mod texts;
mod tricks;

use super::Definition;
use crate::holder::World;

/// All of them.
pub(super) fn steps() -> Vec<Definition<World>> {
    [
        addresses::steps(),
        hands::steps(),
        issuers::steps(),
        manners::steps(),
        payments::steps(),
        second::steps(),
        issuers::steps(),
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
