use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, date_time_ymd,
};
use rustls::pki_types::ServerName;

use crate::{Authority, CertsError, Identity, validity};

/// What is wrong with a server's certificate, so that no client may take it (RFC 5280 §6, RFC 9525).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Its last day was in the last century of these tests' clocks: 2001.
    Expired,
    /// Its first day is in 2098.
    NotYetValid,
    /// It may be used by clients only (RFC 5280 §4.2.1.12).
    ForClients,
    /// It names no host, neither as an alternative nor in its subject (RFC 9525 §4).
    ForNoHost,
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
            Flaw::ForNoHost => {
                params.subject_alt_names.clear();
                params.distinguished_name = named("Trialplate test issuer");
            }
        }
        self.sign(identity.key_pair()?, &params)
    }

    /// The same key with a certificate of this authority for all of these domains.
    pub fn certify_for(
        &self,
        identity: &Identity,
        domains: &[&str],
    ) -> Result<Identity, CertsError> {
        let [first, others @ ..] = domains else {
            return Err(CertsError::NoDomain(String::new()));
        };
        let mut params = Self::params_for(first)?;
        for domain in others {
            let more = Self::params_for(domain)?.subject_alt_names;
            params.subject_alt_names.extend(more);
        }
        self.sign(identity.key_pair()?, &params)
    }

    /// The same key with a certificate of an authority that this one vouches for, and which is shown behind it.
    pub fn certify_by_another(
        &self,
        identity: &Identity,
        domain: &str,
    ) -> Result<Identity, CertsError> {
        let mut params = CertificateParams::default();
        params.distinguished_name = named("Trialplate intermediate authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.use_authority_key_identifier_extension = true;
        validity::this_century(&mut params);
        self.certify_below(&params, identity, domain)
    }

    /// The same key with a certificate signed by somebody whom this authority vouches for as the server of another host, and
    /// for nothing else: no client may take it (RFC 5280 §4.2.1.9).
    pub fn certify_by_ordinary(
        &self,
        identity: &Identity,
        domain: &str,
        signer: &str,
    ) -> Result<Identity, CertsError> {
        self.certify_below(&Self::params_for(signer)?, identity, domain)
    }

    fn certify_below(
        &self,
        signer: &CertificateParams,
        identity: &Identity,
        domain: &str,
    ) -> Result<Identity, CertsError> {
        let key = KeyPair::generate()?;
        let own = identity.key_pair()?;
        let issuer = Issuer::from_params(signer, &key);
        let leaf = Self::params_for(domain)?.signed_by(&own, &issuer)?;
        let leaf = Identity::new(own.into(), vec![leaf.der().clone()])?;
        leaf.followed_by(&self.sign(key, signer)?)
    }
}

fn named(name: &str) -> DistinguishedName {
    let mut all = DistinguishedName::new();
    all.push(DnType::CommonName, name);
    all
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
