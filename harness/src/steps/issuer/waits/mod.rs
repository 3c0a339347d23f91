//! Waits for deposits.

mod crowd;
mod edge;
mod empty;
mod invalid;
mod meanwhile;
mod rounds;
mod waiting;

use crate::steps::Definition;

pub(super) fn steps() -> Vec<Definition> {
    [
        crowd::steps(),
        edge::steps(),
        empty::steps(),
        invalid::steps(),
        meanwhile::steps(),
        rounds::steps(),
        waiting::steps(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
