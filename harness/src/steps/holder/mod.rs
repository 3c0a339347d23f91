//! Steps of scenarios about a holder.

mod addresses;
mod hands;
mod issuers;
mod manners;
mod payments;
mod second;

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
    ]
    .into_iter()
    .flatten()
    .collect()
}
