//! Steps of scenarios about a holder.

mod issuers;
mod payments;

use super::Definition;
use crate::holder::World;

/// All of them.
pub(super) fn steps() -> Vec<Definition<World>> {
    [issuers::steps(), payments::steps()]
        .into_iter()
        .flatten()
        .collect()
}
