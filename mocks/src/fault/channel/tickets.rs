//! A fault that knows holders by the tickets that they have.

use super::blueprint::{Blueprint, Setting};
use super::delegate::delegate_channel;
use super::memory::lock;
use crate::issuer::channel::{Channel, Proof, Terms};
use rustls::server::{ClientHello, ProducesTickets};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use wire::KeyId;

pub(crate) fn session_before_key(it: &mut Blueprint, _: &Setting) {
    it.around(|right| SessionBeforeKey {
        right,
        shaking: Mutex::default(),
        owners: Mutex::default(),
    });
}

struct SessionBeforeKey {
    right: Arc<dyn Channel>,
    shaking: Mutex<HashMap<SocketAddr, Arc<Tickets>>>,
    owners: Mutex<HashMap<Vec<u8>, KeyId>>,
}

/// The tickets of one handshake.
#[derive(Debug)]
struct Tickets {
    right: Arc<dyn ProducesTickets>,
    offered: Mutex<Vec<Vec<u8>>>,
    made: Mutex<Vec<Vec<u8>>>,
}

impl ProducesTickets for Tickets {
    fn enabled(&self) -> bool {
        self.right.enabled()
    }

    fn lifetime(&self) -> u32 {
        self.right.lifetime()
    }

    fn encrypt(&self, plain: &[u8]) -> Option<Vec<u8>> {
        let ticket = self.right.encrypt(plain)?;
        lock(&self.made).push(ticket.clone());
        Some(ticket)
    }

    /// Resumes nothing, so that a full handshake is made.
    fn decrypt(&self, ticket: &[u8]) -> Option<Vec<u8>> {
        lock(&self.offered).push(ticket.to_vec());
        None
    }
}

impl Channel for SessionBeforeKey {
    fn terms(&self, hello: &ClientHello<'_>, peer: SocketAddr) -> Terms {
        let mut terms = self.right.terms(hello, peer);
        let config = Arc::make_mut(&mut terms.config);
        let tickets = Arc::new(Tickets {
            right: config.ticketer.clone(),
            offered: Mutex::default(),
            made: Mutex::default(),
        });
        config.ticketer = tickets.clone();
        lock(&self.shaking).insert(peer, tickets);
        terms
    }

    fn holder(&self, proof: &Proof) -> Option<KeyId> {
        let holder = self.right.holder(proof)?;
        let Some(tickets) = lock(&self.shaking).remove(&proof.peer) else {
            return Some(holder);
        };
        let mut owners = lock(&self.owners);
        let offered = lock(&tickets.offered);
        let owner = offered
            .iter()
            .find_map(|ticket| owners.get(ticket).copied());
        let holder = owner.unwrap_or(holder);
        owners.extend(lock(&tickets.made).drain(..).map(|ticket| (ticket, holder)));
        Some(holder)
    }

    delegate_channel!(greet, within, keeps_open);
}
