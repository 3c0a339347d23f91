//! Faults of how requests are read and answers written.

pub(super) mod answers;
mod document;
pub(super) mod envelopes;
mod fetched;
mod harm;
pub(super) mod markup;
mod methods;
pub(super) mod misread;
pub(super) mod parts;
mod pipeline;
pub(super) mod refused;
pub(super) mod transport;
mod wrapper;

pub(super) use fetched::Fetches;
pub(super) use harm::{Charges, Dies, UsesCounter, Wedges};
pub(super) use methods::Serves;
pub(super) use pipeline::LastFirst;
