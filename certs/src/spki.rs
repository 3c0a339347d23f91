//! The public key in a certificate, whatever else is in it.

use wire::KeyId;
use x509_parser::asn1_rs::{Any, Class, FromDer, Tag};

use crate::CertsError;

/// A SubjectPublicKeyInfo and its two halves.
#[derive(Clone, Copy)]
pub struct PublicKey<'a> {
    /// The whole, as DER.
    pub spki: &'a [u8],
    /// What is in the AlgorithmIdentifier.
    pub algorithm: &'a [u8],
    /// The key itself: what is in the bit string.
    pub key: &'a [u8],
}

/// The identifier of the key that a DER certificate carries.
pub fn key_id_of_certificate(der: &[u8]) -> Result<KeyId, CertsError> {
    Ok(KeyId::of_spki(of_certificate(der)?.spki))
}

/// The identifier of a raw public key (RFC 7250 §3): of a DER SubjectPublicKeyInfo, and nothing
/// behind it.
pub fn key_id_of_raw_key(spki: &[u8]) -> Result<KeyId, CertsError> {
    if !element(spki, Tag::Sequence)?.0.is_empty() {
        return Err(CertsError::NotACertificate);
    }
    Ok(KeyId::of_spki(of_spki(spki)?.spki))
}

/// Finds the public key in a DER certificate by its place alone: nothing that stands beside it
/// means anything for a holder, so neither X.509 v1, nor unknown critical extensions, nor a
/// name or a validity that makes no sense, keeps the key from being read.
pub fn of_certificate(der: &[u8]) -> Result<PublicKey<'_>, CertsError> {
    let (behind, certificate) = element(der, Tag::Sequence)?;
    if !behind.is_empty() {
        return Err(CertsError::NotACertificate);
    }
    let (_, mut rest) = element(certificate, Tag::Sequence)?;
    if let Ok((behind, version)) = Any::from_der(rest)
        && version.class() == Class::ContextSpecific
        && version.tag() == Tag(0)
    {
        rest = behind;
    }
    for tag in [
        Tag::Integer,  // serial number
        Tag::Sequence, // signature algorithm
        Tag::Sequence, // issuer
        Tag::Sequence, // validity
        Tag::Sequence, // subject
    ] {
        rest = element(rest, tag)?.0;
    }
    let (behind, _) = element(rest, Tag::Sequence)?;
    of_spki(&rest[..rest.len() - behind.len()])
}

/// Takes a SubjectPublicKeyInfo apart.
pub(crate) fn of_spki(spki: &[u8]) -> Result<PublicKey<'_>, CertsError> {
    let (_, content) = element(spki, Tag::Sequence)?;
    let (rest, algorithm) = element(content, Tag::Sequence)?;
    let (_, bits) = element(rest, Tag::BitString)?;
    match bits {
        // no unused bits
        [0, key @ ..] => Ok(PublicKey {
            spki,
            algorithm,
            key,
        }),
        _ => Err(CertsError::NotACertificate),
    }
}

/// What is behind the first element of `der`, and what is in it.
fn element(der: &[u8], tag: Tag) -> Result<(&[u8], &[u8]), CertsError> {
    match Any::from_der(der) {
        Ok((rest, any)) if any.class() == Class::Universal && any.tag() == tag => {
            Ok((rest, any.data))
        }
        _ => Err(CertsError::NotACertificate),
    }
}
