//! The reference issuer: a server around a ledger.
//!
//! `server` listens and shuts down, `connection` does TLS, `http` turns requests into calls of a
//! `service`, of which the `teller` is the reference; `description` publishes `lcp.wsdl`.

pub(crate) mod closing;
mod config;
mod connection;
pub(crate) mod description;
pub(crate) mod door;
mod error;
mod http;
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
