//! What an issuer that the suite plays shows of itself.

use std::sync::Arc;

use certs::{Authority, CertsError, Flaw, Identity};
use rustls::ServerConfig;

/// What an issuer shows of itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Showing {
    /// A certificate as it should be.
    #[default]
    Right,
    /// One of an authority that the holder was not given.
    OtherAuthority,
    /// One for another host.
    OtherHost,
    /// One that is not valid any more.
    Expired,
    /// One that is not valid yet.
    NotYetValid,
    /// One that it signed itself.
    SelfSigned,
    /// One that is for clients only (RFC 5280 §4.2.1.12).
    ForClients,
    /// The right certificate, without having its key.
    WithoutKey,
    /// TLS 1.2 and nothing newer.
    OnlyTls12,
    /// TLS 1.1, which nobody speaks any more (RFC 8996).
    OnlyTls11,
}

impl Showing {
    const NAMED: [(Self, &'static str); 9] = [
        (
            Self::OtherAuthority,
            "a certificate of an authority that nobody trusts",
        ),
        (Self::OtherHost, "a certificate for another host"),
        (Self::Expired, "a certificate that has expired"),
        (Self::NotYetValid, "a certificate that is not valid yet"),
        (Self::SelfSigned, "a certificate that it signed itself"),
        (Self::ForClients, "a certificate that is for clients only"),
        (Self::WithoutKey, "a certificate without having its key"),
        (Self::OnlyTls12, "TLS 1.2 and nothing newer"),
        (Self::OnlyTls11, "TLS 1.1 and nothing newer"),
    ];

    /// What is called so in a scenario.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let mut named = Self::NAMED.iter();
        named.find(|(_, name)| *name == text).map(|(s, _)| *s)
    }

    /// What is wrong with it, if anything is.
    #[must_use]
    pub fn wrong(self) -> Option<&'static str> {
        if self == Self::OnlyTls12 {
            return None;
        }
        let mut named = Self::NAMED.iter();
        named.find(|(s, _)| *s == self).map(|(_, name)| *name)
    }

    /// How TLS is spoken by an issuer of a host that has this identity.
    pub(super) fn config(
        self,
        authority: &Authority,
        identity: &Identity,
        host: &str,
    ) -> Result<Arc<ServerConfig>, CertsError> {
        let flawed = |flaw| authority.issue_flawed(identity, host, flaw);
        let shown = match self {
            Self::Right | Self::OnlyTls12 | Self::OnlyTls11 => identity.clone(),
            Self::OtherAuthority => {
                Authority::new("Trialplate other authority")?.certify(identity, host)?
            }
            Self::OtherHost => authority.certify(identity, "other.example")?,
            Self::Expired => flawed(Flaw::Expired)?,
            Self::NotYetValid => flawed(Flaw::NotYetValid)?,
            Self::ForClients => flawed(Flaw::ForClients)?,
            Self::SelfSigned => identity.self_signed_for(host)?,
            Self::WithoutKey => authority.issue(host)?.posing_as(identity)?,
        };
        match self {
            Self::OnlyTls12 => certs::server_config_for(&shown, &[&rustls::version::TLS12]),
            _ => certs::server_config(&shown),
        }
    }
}
