//! Exact decimals, read from what was received.

/// An exact decimal of at most six fraction digits, as the profile's amounts are (reading; XML Schema Part 2 §3.2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(i128);

const FRACTION_DIGITS: usize = 6;
const UNIT: i128 = 1_000_000;

/// Why a text is no amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// It is not in the lexical space of `xsd:decimal`.
    #[error("{0:?} is no xsd:decimal")]
    Lexical(String),
    /// It has more digits behind the point than an amount may have.
    #[error("{0:?} has more than six digits behind the point")]
    TooFine(String),
    /// It is beyond all amounts.
    #[error("{0:?} is too large")]
    TooLarge(String),
}

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Reads a decimal: optional sign, digits with at most one point, at least one digit; XML white space around it does
    /// not count, and neither do trailing zeros behind the point.
    ///
    /// # Errors
    /// When it is none, or is finer or larger than an amount can be.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let plain = text.trim_matches([' ', '\t', '\r', '\n']);
        let lexical = || DecimalError::Lexical(text.to_owned());
        let (sign, digits) = match plain.as_bytes() {
            [b'-', ..] => (-1, &plain[1..]),
            [b'+', ..] => (1, &plain[1..]),
            _ => (1, plain),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.len() + fraction.len() == 0 || !all_digits(whole) || !all_digits(fraction) {
            return Err(lexical());
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > FRACTION_DIGITS {
            return Err(DecimalError::TooFine(text.to_owned()));
        }
        format!("{whole}{fraction:0<FRACTION_DIGITS$}")
            .parse::<i128>()
            .map(|magnitude| Self(sign * magnitude))
            .map_err(|_| DecimalError::TooLarge(text.to_owned()))
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Its distance from zero.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// This many times the smallest unit, one millionth.
    #[must_use]
    pub fn smallest_units(units: i128) -> Self {
        Self(units)
    }

    /// How many of the smallest unit, one millionth, it is.
    #[must_use]
    pub fn units(self) -> i128 {
        self.0
    }

    /// How many of `parts` equal parts of a whole this takes, rounded up; all of them where it is more than the whole.
    #[must_use]
    pub fn parts_of(self, whole: Self, parts: u32) -> u32 {
        let taken = self.0.max(0).saturating_mul(i128::from(parts));
        let taken = taken
            .checked_div(whole.0)
            .map_or(i128::from(parts), |n| n + 1);
        u32::try_from(taken).unwrap_or(parts).min(parts)
    }

    /// The product, cut to six fraction digits towards zero.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        Self(self.0.saturating_mul(other.0) / UNIT)
    }
}

impl std::ops::Add for Decimal {
    type Output = Self;

    /// The exact sum. Amounts read from messages are far from the ends of the range; beyond them it stays at the end,
    /// which then equals no other amount.
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::ops::Sub for Decimal {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl std::iter::Sum for Decimal {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, |a, b| a + b)
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let magnitude = self.0.unsigned_abs();
        let (whole, fraction) = (
            magnitude / UNIT.unsigned_abs(),
            magnitude % UNIT.unsigned_abs(),
        );
        let fraction = format!("{fraction:06}");
        match fraction.trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            digits => write!(f, "{sign}{whole}.{digits}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        Decimal::parse(text).map_or_else(|e| e.to_string(), |d| d.to_string())
    }

    #[test]
    fn decimals_are_read_exactly() {
        for (text, canonical) in [
            ("101.2", "101.2"),
            ("100", "100"),
            (" 1.0\n", "1"),
            ("+5", "5"),
            (".5", "0.5"),
            ("5.", "5"),
            ("-0.000001", "-0.000001"),
            ("-0", "0"),
            ("999999999999999999.999999", "999999999999999999.999999"),
            ("0.1000000000000000000000", "0.1"),
        ] {
            assert_eq!(shown(text), canonical);
        }
    }

    #[test]
    fn what_is_no_decimal_is_said() {
        for text in [
            "", " ", "+", ".", "1e2", "NaN", "INF", "1,5", "1 2", "0x1", "--1", "1.2.3", "\u{661}",
            "1\u{a0}",
        ] {
            assert!(
                matches!(Decimal::parse(text), Err(DecimalError::Lexical(_))),
                "{text:?}"
            );
        }
        assert!(matches!(
            Decimal::parse("0.0000001"),
            Err(DecimalError::TooFine(_))
        ));
        assert!(matches!(
            Decimal::parse(&"9".repeat(40)),
            Err(DecimalError::TooLarge(_))
        ));
    }

    #[test]
    fn parts_are_rounded_up_and_never_more_than_all() {
        let of = |text: &str, whole: &str| {
            let whole = Decimal::parse(whole).unwrap();
            Decimal::parse(text).unwrap().parts_of(whole, 100)
        };
        assert_eq!(of("0", "1000"), 1);
        assert_eq!(of("99.9", "1000"), 10);
        assert_eq!(of("5000", "1000"), 100);
        assert_eq!(of("1", "0"), 100);
    }

    #[test]
    fn sums_are_exact() {
        let tenth = Decimal::parse("0.1").unwrap();
        let sum: Decimal = std::iter::repeat_n(tenth, 10).sum();
        assert_eq!(sum.to_string(), "1");
        assert_eq!(
            tenth.times(Decimal::parse("0.5").unwrap()).to_string(),
            "0.05"
        );
    }
}
