//! The server over real TLS on the loopback interface, and the teller without it.
//!
//! Nothing here sleeps: what takes time is waited for, and order is asserted rather than duration,
//! but for what a wait promises itself.

mod client;
mod holders;
mod http;
mod peers;
mod shutdown;
mod tellers;
mod waits;

pub(crate) use client::{
    Holder, Told, ask, deposits, free_issuer, hear, issuer, issuer_with, post, say, transfer,
    try_hear,
};
