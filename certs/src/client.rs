use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{AlwaysResolvesClientRawPublicKeys, WantsClientCert};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::sign::SingleCertAndKey;
use rustls::version::TLS13;
use rustls::{
    ALL_VERSIONS, CertificateError, CipherSuite, ClientConfig, ConfigBuilder,
    DigitallySignedStruct, Error, SignatureScheme, SupportedCipherSuite, SupportedProtocolVersion,
};
use wire::KeyId;

use crate::{CertsError, Identity, possession, remembering::Remembering};

/// What makes a holder believe that it speaks to the issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trust {
    /// The issuer's key is bound to its domain by one of these authorities, given as PEM.
    Authority(String),
    /// The issuer has this key, whatever its certificate says: for issuers without a domain
    /// (draft §1.3).
    Pinned(KeyId),
}

/// How a holder connects: TLS 1.2 and 1.3, its certificate shown to every server that asks.
///
/// Sessions are resumed through a store of the configuration's own: as long as it is the same
/// `Arc`, the holder remembers; a new one is a holder without memory.
pub fn client_config(identity: &Identity, trust: &Trust) -> Result<Arc<ClientConfig>, CertsError> {
    client_config_for(Some(identity), trust, ALL_VERSIONS)
}

/// As [`client_config`], for a client that shows no certificate.
pub fn client_without_identity(trust: &Trust) -> Result<Arc<ClientConfig>, CertsError> {
    client_config_for(None, trust, ALL_VERSIONS)
}

/// As [`client_config`], for a client that shows its key without a certificate (RFC 7250): with
/// TLS 1.3 only, and to an issuer that takes raw public keys.
pub fn client_with_raw_key(
    identity: &Identity,
    trust: &Trust,
) -> Result<Arc<ClientConfig>, CertsError> {
    let shown = AlwaysResolvesClientRawPublicKeys::new(Arc::new(identity.raw_key()));
    let builder = client_builder(trust, &[&TLS13])?;
    Ok(Arc::new(builder.with_client_cert_resolver(Arc::new(shown))))
}

/// As the others, for these versions of TLS only.
pub fn client_config_for(
    identity: Option<&Identity>,
    trust: &Trust,
    versions: &[&'static SupportedProtocolVersion],
) -> Result<Arc<ClientConfig>, CertsError> {
    let builder = client_builder(trust, versions)?;
    Ok(Arc::new(match identity {
        None => builder.with_no_client_auth(),
        Some(identity) => {
            let shown = SingleCertAndKey::from(identity.certified_key());
            builder.with_client_cert_resolver(Arc::new(shown))
        }
    }))
}

/// What a server is known by. With a domain its certificate has to be for that as well as for the host that is connected to: where
/// the description comes from the one and names the other, the domain is what is known of the issuer.
pub fn server_verifier(
    trust: &Trust,
    domain: Option<ServerName<'static>>,
) -> Result<Arc<dyn ServerCertVerifier>, CertsError> {
    let right = verifier(trust, &Arc::new(provider()))?;
    Ok(match domain {
        Some(domain) => Arc::new(OfDomain { right, domain }),
        None => right,
    })
}

/// As [`client_config`], for a client that knows servers in its own way, and for these versions of TLS only.
pub fn client_config_verifying(
    identity: &Identity,
    verifier: Arc<dyn ServerCertVerifier>,
    versions: &[&'static SupportedProtocolVersion],
) -> Result<Arc<ClientConfig>, CertsError> {
    let shown = SingleCertAndKey::from(identity.certified_key());
    let builder = builder(verifier, Arc::new(provider()), versions)?;
    Ok(Arc::new(builder.with_client_cert_resolver(Arc::new(shown))))
}

pub(crate) fn client_builder(
    trust: &Trust,
    versions: &[&'static SupportedProtocolVersion],
) -> Result<ConfigBuilder<ClientConfig, WantsClientCert>, CertsError> {
    let provider = Arc::new(provider());
    builder(verifier(trust, &provider)?, provider, versions)
}

fn builder(
    verifier: Arc<dyn ServerCertVerifier>,
    provider: Arc<CryptoProvider>,
    versions: &[&'static SupportedProtocolVersion],
) -> Result<ConfigBuilder<ClientConfig, WantsClientCert>, CertsError> {
    Ok(ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)?
        .dangerous()
        .with_custom_certificate_verifier(verifier))
}

/// Ciphers in the order in which browsers offer them, AES-128 first: machines compute SHA-256 faster than SHA-384.
fn provider() -> CryptoProvider {
    let mut provider = aws_lc_rs::default_provider();
    let is_long = |s: &SupportedCipherSuite| s.suite() == CipherSuite::TLS13_AES_256_GCM_SHA384;
    provider.cipher_suites.sort_by_key(is_long);
    provider
}

fn verifier(
    trust: &Trust,
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, CertsError> {
    let provider = Arc::clone(provider);
    match trust {
        Trust::Pinned(key) => Ok(Arc::new(PinnedKey {
            key: *key,
            provider,
        })),
        Trust::Authority(pem) => Ok(Remembering::of(pem, &provider)?),
    }
}

/// Takes a server whose certificate is for a domain, too.
#[derive(Debug)]
struct OfDomain {
    right: Arc<dyn ServerCertVerifier>,
    domain: ServerName<'static>,
}

impl ServerCertVerifier for OfDomain {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        for name in [server_name, &self.domain] {
            self.right
                .verify_server_cert(end_entity, intermediates, name, ocsp_response, now)?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.right.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.right.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.right.supported_verify_schemes()
    }
}

/// Takes the one server that has this key.
#[derive(Debug)]
struct PinnedKey {
    key: KeyId,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for PinnedKey {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let shown = KeyId::of_spki(possession::public_key(end_entity)?.spki);
        if shown == self.key {
            Ok(ServerCertVerified::assertion())
        } else {
            Err(CertificateError::ApplicationVerificationFailure.into())
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        possession::verify_tls12(&self.provider, message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        possession::verify_tls13(&self.provider, message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}
