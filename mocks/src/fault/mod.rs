//! The ways in which an issuer can be wrong.
//!
//! Each is one variant of [`Fault`] and one small decorator, which does the right thing and then
//! amends it. Decorators sit at three seams: around the accounts (under the message counters),
//! around the ledger (over them), and around the service (where time passes). Reference code knows
//! nothing of them.

mod amend;
mod build;
mod counters;
mod delegate;
mod deposits;
mod description;
mod effects;
mod endurance;
mod fees;
mod list;
mod names;
mod premises;
mod published;
#[cfg(test)]
mod tests;
mod transfers;
mod waits;

pub(crate) use build::{amend_accounts, amend_ledger, amend_service};
pub use list::Fault;
pub use names::UnknownFault;
pub(crate) use premises::{amend_disk, amend_door, amend_notice, amend_restored};
