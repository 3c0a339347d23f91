use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{DigitallySignedStruct, Error, RootCertStore, SignatureScheme};

use crate::{CertsError, identity};

/// How many authorities are remembered: those of issuers that are spoken to side by side.
const MOST: usize = 64;

static KNOWN: Mutex<VecDeque<(String, Arc<Remembering>)>> = Mutex::new(VecDeque::new());

/// Verifies an issuer's certificates by an authority, and remembers the last that were good: many holders of a process meet the
/// same issuer, and what an authority has signed costs more to verify than anything else in a handshake. That the issuer has the
/// key is verified each time.
#[derive(Debug)]
pub(crate) struct Remembering {
    by_authority: Arc<WebPkiServerVerifier>,
    good: Mutex<Option<Good>>,
}

#[derive(Debug, PartialEq, Eq)]
struct Good {
    chain: Vec<CertificateDer<'static>>,
    name: ServerName<'static>,
    /// Certificates expire: this was in a certain minute.
    minute: u64,
}

impl Remembering {
    /// The one for authorities given as PEM.
    pub(crate) fn of(pem: &str, provider: &Arc<CryptoProvider>) -> Result<Arc<Self>, CertsError> {
        let known = |all: &VecDeque<(String, Arc<Self>)>| {
            let same = all.iter().find(|(authority, _)| authority == pem);
            same.map(|(_, verifier)| Arc::clone(verifier))
        };
        if let Some(verifier) = known(&locked(&KNOWN)) {
            return Ok(verifier);
        }
        let mut roots = RootCertStore::empty();
        for certificate in identity::certificates(pem)? {
            roots.add(certificate)?;
        }
        if roots.is_empty() {
            return Err(CertsError::NoCertificate);
        }
        let provider = Arc::clone(provider);
        let verifier = Arc::new(Self {
            by_authority: WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider)
                .build()?,
            good: Mutex::default(),
        });
        let mut all = locked(&KNOWN);
        all.truncate(MOST - 1);
        all.push_front((pem.to_owned(), Arc::clone(&verifier)));
        Ok(verifier)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl ServerCertVerifier for Remembering {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let chain = std::iter::once(end_entity).chain(intermediates);
        let seen = Good {
            chain: chain.map(|c| c.clone().into_owned()).collect(),
            name: server_name.to_owned(),
            minute: now.as_secs() / 60,
        };
        if locked(&self.good).as_ref() == Some(&seen) {
            return Ok(ServerCertVerified::assertion());
        }
        let verified = self.by_authority.verify_server_cert(
            end_entity,
            intermediates,
            server_name,
            ocsp_response,
            now,
        )?;
        *locked(&self.good) = Some(seen);
        Ok(verified)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.by_authority.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.by_authority.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.by_authority.supported_verify_schemes()
    }
}
