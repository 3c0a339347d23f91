//! The protocol's words: amounts, key identifiers, counters, messages, and their SOAP and WSDL
//! forms, for those who speak the protocol. No I/O and no clock.
//!
//! The judge does not use this crate: it has a decoder of its own, so that a mistake made here
//! cannot agree with itself.

pub mod adapter;
mod amount;
mod counter;
mod key;
mod lexical;
mod message;
pub mod soap;
mod wait;
pub mod wsdl;
mod xml;

pub use amount::{Amount, AmountError};
pub use counter::{CounterError, MessageCounter};
pub use key::{KeyId, KeyIdError};
pub use message::{
    Deposit, Fault, FaultCode, GetDeposits, GetDepositsResponse, MAX_TEXT, Request, Response,
    TransferFunds, TransferFundsResponse, TransferResult, is_text_in_range,
};
pub use wait::{Wait, WaitError};
