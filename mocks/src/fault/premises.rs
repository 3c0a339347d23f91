//! Faults put around what an issuer stands on: its door, its notice board, its disk.

use super::amend::Amendment;
use crate::issuer::description::Notice;
use crate::issuer::door::Door;
use crate::ledger::Ledger;
use crate::state::{Disk, Done};
use std::sync::Arc;

/// The door with those of the faults that amend who is let in, the first one innermost.
pub(crate) fn amend_door(amendments: &[Amendment], right: Arc<dyn Door>) -> Arc<dyn Door> {
    amendments
        .iter()
        .fold(right, |right, amendment| match *amendment {
            Amendment::Door(amend) => amend(right),
            _ => right,
        })
}

/// The notice after those of the faults that amend it.
pub(crate) fn amend_notice(amendments: &[Amendment], notice: &mut Notice) {
    for amendment in amendments {
        if let Amendment::Notice(amend) = *amendment {
            amend(notice);
        }
    }
}

/// A restored ledger after those of the faults that amend what is restored.
pub(crate) fn amend_restored(amendments: &[Amendment], ledger: &mut dyn Ledger, done: &[Done]) {
    for amendment in amendments {
        if let Amendment::Restored(amend) = *amendment {
            amend(ledger, done);
        }
    }
}

/// The disk with those of the faults that amend how it is written, the first one innermost.
pub(crate) fn amend_disk(amendments: &[Amendment], right: Box<dyn Disk>) -> Box<dyn Disk> {
    amendments
        .iter()
        .fold(right, |right, amendment| match *amendment {
            Amendment::Disk(amend) => amend(right),
            _ => right,
        })
}
