//! Received bytes, read: HTTP, XML, the messages in it, the description.

mod characters;
mod description;
pub mod http;
pub(crate) mod posted;
mod reply;
mod request;
pub mod tls;
mod xml;

pub use description::{Description, description};
pub(crate) use description::{description_document, description_text};
pub use reply::{Answer, Deposit, Flaw, Reply, answer, reply};
pub(crate) use request::is_whole_request;
pub use request::{TransferRequest, asked_wait, transfer_request};
