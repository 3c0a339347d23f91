//! Reference implementations, and faults as decorators around them.
//!
//! * [`ledger`]: accounts, fees, message counters and deposit queues as a pure state machine;
//! * [`state`]: that ledger on disk;
//! * [`issuer`]: a server around it, TLS and HTTP included;
//! * [`fault`]: the ways in which an issuer can be wrong, each a small decorator;
//! * [`freedom`]: the ways in which an issuer can be right, drawn by seed;
//! * [`zoo`]: issuers that cheat, and issuers that are odd;
//! * [`agent`]: a holder.

pub mod agent;
pub mod fault;
pub mod freedom;
pub mod issuer;
pub mod ledger;
pub mod state;
pub mod zoo;

pub use fault::{Chance, Fault, UnknownFault};
pub use freedom::Liberties;
pub use issuer::{Config, Issuer, IssuerError, Limits};
pub use ledger::FeeSchedule;
pub use state::StateError;
pub use zoo::{Creature, Kind};
