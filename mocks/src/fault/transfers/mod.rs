//! Faults of transfers.

mod amounts;
mod floating;
mod money;
mod texts;

pub(super) use amounts::{negative_accepted, rounds_to_cents};
pub(super) use floating::FloatingPoint;
pub(super) use money::{loses_for_unknown, mints_for_oneself};
pub(super) use texts::{Deduplicates, drops_userid, trims_transaction_id};
