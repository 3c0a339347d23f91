//! The line to a holder under test: its adapter, as a process or as the embedded reference (docs/adapter.md).

mod channel;
mod line;
mod trouble;

pub use channel::Launch;
pub use line::{Adapter, Asked};
pub use trouble::Trouble;
