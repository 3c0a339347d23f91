//! Who is taken in a handshake, amended.

use rustls::client::danger::HandshakeSignatureValid;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{CertificateError, DigitallySignedStruct, DistinguishedName, Error, SignatureScheme};
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;
use wire::KeyId;

/// What is wrong with a certificate; nothing is with those of keys that are funded.
type Refuses = fn(&CertificateDer<'_>) -> bool;

/// Takes whom it should, but for what is set.
pub(super) struct Verifier {
    right: Arc<dyn ClientCertVerifier>,
    funded: Arc<HashSet<KeyId>>,
    /// Certificates that are refused.
    pub(super) refuses: Vec<Refuses>,
    /// Whether a certificate has to be shown.
    pub(super) mandatory: bool,
    /// Whether signatures are looked at.
    pub(super) wants_proof: bool,
}

impl Verifier {
    pub(super) fn new(right: Arc<dyn ClientCertVerifier>, funded: Arc<HashSet<KeyId>>) -> Verifier {
        Verifier {
            right,
            funded,
            refuses: Vec::new(),
            mandatory: true,
            wants_proof: true,
        }
    }

    fn verified(
        &self,
        right: impl FnOnce() -> Result<HandshakeSignatureValid, Error>,
    ) -> Result<HandshakeSignatureValid, Error> {
        match self.wants_proof {
            true => right(),
            false => Ok(HandshakeSignatureValid::assertion()),
        }
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.right.fmt(f)
    }
}

impl ClientCertVerifier for Verifier {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        self.right.root_hint_subjects()
    }

    fn client_auth_mandatory(&self) -> bool {
        self.mandatory && self.right.client_auth_mandatory()
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        let exempt = certs::key_id_of_certificate(end_entity)
            .is_ok_and(|holder| self.funded.contains(&holder));
        if !exempt && self.refuses.iter().any(|refuses| refuses(end_entity)) {
            return Err(CertificateError::ApplicationVerificationFailure.into());
        }
        self.right
            .verify_client_cert(end_entity, intermediates, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verified(|| self.right.verify_tls12_signature(message, cert, dss))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verified(|| self.right.verify_tls13_signature(message, cert, dss))
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.right.supported_verify_schemes()
    }
}
