//! Faults of an issuer that others can wear down, or that forgets.

mod door;
mod forgets;
mod headers;
mod slow;
mod writes;

pub(super) use door::{AtMost, InTurn, Killed};
pub(super) use forgets::{counters, deposits, digits_of_counters, empty_accounts, half_a_transfer};
pub(super) use headers::OwnFault;
pub(super) use slow::OneByOne;
pub(super) use writes::Behind;
