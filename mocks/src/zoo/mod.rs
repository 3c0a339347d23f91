//! Issuers that cheat, and issuers that are odd.
//!
//! A [fault](crate::Fault) is one mistake in an issuer that is right otherwise. A cheat wants to be certified, and no run may
//! certify it: it fails, or nothing is proved. An oddity is as an issuer may be, and no run may fail it.
//!
//! What no suite can catch from outside, and what is therefore no cheat here:
//!
//! * An issuer that knows the operator's purse. All money of a run comes from that key, so that an issuer can tell its holders
//!   by where their money comes from, and cheat everybody else. Whoever certifies somebody else's issuer lets the purse be
//!   funded by an ordinary customer.
//! * An issuer that knows the TLS library. The ClientHello of rustls is that of every program that uses rustls; its order and
//!   extensions cannot be chosen. An issuer that is right to those programs only is right to many real customers.
//! * An issuer that begins to cheat after the run, or so seldom that a run does not meet it.
//! * An issuer whose memory is longer than a run, or larger: that forgets message counters a day after a holder's last transfer, or
//!   remembers those of the last million holders only.
//! * An issuer that answers long waits early, but not earlier than the longest wait that a run sits out.

mod cheats;
mod oddities;
mod recognises;

use crate::Liberties;
use crate::fault::Amendment;
use std::fmt;
use std::str::FromStr;

/// Which side a creature is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// No run may certify it.
    Cheat,
    /// No run may fail it.
    Oddity,
}

/// An issuer of the zoo.
#[derive(Clone, Copy)]
pub struct Creature {
    name: &'static str,
    says: &'static str,
    kind: Kind,
    liberties: fn() -> Liberties,
    amendments: fn() -> Vec<Amendment>,
}

impl Creature {
    /// All of them, the cheats first.
    pub fn all() -> impl Iterator<Item = Creature> {
        cheats::all().into_iter().chain(oddities::all())
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// What it does, in one sentence.
    pub fn says(self) -> &'static str {
        self.says
    }

    /// Which side it is on.
    pub fn kind(self) -> Kind {
        self.kind
    }

    /// The liberties that it takes.
    pub fn liberties(self) -> Liberties {
        (self.liberties)()
    }

    pub(crate) fn amendments(self) -> Vec<Amendment> {
        (self.amendments)()
    }

    fn cheat(
        name: &'static str,
        says: &'static str,
        amendments: fn() -> Vec<Amendment>,
    ) -> Creature {
        Creature {
            name,
            says,
            kind: Kind::Cheat,
            liberties: Liberties::default,
            amendments,
        }
    }

    fn oddity(name: &'static str, says: &'static str, liberties: fn() -> Liberties) -> Creature {
        Creature {
            name,
            says,
            kind: Kind::Oddity,
            liberties,
            amendments: Vec::new,
        }
    }
}

impl fmt::Debug for Creature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Creature {
    fn eq(&self, other: &Creature) -> bool {
        self.name == other.name
    }
}

impl Eq for Creature {}

/// A name that nothing in the zoo has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing in the zoo is called {0:?}: trialplate list --zoo shows all")]
pub struct UnknownCreature(String);

impl FromStr for Creature {
    type Err = UnknownCreature;

    fn from_str(name: &str) -> Result<Creature, UnknownCreature> {
        Creature::all()
            .find(|creature| creature.name == name)
            .ok_or_else(|| UnknownCreature(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Creature, Kind};
    use std::collections::BTreeSet;

    #[test]
    fn each_has_a_name_of_its_own_and_is_found_by_it() {
        let names: BTreeSet<_> = Creature::all().map(Creature::name).collect();
        assert_eq!(names.len(), Creature::all().count());
        for creature in Creature::all() {
            assert_eq!(creature.name().parse(), Ok(creature));
        }
        assert!("unicorn".parse::<Creature>().is_err());
    }

    #[test]
    fn there_are_at_least_ten_of_each() {
        for kind in [Kind::Cheat, Kind::Oddity] {
            assert!(Creature::all().filter(|c| c.kind() == kind).count() >= 10);
        }
    }
}
