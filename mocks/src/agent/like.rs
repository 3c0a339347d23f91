//! What a holder is like.

use super::desk::Desk;
use super::fault::{self, HolderFault};
use super::freedom::HolderLiberties;
use super::parts::Parts;
use std::sync::Arc;

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
        fault::amend(self.liberties.taking(Parts::default()), &self.faults)
    }

    pub(super) fn desk(&self, right: Arc<dyn Desk>) -> Arc<dyn Desk> {
        right
    }
}
