use std::sync::Arc;

use rustls::client::danger::HandshakeSignatureValid;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::sign::SingleCertAndKey;
use rustls::version::TLS13;
use rustls::{
    ALL_VERSIONS, CertificateError, DigitallySignedStruct, DistinguishedName, Error, ServerConfig,
    SignatureScheme, SupportedProtocolVersion,
};

use crate::{CertsError, Identity, key_id_of_raw_key, possession};

/// How an issuer serves: TLS 1.2 and 1.3, every client must prove that it has a key, sessions
/// can be resumed by tickets that this configuration alone can read, no early data (it can be
/// replayed).
pub fn server_config(identity: &Identity) -> Result<Arc<ServerConfig>, CertsError> {
    server_config_for(identity, ALL_VERSIONS)
}

/// As [`server_config`], for these versions of TLS only.
pub fn server_config_for(
    identity: &Identity,
    versions: &[&'static SupportedProtocolVersion],
) -> Result<Arc<ServerConfig>, CertsError> {
    server_config_with(identity, versions, any_key_holder()).map(Arc::new)
}

/// As [`server_config`], for clients that have raw public keys in place of certificates (RFC
/// 7250). The issuer shows its certificate all the same.
///
/// With rustls a configuration takes the one or the other: which one a client has is in its
/// ClientHello. Raw keys are for TLS 1.3 only: rustls does not write them as TLS 1.2 has them.
pub fn server_config_for_raw_keys(identity: &Identity) -> Result<Arc<ServerConfig>, CertsError> {
    let verifier = Arc::new(AnyRawKeyHolder(Arc::new(aws_lc_rs::default_provider())));
    server_config_with(identity, &[&TLS13], verifier).map(Arc::new)
}

/// As [`server_config`], with somebody else to decide who is taken.
pub fn server_config_with(
    identity: &Identity,
    versions: &[&'static SupportedProtocolVersion],
    verifier: Arc<dyn ClientCertVerifier>,
) -> Result<ServerConfig, CertsError> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)?
        .with_client_cert_verifier(verifier)
        .with_cert_resolver(Arc::new(SingleCertAndKey::from(identity.certified_key())));
    config.ticketer = aws_lc_rs::Ticketer::new()?;
    Ok(config)
}

/// Takes everyone who has the key to the certificate shown (paper §3: holders "use unsigned or
/// self-signed public keys").
///
/// Not asked on a resumed session: what was verified then is what the session's secret proves.
pub fn any_key_holder() -> Arc<dyn ClientCertVerifier> {
    Arc::new(AnyKeyHolder(Arc::new(aws_lc_rs::default_provider())))
}

#[derive(Debug)]
struct AnyKeyHolder(Arc<CryptoProvider>);

impl ClientCertVerifier for AnyKeyHolder {
    /// No hints: every certificate will do.
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        possession::public_key(end_entity).map(|_| ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        possession::verify_tls12(&self.0, message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        possession::verify_tls13(&self.0, message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

/// Takes everyone who has the key shown.
#[derive(Debug)]
struct AnyRawKeyHolder(Arc<CryptoProvider>);

impl ClientCertVerifier for AnyRawKeyHolder {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn requires_raw_public_keys(&self) -> bool {
        true
    }

    fn verify_client_cert(
        &self,
        key: &CertificateDer<'_>,
        _others: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        key_id_of_raw_key(key)
            .map(|_| ClientCertVerified::assertion())
            .map_err(|_| CertificateError::BadEncoding.into())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _key: &CertificateDer<'_>,
        _dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(CertificateError::ApplicationVerificationFailure.into())
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        key: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        possession::verify_tls13_raw(&self.0, message, key, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
