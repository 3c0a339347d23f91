//! What the suite itself speaks: HTTP over TLS, as one holder or as many, every byte recorded.

mod connection;
mod delivery;
mod dialogue;
mod holder;
mod http;
pub mod mutation;
mod recorder;
pub mod rendering;
mod trap;

pub use connection::{Connection, Plain, Received};
pub use delivery::{Delivery, none_sent, pipelined};
pub use dialogue::{Carries, alone, of_method};
pub use holder::{Call, Holder, Letter, cut, not_sent, over, over_until};
pub use http::{get, post};
pub use recorder::Recorder;
pub use trap::Trap;
