//! What an issuer makes of what the text leaves to it.

use super::draw::Draw;
use super::fees;
use crate::FeeSchedule;

/// What an issuer makes of what the text leaves to it. By default what the reference does without being asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Liberties {
    /// What it was drawn from, if it was.
    pub seed: Option<u64>,
    /// What messages cost, announced; where it is not said, whoever starts the issuer says it.
    pub fees: Option<FeeSchedule>,
}

/// A liberty that is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Which one.
    pub name: &'static str,
    /// How, for people.
    pub how: String,
}

impl Liberties {
    /// Those of a seed.
    pub fn drawn(seed: u64) -> Liberties {
        let draw = Draw::new(seed);
        Liberties {
            seed: Some(seed),
            fees: Some(fees::drawn(draw.of("fees"))),
        }
    }

    /// Which are taken, and how.
    pub fn taken(&self) -> Vec<Taken> {
        let mut taken = Vec::new();
        if let Some(fees) = &self.fees {
            let how = format!(
                "{} for a transfer, {} for a deposits request, {} more after a full handshake",
                fees.transfer, fees.deposits, fees.full_handshake
            );
            taken.push(Taken { name: "fees", how });
        }
        taken
    }

    /// The same as lines of text.
    pub fn describe(&self) -> Vec<String> {
        self.taken()
            .iter()
            .map(|taken| format!("{}: {}", taken.name, taken.how))
            .collect()
    }

    /// The requirements of level SHOULD that are departed from: who does so is warned, and conforms.
    pub fn departs(&self) -> Vec<&'static str> {
        Vec::new()
    }
}
