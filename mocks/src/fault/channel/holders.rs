//! Faults of what makes a holder the same, or another.

use super::blueprint::{Blueprint, Setting};
use super::delegate::delegate_channel;
use super::memory::First;
use super::strangers::NOBODY;
use crate::issuer::channel::{Channel, Proof, Shown};
use crate::ledger::Handshake;
use rustls::ProtocolVersion;
use rustls::pki_types::alg_id;
use std::collections::HashSet;
use std::sync::Arc;
use wire::KeyId;
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;

/// A holder who is not this one, and always the same.
pub(super) fn another(holder: KeyId) -> KeyId {
    KeyId::of_spki(holder.as_bytes())
}

/// A [`Channel`] that takes some for somebody else.
struct Mistaken {
    right: Arc<dyn Channel>,
    holder: fn(KeyId, &Proof) -> KeyId,
}

impl Mistaken {
    fn by(it: &mut Blueprint, holder: fn(KeyId, &Proof) -> KeyId) {
        it.around(move |right| Mistaken { right, holder });
    }
}

impl Channel for Mistaken {
    fn holder(&self, proof: &Proof) -> Option<KeyId> {
        let holder = self.right.holder(proof)?;
        Some((self.holder)(holder, proof))
    }

    delegate_channel!(greet, terms, within, keeps_open);
}

pub(crate) fn last_certificate(it: &mut Blueprint, _: &Setting) {
    Mistaken::by(it, |holder, proof| match &proof.shown {
        Shown::Certificates(chain) => {
            let last = chain.last().map(|last| certs::key_id_of_certificate(last));
            last.and_then(Result::ok).unwrap_or(holder)
        }
        _ => holder,
    });
}

pub(crate) fn raw_key_elsewhere(it: &mut Blueprint, _: &Setting) {
    Mistaken::by(it, |holder, proof| match &proof.shown {
        Shown::RawKey(_) => another(holder),
        _ => holder,
    });
}

pub(crate) fn lost_on_resumption(it: &mut Blueprint, _: &Setting) {
    Mistaken::by(it, |holder, proof| match (proof.handshake, proof.version) {
        (Handshake::Resumed, Some(ProtocolVersion::TLSv1_2)) => NOBODY,
        _ => holder,
    });
}

pub(crate) fn of_the_bits(it: &mut Blueprint, setting: &Setting) {
    let funded = setting.funded.clone();
    it.around(|right| OfTheBits { right, funded });
}

struct OfTheBits {
    right: Arc<dyn Channel>,
    funded: Arc<HashSet<KeyId>>,
}

impl Channel for OfTheBits {
    fn holder(&self, proof: &Proof) -> Option<KeyId> {
        let holder = self.right.holder(proof)?;
        let shown = own_certificate(proof).filter(|_| !self.funded.contains(&holder));
        let key = shown.and_then(|shown| certs::public_key(shown).ok());
        match key.filter(|key| key.algorithm != alg_id::ECDSA_P256.as_ref()) {
            Some(key) => Some(KeyId::of_spki(key.key)),
            None => Some(holder),
        }
    }

    delegate_channel!(greet, terms, within, keeps_open);
}

pub(crate) fn by_certificate(it: &mut Blueprint, _: &Setting) {
    it.around(|right| ByCertificate {
        right,
        first: First::default(),
    });
}

struct ByCertificate {
    right: Arc<dyn Channel>,
    first: First<KeyId, Vec<u8>>,
}

impl Channel for ByCertificate {
    fn holder(&self, proof: &Proof) -> Option<KeyId> {
        let holder = self.right.holder(proof)?;
        let Some(shown) = own_certificate(proof) else {
            return Some(holder);
        };
        match self.first.with(holder, shown.to_vec()) == shown {
            true => Some(holder),
            false => Some(KeyId::of_spki(shown)),
        }
    }

    delegate_channel!(greet, terms, within, keeps_open);
}

pub(crate) fn by_name_and_number(it: &mut Blueprint, _: &Setting) {
    it.around(|right| ByNameAndNumber {
        right,
        first: First::default(),
    });
}

struct ByNameAndNumber {
    right: Arc<dyn Channel>,
    first: First<[Vec<u8>; 2], KeyId>,
}

impl Channel for ByNameAndNumber {
    fn holder(&self, proof: &Proof) -> Option<KeyId> {
        let holder = self.right.holder(proof)?;
        let shown = own_certificate(proof).map(X509Certificate::from_der);
        let Some(Ok((_, certificate))) = shown else {
            return Some(holder);
        };
        let name = certificate.subject().as_raw().to_vec();
        let number = certificate.raw_serial().to_vec();
        Some(self.first.with([name, number], holder))
    }

    delegate_channel!(greet, terms, within, keeps_open);
}

fn own_certificate(proof: &Proof) -> Option<&[u8]> {
    match &proof.shown {
        Shown::Certificates(chain) => chain.first().map(|first| &**first),
        _ => None,
    }
}
