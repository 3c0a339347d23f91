//! The ways in which a holder can be wrong.
//!
//! Each is declared in its family, a constant of [`HolderFault`], and is one small decorator around a part ([`Parts`](super::parts::Parts)), which does the
//! right thing and then amends it. Reference code knows nothing of them.

mod counter;
mod declared;
mod deposits;
mod endless;
mod hello;
mod lanes;
mod leftovers;
mod limits;
mod orders;
mod outcome;
mod reach;
mod reading;
mod seams;
mod sharing;
mod stream;
mod supply;
#[cfg(test)]
mod tests;
mod text;
mod trust;
mod writing;

pub use declared::HolderFault;
pub(super) use reach::sessions_forgotten;
pub(super) use seams::{Event, decided, numbered, told, written};

use super::parts::Parts;

/// What a fault does to the parts of a holder.
pub(super) type Amendment = fn(&mut Parts);

/// The parts with everything that is wrong with them.
pub(super) fn amend(mut parts: Parts, faults: &[HolderFault]) -> Parts {
    for fault in faults {
        fault.amendment()(&mut parts);
    }
    parts
}
