//! How many fraction digits an issuer holds, and what becomes of a scenario's amounts there.

use judge::Decimal;

use super::Planned;

/// One, in millionths.
const ONE: i128 = 1_000_000;

/// From so many digits on, amounts are varied by hundredths; else by tenths, and amounts of one digit have two then.
const FINE: u32 = 3;

/// So many digits an amount of tenths has that is varied by tenths.
const VARIED: u32 = 2;

/// The fraction digits that an issuer holds: six, or fewer where it declares so (spec §5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale(u32);

impl Default for Scale {
    fn default() -> Self {
        Self(wire::Amount::FRACTION_DIGITS)
    }
}

impl Scale {
    /// A scale of so many digits; nothing where these are more than six.
    #[must_use]
    pub fn of(digits: u32) -> Option<Self> {
        (digits <= wire::Amount::FRACTION_DIGITS).then_some(Self(digits))
    }

    /// How many digits there are.
    #[must_use]
    pub fn digits(self) -> u32 {
        self.0
    }

    /// The smallest amount.
    #[must_use]
    pub fn unit(self) -> Decimal {
        Decimal::smallest_units(self.millionths())
    }

    /// A hundredth, or the smallest amount where that is more.
    #[must_use]
    pub fn hundredth(self) -> Decimal {
        self.unit().max(Decimal::smallest_units(ONE / 100))
    }

    /// Whether an amount has no more digits than are held.
    #[must_use]
    pub fn holds(self, amount: Decimal) -> bool {
        amount.units() % self.millionths() == 0
    }

    /// What an amount of a scenario's text is here. One that is a millionth above or below what is held is there for the smallest
    /// amount's sake: it is the smallest amount above or below. Nothing where it has more digits in another way, or nothing is left
    /// of it.
    #[must_use]
    pub fn of_text(self, amount: Decimal) -> Option<Decimal> {
        let millionth = Decimal::smallest_units(1);
        if self.holds(amount) {
            Some(amount)
        } else if self.holds(amount - millionth) {
            Some(amount - millionth + self.unit())
        } else if self.holds(amount + millionth) {
            let below = amount + millionth - self.unit();
            Some(below).filter(|it| !it.is_zero())
        } else {
            None
        }
    }

    /// An amount that is held, written with a one behind the last digit that is.
    #[must_use]
    pub fn digit_too_many(self, amount: Decimal) -> String {
        let tenths = amount.units() / self.millionths() * 10 + 1;
        let places = 10_i128.pow(self.0 + 1);
        let width = usize::try_from(self.0).unwrap_or_default() + 1;
        format!("{}.{:0width$}", tenths / places, tenths % places)
    }

    /// By what amounts are multiplied that are varied, so that tenths of them are held: a power of ten.
    #[must_use]
    pub fn stretch(self) -> Decimal {
        Decimal::smallest_units(ONE * 10_i128.pow(VARIED.saturating_sub(self.0)))
    }

    /// The factor of a variation, which was drawn in hundredths.
    #[must_use]
    pub fn factor(self, hundredths: i32) -> Decimal {
        let hundredths = i128::from(hundredths);
        let kept = if self.0 < FINE {
            hundredths / 10 * 10
        } else {
            hundredths
        };
        Decimal::smallest_units(kept * ONE / 100)
    }

    fn millionths(self) -> i128 {
        10_i128.pow(wire::Amount::FRACTION_DIGITS - self.0)
    }
}

impl Planned {
    /// The amounts of its steps, before they are varied.
    #[must_use]
    pub fn amounts(&self) -> Vec<Decimal> {
        let steps = self.steps.iter();
        let amounts = steps.flat_map(|(definition, args)| {
            let places = definition.amounts();
            places.filter_map(|place| args.amount(place).ok())
        });
        amounts.collect()
    }

    /// The scenario with its amounts as they are where so many fraction digits are held.
    ///
    /// # Errors
    /// The first amount of its steps that has more digits.
    pub fn at(&self, scale: Scale) -> Result<Self, Decimal> {
        let mut planned = self.clone();
        for (definition, args) in &mut planned.steps {
            for place in definition.amounts() {
                let Ok(printed) = args.amount(place) else {
                    // No number at all: that is what the step is about.
                    continue;
                };
                let here = scale.of_text(printed).ok_or(printed)?;
                if here != printed {
                    args.put_amount(place, here);
                }
            }
        }
        Ok(planned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"))
    }

    fn text(scale: Scale, amount: &str) -> Option<String> {
        scale.of_text(decimal(amount)).map(|a| a.to_string())
    }

    #[test]
    fn a_millionth_stands_for_the_smallest_amount() {
        let cents = Scale(2);
        for (printed, here) in [
            ("0.000001", "0.01"),
            ("99.999999", "99.99"),
            ("120.500001", "120.51"),
            ("79.499999", "79.49"),
            ("11.25", "11.25"),
            ("999999999999999999.999999", "999999999999999999.99"),
        ] {
            assert_eq!(text(cents, printed).as_deref(), Some(here), "{printed}");
            assert_eq!(text(Scale::default(), printed).as_deref(), Some(printed));
        }
        assert_eq!(text(cents, "10.123456"), None);
        assert_eq!(text(Scale(5), "10.123456"), None);
        assert_eq!(text(Scale(1), "11.25"), None);
        assert_eq!(text(Scale(0), "10.000001").as_deref(), Some("11"));
        assert_eq!(text(Scale(0), "0.999999"), None);
    }

    #[test]
    fn a_digit_more_than_is_held() {
        let beyond = |digits, amount: &str| Scale(digits).digit_too_many(decimal(amount));
        assert_eq!(beyond(6, "10"), "10.0000001");
        assert_eq!(beyond(2, "10.25"), "10.251");
        assert_eq!(beyond(0, "0"), "0.1");
    }

    #[test]
    fn what_is_varied_is_held() {
        for digits in 0..=6 {
            let scale = Scale(digits);
            for hundredths in 61..=139 {
                let rate = scale.factor(hundredths).times(scale.stretch());
                for amount in ["40", "0.5", "12.3"] {
                    let varied = decimal(amount).times(rate);
                    assert!(scale.holds(varied), "{digits} digits: {varied}");
                }
            }
        }
        assert_eq!(Scale(2).factor(139).to_string(), "1.3");
        assert_eq!(Scale(3).factor(139).to_string(), "1.39");
    }

    #[test]
    fn there_are_six_digits_at_most() {
        assert_eq!(Scale::of(7), None);
        assert_eq!(Scale::of(0).map(Scale::unit), Some(decimal("1")));
        assert_eq!(Scale::default().unit().to_string(), "0.000001");
        assert_eq!(Scale(1).hundredth().to_string(), "0.1");
    }
}
