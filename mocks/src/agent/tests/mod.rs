//! The holder against the reference issuer.

mod balance;
mod desk;
mod trade;
