//! The adapter protocol: how the suite tells a holder what to do, and what the holder tells in return.
//!
//! One JSON object a line on standard input and output (docs/adapter.md). Amounts are texts, because no JSON number holds them
//! exactly. Keys are written with hyphens.

mod answer;
mod request;

pub use answer::{
    Answer, Deposited, ErrorCode, Hello, Identified, Invoice, Outcome, Paid, Refusal, Statement,
};
pub use request::{Configure, Order, Policy, Request, Supply, Transfer};

/// The version of the protocol that `hello` names.
pub const PROTOCOL: &str = "trialplate-adapter/1";

/// The longest line that is read, in bytes.
pub const LONGEST_LINE: usize = 1 << 20;

#[cfg(test)]
mod tests;
