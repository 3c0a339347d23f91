//! What a person reads while a run goes on, and when it is over.

mod excerpt;
mod failure;
mod gaps;
mod line;
pub(crate) mod paint;
mod summary;
mod tables;

pub use line::line;
pub use summary::summary;

pub(crate) use failure::plain as failure_text;
