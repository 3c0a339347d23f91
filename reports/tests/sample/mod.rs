//! Run records to draw: a passing one, one with every verdict, an empty one, and one full of hostile text.

pub(crate) mod build;
mod every;
mod hostile;
pub(crate) mod runs;

pub(crate) use every::every_verdict;
pub(crate) use hostile::hostile;
pub(crate) use runs::{crowd, empty, large, passing};
