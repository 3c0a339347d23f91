//! What the suite itself speaks: HTTP over TLS, as one holder or as many, every byte recorded.

mod connection;
mod description;
mod holder;
mod http;
mod probe;
mod recorder;

pub use connection::{Connection, Plain, Received};
pub use description::describe;
pub use holder::{Call, Holder, Letter, cut, not_sent, over, over_until};
pub use http::{get, post};
pub use probe::{Probe, Strain};
pub use recorder::Recorder;
