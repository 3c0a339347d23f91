//! The holder against the reference issuer.

mod balance;
pub(super) mod desk;
mod supply;
pub(super) mod trade;
