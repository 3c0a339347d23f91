//! A ledger that outlives its process.
//!
//! Every command that was executed is appended to a file and synced before it is answered; at the start the file is read, and
//! the commands are executed again on the ledger of the beginning. One JSON object a line:
//!
//! ```text
//! {"state":"trialplate-issuer/1","fees":{"transfer":"1","deposits":"0","fullHandshake":"0"},"funds":[["2A46…",  "100"]]}
//! {"transfer":{"holder":"2A46…","handshake":"full","connection":1,"recipient":"…","userid":null,"amount":"10",
//!              "transactionId":"…","messageCounter":"7"}}
//! {"deposits":{"holder":"…","handshake":"resumed","connection":2}}
//! ```
//!
//! The first line is what the ledger began with; each further one is a transfer under a new message counter, executed or
//! failed, or a deposits request. Sessions and waiting requests are not kept. A last line without its end was being written
//! when the process died, and was not answered: it is cut off. Anything else that cannot be read is an error, with its line. A
//! file belongs to one issuer at a time.

mod disk;
mod durable;
mod error;
mod line;
#[cfg(test)]
mod tests;

pub(crate) use disk::{Disk, StateFile, corrupt};
pub(crate) use durable::restore;
pub use error::StateError;
pub(crate) use line::Done;
