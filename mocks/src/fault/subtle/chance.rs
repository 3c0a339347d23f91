//! Faults that show now and then.

use super::somebody;
use crate::Fault;

/// How often a fault shows that does not show every time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// With which probability it shows in one trial.
    pub per_trial: f64,
    /// What a trial is.
    pub trial: &'static str,
    /// How many trials one run of the whole suite makes at least, of those that decide what the fault breaks.
    pub trials: u32,
}

impl Chance {
    /// The probability that it shows in none of the trials: (1 − p)ⁿ.
    pub fn missed(self) -> f64 {
        (1.0 - self.per_trial).powf(f64::from(self.trials))
    }
}

impl Fault {
    /// How often it shows; `None` where it shows whenever there is an occasion.
    pub fn chance(self) -> Option<Chance> {
        (self == Fault::WAITER_TOLD_OF_ANOTHERS_DEPOSITS).then_some(somebody::CHANCE)
    }
}

impl Fault {
    /// Whether it needs a crowd to show: many at once or one after the other, as load or as trials.
    pub fn needs_a_crowd(self) -> bool {
        let of_many = [
            Fault::STALE_BALANCE_UNDER_LOAD,
            Fault::LISTS_A_THOUSAND_AT_MOST,
        ];
        of_many.contains(&self) || self.chance().is_some()
    }
}

/// Chance that can be repeated: the same seed, the same draws.
#[derive(Debug)]
pub(super) struct Draws(u64);

impl Draws {
    pub(super) fn seeded(seed: u64) -> Draws {
        Draws(seed)
    }

    /// Whether what happens once in so many times happens now (SplitMix64: Steele, Lea and Flood, 2014).
    pub(super) fn once_in(&mut self, times: u64) -> bool {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (it ^ (it >> 31)).is_multiple_of(times)
    }
}

#[cfg(test)]
mod tests {
    use super::{Chance, Draws};
    use crate::Fault;

    #[test]
    fn what_shows_now_and_then_is_hardly_ever_missed() {
        let chances: Vec<Chance> = Fault::ALL.iter().filter_map(|it| it.chance()).collect();
        assert!(!chances.is_empty());
        for chance in chances {
            assert!(chance.missed() < 1e-6, "{chance:?}: {}", chance.missed());
        }
    }

    #[test]
    fn draws_come_as_often_as_they_should_and_can_be_repeated() {
        let drawn = |seed| {
            let mut draws = Draws::seeded(seed);
            let hits: Vec<bool> = (0..100_000).map(|_| draws.once_in(100)).collect();
            hits
        };
        let hits = drawn(7);
        let often = hits.iter().filter(|hit| **hit).count();
        assert!((900..1100).contains(&often), "{often} of 100,000");
        assert_eq!(hits, drawn(7));
        assert_ne!(hits, drawn(8));
    }
}
