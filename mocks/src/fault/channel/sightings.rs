//! Where holders were seen: what the channel knows, and the service does not.

use super::blueprint::{Blueprint, Setting};
use super::delegate::delegate_channel;
use super::memory::lock;
use crate::issuer::channel::{Channel, Proof};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use wire::KeyId;

/// Where each holder was seen last.
#[derive(Default)]
pub(crate) struct Sightings(Mutex<HashMap<KeyId, SocketAddr>>);

impl Sightings {
    /// Where this one was seen last.
    pub(super) fn last(&self, holder: KeyId) -> Option<SocketAddr> {
        lock(&self.0).get(&holder).copied()
    }
}

/// Has it noted where holders are seen; who they are is known as it should be.
pub(super) fn noted(it: &mut Blueprint, setting: &Setting) {
    let seen = Arc::clone(&setting.seen);
    it.around(|right| Noted { right, seen });
}

struct Noted {
    right: Arc<dyn Channel>,
    seen: Arc<Sightings>,
}

impl Channel for Noted {
    fn holder(&self, proof: &Proof) -> Option<KeyId> {
        let holder = self.right.holder(proof)?;
        lock(&self.seen.0).insert(holder, proof.peer);
        Some(holder)
    }

    delegate_channel!(greet, terms, within, keeps_open);
}
