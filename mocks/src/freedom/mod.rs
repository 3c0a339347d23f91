//! The ways in which an issuer can be right.
//!
//! What the text leaves to an issuer (spec/lcp.md, section 11) the reference issuer can do in another way for each seed: a suite
//! that takes one of these ways for a mistake is mistaken itself. [`Liberties`] says what was drawn; decorators at the seams of
//! the faults do it, and reference code knows nothing of them.

mod draw;
mod fees;
mod liberties;
#[cfg(test)]
mod tests;

pub use liberties::{Liberties, Taken};
