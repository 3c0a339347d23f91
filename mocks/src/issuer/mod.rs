//! The reference issuer: a server around a ledger.
//!
//! `server` listens and shuts down, `connection` shakes hands over a `channel`, of which `keys` is
//! the reference, `http` turns requests into calls of a `service`, of which the `teller` is the
//! reference; `description` publishes `lcp.wsdl`.

pub(crate) mod channel;
pub(crate) mod closing;
mod config;
pub(crate) mod connection;
mod description;
mod error;
mod http;
pub(crate) mod keys;
mod listener;
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
