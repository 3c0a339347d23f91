//! Requests that must be refused: a lawful one, spoilt in one place.
//!
//! Each defect has a name, under which it is counted, and the requirement that says that it must be refused. None leaves a
//! request that is still lawful: that is how they are made, and tests hold them against two parsers.

mod anatomy;
mod base;
mod bodies;
mod bytes;
mod dtd;
mod envelope;
mod large;
mod malformed;
mod parts;
mod tags;

use fastrand::Rng;

use anatomy::Anatomy;

pub use base::{Base, Encoding};
pub use large::{Burden, burden};

/// What a defect is made with, beside the request.
#[derive(Debug)]
pub struct Means<'m> {
    /// Where there is a choice.
    pub random: &'m mut Rng,
    /// A URL that nobody has a reason to fetch.
    pub trap: &'m str,
}

/// How a request is spoilt. Nothing comes back where this request cannot be spoilt so.
type Spoil = fn(&Base, &Anatomy<'_>, &mut Means<'_>) -> Option<Vec<u8>>;

/// A kind of defect.
#[derive(Debug)]
pub struct Defect {
    /// Its name, in the words of scenarios: a request "with" it.
    pub name: &'static str,
    /// The requirement that says that it is refused.
    pub breaks: &'static str,
    /// The codes that a Fault about it should have (SOAP 1.1 §4.4.1).
    pub codes: &'static [&'static str],
    spoil: Spoil,
}

/// Shared by most of them.
const CLIENT: &[&str] = &["Client"];

impl Defect {
    /// A request with this defect. Nothing where this one cannot have it, or where what is wrong with it is made good by
    /// chance: a comment that is not ended may be ended by another one.
    #[must_use]
    pub fn spoil(&self, base: &Base, means: &mut Means<'_>) -> Option<Vec<u8>> {
        let spoilt = (self.spoil)(base, &Anatomy::of(&base.text)?, means)?;
        let refused = wire::soap::parse_request(Some(base.content_type()), &spoilt);
        refused.is_err().then_some(spoilt)
    }
}

/// All defects for which a request must be refused.
pub fn all() -> impl Iterator<Item = &'static Defect> {
    [
        envelope::ALL,
        parts::MISSING,
        parts::REPEATED,
        bodies::ALL,
        tags::ALL,
        malformed::ALL,
        bytes::ALL,
        dtd::ALL,
    ]
    .into_iter()
    .flatten()
}

/// The defect of that name, be it one for which a request must be refused or should be.
#[must_use]
pub fn defect(name: &str) -> Option<&'static Defect> {
    all().chain(parts::UNKNOWN).find(|d| d.name == name)
}

#[cfg(test)]
mod tests;
