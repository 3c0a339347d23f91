//! Steps of scenarios about a holder.

mod deeds;
mod issuers;
mod payments;
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
