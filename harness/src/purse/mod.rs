//! The operator's money: lent out, written down, taken back.

mod account;
mod fees;
mod journal;
mod sweep;
mod treasury;

pub use account::{Purse, PurseError, Spent};
pub use fees::FeeMemory;
pub use journal::{Entry, Journal, JournalError, Place, read};
pub use treasury::{LendError, Statement, Treasury, look};

/// The message counter with which a key pays back of which it is not known how far its own had come: above all that
/// scenarios use but the maximum.
pub const RECOVERY_COUNTER: u64 = 1 << 62;
