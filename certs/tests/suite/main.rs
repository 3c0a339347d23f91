//! What `certs` promises to those who speak TLS with it.

mod fixture;
mod holders;
mod identity;
mod issuers;
mod key_log;
mod particulars;
mod raw_keys;
mod resumption;
mod spki;
