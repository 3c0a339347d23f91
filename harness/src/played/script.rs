//! What an issuer that the suite plays does, as data.

use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use wire::{Amount, Deposit, KeyId};

use super::{Behind, Manner, Spoilt};

/// What is done about one request, in place of what an ordinary issuer does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Whether it is carried out in the books.
    pub carried_out: bool,
    /// How long after the request its answer comes.
    pub after: Duration,
    /// What is answered.
    pub saying: Saying,
    /// How long after its answer it is carried out, where it was not before.
    pub later: Option<Duration>,
}

impl Act {
    /// It is carried out, and that is answered so.
    #[must_use]
    pub fn carried_out(saying: Saying) -> Self {
        Self {
            carried_out: true,
            after: Duration::ZERO,
            saying,
            later: None,
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
    /// The same, of which nothing is heard: the connection is cut.
    WordLost(String, Amount),
    /// A Fault of this code.
    Fault(&'static str),
    /// Nothing: the connection stays open.
    Silence,
    /// Nothing: the connection is cut.
    Cut,
    /// Nothing: the connection is closed in good order.
    Close,
    /// The beginning of the answer: the connection is cut in the middle of its body.
    Half,
    /// The answer, and something more that nobody asked for.
    Behind(Behind),
    /// That it is to be asked elsewhere: with this status, and where.
    Elsewhere(u16, String),
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

/// What an issuer does: an ordinary one's business, but for this.
#[derive(Debug, Default)]
pub struct Script {
    /// What is done about the next transfers, in order; each is for one request.
    pub transfers: VecDeque<Act>,
    /// What is done about the next requests for deposits.
    pub deposits: VecDeque<Act>,
    /// What is done about the first so many copies of each transfer, when those are used up.
    pub each: Option<(u32, Act)>,
    /// What is done about one transfer in so many, copies included.
    pub every: Option<(u32, Act)>,
    /// What is done about every other transfer.
    pub always: Option<Act>,
    /// What is done about every request for deposits, when those are used up.
    pub asking: Option<Act>,
    /// What each request for deposits costs that is carried out, as far as there is so much.
    pub asking_fee: Amount,
    /// How the next reply that has deposits in it comes.
    pub cut: Option<Cut>,
    /// What is answered to a copy of the transfer with the highest counter (paper §3); the recorded answer, where nothing is said.
    pub duplicates: Option<Saying>,
    /// What the next transfers cost that are executed, in order,
    pub fees: VecDeque<Amount>,
    /// and what each costs when those are used up.
    pub fee: Amount,
    /// What is paid to whoever has the next transfer executed, at that moment.
    pub gift: Option<Deposit>,
    /// How answers are written.
    pub manner: Manner,
    /// Whether each connection is closed behind its answer, without a word of that before.
    pub hangs_up: bool,
    /// Whether connections are accepted, and nothing is said on them.
    pub mute: bool,
    /// How many connections are closed at once, before a word, from now on.
    pub refused: u32,
    /// How often something is still to be sent behind an answer.
    pub owed: u32,
    /// How often each transfer came, by payer and counter.
    copies: HashMap<(KeyId, String), u32>,
    /// How many transfers came.
    came: u32,
}

impl Script {
    /// What is done about a request for deposits, if anything special is.
    pub(super) fn next_of_deposits(&mut self) -> Option<Act> {
        self.deposits.pop_front().or_else(|| self.asking.clone())
    }

    /// What is done about a transfer, if anything special is.
    pub(super) fn next_of_transfers(&mut self, payer: KeyId, counter: &str) -> Option<Act> {
        let copies = self.copies.entry((payer, counter.to_owned())).or_insert(0);
        *copies += 1;
        self.came += 1;
        let (copy, came) = (*copies, self.came);
        let each = || self.each.clone().filter(|(first, _)| copy <= *first);
        let every = || self.every.clone().filter(|(n, _)| came.is_multiple_of(*n));
        let next = self.transfers.pop_front();
        next.or_else(|| each().or_else(every).map(|(_, act)| act))
            .or_else(|| self.always.clone())
    }
}
