//! Faults of fees.

mod charged;
mod overdraft;

pub(super) use charged::{DearResumption, charged_again, not_debited};
pub(super) use overdraft::Overdraft;
