//! Run records to draw: a passing one, one with every verdict, an empty one, and one full of hostile text.

mod build;
mod hostile;
mod runs;

pub(crate) use hostile::hostile;
pub(crate) use runs::{empty, every_verdict, large, passing};
