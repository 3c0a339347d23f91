//! The connection that an exchange went over, and what both sides showed of themselves in its handshake.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether a TLS session was made anew or taken up again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Handshake {
    /// A full handshake.
    Full,
    /// A session was resumed (RFC 8446 §2.2, RFC 5246 §7.3).
    Resumed,
}

/// What was wrong with an issuer's certificate, so that the suite went no further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Misfit {
    /// It is for other names than the one that was connected to (RFC 9525 §6).
    OtherName,
    /// No authority that is trusted vouches for it (RFC 5280 §6).
    UnknownAuthority,
    /// It has another key than the one by which the issuer is known.
    OtherKey,
    /// A signature does not verify: the authority's in the certificate, or the one in the handshake, which proves that the
    /// issuer has the private key (RFC 8446 §4.4.3).
    BadSignature,
    /// It is not valid at this time, if this machine's clock is right.
    Validity,
    /// Something else.
    Other,
}

impl Misfit {
    /// What an issuer shows that is wrong so, for people.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::OtherName => "a certificate for another name",
            Self::UnknownAuthority => "a certificate by an authority that is not trusted",
            Self::OtherKey => "a certificate with another key",
            Self::BadSignature => "a signature that does not verify",
            Self::Validity => "a certificate that is not valid now",
            Self::Other => "a certificate that cannot be used",
        }
    }
}

/// What the issuer showed of itself in a full handshake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IssuerShown {
    /// The identifier of the key in its certificate; absent where that was not learnt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What was wrong with its certificate; absent where the suite took it, for its domain or for its key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub misfit: Option<Misfit>,
}

/// What became of early data (RFC 8446 §2.3) on a connection whose client would send some.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EarlyData {
    /// The most that the tickets which the client got from the issuer allow, in bytes; 0 where they allow none, or there
    /// were no tickets.
    pub allowed: u32,
    /// Whether the client sent some.
    pub sent: bool,
    /// Whether the issuer accepted it.
    pub accepted: bool,
}

/// The connection that an exchange went over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Connection {
    /// Numbered within the scenario.
    pub id: u32,
    /// The handshake it began with; absent on a plain connection, or where none came about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handshake: Option<Handshake>,
    /// The version of TLS, as `TLSv1.3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tls: Option<String>,
    /// What the client showed of itself, in words; absent where it was an ordinary holder's certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    /// What the issuer showed, where that is looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<IssuerShown>,
    /// What became of early data, where the client was made to send some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub early_data: Option<EarlyData>,
    /// Where it came from, where that matters: an address, and whether a relay stood between.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}
