//! What an issuer makes of what the text leaves to it.

use super::carriage::Carriage;
use super::coarse;
use super::description::Description;
use super::draw::Draw;
use super::failures::Failures;
use super::fees;
use super::hush::Refusal;
use super::picky::Picky;
use super::redundant::Redundant;
use super::times::Times;
use super::tls::Tls;
use super::writing::{Hand, pick};
use crate::FeeSchedule;

/// What an issuer makes of what the text leaves to it. By default what the reference does without being asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Liberties {
    /// What it was drawn from, if it was.
    pub seed: Option<u64>,
    /// What messages cost, announced; where it is not said, whoever starts the issuer says it.
    pub fees: Option<FeeSchedule>,
    /// How many fraction digits are held, declared; six where it is not said.
    pub fraction_digits: Option<u32>,
    /// How answers are written.
    pub hand: Option<Hand>,
    /// How they are carried.
    pub carriage: Carriage,
    /// How redundant transfers are answered.
    pub redundant: Redundant,
    /// How transfers fail.
    pub failures: Failures,
    /// How requests are refused that are none.
    pub refusal: Refusal,
    /// What is refused that others take.
    pub picky: Picky,
    /// When deposits requests are answered.
    pub times: Times,
    /// How TLS is spoken.
    pub tls: Tls,
    /// How the description is published.
    pub description: Description,
}

/// A liberty that is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Which one.
    pub name: &'static str,
    /// How, for people.
    pub how: String,
}

impl std::fmt::Display for Taken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.how.as_str() {
            "" => f.write_str(self.name),
            how => write!(f, "{}: {how}", self.name),
        }
    }
}

impl Liberties {
    /// Those of a seed. A third of the seeds leaves each of them as it is.
    pub fn drawn(seed: u64) -> Liberties {
        let draw = Draw::new(seed);
        let refusals = [
            Refusal::Fault,
            Refusal::FaultWith(400),
            Refusal::FaultWith(422),
            Refusal::Page(400),
            Refusal::Bare(503),
        ];
        let fees = draw.maybe("fees", fees::drawn);
        let failures = draw.maybe("failures", Failures::drawn).unwrap_or_default();
        let coarse = |rng| coarse::drawn(rng, fees.as_ref(), &failures);
        Liberties {
            seed: Some(seed),
            fraction_digits: draw.maybe("fraction digits", coarse).flatten(),
            fees,
            hand: draw.maybe("writing", Hand::drawn),
            carriage: draw.maybe("carriage", Carriage::drawn).unwrap_or_default(),
            redundant: draw
                .maybe("redundant", Redundant::drawn)
                .unwrap_or_default(),
            failures,
            refusal: draw
                .maybe("refusal", |mut rng| pick(&mut rng, &refusals))
                .unwrap_or_default(),
            picky: draw.maybe("picky", Picky::drawn).unwrap_or_default(),
            times: draw.maybe("times", Times::drawn).unwrap_or_default(),
            tls: draw.maybe("tls", Tls::drawn).unwrap_or_default(),
            description: draw
                .maybe("description", Description::drawn)
                .unwrap_or_default(),
        }
    }

    /// Which are taken, and how.
    pub fn taken(&self) -> Vec<Taken> {
        let fees = self.fees.as_ref().map(|fees| Taken {
            name: "fees",
            how: format!(
                "{} for a transfer, {} for a deposits request, {} more after a full handshake",
                fees.transfer, fees.deposits, fees.full_handshake
            ),
        });
        let coarse = self.fraction_digits.map(|digits| Taken {
            name: "fewer fraction digits",
            how: digits.to_string(),
        });
        let refusal = (self.refusal != Refusal::Fault).then(|| Taken {
            name: "refusal",
            how: format!("{:?}", self.refusal),
        });
        fees.into_iter()
            .chain(coarse)
            .chain(self.hand.as_ref().map(Hand::taken))
            .chain(self.carriage.taken())
            .chain(self.redundant.taken())
            .chain(self.failures.taken())
            .chain(refusal)
            .chain(self.picky.taken())
            .chain(self.times.taken())
            .chain(self.tls.taken())
            .chain(self.description.taken())
            .collect()
    }

    /// The same as lines of text.
    pub fn describe(&self) -> Vec<String> {
        self.taken().iter().map(Taken::to_string).collect()
    }

    /// The requirements of level SHOULD that are departed from: who does so is warned, and conforms.
    pub fn departs(&self) -> Vec<&'static str> {
        let few = self.carriage.carries_few();
        let few = few.then_some("lcp.issuer.channel.many-messages");
        self.redundant
            .departs()
            .into_iter()
            .chain(self.failures.departs())
            .chain(self.tls.departs())
            .chain(few)
            .collect()
    }
}
