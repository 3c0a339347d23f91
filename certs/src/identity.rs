use std::fmt;
use std::sync::Arc;

use rcgen::{CertificateParams, DnType, KeyPair, PublicKeyData};
use rustls::crypto::aws_lc_rs::sign::any_supported_type;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::{CertifiedKey, SigningKey};
use wire::KeyId;

use crate::{CertsError, KeyKind, Particulars, spki, validity};

/// Who somebody is: a private key, and the certificates that are shown for it, its own first.
#[derive(Clone)]
pub struct Identity(Arc<Inner>);

struct Inner {
    key: PrivateKeyDer<'static>,
    signer: Arc<dyn SigningKey>,
    chain: Vec<CertificateDer<'static>>,
    spki: Vec<u8>,
}

impl Identity {
    /// A holder: a new P-256 key with a certificate that it signed itself. The name is for
    /// people.
    pub fn holder(name: &str) -> Result<Self, CertsError> {
        Self::holder_of_kind(name, KeyKind::P256)
    }

    /// A holder with another kind of key.
    pub fn holder_of_kind(name: &str, kind: KeyKind) -> Result<Self, CertsError> {
        let key = KeyPair::generate_for(kind.algorithm())?;
        let chain = vec![self_signed(name, &key)?];
        Self::of(key, chain)
    }

    /// A holder of whom nothing but its key is known: what else its certificate says tells nobody
    /// anything.
    pub fn anybody() -> Result<Self, CertsError> {
        Self::anybody_of_kind(KeyKind::P256)
    }

    /// The same with another kind of key.
    pub fn anybody_of_kind(kind: KeyKind) -> Result<Self, CertsError> {
        let key = KeyPair::generate_for(kind.algorithm())?;
        let chain = vec![Particulars::anybodys()?.self_signed(&key)?];
        Self::of(key, chain)
    }

    /// The same key in another certificate, signed by itself.
    pub fn with(&self, particulars: &Particulars) -> Result<Self, CertsError> {
        let chain = vec![particulars.self_signed(&self.key_pair()?)?];
        Self::new(self.0.key.clone_key(), chain)
    }

    /// The same with somebody else's certificates behind its own.
    pub fn followed_by(&self, other: &Self) -> Result<Self, CertsError> {
        let chain = [self.chain(), other.chain()].concat();
        Self::new(self.0.key.clone_key(), chain)
    }

    /// The identity in a PEM text: the first private key in it (PKCS#8, SEC1 or PKCS#1), and its
    /// certificates. Without certificates one is made, signed by the key itself.
    pub fn from_pem(pem: &str) -> Result<Self, CertsError> {
        let key = PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|error| match error {
            pem::Error::NoItemsFound => CertsError::NoPrivateKey,
            error => CertsError::Pem(error),
        })?;
        let mut chain = certificates(pem)?;
        if chain.is_empty() {
            chain.push(Particulars::anybodys()?.self_signed(&KeyPair::try_from(&key)?)?);
        }
        let identity = Self::new(key, chain)?;
        if spki::of_certificate(&identity.0.chain[0])?.spki != identity.spki() {
            return Err(CertsError::OtherKey);
        }
        Ok(identity)
    }

    pub(crate) fn new(
        key: PrivateKeyDer<'static>,
        chain: Vec<CertificateDer<'static>>,
    ) -> Result<Self, CertsError> {
        let spki = KeyPair::try_from(&key)?.subject_public_key_info();
        Self::with_public_key(key, spki, chain)
    }

    /// A key that was just made: to find its public half again would cost as much as a signature.
    fn of(key: KeyPair, chain: Vec<CertificateDer<'static>>) -> Result<Self, CertsError> {
        let spki = key.subject_public_key_info();
        Self::with_public_key(key.into(), spki, chain)
    }

    fn with_public_key(
        key: PrivateKeyDer<'static>,
        spki: Vec<u8>,
        chain: Vec<CertificateDer<'static>>,
    ) -> Result<Self, CertsError> {
        let signer = any_supported_type(&key)?;
        Ok(Self(Arc::new(Inner {
            key,
            signer,
            chain,
            spki,
        })))
    }

    /// Somebody who shows another's certificate without having its key: nobody must take them
    /// for the other.
    pub fn posing_as(&self, other: &Self) -> Result<Self, CertsError> {
        Self::new(self.0.key.clone_key(), other.0.chain.clone())
    }

    /// The identifier of the key.
    pub fn key_id(&self) -> KeyId {
        KeyId::of_spki(self.spki())
    }

    /// The private key as PEM.
    pub fn key_pem(&self) -> String {
        crate::pem::private_key(&self.0.key)
    }

    /// The certificates as PEM, one's own first.
    pub fn certificate_pem(&self) -> String {
        self.0
            .chain
            .iter()
            .map(|der| crate::pem::certificate(der))
            .collect()
    }

    /// The public key, as a DER SubjectPublicKeyInfo.
    pub fn spki(&self) -> &[u8] {
        &self.0.spki
    }

    /// The certificates as DER, one's own first.
    pub fn chain(&self) -> &[CertificateDer<'static>] {
        &self.0.chain
    }

    /// What rustls signs handshakes with. Its own constructor would refuse X.509 v1.
    pub fn certified_key(&self) -> CertifiedKey {
        CertifiedKey::new(self.0.chain.clone(), Arc::clone(&self.0.signer))
    }

    /// The same without a certificate: rustls has the raw key in its place.
    pub(crate) fn raw_key(&self) -> CertifiedKey {
        let spki = CertificateDer::from(self.spki().to_vec());
        CertifiedKey::new(vec![spki], Arc::clone(&self.0.signer))
    }

    pub(crate) fn key_pair(&self) -> Result<KeyPair, CertsError> {
        Ok(KeyPair::try_from(&self.0.key)?)
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Identity").field(&self.key_id()).finish()
    }
}

/// All certificates in a PEM text, in their order.
pub(crate) fn certificates(pem: &str) -> Result<Vec<CertificateDer<'static>>, CertsError> {
    CertificateDer::pem_slice_iter(pem.as_bytes())
        .collect::<Result<_, _>>()
        .map_err(CertsError::Pem)
}

fn self_signed(name: &str, key: &KeyPair) -> Result<CertificateDer<'static>, CertsError> {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    validity::this_century(&mut params);
    Ok(params.self_signed(key)?.der().clone())
}
