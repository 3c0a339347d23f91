use thiserror::Error;

/// Why a certificate, a key or a configuration could not be had.
#[derive(Debug, Error)]
pub enum CertsError {
    /// The text has a PEM section that cannot be read.
    #[error("the PEM text cannot be read: {0}")]
    Pem(rustls::pki_types::pem::Error),
    /// The text has no private key that is not encrypted.
    #[error("no private key in PKCS#8, SEC1 or PKCS#1 form, unencrypted, in the PEM text")]
    NoPrivateKey,
    /// The text has no certificate.
    #[error("no certificate in the PEM text")]
    NoCertificate,
    /// The certificate's outer structure is broken: no key can be found in it.
    #[error("not a certificate")]
    NotACertificate,
    /// A domain is neither a name of the name service nor an IP address.
    #[error("{0:?} is neither a domain name nor an IP address")]
    NoDomain(String),
    /// The first certificate is for another key than the private key.
    #[error("the first certificate is not for the private key")]
    OtherKey,
    /// A key or a certificate could not be made or read.
    #[error("cannot make the certificate")]
    Generation(#[from] rcgen::Error),
    /// The TLS library refuses the key or the configuration.
    #[error("cannot configure TLS")]
    Tls(#[from] rustls::Error),
    /// The authority's certificate is none that others can be verified with.
    #[error("cannot verify certificates with this authority")]
    Authority(#[from] rustls::client::VerifierBuilderError),
}
