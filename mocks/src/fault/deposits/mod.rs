//! Faults of deposit lists.

mod isolation;
mod statements;

pub(super) use isolation::OtherHolders;
pub(super) use statements::balance_before_fee;
