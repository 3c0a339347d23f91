//! The reference issuer: a server around a ledger.
//!
//! `server` listens and shuts down, `connection` shakes hands over a `channel`, of which `keys` is
//! the reference, `http` has requests read by the `mail`, of which the `clerk` is the reference, and
//! turns them into calls of a `service`, of which the `teller` is the reference; `description`
//! publishes `lcp.wsdl`.

pub(crate) mod channel;
mod clerk;
pub(crate) mod closing;
mod config;
pub(crate) mod connection;
pub(crate) mod description;
pub(crate) mod door;
mod error;
pub(crate) mod http;
pub(crate) mod keys;
mod listener;
pub(crate) mod mail;
pub(crate) mod server;
pub(crate) mod service;
pub(crate) mod teller;
#[cfg(test)]
pub(crate) mod tests;
mod waiters;
mod watched;

pub use config::{Config, Limits};
pub use error::IssuerError;
pub use server::Issuer;
