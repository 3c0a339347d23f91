//! What an issuer keeps about its holders, as a pure state machine: no clock, no I/O.
//!
//! Two layers, each a trait so that faults can decorate either:
//! [`Accounts`] ([`Book`]) moves money and queues deposits, and knows nothing of counters;
//! [`Ledger`] ([`Counted`]) puts the table of message counters before it.

mod accounts;
mod book;
mod caller;
mod content;
mod counted;
mod fees;
mod order;
#[cfg(test)]
pub(crate) mod tests;

pub use accounts::Accounts;
pub(crate) use accounts::delegate_accounts;
pub use book::Book;
pub(crate) use book::negative;
pub use caller::{Caller, Handshake};
pub use content::Content;
pub use counted::{Counted, Ledger, Record, Settled, Settlement};
pub use fees::FeeSchedule;
pub use order::Order;
