//! Faults of deposit lists.

mod again;
mod hang_up;
mod isolation;
mod lost_reply;
mod statements;
mod unknown;

pub(super) use again::{Everything, RepeatsLast};
pub(super) use hang_up::TakenByTheGone;
pub(super) use isolation::OtherHolders;
pub(super) use lost_reply::TakenBack;
pub(super) use statements::{balance_before_fee, loses_first, newest_first, one_page};
pub(super) use unknown::UnknownKeys;
