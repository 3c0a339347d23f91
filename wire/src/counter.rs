//! Message counters.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::lexical::{self, OutOfBounds};

/// What makes a transfer that is sent again the same transfer (paper §3): 0 to 2^63-1, for
/// toolkits use signed 64-bit numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageCounter(u64);

/// Why a text is no message counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CounterError {
    /// The text is no whole number.
    #[error("not a whole number")]
    NotInteger,
    /// Below zero or beyond [`MessageCounter::MAX`].
    #[error("not between 0 and {}", MessageCounter::MAX)]
    OutOfRange,
}

impl MessageCounter {
    /// The highest counter: nothing follows it.
    pub const MAX: Self = Self(i64::MAX as u64);

    /// The counter with this value, unless it is beyond [`MessageCounter::MAX`].
    pub fn new(value: u64) -> Option<Self> {
        (value <= Self::MAX.0).then_some(Self(value))
    }

    /// Reads an `xsd:long`, XML white space around it allowed, so `+7` and `007` are 7.
    pub fn parse(text: &str) -> Result<Self, CounterError> {
        match lexical::bounded(text, Self::MAX.0) {
            Ok(value) => Ok(Self(value)),
            Err(OutOfBounds::NotInteger) => Err(CounterError::NotInteger),
            Err(OutOfBounds::Negative | OutOfBounds::TooLarge) => Err(CounterError::OutOfRange),
        }
    }

    /// The number.
    pub const fn value(self) -> u64 {
        self.0
    }

    /// The counter after this one; the last has none.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::new(self.0 + 1)
    }
}

impl FromStr for MessageCounter {
    type Err = CounterError;

    fn from_str(text: &str) -> Result<Self, CounterError> {
        Self::parse(text)
    }
}

impl fmt::Display for MessageCounter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
