//! Hand-made histories, and what the checkers make of them: what holds, what is broken, and above all what settles nothing.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot make its history fails"
)]

mod announced;
mod answers;
mod balances;
mod conserved;
mod descriptions;
mod documents;
mod listed;
mod lost;
mod orders;
mod reached;
mod refused;
mod runs;
mod strain;
mod tale;
mod tallied;
mod timing;
mod written;
