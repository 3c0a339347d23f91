//! Faults of what the issuer shows.

use super::blueprint::{Blueprint, Setting};
use certs::{Authority, CertsError, Identity};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use std::fmt;
use std::sync::Arc;

/// A domain that is not the issuer's.
const ANOTHER: &str = "another.example";

pub(crate) fn another_domain(it: &mut Blueprint, setting: &Setting) {
    let shown = Shows::by(setting, |authority, setting| {
        authority.certify(&setting.identity, ANOTHER)
    });
    it.configure(|config| config.cert_resolver = Arc::new(shown));
}

pub(crate) fn another_key(it: &mut Blueprint, setting: &Setting) {
    let shown = Shows::by(setting, |authority, setting| {
        authority.issue(&setting.domain)
    });
    it.configure(|config| config.cert_resolver = Arc::new(shown));
}

type Makes = fn(&Authority, &Setting) -> Result<Identity, CertsError>;

/// Makes something else to show for each handshake.
struct Shows {
    setting: Setting,
    authority: Option<Arc<Authority>>,
    makes: Makes,
}

impl Shows {
    /// By the issuer's authority, or by one that nobody trusts.
    fn by(setting: &Setting, makes: Makes) -> Shows {
        let nobodys = || Authority::new("nobody's authority").ok().map(Arc::new);
        Shows {
            setting: setting.clone(),
            authority: setting.authority.clone().or_else(nobodys),
            makes,
        }
    }
}

impl fmt::Debug for Shows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shows").finish_non_exhaustive()
    }
}

impl ResolvesServerCert for Shows {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let made = (self.makes)(self.authority.as_deref()?, &self.setting).ok()?;
        Some(Arc::new(made.certified_key()))
    }
}
