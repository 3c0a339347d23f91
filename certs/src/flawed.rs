use rcgen::{ExtendedKeyUsagePurpose, date_time_ymd};
use rustls::pki_types::ServerName;

use crate::{Authority, CertsError, Identity};

/// What is wrong with a server's certificate, so that no client may take it (RFC 5280 §6, RFC 9525).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Its last day was in the last century of these tests' clocks: 2001.
    Expired,
    /// Its first day is in 2098.
    NotYetValid,
    /// It may be used by clients only (RFC 5280 §4.2.1.12).
    ForClients,
}

impl Authority {
    /// The same key with a certificate of this authority that has a flaw.
    pub fn issue_flawed(
        &self,
        identity: &Identity,
        domain: &str,
        flaw: Flaw,
    ) -> Result<Identity, CertsError> {
        let mut params = Self::params_for(domain)?;
        match flaw {
            Flaw::Expired => params.not_after = date_time_ymd(2001, 1, 1),
            Flaw::NotYetValid => params.not_before = date_time_ymd(2098, 1, 1),
            Flaw::ForClients => {
                params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
            }
        }
        self.sign(identity.key_pair()?, &params)
    }
}

impl Identity {
    /// The same key with a certificate for a server that it signed itself.
    pub fn self_signed_for(&self, domain: &str) -> Result<Self, CertsError> {
        ServerName::try_from(domain).map_err(|_| CertsError::NoDomain(domain.to_owned()))?;
        let key = self.key_pair()?;
        let certificate = Authority::params_for(domain)?.self_signed(&key)?;
        Self::new(key.into(), vec![certificate.der().clone()])
    }
}
