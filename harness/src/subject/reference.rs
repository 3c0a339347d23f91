//! What an embedded reference issuer is like.

use mocks::{Creature, Fault, Liberties};

/// What an embedded reference issuer is like; those that scenarios start beside it are like it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reference {
    /// What is wrong with it.
    pub faults: Vec<Fault>,
    /// What it makes of what the text leaves to it. Its fees are for the issuer that is under test: scenarios start others
    /// for the sake of certain fees.
    pub liberties: Liberties,
    /// What else it is, if anything.
    pub creature: Option<Creature>,
}

impl From<Creature> for Reference {
    fn from(creature: Creature) -> Self {
        Self {
            faults: Vec::new(),
            liberties: creature.liberties(),
            creature: Some(creature),
        }
    }
}

impl Reference {
    /// How reports call it.
    #[must_use]
    pub fn name(&self) -> String {
        let name = "the embedded reference issuer";
        match (self.creature, self.liberties.seed) {
            (Some(creature), _) => format!("{name} as {}", creature.name()),
            (None, None) => name.to_owned(),
            (None, Some(seed)) => format!("{name}, with the freedom of seed {seed}"),
        }
    }
}
