//! Faults of message counters.

mod answered;
mod cut_off;
mod duplicates;
mod executed;
mod meanwhile;
mod numbers;
mod refused;
mod shared;
mod spelling;

pub(super) use answered::{conflict_refused, duplicate_refused, stale_refused};
pub(super) use cut_off::HalfRequests;
pub(super) use duplicates::ConcurrentDuplicates;
pub(super) use executed::{
    AfterReconnect, altered, altered_after_failure, conflict_frees, every_duplicate,
    forgets_failure, forgets_malformed, lower, to_oneself,
};
pub(super) use meanwhile::Meanwhile;
pub(super) use numbers::{
    DepositsAdvance, beyond_maximum_executed, negative_executed, wraps_after_maximum,
};
pub(super) use refused::{first_must_be_low, gaps, maximum};
pub(super) use shared::SharedCounter;
pub(super) use spelling::SpellingMatters;
