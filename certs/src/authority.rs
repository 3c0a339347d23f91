use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose,
};

use rustls::pki_types::ServerName;

use crate::{CertsError, Identity, IssuerKey, Particulars, validity};

/// A certificate authority of one's own: what binds issuers' keys to their domains where no
/// public one does.
pub struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    /// A new authority with a new P-256 key.
    pub fn new(name: &str) -> Result<Self, CertsError> {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        validity::this_century(&mut params);
        Ok(Self(CertifiedIssuer::self_signed(
            params,
            KeyPair::generate()?,
        )?))
    }

    /// The certificate that others trust, as PEM.
    pub fn pem(&self) -> String {
        self.0.pem()
    }

    /// A server's identity: a new P-256 key, and a certificate that binds it to `domain`, a DNS
    /// name or an IP address.
    pub fn issue(&self, domain: &str) -> Result<Identity, CertsError> {
        self.issue_as(IssuerKey::P256, domain)
    }

    /// The same with a new key of another kind.
    pub fn issue_as(&self, kind: IssuerKey, domain: &str) -> Result<Identity, CertsError> {
        self.bind(KeyPair::generate_for(kind.algorithm())?, domain)
    }

    /// The same key with a certificate of this authority, which binds it to `domain`.
    pub fn certify(&self, identity: &Identity, domain: &str) -> Result<Identity, CertsError> {
        self.bind(identity.key_pair()?, domain)
    }

    /// A holder's key with a certificate of this authority, which says what it is told to.
    pub fn vouch_for(
        &self,
        holder: &Identity,
        particulars: &Particulars,
    ) -> Result<Identity, CertsError> {
        let key = holder.key_pair()?;
        let mut params = particulars.params();
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        let certificate = params.signed_by(&key, &self.0)?;
        Identity::new(key.into(), vec![certificate.der().clone()])
    }

    fn bind(&self, key: KeyPair, domain: &str) -> Result<Identity, CertsError> {
        self.sign(key, &Self::params_for(domain)?)
    }

    /// What a server's certificate for `domain` says.
    pub(crate) fn params_for(domain: &str) -> Result<CertificateParams, CertsError> {
        ServerName::try_from(domain).map_err(|_| CertsError::NoDomain(domain.to_owned()))?;
        let mut params = CertificateParams::new([domain.to_owned()])?;
        params.distinguished_name.push(DnType::CommonName, domain);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        // Strict verifiers (Python's, since 3.13) want the authority named by its key, too.
        params.use_authority_key_identifier_extension = true;
        validity::this_century(&mut params);
        Ok(params)
    }

    pub(crate) fn sign(
        &self,
        key: KeyPair,
        params: &CertificateParams,
    ) -> Result<Identity, CertsError> {
        let certificate = params.signed_by(&key, &self.0)?;
        Identity::new(key.into(), vec![certificate.der().clone()])
    }
}
