//! What a random program is made of.

/// An amount in millionths, the smallest units (spec/lcp.md §4, "Values": six fraction digits).
pub type Units = i64;

/// One unit of the currency.
pub const ONE: Units = 1_000_000;

/// How many holders take part in a program.
pub const HOLDERS: usize = 3;

/// How a new transfer is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Once, and its answer is waited for.
    Whole,
    /// Its answer is lost.
    Lost,
    /// The connection breaks in the middle of the request; then it is sent whole.
    Stutter,
    /// In so many copies at once, over as many connections.
    Copies(u8),
}

/// What a message that is repeated goes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// The connection that the payer keeps.
    Same,
    /// Another connection; the session may be resumed.
    New,
    /// A connection with a full handshake.
    Session,
}

/// What is different in a message under a used counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The amount, which is 7 then.
    Amount,
    /// The transaction id.
    TransactionId,
    /// The user.
    User,
}

/// One operation. Holders are numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// A transfer that the payer can afford.
    Send {
        /// The payer.
        from: usize,
        /// The recipient.
        to: usize,
        /// The amount.
        amount: Units,
        /// How it is sent.
        way: Way,
    },
    /// A transfer of so much more than the payer can have.
    TooMuch {
        /// The payer.
        from: usize,
        /// The recipient.
        to: usize,
        /// How much more.
        more: Units,
    },
    /// Money comes that was lacking for a transfer that failed.
    MoneyComes(usize),
    /// The last message once more.
    Again(usize, Over),
    /// The first message once more.
    FirstAgain(usize),
    /// The last message's counter with other content.
    Altered(usize, Part),
    /// A new transfer under a counter lower than all.
    Lower {
        /// The payer.
        from: usize,
        /// The recipient.
        to: usize,
        /// The amount.
        amount: Units,
    },
    /// A deposits request that waits while the program goes on.
    Wait(usize),
    /// A deposits request that waits, until its holder hangs up.
    HangUpWaiting(usize),
    /// A deposits request whose reply is lost.
    LoseReply(usize),
    /// A deposits request without a wait.
    Ask(usize),
    /// The connection is put down.
    HangUp(usize),
    /// The connection is put down, and the session forgotten.
    Forget(usize),
    /// It is looked at what a holder has been told.
    Lists(usize),
    /// It is looked at what a holder holds.
    Holds(usize),
    /// It is looked at whether the transfer just sent succeeded.
    Succeeds,
}

impl Op {
    /// What kind of operation it is, for counting.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Send { way, .. } => match way {
                Way::Whole => "transfers",
                Way::Lost => "transfers whose answer was lost",
                Way::Stutter => "transfers cut off and then sent whole",
                Way::Copies(_) => "transfers in several copies at once",
            },
            Self::TooMuch { .. } => "transfers of too much",
            Self::MoneyComes(_) => "loans after a failure",
            Self::Again(_, Over::Same) => "retransmissions over the same connection",
            Self::Again(_, Over::New) => "retransmissions over a new connection",
            Self::Again(_, Over::Session) => "retransmissions in a new session",
            Self::FirstAgain(_) => "old messages once more",
            Self::Altered(..) => "altered copies",
            Self::Lower { .. } => "transfers under a lower counter",
            Self::Wait(_) => "waiting requests",
            Self::HangUpWaiting(_) => "waiting requests given up",
            Self::LoseReply(_) => "lost replies",
            Self::Ask(_) => "deposits requests",
            Self::HangUp(_) => "reconnections",
            Self::Forget(_) => "reconnections without the session",
            Self::Lists(_) => "looks at all lists",
            Self::Holds(_) => "looks at balances",
            Self::Succeeds => "looks at results",
        }
    }

    /// The holders that it names.
    pub fn holders(&self) -> impl Iterator<Item = usize> {
        let mut copy = *self;
        let holders: Vec<usize> = copy.holders_mut().map(|who| *who).collect();
        holders.into_iter()
    }

    /// The same, to be changed.
    pub fn holders_mut(&mut self) -> impl Iterator<Item = &mut usize> {
        let (one, other) = match self {
            Self::Send { from, to, .. }
            | Self::TooMuch { from, to, .. }
            | Self::Lower { from, to, .. } => (Some(from), Some(to)),
            Self::MoneyComes(who)
            | Self::Again(who, _)
            | Self::FirstAgain(who)
            | Self::Altered(who, _)
            | Self::Wait(who)
            | Self::HangUpWaiting(who)
            | Self::LoseReply(who)
            | Self::Ask(who)
            | Self::HangUp(who)
            | Self::Forget(who)
            | Self::Lists(who)
            | Self::Holds(who) => (Some(who), None),
            Self::Succeeds => (None, None),
        };
        one.into_iter().chain(other)
    }

    /// Whether it is an operation of another one's kind, however it is sent where that is sent simply.
    #[must_use]
    pub fn is_one(&self, other: &Self) -> bool {
        let simple = |op: &Self| {
            matches!(
                op,
                Self::Send {
                    way: Way::Whole,
                    ..
                }
            )
        };
        self.kind() == other.kind() || simple(other) && matches!(self, Self::Send { .. })
    }

    /// Whether it only looks at what came of others.
    #[must_use]
    pub fn is_look(&self) -> bool {
        matches!(self, Self::Lists(_) | Self::Holds(_) | Self::Succeeds)
    }

    /// The amount that it names.
    #[must_use]
    pub fn amount(&self) -> Option<Units> {
        let mut copy = *self;
        copy.amount_mut().copied()
    }

    /// The same, to be changed.
    pub fn amount_mut(&mut self) -> Option<&mut Units> {
        match self {
            Self::Send { amount, .. } | Self::Lower { amount, .. } => Some(amount),
            Self::TooMuch { more, .. } => Some(more),
            _ => None,
        }
    }
}
