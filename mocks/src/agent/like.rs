//! What a holder is like.

use super::fault::{self, HolderFault};
use super::freedom::HolderLiberties;
use super::parts::Parts;

/// What a holder is like. By default the reference.
#[derive(Clone, Debug, Default)]
pub struct Like {
    /// Whether each application has a key of its own.
    pub several: bool,
    /// What is wrong with it.
    pub faults: Vec<HolderFault>,
    /// What it makes of what the text leaves to it.
    pub liberties: HolderLiberties,
}

impl Like {
    pub(super) fn parts(&self) -> Parts {
        let parts = Parts {
            several: self.several,
            ..Parts::default()
        };
        fault::amend(self.liberties.taking(parts), &self.faults)
    }
}
