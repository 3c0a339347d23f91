//! An issuer that is killed and started again.
//!
//! Beside the embedded reference another one is started for it, with its ledger on disk, so that nobody else notices. A subject
//! that the suite has started by a command is killed itself: such scenarios run alone at the very end of a run, when nobody
//! else has business with it. Connections that were kept from before are put down, the treasury's too: that they are dead is
//! no news about the subject.

mod crash;
mod crowd;

use super::Definition;

/// All of them.
pub(super) fn steps() -> Vec<Definition> {
    [crash::steps(), crowd::steps()]
        .into_iter()
        .flatten()
        .collect()
}
