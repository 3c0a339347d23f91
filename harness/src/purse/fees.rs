//! What transfers have cost so far.

use std::{collections::BTreeMap, sync::Mutex};

use judge::{Decimal, decode::Reply};
use record::{Exchange, Handshake, Operation};

/// Remembers the last fee that was told for an executed transfer, by the handshake of its connection.
#[derive(Debug, Default)]
pub struct FeeMemory(Mutex<BTreeMap<bool, Decimal>>);

impl FeeMemory {
    /// Learns from an exchange, and what it was answered.
    pub fn learn(&self, exchange: &Exchange, reply: &Reply) {
        if exchange.operation == Operation::TransferFunds
            && let Reply::Transfer { result, fee } = reply
            && result == "success"
        {
            let full = exchange.connection.handshake != Some(Handshake::Resumed);
            self.lock().insert(full, *fee);
        }
    }

    /// The fee to expect for a transfer: what the last one cost after such a handshake, else after the other, else nothing.
    #[must_use]
    pub fn expect(&self, handshake: Option<Handshake>) -> Decimal {
        let full = handshake != Some(Handshake::Resumed);
        let known = self.lock();
        known
            .get(&full)
            .or_else(|| known.get(&!full))
            .copied()
            .unwrap_or_default()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<bool, Decimal>> {
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
