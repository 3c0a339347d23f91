//! Key identifiers: who a holder or an issuer is.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::lexical;

/// The identifier of a public key: the SHA-256 of its DER SubjectPublicKeyInfo (profile 1, a
/// reading of paper §2.3). 64 hexadecimal digits: written in upper case, read in either.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; 32]);

/// The text is not 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a key identifier of 64 hexadecimal digits")]
pub struct KeyIdError;

impl KeyId {
    /// The identifier of the key in a DER SubjectPublicKeyInfo, which is not looked into.
    pub fn of_spki(spki: &[u8]) -> Self {
        Self(Sha256::digest(spki).into())
    }

    /// The identifier with these 32 bytes, whether or not somebody has a key for it.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The hash itself.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Reads 64 hexadecimal digits of either case, XML white space around them allowed.
    pub fn parse(text: &str) -> Result<Self, KeyIdError> {
        let digits = lexical::trim(text).as_bytes();
        if digits.len() != 64 {
            return Err(KeyIdError);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

fn nibble(digit: u8) -> Result<u8, KeyIdError> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        b'A'..=b'F' => Ok(digit - b'A' + 10),
        _ => Err(KeyIdError),
    }
}

impl FromStr for KeyId {
    type Err = KeyIdError;

    fn from_str(text: &str) -> Result<Self, KeyIdError> {
        Self::parse(text)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
        let digits = self.0.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]);
        f.write_str(&digits.collect::<String>())
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}
