use rcgen::SignatureAlgorithm;

/// The kinds of key that a holder may have (profile 1): P-256 and RSA are taken by every issuer,
/// Ed25519 should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// ECDSA on NIST P-256.
    P256,
    /// RSA with a modulus of 2048 bits.
    Rsa2048,
    /// EdDSA on Curve25519.
    Ed25519,
}

impl KeyKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::P256, Self::Rsa2048, Self::Ed25519];

    pub(crate) fn algorithm(self) -> &'static SignatureAlgorithm {
        match self {
            Self::P256 => &rcgen::PKCS_ECDSA_P256_SHA256,
            Self::Rsa2048 => &rcgen::PKCS_RSA_SHA256,
            Self::Ed25519 => &rcgen::PKCS_ED25519,
        }
    }
}

/// The kinds of key that an issuer may have: whichever TLS has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum IssuerKey {
    /// ECDSA on NIST P-256.
    #[default]
    P256,
    /// ECDSA on NIST P-384.
    P384,
    /// RSA with a modulus of 2048 bits.
    Rsa2048,
    /// EdDSA on Curve25519.
    Ed25519,
}

impl IssuerKey {
    pub(crate) fn algorithm(self) -> &'static SignatureAlgorithm {
        match self {
            Self::P256 => KeyKind::P256.algorithm(),
            Self::P384 => &rcgen::PKCS_ECDSA_P384_SHA384,
            Self::Rsa2048 => KeyKind::Rsa2048.algorithm(),
            Self::Ed25519 => KeyKind::Ed25519.algorithm(),
        }
    }
}
