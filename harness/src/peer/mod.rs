//! What the suite itself speaks: HTTP over TLS, as one holder or as many, every byte recorded.

mod connection;
mod dial;
mod early;
pub mod hello;
mod holder;
mod http;
mod probe;
mod recorder;
mod relay;

pub use connection::{Connection, Plain, Received, Unopened};
pub use dial::Dial;
pub use early::early;
pub use holder::{Call, Holder, Letter, cut, not_sent, over, over_until};
pub use http::{get, post};
pub use probe::{SOMEBODY, probe};
pub use recorder::Recorder;
pub use relay::Relay;
