//! Proof that a peer has the private key to the certificate it shows.
//!
//! The helpers of rustls read the certificate as a whole, and so refuse X.509 v1 and unknown
//! critical extensions. Here the key is taken out first.

use rustls::client::danger::HandshakeSignatureValid;
use rustls::crypto::{CryptoProvider, verify_tls13_signature_with_raw_key};
use rustls::pki_types::{CertificateDer, SubjectPublicKeyInfoDer};
use rustls::{CertificateError, DigitallySignedStruct, Error, PeerMisbehaved};

use crate::spki::{self, PublicKey};

/// The key in a peer's certificate.
pub(crate) fn public_key<'a>(certificate: &'a CertificateDer<'_>) -> Result<PublicKey<'a>, Error> {
    spki::of_certificate(certificate).map_err(|_| CertificateError::BadEncoding.into())
}

/// Verifies the signature in a TLS 1.3 CertificateVerify.
pub(crate) fn verify_tls13(
    provider: &CryptoProvider,
    message: &[u8],
    certificate: &CertificateDer<'_>,
    signed: &DigitallySignedStruct,
) -> Result<HandshakeSignatureValid, Error> {
    verify_tls13_raw(provider, message, public_key(certificate)?.spki, signed)
}

/// The same where the key itself was shown, as a DER SubjectPublicKeyInfo (RFC 7250).
pub(crate) fn verify_tls13_raw(
    provider: &CryptoProvider,
    message: &[u8],
    spki: &[u8],
    signed: &DigitallySignedStruct,
) -> Result<HandshakeSignatureValid, Error> {
    let spki = SubjectPublicKeyInfoDer::from(spki);
    let algorithms = &provider.signature_verification_algorithms;
    verify_tls13_signature_with_raw_key(message, &spki, signed, algorithms)
}

/// Verifies the signature in a TLS 1.2 CertificateVerify or ServerKeyExchange. There the scheme
/// does not say which curve an ECDSA key is on, so any algorithm of the scheme that is for this
/// kind of key will do.
pub(crate) fn verify_tls12(
    provider: &CryptoProvider,
    message: &[u8],
    certificate: &CertificateDer<'_>,
    signed: &DigitallySignedStruct,
) -> Result<HandshakeSignatureValid, Error> {
    let key = public_key(certificate)?;
    let mapping = provider.signature_verification_algorithms.mapping;
    let (_, algorithms) = mapping
        .iter()
        .find(|(scheme, _)| *scheme == signed.scheme)
        .ok_or(PeerMisbehaved::SignedHandshakeWithUnadvertisedSigScheme)?;
    algorithms
        .iter()
        .filter(|algorithm| algorithm.public_key_alg_id().as_ref() == key.algorithm)
        .find(|algorithm| {
            algorithm
                .verify_signature(key.key, message, signed.signature())
                .is_ok()
        })
        .map(|_| HandshakeSignatureValid::assertion())
        .ok_or(CertificateError::BadSignature.into())
}
