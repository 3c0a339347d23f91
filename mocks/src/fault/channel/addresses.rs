//! A fault that knows holders by where they are.

use super::blueprint::{Blueprint, Setting};
use super::delegate::delegate_channel;
use super::holders::another;
use super::memory::First;
use crate::issuer::channel::{Channel, Proof};
use std::net::IpAddr;
use std::sync::Arc;
use wire::KeyId;

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
        let address = proof.peer.ip();
        match self.first.with(holder, address) == address {
            true => Some(holder),
            false => Some(another(holder)),
        }
    }

    delegate_channel!(greet, terms, within, keeps_open);
}
