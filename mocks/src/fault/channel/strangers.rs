//! Faults that serve those who have not proved who they are.

use super::blueprint::{Blueprint, Setting};
use super::delegate::delegate_channel;
use super::hello::in_front;
use crate::issuer::channel::{Channel, Greeted, Greeting, Proof, Shown, Stream};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::AsyncReadExt;
use wire::KeyId;

/// Somebody whose key nobody has.
pub(super) const NOBODY: KeyId = KeyId::from_bytes([0; 32]);

pub(crate) fn no_proof_needed(it: &mut Blueprint, _: &Setting) {
    it.verifier.wants_proof = false;
}

pub(crate) fn no_key_needed(it: &mut Blueprint, _: &Setting) {
    it.verifier.mandatory = false;
    it.around(Strangers::around);
}

pub(crate) fn plain_http(it: &mut Blueprint, _: &Setting) {
    it.around(PlainHttp::around);
    it.around(Strangers::around);
}

/// Takes all who have shown nothing for one and the same holder.
struct Strangers {
    right: Arc<dyn Channel>,
}

impl Strangers {
    fn around(right: Arc<dyn Channel>) -> Strangers {
        Strangers { right }
    }
}

impl Channel for Strangers {
    fn holder(&self, proof: &Proof) -> Option<KeyId> {
        match proof.shown {
            Shown::Nothing => Some(NOBODY),
            _ => self.right.holder(proof),
        }
    }

    delegate_channel!(greet, terms, within, keeps_open);
}

/// Reads what is no TLS as it is.
struct PlainHttp {
    right: Arc<dyn Channel>,
}

impl PlainHttp {
    fn around(right: Arc<dyn Channel>) -> PlainHttp {
        PlainHttp { right }
    }
}

impl Channel for PlainHttp {
    fn greet(&self, mut stream: Stream, peer: SocketAddr) -> Greeting<'_> {
        Box::pin(async move {
            let first = stream.read_u8().await.ok()?;
            let stream = in_front(vec![first], stream);
            // A method of HTTP is in capitals; a record of TLS begins with a small number.
            match first.is_ascii_uppercase() {
                true => Some(Greeted::Clear(stream)),
                false => self.right.greet(stream, peer).await,
            }
        })
    }

    delegate_channel!(terms, within, holder, keeps_open);
}
