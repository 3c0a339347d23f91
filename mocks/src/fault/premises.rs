//! Faults put around what an issuer stands on: its door, its notice board, its disk.

use super::Fault;
use super::amend::Amendment;
use crate::issuer::description::Notice;
use crate::issuer::door::Door;
use crate::ledger::Ledger;
use crate::state::{Disk, Done};
use std::sync::Arc;

/// The door with those of the faults that amend who is let in, the first one innermost.
pub(crate) fn amend_door(faults: &[Fault], right: Arc<dyn Door>) -> Arc<dyn Door> {
    faults
        .iter()
        .fold(right, |right, fault| match fault.amendment() {
            Amendment::Door(amend) => amend(right),
            _ => right,
        })
}

/// The notice after those of the faults that amend it.
pub(crate) fn amend_notice(faults: &[Fault], notice: &mut Notice) {
    for fault in faults {
        if let Amendment::Notice(amend) = fault.amendment() {
            amend(notice);
        }
    }
}

/// A restored ledger after those of the faults that amend what is restored.
pub(crate) fn amend_restored(faults: &[Fault], ledger: &mut dyn Ledger, done: &[Done]) {
    for fault in faults {
        if let Amendment::Restored(amend) = fault.amendment() {
            amend(ledger, done);
        }
    }
}

/// The disk with those of the faults that amend how it is written, the first one innermost.
pub(crate) fn amend_disk(faults: &[Fault], right: Box<dyn Disk>) -> Box<dyn Disk> {
    faults
        .iter()
        .fold(right, |right, fault| match fault.amendment() {
            Amendment::Disk(amend) => amend(right),
            _ => right,
        })
}
