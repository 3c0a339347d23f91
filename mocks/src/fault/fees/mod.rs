//! Faults of fees.

mod charged;
mod overdraft;
mod unsaid;

pub(super) use charged::{DearResumption, charged_again, not_debited};
pub(super) use overdraft::Overdraft;
pub(super) use unsaid::{deposits_not_debited, failure_charged};
