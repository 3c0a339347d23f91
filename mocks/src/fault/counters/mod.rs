//! Faults of message counters.

mod duplicates;
mod executed;
mod shared;

pub(super) use duplicates::ConcurrentDuplicates;
pub(super) use executed::{AfterReconnect, altered, forgets_failure, lower};
pub(super) use shared::SharedCounter;
