//! Amounts of a currency: exact decimals.

use std::fmt;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use thiserror::Error;

use crate::lexical;

/// An exact, signed amount in units of an issuer's currency, with at most six fraction digits
/// (profile 1, reading of paper §3). Written canonically: no exponent, no plus sign, no zeros
/// that mean nothing.
///
/// What is read from a message has at most 18 integer digits; sums may be larger.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(Decimal);

/// Why a text is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AmountError {
    /// The text is no `xsd:decimal`.
    #[error("not a decimal")]
    NotDecimal,
    /// More integer digits than the profile has, or for a sum, than can be held.
    #[error("too many integer digits")]
    TooManyIntegerDigits,
    /// More fraction digits than the profile has: such an amount is refused, never rounded.
    #[error("more than {} fraction digits", Amount::FRACTION_DIGITS)]
    TooManyFractionDigits,
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// How many integer digits a message may carry.
    pub const INTEGER_DIGITS: usize = 18;
    /// How many fraction digits a message may carry.
    pub const FRACTION_DIGITS: u32 = 6;
    /// How many integer digits a sum may have.
    const SUM_DIGITS: usize = 22;

    /// Reads an `xsd:decimal`, white space around it allowed. Digits are counted on the value:
    /// zeros at either end do not count.
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        Self::parse_within(text, Self::INTEGER_DIGITS)
    }

    /// Reads a sum of amounts, which a balance is: it may have as many integer digits as can be held.
    pub fn parse_sum(text: &str) -> Result<Self, AmountError> {
        Self::parse_within(text, Self::SUM_DIGITS)
    }

    fn parse_within(text: &str, integer_digits: usize) -> Result<Self, AmountError> {
        let digits = lexical::decimal(text).ok_or(AmountError::NotDecimal)?;
        if digits.integer.len() > integer_digits {
            return Err(AmountError::TooManyIntegerDigits);
        }
        if digits.fraction.len() > Self::FRACTION_DIGITS as usize {
            return Err(AmountError::TooManyFractionDigits);
        }
        let scale = digits.fraction.len() as u32;
        let magnitude = digits
            .integer
            .bytes()
            .chain(digits.fraction.bytes())
            .fold(0i128, |sum, digit| sum * 10 + i128::from(digit - b'0'));
        let value = if digits.negative {
            -magnitude
        } else {
            magnitude
        };
        Ok(Self(
            Decimal::from_i128_with_scale(value, scale).normalize(),
        ))
    }

    /// A whole number of units.
    pub fn units(units: i64) -> Self {
        Self(Decimal::from(units))
    }

    /// The exact sum, or `None` where it is beyond what can be held (more than 22 integer digits).
    pub fn checked_add(self, other: Self) -> Option<Self> {
        // Decimal's own addition rounds silently when its 96 bits are full.
        Self::of_millionths(self.millionths() + other.millionths())
    }

    /// The exact difference, or `None` where it is beyond what can be held.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        Self::of_millionths(self.millionths() - other.millionths())
    }

    /// More than nothing.
    pub fn is_positive(self) -> bool {
        self > Self::ZERO
    }

    /// Nothing.
    pub fn is_zero(self) -> bool {
        self == Self::ZERO
    }

    /// Less than nothing.
    pub fn is_negative(self) -> bool {
        self < Self::ZERO
    }

    /// Rounded half away from zero to `fraction_digits`. No conforming issuer rounds: this is for
    /// faults that do.
    #[must_use]
    pub fn round_to(self, fraction_digits: u32) -> Self {
        let rounded = self
            .0
            .round_dp_with_strategy(fraction_digits, RoundingStrategy::MidpointAwayFromZero);
        Self(rounded.normalize())
    }

    /// The amount in millionths of a unit. Fits: 96 bits of mantissa and at most six more digits.
    fn millionths(self) -> i128 {
        let missing = Self::FRACTION_DIGITS - self.0.scale();
        self.0.mantissa() * 10i128.pow(missing)
    }

    fn of_millionths(millionths: i128) -> Option<Self> {
        Decimal::try_from_i128_with_scale(millionths, Self::FRACTION_DIGITS)
            .ok()
            .map(|decimal| Self(decimal.normalize()))
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        Self::parse(text)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Amount({self})")
    }
}
