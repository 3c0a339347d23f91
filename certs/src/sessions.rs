use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};

use rustls::NamedGroup;
use rustls::client::{
    ClientSessionMemoryCache, ClientSessionStore, Tls12ClientSessionValue, Tls13ClientSessionValue,
};
use rustls::pki_types::ServerName;

/// Enough servers for one client.
const SERVERS: usize = 4;

/// The sessions of a client that sends early data whether it may or not, and notes whether it
/// might have.
pub struct Sessions {
    kept: ClientSessionMemoryCache,
    allowed: AtomicU32,
    forced: u32,
}

impl Sessions {
    /// No sessions yet. Each that comes will be used as if its ticket allowed so many bytes of
    /// early data.
    pub(crate) fn forcing(bytes: u32) -> Self {
        Self {
            kept: ClientSessionMemoryCache::new(SERVERS),
            allowed: AtomicU32::new(0),
            forced: bytes,
        }
    }

    /// The most early data that a ticket allowed, in bytes (`max_early_data_size`, RFC 8446
    /// §4.6.1); 0 where none did.
    pub fn early_data_allowed(&self) -> u32 {
        self.allowed.load(Ordering::Relaxed)
    }
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sessions")
            .field("allowed", &self.allowed)
            .finish_non_exhaustive()
    }
}

impl ClientSessionStore for Sessions {
    fn set_kx_hint(&self, server: ServerName<'static>, group: NamedGroup) {
        self.kept.set_kx_hint(server, group);
    }

    fn kx_hint(&self, server: &ServerName<'_>) -> Option<NamedGroup> {
        self.kept.kx_hint(server)
    }

    fn set_tls12_session(&self, server: ServerName<'static>, value: Tls12ClientSessionValue) {
        self.kept.set_tls12_session(server, value);
    }

    fn tls12_session(&self, server: &ServerName<'_>) -> Option<Tls12ClientSessionValue> {
        self.kept.tls12_session(server)
    }

    fn remove_tls12_session(&self, server: &ServerName<'static>) {
        self.kept.remove_tls12_session(server);
    }

    fn insert_tls13_ticket(&self, server: ServerName<'static>, mut value: Tls13ClientSessionValue) {
        self.allowed
            .fetch_max(value.max_early_data_size(), Ordering::Relaxed);
        value._private_set_max_early_data_size(self.forced);
        self.kept.insert_tls13_ticket(server, value);
    }

    fn take_tls13_ticket(&self, server: &ServerName<'static>) -> Option<Tls13ClientSessionValue> {
        self.kept.take_tls13_ticket(server)
    }
}
