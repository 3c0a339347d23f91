//! Reference implementations, and faults as decorators around them.
//!
//! * [`ledger`]: accounts, fees, message counters and deposit queues as a pure state machine.

pub mod ledger;

pub use ledger::FeeSchedule;
