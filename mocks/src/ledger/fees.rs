//! What an issuer charges.

use super::Handshake;
use wire::Amount;

/// What each kind of message costs (paper §3: an issuer may charge more for what does not resume a
/// session).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeeSchedule {
    /// For a transfer that succeeds.
    pub transfer: Amount,
    /// For a deposits request, capped at the balance.
    pub deposits: Amount,
    /// On top of either, on a connection that began with a full handshake.
    pub full_handshake: Amount,
}

impl FeeSchedule {
    /// The fee of a successful transfer.
    pub fn for_transfer(&self, handshake: Handshake) -> Amount {
        self.with_handshake(self.transfer, handshake)
    }

    /// The fee of a deposits request of someone who can pay it.
    pub fn for_deposits(&self, handshake: Handshake) -> Amount {
        self.with_handshake(self.deposits, handshake)
    }

    fn with_handshake(&self, fee: Amount, handshake: Handshake) -> Amount {
        match handshake {
            Handshake::Resumed => fee,
            Handshake::Full => fee.checked_add(self.full_handshake).unwrap_or(fee),
        }
    }
}
