//! How much is done.

use judge::Decimal;

/// How much a run does where its scenarios leave open how much.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    /// How many requests are generated, half of them lawful and half malformed.
    pub variations: u32,
    /// How many wait at once where a crowd does.
    pub crowd: u32,
    /// The most that is done where a scenario says "up to" so many times.
    pub up_to: u32,
    /// What a holder may be left with, in units: zero where money is worth something, and everything goes back to the treasury.
    pub leaves: Decimal,
}

impl Extent {
    /// All that a run does where nobody asks for less or more.
    pub const WHOLE: Self = Self {
        variations: 200,
        crowd: 1000,
        up_to: u32::MAX,
        leaves: Decimal::ZERO,
    };
}
