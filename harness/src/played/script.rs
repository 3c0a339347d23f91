//! What an issuer that the suite plays does, as data.

use std::{collections::VecDeque, time::Duration};

use mocks::freedom::Writing;
use wire::Amount;

use super::Spoilt;

/// Which requests an act is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Transfers.
    Transfer,
    /// Requests for deposits.
    Deposits,
}

/// What is done about one request, in place of what an ordinary issuer does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Whether it is carried out in the books.
    pub carried_out: bool,
    /// How long after the request its answer comes.
    pub after: Duration,
    /// What is answered.
    pub saying: Saying,
}

impl Act {
    /// It is carried out, and that is answered so.
    #[must_use]
    pub fn carried_out(saying: Saying) -> Self {
        Self {
            carried_out: true,
            after: Duration::ZERO,
            saying,
        }
    }

    /// It is not carried out, and that is answered so.
    #[must_use]
    pub fn passed_over(saying: Saying) -> Self {
        Self {
            carried_out: false,
            ..Self::carried_out(saying)
        }
    }

    /// The same, later.
    #[must_use]
    pub fn after(self, after: Duration) -> Self {
        Self { after, ..self }
    }
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saying {
    /// What the books say.
    Truth,
    /// A failure, in this word, which costs that. The counter is used up.
    Word(String, Amount),
    /// A Fault of this code.
    Fault(&'static str),
    /// Nothing: the connection stays open.
    Silence,
    /// Nothing: the connection is cut.
    Cut,
    /// The beginning of the answer: the connection is cut in the middle of its body.
    Half,
    /// The answer, and once more.
    Twice,
    /// The answer up to a place; then the connection is cut.
    Upto(Place),
    /// The answer up to a place, and nothing more: the connection stays open.
    Stuck(Place),
    /// Something that is no answer, or should not be read.
    Spoilt(Spoilt),
}

/// A place in a reply with deposits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Before its first byte.
    FirstByte,
    /// Behind the first deposit.
    FirstDeposit,
    /// Before the balance.
    Balance,
    /// Before the last character of the envelope.
    LastCharacter,
}

impl Place {
    const NAMED: [(Self, &'static str); 4] = [
        (Self::FirstByte, "before its first byte"),
        (Self::FirstDeposit, "behind the first deposit"),
        (Self::Balance, "before the balance"),
        (Self::LastCharacter, "before the last character"),
    ];

    /// What is called so in a scenario.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let mut named = Self::NAMED.iter();
        named.find(|(_, name)| *name == text).map(|(p, _)| *p)
    }
}

/// A reply with deposits that does not arrive whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// How far it comes.
    pub at: Place,
    /// Whether its deposits are delivered again.
    pub again: bool,
    /// Whether the connection stays open.
    pub stuck: bool,
}

/// What is answered to a copy of the transfer with the highest counter (paper §3).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Duplicates {
    /// The recorded answer.
    #[default]
    Replayed,
    /// Nothing: the connection stays open.
    Silence,
    /// Nothing: the connection is cut.
    Cut,
    /// A Fault.
    Fault,
    /// The failure `counterStale`.
    Stale,
}

/// How bodies are framed (RFC 9112 §6).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Framing {
    /// By their length.
    #[default]
    Length,
    /// In chunks.
    Chunked,
    /// By the end of the connection.
    Close,
}

/// How answers are written and carried.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manner {
    /// How the envelope is written; plainly, where that is not said.
    pub writing: Option<Box<Writing>>,
    /// How it is framed.
    pub framing: Framing,
    /// Whether an interim response goes before it (RFC 9110 §15.2).
    pub interim: bool,
    /// Whether it comes a byte at a time.
    pub crumbs: bool,
    /// Whether names of header fields are in lower case, and there are some that nobody knows.
    pub odd_head: bool,
    /// Whether the connection is closed behind each answer.
    pub closes: bool,
}

/// What an issuer does: an ordinary one's business, but for this.
#[derive(Debug, Default)]
pub struct Script {
    /// What is done about the next transfers, in order; each is for one request.
    pub transfers: VecDeque<Act>,
    /// What is done about the next requests for deposits.
    pub deposits: VecDeque<Act>,
    /// What is done about every transfer, when those are used up.
    pub always: Option<Act>,
    /// What is done about every request for deposits, when those are used up.
    pub asking: Option<Act>,
    /// How the next reply that has deposits in it comes.
    pub cut: Option<Cut>,
    /// What is answered to copies.
    pub duplicates: Duplicates,
    /// How answers are written.
    pub manner: Manner,
    /// How many connections are closed at once, before a word, from now on.
    pub refused: u32,
}

impl Script {
    /// What is done about a request, if anything special is.
    pub(super) fn next(&mut self, asked: Asked) -> Option<Act> {
        match asked {
            Asked::Transfer => self.transfers.pop_front().or_else(|| self.always.clone()),
            Asked::Deposits => self.deposits.pop_front().or_else(|| self.asking.clone()),
        }
    }
}
