//! Received bytes, read: HTTP, XML, the messages in it, the description.

mod characters;
mod description;
pub mod http;
mod reply;
mod request;
mod xml;

pub use description::{Description, description};
pub use reply::{Answer, Deposit, Flaw, Reply, answer, reply};
pub use request::{TransferRequest, transfer_request};
pub(crate) use request::{asked_wait, is_whole_request};
