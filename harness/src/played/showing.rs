//! What an issuer that the suite plays shows of itself, and which TLS it speaks.

use std::sync::Arc;

use certs::{Authority, CertsError, Flaw, Identity, IssuerKey};
use rustls::{
    ServerConfig,
    server::{NoServerSessionStorage, ProducesTickets},
    version::{TLS12, TLS13},
};

/// What an issuer shows of itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Showing {
    /// A certificate as it should be.
    #[default]
    Right,
    /// The same by way of an authority for which the trusted one vouches.
    Intermediate,
    /// One of an authority that the holder was not given.
    OtherAuthority,
    /// One of such an authority, which calls itself by the name of the right one.
    SameName,
    /// One that it signed itself.
    SelfSigned,
    /// One that was signed with the key of somebody's ordinary certificate (RFC 5280 §4.2.1.9).
    ByOrdinary,
    /// One for another host.
    OtherHost,
    /// One for a host whose name begins like its own.
    LongerName,
    /// One for a host of its domain.
    HostBelow,
    /// One that is for no host.
    NoHost,
    /// One that is for the host of the service, and not for that of the description.
    ServiceOnly,
    /// One that is not valid any more.
    Expired,
    /// One that is not valid yet.
    NotYetValid,
    /// One that is for clients only (RFC 5280 §4.2.1.12).
    ForClients,
    /// The right certificate, without having its key.
    WithoutKey,
    /// A certificate that has its key and nothing else to be said for it, where it is known by its key.
    ItsKey,
    /// Another one.
    ItsKeyAgain,
    /// A certificate as it should be, with another key than it had.
    OtherKey,
    /// One of the authority that vouched for it before.
    Former,
    /// One of the authority that vouches for another issuer.
    OthersAuthority,
    /// One as it should be, with the key of another issuer, which it has.
    OthersKey,
}

/// What an issuer can show.
pub(super) struct Means {
    /// Who vouches for it.
    pub(super) authority: Arc<Authority>,
    /// What that is called.
    pub(super) name: String,
    /// Who it is.
    pub(super) identity: Identity,
    /// Who vouched for it before.
    pub(super) former: Option<Arc<Authority>>,
    /// Another issuer: who vouches for that, and who it is.
    pub(super) other: Option<(Arc<Authority>, Identity)>,
}

/// Why something cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum ShowError {
    /// No such certificate can be made.
    #[error(transparent)]
    Certs(#[from] CertsError),
    /// What it would take is not there.
    #[error("there is no {0} yet")]
    Lacking(&'static str),
}

impl Showing {
    const NAMED: [(Self, &'static str); 21] = [
        (Self::Right, "a good certificate"),
        (
            Self::Intermediate,
            "a certificate of an intermediate authority",
        ),
        (
            Self::OtherAuthority,
            "a certificate of an authority that nobody trusts",
        ),
        (
            Self::SameName,
            "a certificate of another authority with the trusted authority's name",
        ),
        (Self::SelfSigned, "a certificate that it signed itself"),
        (
            Self::ByOrdinary,
            "a certificate signed with the key of an ordinary certificate",
        ),
        (Self::OtherHost, "a certificate for another host"),
        (
            Self::LongerName,
            "a certificate for a host whose name begins like it",
        ),
        (Self::HostBelow, "a certificate for a host of its domain"),
        (Self::NoHost, "a certificate that is for no host"),
        (
            Self::ServiceOnly,
            "a certificate for the host of the service alone",
        ),
        (Self::Expired, "a certificate that has expired"),
        (Self::NotYetValid, "a certificate that is not valid yet"),
        (Self::ForClients, "a certificate that is for clients only"),
        (Self::WithoutKey, "its certificate, without having the key"),
        (Self::ItsKey, "a self-signed certificate with its key"),
        (
            Self::ItsKeyAgain,
            "another self-signed certificate with its key",
        ),
        (Self::OtherKey, "a good certificate with another key"),
        (
            Self::Former,
            "a certificate of the authority that it had before",
        ),
        (
            Self::OthersAuthority,
            "a certificate of the other issuer's authority",
        ),
        (
            Self::OthersKey,
            "a good certificate with the other issuer's key",
        ),
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
        match self {
            Self::Right | Self::Intermediate | Self::ItsKey | Self::ItsKeyAgain => None,
            _ => {
                let mut named = Self::NAMED.iter();
                named.find(|(s, _)| *s == self).map(|(_, name)| *name)
            }
        }
    }

    /// What is shown by an issuer of a domain that has this identity, and whose service is at a host.
    fn identity(self, means: &Means, domain: &str, host: &str) -> Result<Identity, ShowError> {
        let (authority, identity) = (&means.authority, &means.identity);
        let other = means.other.as_ref();
        let other = || other.ok_or(ShowError::Lacking("other issuer"));
        let hosts: &[&str] = if domain == host {
            &[domain]
        } else {
            &[host, domain]
        };
        let flawed = |flaw| authority.issue_flawed(identity, host, flaw);
        let unknown = |name| Authority::new(name)?.certify_for(identity, hosts);
        Ok(match self {
            Self::Right => authority.certify_for(identity, hosts)?,
            Self::Intermediate => authority.certify_by_another(identity, host)?,
            Self::OtherAuthority => unknown("Trialplate other authority")?,
            Self::SameName => unknown(&means.name)?,
            Self::SelfSigned | Self::ItsKey => identity.self_signed_for(host)?,
            Self::ItsKeyAgain => identity.self_signed_for("anybody.example")?,
            Self::ByOrdinary => authority.certify_by_ordinary(identity, host, "other.example")?,
            Self::OtherHost => authority.certify(identity, "other.example")?,
            Self::LongerName => authority.certify(identity, &format!("{host}.other.example"))?,
            Self::HostBelow => authority.certify(identity, &format!("www.{host}"))?,
            Self::NoHost => flawed(Flaw::ForNoHost)?,
            Self::ServiceOnly => authority.certify(identity, host)?,
            Self::Expired => flawed(Flaw::Expired)?,
            Self::NotYetValid => flawed(Flaw::NotYetValid)?,
            Self::ForClients => flawed(Flaw::ForClients)?,
            Self::WithoutKey => {
                let right = authority.certify_for(identity, hosts)?;
                authority.issue(host)?.posing_as(&right)?
            }
            Self::OtherKey => authority.certify_for(&Identity::anybody()?, hosts)?,
            Self::Former => {
                let former = means.former.as_ref();
                let former = former.ok_or(ShowError::Lacking("other authority"))?;
                former.certify_for(identity, hosts)?
            }
            Self::OthersAuthority => other()?.0.certify_for(identity, hosts)?,
            Self::OthersKey => authority.certify_for(&other()?.1, hosts)?,
        })
    }

    /// How TLS is spoken by an issuer of a domain that has these means, and whose service is at a host.
    pub(super) fn config(
        self,
        means: &Means,
        (domain, host): (&str, &str),
        speaks: Speaks,
    ) -> Result<Arc<ServerConfig>, ShowError> {
        let shown = self.identity(means, domain, host)?;
        let versions: &[_] = match speaks.version {
            Version::Tls12 => &[&TLS12],
            Version::Tls13 => &[&TLS13],
            Version::Any | Version::Old(_) => rustls::ALL_VERSIONS,
        };
        let mut config = certs::server_config_for(&shown, versions)?;
        if speaks.forgets {
            let config = Arc::make_mut(&mut config);
            config.ticketer = Arc::new(NoTickets);
            config.session_storage = Arc::new(NoServerSessionStorage {});
            config.send_tls13_tickets = 0;
        }
        if speaks.early {
            let config = Arc::make_mut(&mut config);
            // What would be replayed has to be known again (RFC 8446 §8.1).
            config.ticketer = Arc::new(NoTickets);
            config.max_early_data_size = EARLY_DATA;
        }
        Ok(config)
    }
}

/// How much early data a ticket allows, in bytes: more than a message takes.
const EARLY_DATA: u32 = 16 * 1024;

/// Which TLS an issuer speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Speaks {
    /// Which versions.
    pub version: Version,
    /// Whether it resumes no session.
    pub forgets: bool,
    /// Whether whoever resumes one may send early data (RFC 8446 §2.3).
    pub early: bool,
}

/// Which versions of TLS an issuer speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Version {
    /// TLS 1.2 and 1.3.
    #[default]
    Any,
    /// TLS 1.2 and nothing else.
    Tls12,
    /// TLS 1.3 and nothing else.
    Tls13,
    /// A version that nobody speaks any more (RFC 8996): it is chosen, whatever was offered.
    Old(Old),
}

/// A version of TLS that nobody speaks any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Old {
    /// TLS 1.0 (RFC 2246).
    Tls10,
    /// TLS 1.1 (RFC 4346).
    Tls11,
}

impl Version {
    /// The version that is called so in a scenario.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        match text {
            "1.2 and 1.3" => Some(Self::Any),
            "1.0" => Some(Self::Old(Old::Tls10)),
            "1.1" => Some(Self::Old(Old::Tls11)),
            "1.2" => Some(Self::Tls12),
            "1.3" => Some(Self::Tls13),
            _ => None,
        }
    }

    /// The only one that it is, as it is numbered on the wire, where it is one that is spoken.
    pub(super) fn only(self) -> Option<u16> {
        match self {
            Self::Tls12 => Some(judge::decode::tls::TLS_1_2),
            Self::Tls13 => Some(judge::decode::tls::TLS_1_3),
            Self::Any | Self::Old(_) => None,
        }
    }
}

impl Old {
    /// What people call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Tls10 => "TLS 1.0",
            Self::Tls11 => "TLS 1.1",
        }
    }

    /// Its number on the wire.
    pub(super) fn number(self) -> [u8; 2] {
        match self {
            Self::Tls10 => [3, 1],
            Self::Tls11 => [3, 2],
        }
    }

    /// A certificate for a host with a key of that time.
    pub(super) fn identity(authority: &Authority, host: &str) -> Result<Identity, CertsError> {
        authority.issue_as(IssuerKey::Rsa2048, host)
    }
}

/// Gives no tickets and takes none.
#[derive(Debug)]
struct NoTickets;

impl ProducesTickets for NoTickets {
    fn enabled(&self) -> bool {
        false
    }

    fn lifetime(&self) -> u32 {
        0
    }

    fn encrypt(&self, _: &[u8]) -> Option<Vec<u8>> {
        None
    }

    fn decrypt(&self, _: &[u8]) -> Option<Vec<u8>> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_has_a_name_can_be_shown() {
        let name = "an authority".to_owned();
        let authority = Arc::new(Authority::new(&name).unwrap());
        let identity = authority.issue("localhost").unwrap();
        let means = Means {
            authority: Arc::clone(&authority),
            name,
            identity: identity.clone(),
            former: Some(Arc::clone(&authority)),
            other: Some((authority, identity)),
        };
        for (showing, name) in Showing::NAMED {
            assert_eq!(Showing::named(name), Some(showing));
            let speaks = Speaks::default();
            let places = ("localhost", "localhost");
            showing.config(&means, places, speaks).unwrap();
        }
        assert_eq!(Showing::named("a rumour"), None);
    }
}
