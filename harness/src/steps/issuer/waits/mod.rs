//! Waits for deposits.

mod behind;
mod crowd;
mod edge;
mod empty;
mod invalid;
mod meanwhile;
mod rounds;
mod second;
mod unpaid;
mod waiting;

use crate::steps::Definition;

pub(super) fn steps() -> Vec<Definition> {
    [
        behind::steps(),
        crowd::steps(),
        unpaid::steps(),
        edge::steps(),
        empty::steps(),
        invalid::steps(),
        meanwhile::steps(),
        rounds::steps(),
        second::steps(),
        waiting::steps(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
