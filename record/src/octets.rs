//! Bytes as they went over the wire, with a cap and a digest.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::STANDARD};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How many bytes of one direction of an exchange are kept. What is longer is cut there, and its digest covers the rest.
pub const CAP: usize = 512 * 1024;

/// How many bytes of an answer are kept: a list of a thousand deposits may be written at length.
pub const ANSWER_CAP: usize = 4 * 1024 * 1024;

/// Bytes that were sent or received: at most [`CAP`] of them kept, the length and the SHA-256 of all of them known.
///
/// In JSON: `{"length", "sha256", "text"}` where they are UTF-8 without control characters other than white space,
/// `{"length", "sha256", "base64"}` otherwise; `kept_sha256` covers the kept part where the rest was cut off. Reading
/// checks the digest, so a record whose bytes were changed is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Form", into = "Form")]
#[schemars(with = "Form")]
pub struct Octets {
    kept: Arc<[u8]>,
    length: u64,
    sha256: String,
}

/// Why bytes of a record were refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OctetsError {
    /// Neither or both of `text` and `base64` are there.
    #[error("bytes need either `text` or `base64`")]
    Form,
    /// The `base64` is none.
    #[error("`base64` cannot be read: {0}")]
    Base64(String),
    /// The bytes are not those that were recorded.
    #[error(
        "the bytes are not those that were recorded: their SHA-256 is {actual}, the record says {recorded}"
    )]
    Digest {
        /// The digest of what stands in the record.
        actual: String,
        /// The digest that the record gives.
        recorded: String,
    },
    /// The length does not fit the bytes.
    #[error("{kept} bytes are kept of {length}")]
    Length {
        /// Bytes in the record.
        kept: usize,
        /// Bytes that the record claims there were.
        length: u64,
    },
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Octets")]
#[serde(deny_unknown_fields)]
struct Form {
    /// How many bytes there were.
    length: u64,
    /// SHA-256 of all of them, lower-case hexadecimal.
    sha256: String,
    /// SHA-256 of those kept here, where not all were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kept_sha256: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base64: Option<String>,
}

impl Octets {
    /// Keeps `bytes`, up to the cap.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Self {
        Self::beginning(bytes, CAP)
    }

    /// Keeps at most so many bytes of `bytes`, where their beginning says enough.
    #[must_use]
    pub fn beginning(bytes: &[u8], most: usize) -> Self {
        Self {
            kept: bytes[..bytes.len().min(most)].into(),
            length: bytes.len() as u64,
            sha256: digest(bytes),
        }
    }

    /// The bytes kept: all, unless [`Octets::is_cut`].
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        &self.kept
    }

    /// How many bytes there were.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// SHA-256 of all of them, lower-case hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Whether there were more than are kept.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        (self.kept.len() as u64) < self.length
    }

    /// For people: the text, with what is not UTF-8 replaced.
    #[must_use]
    pub fn to_text(&self) -> String {
        String::from_utf8_lossy(&self.kept).into_owned()
    }
}

fn digest(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    let digest = Sha256::digest(bytes);
    let digits = digest.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]);
    digits.collect()
}

impl From<Octets> for Form {
    fn from(octets: Octets) -> Self {
        let kept_sha256 = octets.is_cut().then(|| digest(&octets.kept));
        let mut form = Self {
            length: octets.length,
            sha256: octets.sha256,
            kept_sha256,
            ..Self::default()
        };
        match String::from_utf8(octets.kept.to_vec()) {
            Ok(text)
                if !text
                    .chars()
                    .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) =>
            {
                form.text = Some(text);
            }
            Ok(text) => form.base64 = Some(STANDARD.encode(text)),
            Err(e) => form.base64 = Some(STANDARD.encode(e.into_bytes())),
        }
        form
    }
}

impl TryFrom<Form> for Octets {
    type Error = OctetsError;

    fn try_from(form: Form) -> Result<Self, OctetsError> {
        let kept = match (form.text, form.base64) {
            (Some(text), None) => text.into_bytes(),
            (None, Some(base64)) => STANDARD
                .decode(base64)
                .map_err(|e| OctetsError::Base64(e.to_string()))?,
            _ => return Err(OctetsError::Form),
        };
        let whole = kept.len() as u64 == form.length;
        if kept.len() as u64 > form.length || (!whole && form.kept_sha256.is_none()) {
            return Err(OctetsError::Length {
                kept: kept.len(),
                length: form.length,
            });
        }
        let recorded = match form.kept_sha256 {
            Some(kept_sha256) if !whole => kept_sha256,
            _ => form.sha256.clone(),
        };
        let actual = digest(&kept);
        if actual != recorded {
            return Err(OctetsError::Digest { actual, recorded });
        }
        Ok(Self {
            kept: kept.into(),
            length: form.length,
            sha256: form.sha256,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(octets: &Octets) -> Octets {
        let form: Form = octets.clone().into();
        Octets::try_from(form).unwrap()
    }

    #[test]
    fn text_stays_readable_and_the_rest_becomes_base64() {
        let text: Form = Octets::new(b"HTTP/1.1 200 OK\r\n").into();
        assert_eq!(text.text.as_deref(), Some("HTTP/1.1 200 OK\r\n"));
        let binary: Form = Octets::new(&[0xff, 0xfe, 0x00]).into();
        assert_eq!(binary.base64.as_deref(), Some("//4A"));
        for bytes in [&b"abc"[..], &[0, 1, 2], &[]] {
            assert_eq!(again(&Octets::new(bytes)).as_slice(), bytes);
        }
    }

    #[test]
    fn one_changed_byte_is_noticed() {
        let mut form: Form = Octets::new(b"<fee>1.2</fee>").into();
        form.text = Some("<fee>1.3</fee>".into());
        assert!(matches!(
            Octets::try_from(form),
            Err(OctetsError::Digest { .. })
        ));
    }

    #[test]
    fn what_is_longer_than_the_cap_is_cut_and_still_guarded() {
        let long = Octets::new(&vec![b'a'; CAP + 1]);
        assert!(long.is_cut());
        assert_eq!(again(&long), long);
        let begun = Octets::beginning(b"abc", 1);
        assert!(begun.is_cut() && begun.as_slice() == b"a");
        assert_eq!(again(&begun), begun);
        let mut form: Form = long.into();
        form.text = form.text.map(|t| t.replacen('a', "b", 1));
        assert!(matches!(
            Octets::try_from(form),
            Err(OctetsError::Digest { .. })
        ));
    }
}
