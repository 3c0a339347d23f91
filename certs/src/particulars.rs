use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose, SanType, date_time_ymd,
};
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::CertificateDer;

use crate::{CertsError, unusual};

/// A day: year, month, day.
pub type Day = (i32, u8, u8);

/// What a holder's certificate says beside the key. None of it means anything to an issuer
/// (paper §3).
#[derive(Clone, Debug)]
pub struct Particulars {
    /// The common name of subject and signer; absent for an empty name.
    pub name: Option<String>,
    /// The serial number, its most significant byte first.
    pub serial: Vec<u8>,
    /// The first day on which it is valid.
    pub not_before: Day,
    /// The last day.
    pub not_after: Day,
    /// What it says of its use.
    pub extensions: Extensions,
    /// What stock TLS libraries refuse in it.
    pub unusual: Option<Unusual>,
}

/// What a certificate says of its use (RFC 5280 §4.2.1). An issuer needs none of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extensions {
    /// Nothing.
    #[default]
    None,
    /// It is an authority's, as `openssl req -x509` says of each that it makes: critical basic
    /// constraints, and identifiers of its key and its signer's.
    Authority,
    /// It is for a domain.
    Named,
    /// It is for servers, and for nobody else.
    Servers,
    /// Its key is for signing certificates, and for nothing else.
    Signing,
}

/// What stock TLS libraries refuse in a certificate, and an issuer should take all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusual {
    /// It is of X.509 version 1 (RFC 5280 §4.1.2.1).
    Version1,
    /// It has a critical extension that nobody knows (RFC 5280 §4.2).
    CriticalExtension,
    /// Its signature does not verify.
    BrokenSignature,
}

impl Particulars {
    /// Those of anybody: a made-up name and a serial number, valid for decades around now. No two
    /// are alike, so that no issuer knows a holder of the suite by them.
    pub fn anybodys() -> Result<Self, CertsError> {
        let dice: [u8; 32] = random()?;
        let (name, rest) = dice.split_at(6);
        let (days, serial) = rest.split_at(6);
        Ok(Self {
            name: Some(made_up(name)),
            // Positive, and of eight to sixteen bytes, as common tools make them.
            serial: [
                &[serial[0] & 0x3f | 0x40],
                &serial[1..8 + usize::from(days[0] % 9)],
            ]
            .concat(),
            not_before: (
                2000 + i32::from(days[1] % 21),
                1 + days[2] % 12,
                1 + days[3] % 28,
            ),
            not_after: (
                2060 + i32::from(days[4] % 30),
                1 + days[5] % 12,
                1 + days[0] % 28,
            ),
            extensions: Extensions::None,
            unusual: None,
        })
    }

    /// A certificate that says so, signed by the key itself.
    pub(crate) fn self_signed(&self, key: &KeyPair) -> Result<CertificateDer<'static>, CertsError> {
        let mut params = self.params();
        if self.unusual == Some(Unusual::CriticalExtension) {
            // An arc for examples (RFC 9371 §2.3, 32473), which nobody gives a meaning.
            let arc = [1, 3, 6, 1, 4, 1, 32473, 7];
            let mut extension = CustomExtension::from_oid_content(&arc, vec![5, 0]);
            extension.set_criticality(true);
            params.custom_extensions.push(extension);
        }
        let certificate = params.self_signed(key)?.der().clone();
        match self.unusual {
            Some(Unusual::Version1) => unusual::version_1(&certificate, key),
            Some(Unusual::BrokenSignature) => unusual::broken_signature(&certificate),
            Some(Unusual::CriticalExtension) | None => Ok(certificate),
        }
    }

    /// What rcgen makes a certificate of.
    pub(crate) fn params(&self) -> CertificateParams {
        let mut params = CertificateParams::default();
        params.distinguished_name = rcgen::DistinguishedName::new();
        if let Some(name) = &self.name {
            params
                .distinguished_name
                .push(DnType::CommonName, name.as_str());
        }
        params.serial_number = Some(self.serial.clone().into());
        let day = |(year, month, day)| date_time_ymd(year, month, day);
        params.not_before = day(self.not_before);
        params.not_after = day(self.not_after);
        match self.extensions {
            Extensions::None => {}
            Extensions::Authority => {
                params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
                params.use_authority_key_identifier_extension = true;
            }
            Extensions::Named => {
                let name = "holder.example".try_into().map(SanType::DnsName);
                params.subject_alt_names.extend(name);
            }
            Extensions::Servers => {
                params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
            }
            Extensions::Signing => params.key_usages = vec![KeyUsagePurpose::KeyCertSign],
        }
        params
    }
}

fn random<const N: usize>() -> Result<[u8; N], CertsError> {
    let mut bytes = [0; N];
    let source = aws_lc_rs::default_provider().secure_random;
    source
        .fill(&mut bytes)
        .map_err(|e| CertsError::Tls(e.into()))?;
    Ok(bytes)
}

/// A name that can be spoken: a syllable for each byte.
fn made_up(bytes: &[u8]) -> String {
    const BEGIN: &[u8; 16] = b"bdfghjklmnprstvz";
    const MIDDLE: &[u8; 5] = b"aeiou";
    let least = 3;
    let several = least + usize::from(bytes[0]) % (bytes.len() - least + 1);
    let syllable = |b: &u8| {
        let vowel = usize::from(b >> 4) % MIDDLE.len();
        [BEGIN[usize::from(b & 15)], MIDDLE[vowel]].map(char::from)
    };
    bytes[..several].iter().flat_map(syllable).collect()
}
