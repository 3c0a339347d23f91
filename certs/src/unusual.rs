//! Certificates that no tool makes any more: taken apart and put together again.

use rcgen::{KeyPair, SigningKey};
use rustls::pki_types::CertificateDer;
use x509_parser::asn1_rs::{Any, FromDer};

use crate::CertsError;

const SEQUENCE: u8 = 0x30;
const BIT_STRING: u8 = 0x03;

/// A certificate without what came after version 1, which is its version number and its
/// extensions, signed anew.
pub(crate) fn version_1(
    certificate: &CertificateDer<'_>,
    key: &KeyPair,
) -> Result<CertificateDer<'static>, CertsError> {
    let parts = elements(content(certificate)?)?;
    let [signed, algorithm, _] = parts[..] else {
        return Err(CertsError::NotACertificate);
    };
    // Both are tagged by their context, and nothing else in it is.
    let plain = |part: &&[u8]| part[0] & 0xc0 != 0x80;
    let kept: Vec<&[u8]> = elements(content(signed)?)?
        .into_iter()
        .filter(plain)
        .collect();
    let signed = element(SEQUENCE, &kept.concat());
    let signature = element(BIT_STRING, &[&[0], &key.sign(&signed)?[..]].concat());
    let whole = element(SEQUENCE, &[&signed, algorithm, &signature].concat());
    Ok(whole.into())
}

/// A certificate whose signature was altered in its last bit, so that it looks like one and does
/// not verify.
pub(crate) fn broken_signature(
    certificate: &CertificateDer<'_>,
) -> Result<CertificateDer<'static>, CertsError> {
    let mut bytes = certificate.to_vec();
    let last = bytes.last_mut().ok_or(CertsError::NotACertificate)?;
    *last ^= 1;
    Ok(bytes.into())
}

/// What is in the element that `der` begins with.
fn content(der: &[u8]) -> Result<&[u8], CertsError> {
    let (_, any) = Any::from_der(der).map_err(|_| CertsError::NotACertificate)?;
    Ok(any.data)
}

/// The elements that stand one behind the other, each whole.
fn elements(mut der: &[u8]) -> Result<Vec<&[u8]>, CertsError> {
    let mut all = Vec::new();
    while !der.is_empty() {
        let (rest, _) = Any::from_der(der).map_err(|_| CertsError::NotACertificate)?;
        all.push(&der[..der.len() - rest.len()]);
        der = rest;
    }
    Ok(all)
}

fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let significant = length
        .iter()
        .position(|b| *b != 0)
        .unwrap_or(length.len() - 1);
    let digits = &length[significant..];
    let mut der = vec![tag];
    if content.len() >= 0x80 {
        // At most eight digits, so this is no truncation.
        der.push(0x80 | digits.len() as u8);
    }
    der.extend_from_slice(digits);
    der.extend_from_slice(content);
    der
}
