//! The ways in which a holder can be right.
//!
//! What the text leaves to a holder (spec/lcp.md, section 23) the reference does in another way for each seed: a suite that takes one
//! of these ways for a mistake is mistaken itself.

use super::parts::Parts;
use crate::freedom::Taken;

/// What a holder makes of what the text leaves to it. By default what the reference does without being asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HolderLiberties {
    /// What it was drawn from, if it was.
    pub seed: Option<u64>,
}

impl HolderLiberties {
    /// Those of a seed.
    pub fn drawn(seed: u64) -> HolderLiberties {
        HolderLiberties { seed: Some(seed) }
    }

    /// The liberties that are taken.
    pub fn taken(&self) -> Vec<Taken> {
        Vec::new()
    }

    /// The same for people, a line each.
    pub fn describe(&self) -> Vec<String> {
        self.taken().iter().map(Taken::to_string).collect()
    }

    /// The requirements that are no MUST and that are departed from.
    pub fn departs(&self) -> Vec<&'static str> {
        Vec::new()
    }

    pub(super) fn taking(&self, parts: Parts) -> Parts {
        parts
    }
}
