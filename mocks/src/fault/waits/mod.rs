//! Faults of waits.

mod blocking;
mod common;
mod doubled;
mod edge;
mod forgotten;
mod lengths;
mod shared;
mod timing;

pub(super) use blocking::WaitBlocks;
pub(super) use common::wait_of;
pub(super) use doubled::InTwoReplies;
pub(super) use edge::LostAtEdge;
pub(super) use forgotten::{ForgottenAtZero, ForgottenDuringWait};
pub(super) use lengths::Lengths;
pub(super) use shared::{EndTogether, WaitersGetNoUser};
pub(super) use timing::{SleepsWholeWait, WaitsAnyway};
