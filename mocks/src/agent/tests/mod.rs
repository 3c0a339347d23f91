//! The holder against the reference issuer.

mod balance;
pub(super) mod desk;
pub(super) mod trade;
