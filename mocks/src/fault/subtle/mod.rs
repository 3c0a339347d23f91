//! Faults that hardly show: by timing, by numbers, or by chance.

mod chance;
mod hasty;
mod millisecond;
mod recycled;
mod rounded;
mod somebody;
mod stale;
mod twice;

pub use chance::Chance;
pub(super) use hasty::Hasty;
pub(super) use millisecond::LostInTheLast;
pub(super) use recycled::recycles_counters;
pub(super) use rounded::seventh_digit;
pub(super) use somebody::SomebodyElses;
pub(super) use stale::StaleUnderLoad;
pub(super) use twice::{TwiceOnResumption, leaks_for_oneself};
