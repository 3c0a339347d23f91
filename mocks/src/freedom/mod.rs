//! The ways in which an issuer can be right.
//!
//! What the text leaves to an issuer (spec/lcp.md, section 11) the reference issuer can do in another way for each seed: a suite
//! that takes one of these ways for a mistake is mistaken itself. [`Liberties`] says what was drawn; decorators at the seams of
//! the faults do it, and reference code knows nothing of them.
//!
//! Where a liberty departs from a SHOULD it says so, and the suite has to warn.

mod build;
mod carriage;
mod carrier;
mod coarse;
mod description;
mod draw;
mod failures;
mod fees;
mod head;
mod hush;
mod liberties;
mod picky;
mod redundant;
#[cfg(test)]
mod tests;
mod times;
mod tls;

mod writing;

pub(crate) use build::Taking;
pub use carriage::{Carriage, Closes, Colon, Framing, Names, Reason};
pub use description::Description;
pub(crate) use draw::Draw;
pub use failures::Failures;
pub use hush::Refusal;
pub use liberties::{Liberties, Taken};
pub use picky::Picky;
pub use redundant::{Redundant, Word};
pub use times::Times;
pub use tls::{Sessions, Tls};
pub use writing::{Charset, Encoding, Hand, Header, More, Numbers, Style, Text, Writing};
pub(crate) use writing::{Rewriting, pick};
