//! What requests that are drawn may cost, which is reckoned before they are.

use judge::Decimal;
use record::Fees;

use super::Scale;

/// Ten hundredths one drawn transfer moves at most, or ten of the smallest amount: they come back in the end. In millionths of one.
const MOST_MOVED: i128 = 10_000_000;

/// A fee that those who hold a hundred can pay again and again, in millionths.
const CHEAP: i128 = 5_000_000;

/// How many requests a run draws, and what one of them may cost.
#[derive(Debug, Clone, Copy)]
pub struct Prices {
    /// How many requests are drawn, the lawful and the malformed.
    pub variations: u32,
    /// The fee for one of them at most.
    pub fee: Decimal,
    /// How many fraction digits there are.
    scale: Scale,
}

impl Prices {
    /// The fees that an issuer announces decide; where it announces none, the most that the operator lets a message cost.
    #[must_use]
    pub fn new(
        variations: u32,
        announced: Option<&Fees>,
        fee_limit: Decimal,
        scale: Scale,
    ) -> Self {
        let amount = |text: &str| Decimal::parse(text).unwrap_or_default();
        let fee = announced.map_or(fee_limit, |fees| {
            amount(&fees.transfer).max(amount(&fees.deposits)) + amount(&fees.full_handshake)
        });
        Self {
            variations,
            fee,
            scale,
        }
    }

    /// The most that one drawn transfer moves.
    #[must_use]
    pub fn most_moved(&self) -> Decimal {
        self.scale
            .hundredth()
            .times(Decimal::smallest_units(MOST_MOVED))
    }

    /// By what amounts are multiplied that are varied: a power of ten, so that they are held, and messages can be paid for.
    #[must_use]
    pub fn stretch(&self) -> Decimal {
        self.dearness().max(self.scale.stretch())
    }

    /// By what the amounts of a text are multiplied, so that those who hold a hundred can pay for their messages: a power of
    /// ten, 1 where nothing costs more than five.
    #[must_use]
    pub fn dearness(&self) -> Decimal {
        let ten = Decimal::smallest_units(10_000_000);
        let mut scale = Decimal::smallest_units(1_000_000);
        let mut enough = Decimal::smallest_units(CHEAP);
        while enough < self.fee {
            scale = scale.times(ten);
            enough = enough.times(ten);
        }
        scale
    }

    /// What a holder needs who sends so many of them.
    #[must_use]
    pub fn carry(&self, requests: u32) -> Decimal {
        let each = self.fee + self.most_moved();
        let many = Decimal::smallest_units(i128::from(requests) * 1_000_000);
        each.times(many)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn announced_fees_are_reckoned_with_or_else_the_limit() {
        let limit = Decimal::smallest_units(5_000_000);
        let fees = Fees {
            transfer: "1".into(),
            deposits: "0.1".into(),
            full_handshake: "0.25".into(),
        };
        let announced = Prices::new(200, Some(&fees), limit, Scale::default());
        assert_eq!(announced.carry(10).to_string(), "13.5");
        assert_eq!(
            Prices::new(200, None, limit, Scale::default())
                .carry(10)
                .to_string(),
            "51"
        );
        assert_eq!(announced.carry(0), Decimal::ZERO);
        assert_eq!(announced.dearness().to_string(), "1");
        let dear = Prices::new(
            200,
            None,
            Decimal::smallest_units(2_000_000_000),
            Scale::default(),
        );
        assert_eq!(dear.dearness().to_string(), "1000");
    }
}
