//! Faults that refuse those who should be served.

use super::blueprint::{Blueprint, Setting};
use rustls::pki_types::{AlgorithmIdentifier, CertificateDer, alg_id};
use rustls::server::ParsedCertificate;
use rustls::version::{TLS12, TLS13};
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;

pub(crate) fn tls_1_2_refused(it: &mut Blueprint, _: &Setting) {
    it.versions.retain(|version| *version != &TLS12);
}

pub(crate) fn tls_1_3_refused(it: &mut Blueprint, _: &Setting) {
    it.versions.retain(|version| *version != &TLS13);
}

pub(crate) fn p_256_refused(it: &mut Blueprint, _: &Setting) {
    it.verifier
        .refuses
        .push(|shown| is_for(alg_id::ECDSA_P256, shown));
}

pub(crate) fn rsa_refused(it: &mut Blueprint, _: &Setting) {
    it.verifier
        .refuses
        .push(|shown| is_for(alg_id::RSA_ENCRYPTION, shown));
}

pub(crate) fn ed25519_refused(it: &mut Blueprint, _: &Setting) {
    it.verifier
        .refuses
        .push(|shown| is_for(alg_id::ED25519, shown));
}

fn is_for(algorithm: AlgorithmIdentifier, shown: &CertificateDer<'_>) -> bool {
    certs::public_key(shown).is_ok_and(|key| key.algorithm == algorithm.as_ref())
}

pub(crate) fn self_signed_refused(it: &mut Blueprint, _: &Setting) {
    it.verifier.refuses.push(|shown| {
        says(shown, |certificate| {
            certificate.subject().as_raw() == certificate.issuer().as_raw()
        })
    });
}

pub(crate) fn odd_refused(it: &mut Blueprint, _: &Setting) {
    it.verifier
        .refuses
        .push(|shown| says(shown, |certificate| !certificate.validity().is_valid()));
}

pub(crate) fn authorities_refused(it: &mut Blueprint, _: &Setting) {
    it.verifier
        .refuses
        .push(|shown| says(shown, |certificate| certificate.is_ca()));
}

fn says(shown: &CertificateDer<'_>, something: fn(&X509Certificate<'_>) -> bool) -> bool {
    X509Certificate::from_der(shown).is_ok_and(|(_, certificate)| something(&certificate))
}

/// What TLS libraries refuse when nothing else is said.
pub(crate) fn unusual_refused(it: &mut Blueprint, _: &Setting) {
    it.verifier
        .refuses
        .push(|shown| ParsedCertificate::try_from(shown).is_err());
}
