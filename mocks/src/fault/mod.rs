//! The ways in which an issuer can be wrong.
//!
//! Each is declared in its family, a constant of [`Fault`], and is one small decorator, which does the right thing and then
//! amends it. Decorators sit at these seams: around the accounts (under the message counters),
//! around the ledger (over them), around the service (where time passes), around the mail (where
//! bytes are read and written), around the channel (where it is known who speaks), at the door
//! (before a word of TLS), at the notice of where the description is, and at the disk. Reference
//! code knows nothing of them.

mod amend;
mod build;
mod channel;
mod counters;
pub(crate) mod declare;
mod declared;
pub(crate) mod delegate;
mod deposits;
mod description;
mod effects;
mod endurance;
mod fees;
mod mail;
mod names;
mod premises;
mod published;
mod soap;
mod subtle;
#[cfg(test)]
mod tests;
mod transfers;
mod waits;

pub(crate) use amend::{AmendAccounts, AmendLedger, AmendedAccounts, AmendedLedger, Amendment};
pub(crate) use build::{amend_accounts, amend_ledger, amend_service};
pub(crate) use channel::{NoTickets, Setting, amend_channel};
pub use declared::Fault;
pub(crate) use mail::{AmendMail, Premises, amend_mail, around_mail};
pub use names::UnknownFault;
pub(crate) use names::named;
pub(crate) use premises::{amend_disk, amend_door, amend_notice, amend_restored};
pub use subtle::Chance;
