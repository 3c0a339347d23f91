//! What a holder is like.

use super::desk::Desk;
use super::parts::Parts;
use std::sync::Arc;

/// What a holder is like. By default the reference.
#[derive(Clone, Debug, Default)]
pub struct Like {
    /// Whether each application has a key of its own.
    pub several: bool,
}

impl Like {
    pub(super) fn parts(&self) -> Parts {
        Parts::default()
    }

    pub(super) fn desk(&self, right: Arc<dyn Desk>) -> Arc<dyn Desk> {
        right
    }
}
