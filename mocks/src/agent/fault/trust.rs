//! Whom a holder believes wrongly.

use super::reach::{Walk, walking};
use super::seams::read;
use crate::agent::parts::Parts;
use crate::agent::transport::{Channel, Reaching};
use certs::{CertsError, Identity, Trust};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::verify_server_name;
use rustls::pki_types::{CertificateDer, InvalidDnsNameError, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, SignatureScheme};
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use wire::soap::Told;
use x509_parser::parse_x509_certificate;

/// What a server shows.
struct Shown<'a> {
    right: &'a dyn ServerCertVerifier,
    certificate: &'a CertificateDer<'a>,
    intermediates: &'a [CertificateDer<'a>],
    name: &'a ServerName<'a>,
}

/// What is made of what was shown, after the right verifier has refused it for this.
type Excuse = dyn Fn(&Shown<'_>, Error) -> Result<(), Error> + Send + Sync;

struct Gullible {
    right: Arc<dyn ServerCertVerifier>,
    excuse: Arc<Excuse>,
    /// Whether a server needs no key to its certificate.
    needs_no_key: bool,
}

impl fmt::Debug for Gullible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.right.fmt(f)
    }
}

impl ServerCertVerifier for Gullible {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let (right, rest) = (self.right.as_ref(), intermediates);
        let verified = right.verify_server_cert(end_entity, rest, server_name, ocsp_response, now);
        let shown = Shown {
            right,
            certificate: end_entity,
            intermediates,
            name: server_name,
        };
        verified.or_else(|why| (self.excuse)(&shown, why).map(|()| ServerCertVerified::assertion()))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        match self.needs_no_key {
            true => Ok(HandshakeSignatureValid::assertion()),
            false => self.right.verify_tls12_signature(message, cert, dss),
        }
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        match self.needs_no_key {
            true => Ok(HandshakeSignatureValid::assertion()),
            false => self.right.verify_tls13_signature(message, cert, dss),
        }
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.right.supported_verify_schemes()
    }
}

struct Believing {
    right: Arc<dyn Channel>,
    excuse: Arc<Excuse>,
    needs_no_key: bool,
    /// Whether it is so with issuers alone that are known by their keys.
    only_pinned: bool,
}

impl Channel for Believing {
    fn verifier(
        &self,
        trust: &Trust,
        domain: &str,
    ) -> Result<Arc<dyn ServerCertVerifier>, CertsError> {
        let right = self.right.verifier(trust, domain)?;
        if self.only_pinned && !matches!(trust, Trust::Pinned(_)) {
            return Ok(right);
        }
        Ok(Arc::new(Gullible {
            right,
            excuse: Arc::clone(&self.excuse),
            needs_no_key: self.needs_no_key,
        }))
    }

    fn config(
        &self,
        identity: &Identity,
        verifier: Arc<dyn ServerCertVerifier>,
    ) -> Result<Arc<ClientConfig>, CertsError> {
        self.right.config(identity, verifier)
    }

    fn name(&self, host: &str) -> Result<ServerName<'static>, InvalidDnsNameError> {
        self.right.name(host)
    }

    fn find(&self, charset: Option<&str>, description: &[u8]) -> Result<String, String> {
        self.right.find(charset, description)
    }

    fn address(&self, described: String) -> String {
        self.right.address(described)
    }

    fn reach<'a>(
        &'a self,
        host: &'a str,
        port: u16,
        tls: Arc<ClientConfig>,
        name: ServerName<'static>,
    ) -> Reaching<'a> {
        self.right.reach(host, port, tls, name)
    }
}

fn believing(
    parts: &mut Parts,
    excuse: impl Fn(&Shown<'_>, Error) -> Result<(), Error> + Send + Sync + 'static,
) {
    parts.channel = Arc::new(Believing {
        right: Arc::clone(&parts.channel),
        excuse: Arc::new(excuse),
        needs_no_key: false,
        only_pinned: false,
    });
}

impl Shown<'_> {
    /// Whether it is for that host, whatever else is wrong with it.
    fn is_named(&self) -> Result<(), Error> {
        verify_server_name(&ParsedCertificate::try_from(self.certificate)?, self.name)
    }

    /// What is found at some time within its validity.
    fn in_its_time(&self, why: Error) -> Result<(), Error> {
        let Ok((_, certificate)) = parse_x509_certificate(self.certificate) else {
            return Err(why);
        };
        let last = certificate.validity().not_after.timestamp();
        let then = Duration::from_secs(u64::try_from(last).unwrap_or_default().saturating_sub(1));
        let then = UnixTime::since_unix_epoch(then);
        let rest = self.intermediates;
        let verified = self
            .right
            .verify_server_cert(self.certificate, rest, self.name, &[], then);
        verified.map(|_| ())
    }
}

pub(super) fn any_authority(parts: &mut Parts) {
    use CertificateError::{BadSignature, Other, UnknownIssuer};
    believing(parts, |shown, why| match why {
        Error::InvalidCertificate(UnknownIssuer | BadSignature | Other(_)) => shown.is_named(),
        _ => Err(why),
    });
}

/// Somebody whose own certificate is good vouches for another.
pub(super) fn ordinary_authority(parts: &mut Parts) {
    use CertificateError::{NotValidForName, NotValidForNameContext};
    believing(parts, |shown, why| {
        let Some((signer, rest)) = shown.intermediates.split_first() else {
            return Err(why);
        };
        let verified =
            shown
                .right
                .verify_server_cert(signer, rest, shown.name, &[], UnixTime::now());
        match verified {
            // It leads to the authority: the name is looked at behind that.
            Err(Error::InvalidCertificate(NotValidForName | NotValidForNameContext { .. }))
            | Ok(_) => shown.is_named(),
            Err(_) => Err(why),
        }
    });
}

/// Believes whomever it believes for some issuer.
#[derive(Default)]
struct Sharing(Arc<Mutex<Vec<Arc<dyn ServerCertVerifier>>>>);

impl Walk for Sharing {
    fn verifier(&self, right: Arc<dyn ServerCertVerifier>) -> Arc<dyn ServerCertVerifier> {
        let pool = Arc::clone(&self.0);
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(Arc::clone(&right));
        let excuse = move |shown: &Shown<'_>, why| {
            let pool = pool.lock().unwrap_or_else(PoisonError::into_inner);
            let (own, rest) = (shown.certificate, shown.intermediates);
            let is_good = pool.iter().any(|it| {
                it.verify_server_cert(own, rest, shown.name, &[], UnixTime::now())
                    .is_ok()
            });
            if is_good { Ok(()) } else { Err(why) }
        };
        Arc::new(Gullible {
            right,
            excuse: Arc::new(excuse),
            needs_no_key: false,
        })
    }
}

pub(super) fn shared(parts: &mut Parts) {
    walking(parts, Sharing::default());
}

pub(super) fn any_host(parts: &mut Parts) {
    use CertificateError::{NotValidForName, NotValidForNameContext};
    believing(parts, |_, why| match why {
        Error::InvalidCertificate(NotValidForName | NotValidForNameContext { .. }) => Ok(()),
        _ => Err(why),
    });
}

pub(super) fn any_time(parts: &mut Parts) {
    use CertificateError::{Expired, ExpiredContext, NotValidYet, NotValidYetContext};
    believing(parts, |shown, why| match why {
        Error::InvalidCertificate(
            Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. },
        ) => shown.in_its_time(why),
        _ => Err(why),
    });
}

pub(super) fn too_early(parts: &mut Parts) {
    use CertificateError::{NotValidYet, NotValidYetContext};
    believing(parts, |shown, why| match why {
        Error::InvalidCertificate(NotValidYet | NotValidYetContext { .. }) => {
            shown.in_its_time(why)
        }
        _ => Err(why),
    });
}

pub(super) fn any_usage(parts: &mut Parts) {
    use CertificateError::{InvalidPurpose, InvalidPurposeContext};
    believing(parts, |shown, why| match why {
        Error::InvalidCertificate(InvalidPurpose | InvalidPurposeContext { .. }) => {
            shown.is_named()
        }
        _ => Err(why),
    });
}

pub(super) fn no_possession(parts: &mut Parts) {
    parts.channel = Arc::new(Believing {
        right: Arc::clone(&parts.channel),
        excuse: Arc::new(|_, why| Err(why)),
        needs_no_key: true,
        only_pinned: false,
    });
}

pub(super) fn any_pinned(parts: &mut Parts) {
    parts.channel = Arc::new(Believing {
        right: Arc::clone(&parts.channel),
        excuse: Arc::new(|_, _| Ok(())),
        needs_no_key: false,
        only_pinned: true,
    });
}

/// Whether what was shown last was refused, since the holder was configured.
struct Afterwards(Arc<AtomicBool>);

impl Walk for Afterwards {
    fn config(&self, _: &mut ClientConfig) {
        self.0.store(false, Ordering::SeqCst);
    }
}

pub(super) fn checked_afterwards(parts: &mut Parts) {
    let is_doubted = Arc::new(AtomicBool::new(false));
    let doubts = Arc::clone(&is_doubted);
    walking(parts, Afterwards(Arc::clone(&is_doubted)));
    believing(parts, move |_, _| {
        doubts.store(true, Ordering::SeqCst);
        Ok(())
    });
    read(parts, move |right, asked, mail| {
        match is_doubted.load(Ordering::SeqCst) {
            true => Ok(Told::Fault("this is not the issuer".to_owned())),
            false => right.read(asked, mail),
        }
    });
}
