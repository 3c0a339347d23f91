//! The reference issuer: a server around a ledger.
//!
//! `server` listens and shuts down, `connection` does TLS, `http` has requests read by the `mail`, of
//! which the `clerk` is the reference, and turns them into calls of a `service`, of which the
//! `teller` is the reference; `description` publishes `lcp.wsdl`.

mod clerk;
pub(crate) mod closing;
mod config;
mod connection;
mod description;
mod error;
pub(crate) mod http;
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
