//! Who is served on which connection: what the handshakes say, beside the answers.

mod hello;
mod issuer;
mod served;
mod sessions;

pub(super) use hello::{refused, session_not_taken};
pub(super) use issuer::{domain, key};
pub(super) use served::{not_served, served};
pub(super) use sessions::{no_early_data, one_connection, resumed};
