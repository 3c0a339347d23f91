//! What an issuer that the suite plays does, as data.

use std::{collections::VecDeque, time::Duration};

use wire::Amount;

use super::{Behind, Manner, Spoilt};

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
    /// The answer, and something more that nobody asked for.
    Behind(Behind),
    /// That it is to be asked elsewhere: with this status, and where.
    Elsewhere(u16, String),
    /// Something that is no answer, or should not be read.
    Spoilt(Spoilt),
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

/// What an issuer does: an ordinary one's business, but for this.
#[derive(Debug, Default)]
pub struct Script {
    /// What is done about the next transfers, in order; each is for one request.
    pub transfers: VecDeque<Act>,
    /// What is done about the next requests for deposits.
    pub deposits: VecDeque<Act>,
    /// What is done about every transfer, when those are used up.
    pub always: Option<Act>,
    /// What is answered to copies.
    pub duplicates: Duplicates,
    /// How answers are written.
    pub manner: Manner,
    /// How many connections are closed at once, before a word, from now on.
    pub refused: u32,
    /// How often something is still to be sent behind an answer.
    pub owed: u32,
    /// Where documents lead whoever fetches what they name.
    pub trap: String,
}

impl Script {
    /// What is done about a request, if anything special is.
    pub(super) fn next(&mut self, asked: Asked) -> Option<Act> {
        match asked {
            Asked::Transfer => self.transfers.pop_front().or_else(|| self.always.clone()),
            Asked::Deposits => self.deposits.pop_front(),
        }
    }
}
