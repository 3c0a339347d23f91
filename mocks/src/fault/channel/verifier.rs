//! Who is taken in a handshake, amended.

use super::patrons::Patrons;
use rustls::client::danger::HandshakeSignatureValid;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{CertificateError, DigitallySignedStruct, DistinguishedName, Error, SignatureScheme};
use std::fmt;
use std::sync::Arc;

/// What is wrong with a certificate, for all but patrons.
type Refuses = fn(&CertificateDer<'_>) -> bool;

/// Takes whom it should, but for what is set.
pub(super) struct Verifier {
    right: Arc<dyn ClientCertVerifier>,
    patrons: Arc<Patrons>,
    /// Certificates that are refused.
    pub(super) refuses: Vec<Refuses>,
    /// Whether a certificate has to be shown.
    pub(super) mandatory: bool,
    /// Whether signatures are looked at.
    pub(super) wants_proof: bool,
}

impl Verifier {
    pub(super) fn new(right: Arc<dyn ClientCertVerifier>, patrons: Arc<Patrons>) -> Verifier {
        Verifier {
            right,
            patrons,
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
        let patron = certs::key_id_of_certificate(end_entity)
            .is_ok_and(|holder| self.patrons.include(holder));
        if !patron && self.refuses.iter().any(|refuses| refuses(end_entity)) {
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
