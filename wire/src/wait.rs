//! How long a deposits request waits.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use thiserror::Error;

use crate::lexical::{self, OutOfBounds};

/// How long an issuer waits at least before it answers with an empty list (paper §3,
/// `millisecondsWait`): an `xsd:unsignedInt` of milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Wait(u32);

/// Why a text is no wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WaitError {
    /// The text is no whole number.
    #[error("not a whole number of milliseconds")]
    NotInteger,
    /// Below zero.
    #[error("a wait is not negative")]
    Negative,
    /// Beyond an `xsd:unsignedInt`.
    #[error("a wait is at most {} ms", u32::MAX)]
    TooLong,
}

impl Wait {
    /// A wait of so many milliseconds.
    pub const fn milliseconds(milliseconds: u32) -> Self {
        Self(milliseconds)
    }

    /// Reads an `xsd:unsignedInt`, XML white space around it allowed.
    pub fn parse(text: &str) -> Result<Self, WaitError> {
        match lexical::bounded(text, u64::from(u32::MAX)) {
            Ok(value) => u32::try_from(value)
                .map(Self)
                .map_err(|_| WaitError::TooLong),
            Err(OutOfBounds::NotInteger) => Err(WaitError::NotInteger),
            Err(OutOfBounds::Negative) => Err(WaitError::Negative),
            Err(OutOfBounds::TooLarge) => Err(WaitError::TooLong),
        }
    }

    /// The wait as a duration.
    pub const fn duration(self) -> Duration {
        Duration::from_millis(self.0 as u64)
    }
}

impl FromStr for Wait {
    type Err = WaitError;

    fn from_str(text: &str) -> Result<Self, WaitError> {
        Self::parse(text)
    }
}

impl fmt::Display for Wait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
