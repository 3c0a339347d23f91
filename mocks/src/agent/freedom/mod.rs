//! The ways in which a holder can be right.
//!
//! What the text leaves to a holder (spec/lcp.md, section 23) the reference does in another way for each seed: a suite that takes one
//! of these ways for a mistake is mistaken itself. They are put in at the seams of the faults.

mod doing;
mod drawing;
#[cfg(test)]
mod tests;

use super::parts::Parts;
use crate::freedom::{Hand, Taken};
use certs::KeyKind;
use std::time::Duration;

/// A version of TLS that every issuer takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnlyTls {
    /// TLS 1.2 (RFC 5246).
    Tls12,
    /// TLS 1.3 (RFC 8446).
    Tls13,
}

/// What a holder makes of what the text leaves to it. By default what the reference does without being asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HolderLiberties {
    /// What it was drawn from, if it was.
    pub seed: Option<u64>,
    /// How requests are written.
    pub hand: Option<Hand>,
    /// What is in the field SOAPAction.
    pub action: Option<&'static str>,
    /// Whether the part userid is left out where there is none.
    pub userid_left_out: bool,
    /// Whether names of header fields begin with capital letters.
    pub title_case: bool,
    /// Whether the host comes behind the other header fields.
    pub host_last: bool,
    /// Requests go in chunks of so many bytes.
    pub chunk: Option<usize>,
    /// Whether a connection is closed when it has carried an answer.
    pub closes: bool,
    /// The only version of TLS that is offered.
    pub tls: Option<OnlyTls>,
    /// Whether TLS sessions are forgotten, against a SHOULD.
    pub forgets_sessions: bool,
    /// Whether the description is fetched for each connection.
    pub describes_each_time: bool,
    /// The first message counter.
    pub first_counter: Option<u64>,
    /// What each counter is above the last one.
    pub gap: Option<u64>,
    /// The kind of the keys that it makes.
    pub key: Option<KeyKind>,
    /// Whether it looks at its balance as soon as an answer is missing.
    pub looks_early: bool,
    /// How long it waits for the first answer.
    pub patience: Option<Duration>,
    /// How long it pauses before it sends a message again.
    pub pause: Option<Duration>,
    /// How often it asks for deposits without being told to.
    pub polls: Option<Duration>,
    /// Whether whatever an application can spare is moved where something is lacking,
    pub moves_all: bool,
    /// and whether that is done as soon as the user lets it.
    pub moves_early: bool,
    /// Whether it tells amounts with six fraction digits, whatever is in them.
    pub wordy: bool,
}

impl HolderLiberties {
    /// The same for people, a line each.
    pub fn describe(&self) -> Vec<String> {
        self.taken().iter().map(Taken::to_string).collect()
    }

    /// The requirements that are no MUST and that are departed from.
    pub fn departs(&self) -> Vec<&'static str> {
        let forgets = self.forgets_sessions;
        let resumption = forgets.then_some("lcp.holder.channel.resumption");
        resumption.into_iter().collect()
    }

    pub(super) fn taking(&self, mut parts: Parts) -> Parts {
        self.take(&mut parts);
        parts
    }
}
