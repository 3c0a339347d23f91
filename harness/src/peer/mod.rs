//! What the suite itself speaks: HTTP over TLS, as one holder or as many, every byte recorded.

mod connection;
mod delivery;
mod description;
mod dial;
mod dialogue;
mod early;
mod exchange;
mod handshake;
pub mod hello;
mod holder;
mod http;
mod lookout;
pub mod mutation;
mod probe;
mod received;
mod recorder;
mod relay;
pub mod rendering;
mod strain;
mod trap;

pub use connection::{Connection, Plain, Unopened};
pub use delivery::{Delivery, none_sent, pipelined};
pub use description::describe;
pub use dial::{Dial, own_address};
pub use dialogue::{Carries, alone, of_method};
pub use early::early;
pub use exchange::{cut, not_sent, over, over_until};
pub use holder::{Call, Holder, Letter};
pub use http::{get, post};
pub use lookout::{Lookout, Seen};
pub use probe::{SOMEBODY, probe};
pub use received::Received;
pub use recorder::Recorder;
pub use relay::Relay;
pub use strain::{Bare, Strain};
pub use trap::Trap;
