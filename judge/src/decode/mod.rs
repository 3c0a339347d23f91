//! Received bytes, read: HTTP, XML, the messages in it, the description.

mod description;
pub mod http;
mod reply;
mod request;
mod xml;

pub use description::{Description, description};
pub(crate) use description::{description_document, description_text};
pub use reply::{Deposit, Reply, reply};
pub use request::{TransferRequest, transfer_request};
pub(crate) use request::{asked_wait, is_whole_request};
