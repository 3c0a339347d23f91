//! What TLS leaves to a server. Both versions must be served, so neither is a liberty.

use super::liberties::Taken;
use super::writing::pick;
use certs::IssuerKey;
use fastrand::Rng;
use rustls::ServerConfig;
use rustls::server::{NoServerSessionStorage, ServerSessionMemoryCache};
use std::sync::Arc;

/// How many sessions are kept where tickets do not hold them.
const SESSIONS: usize = 8192;

/// How an issuer speaks TLS.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tls {
    /// The kind of its key, where whoever starts it makes one.
    pub key: IssuerKey,
    /// How it keeps sessions.
    pub sessions: Sessions,
    /// How many tickets a session of TLS 1.3 gets.
    pub tickets: Option<usize>,
    /// The most bytes in a record.
    pub record: Option<usize>,
}

/// How sessions are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sessions {
    /// In tickets.
    #[default]
    Tickets,
    /// In memory.
    Memory,
    /// Not at all.
    None,
}

impl Tls {
    pub(super) fn drawn(mut rng: Rng) -> Tls {
        use IssuerKey::{Ed25519, P256, P384, Rsa2048};
        let rng = &mut rng;
        Tls {
            key: pick(rng, &[P256, P256, P256, P384, Rsa2048, Ed25519]),
            sessions: pick(
                rng,
                &[
                    Sessions::Tickets,
                    Sessions::Tickets,
                    Sessions::Memory,
                    Sessions::Memory,
                    Sessions::None,
                ],
            ),
            tickets: pick(rng, &[None, None, Some(1), Some(4)]),
            record: pick(rng, &[None, None, None, Some(128)]),
        }
    }

    pub(super) fn taken(&self) -> Vec<Taken> {
        let all = [
            (
                self.key != IssuerKey::P256,
                "key",
                format!("{:?}", self.key),
            ),
            (
                self.sessions != Sessions::Tickets,
                "sessions",
                format!("{:?}", self.sessions),
            ),
            (
                self.tickets.is_some(),
                "tickets",
                format!("{}", self.tickets.unwrap_or_default()),
            ),
            (
                self.record.is_some(),
                "small records",
                format!("{} bytes", self.record.unwrap_or_default()),
            ),
        ];
        all.into_iter()
            .filter(|(is, _, _)| *is)
            .map(|(_, name, how)| Taken { name, how })
            .collect()
    }

    pub(super) fn departs(&self) -> Vec<&'static str> {
        match self.sessions {
            Sessions::None => vec!["lcp.issuer.channel.resumption"],
            _ => Vec::new(),
        }
    }

    /// Sets a configuration so.
    pub(super) fn amend(&self, config: &mut ServerConfig) {
        if self.sessions != Sessions::Tickets {
            config.ticketer = Arc::new(crate::fault::NoTickets);
            config.session_storage = match self.sessions {
                Sessions::None => Arc::new(NoServerSessionStorage {}),
                _ => ServerSessionMemoryCache::new(SESSIONS),
            };
        }
        match (self.sessions, self.tickets) {
            (Sessions::None, _) => config.send_tls13_tickets = 0,
            (_, Some(tickets)) => config.send_tls13_tickets = tickets,
            _ => {}
        }
        if self.record.is_some() {
            config.max_fragment_size = self.record;
        }
    }
}
