//! Faults that know holders by where they are.

use super::blueprint::{Blueprint, Setting};
use super::delegate::delegate_channel;
use super::first::First;
use super::holders::another;
use crate::issuer::channel::{Channel, Proof};
use crate::ledger::Handshake;
use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use wire::KeyId;

/// The address that the first peer came from, at which most of those who test are.
#[derive(Default)]
pub(super) struct Home(OnceLock<IpAddr>);

impl Home {
    pub(super) fn is(&self, peer: IpAddr) -> bool {
        *self.0.get_or_init(|| peer) == peer
    }
}

pub(crate) fn bound_to_first_address(it: &mut Blueprint, _: &Setting) {
    it.around(|right| BoundToFirstAddress {
        right,
        first: First::default(),
    });
}

struct BoundToFirstAddress {
    right: Arc<dyn Channel>,
    first: First<KeyId, IpAddr>,
}

impl Channel for BoundToFirstAddress {
    fn holder(&self, proof: &Proof) -> Option<KeyId> {
        let holder = self.right.holder(proof)?;
        match self.first.with(holder, proof.peer) == proof.peer {
            true => Some(holder),
            false => Some(another(holder)),
        }
    }

    delegate_channel!(greet, terms, within, keeps_open);
}

pub(crate) fn session_before_key(it: &mut Blueprint, _: &Setting) {
    it.around(|right| SessionBeforeKey {
        right,
        home: Home::default(),
        first: First::default(),
    });
}

struct SessionBeforeKey {
    right: Arc<dyn Channel>,
    home: Home,
    first: First<IpAddr, KeyId>,
}

impl Channel for SessionBeforeKey {
    fn holder(&self, proof: &Proof) -> Option<KeyId> {
        let holder = self.right.holder(proof)?;
        let first = self.first.with(proof.peer, holder);
        match self.home.is(proof.peer) || proof.handshake == Handshake::Resumed {
            true => Some(holder),
            false => Some(first),
        }
    }

    delegate_channel!(greet, terms, within, keeps_open);
}
