//! Who waits for deposits.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;
use wire::KeyId;

/// A bell for each holder who waits; it costs nothing for those who do not.
#[derive(Default)]
pub(super) struct Waiters {
    rooms: Mutex<HashMap<KeyId, Room>>,
}

struct Room {
    bell: Arc<Notify>,
    seats: usize,
}

impl Waiters {
    /// Takes a seat; leaving it is dropping it.
    pub(super) fn enter(&self, holder: KeyId) -> Seat<'_> {
        let mut rooms = self.rooms();
        let room = rooms.entry(holder).or_insert_with(|| Room {
            bell: Arc::default(),
            seats: 0,
        });
        room.seats += 1;
        Seat {
            waiters: self,
            holder,
            bell: room.bell.clone(),
        }
    }

    /// Wakes all who wait for this holder's deposits: which of them gets one is settled under the
    /// ledger's lock.
    pub(super) fn ring(&self, holder: KeyId) {
        if let Some(room) = self.rooms().get(&holder) {
            room.bell.notify_waiters();
        }
    }

    fn rooms(&self) -> MutexGuard<'_, HashMap<KeyId, Room>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One request that waits.
pub(super) struct Seat<'a> {
    waiters: &'a Waiters,
    holder: KeyId,
    bell: Arc<Notify>,
}

impl Seat<'_> {
    /// What rings when a deposit has come.
    pub(super) fn bell(&self) -> &Notify {
        &self.bell
    }
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        let mut rooms = self.waiters.rooms();
        if let Some(room) = rooms.get_mut(&self.holder) {
            room.seats -= 1;
            if room.seats == 0 {
                rooms.remove(&self.holder);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Waiters;
    use wire::KeyId;

    #[test]
    fn a_room_is_closed_behind_the_last_who_leaves() {
        let waiters = Waiters::default();
        let bob = KeyId::from_bytes([2; 32]);
        let (first, second) = (waiters.enter(bob), waiters.enter(bob));
        drop(first);
        assert_eq!(waiters.rooms().len(), 1);
        drop(second);
        assert_eq!(waiters.rooms().len(), 0);
    }
}
