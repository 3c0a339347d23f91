//! Faults of waits.

mod blocking;
mod common;
mod doubled;
mod edge;
mod timing;

pub(super) use blocking::WaitBlocks;
pub(super) use common::delegate_service;
pub(super) use doubled::InTwoReplies;
pub(super) use edge::LostAtEdge;
pub(super) use timing::{SleepsWholeWait, TooEarly};
