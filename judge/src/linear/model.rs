//! A history: who asked what when, and what was answered.

/// What a holder had when the history began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// This much, in the smallest units, and no deposit that it has not been told of.
    Exactly(i128),
    /// Nobody knows; its first reply will tell.
    Unknown,
    /// More than it can spend: a payer whose own account is not looked at.
    Boundless,
}

/// A holder of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Its name.
    pub name: String,
    /// What it had.
    pub means: Means,
    /// Deposits from before that no reply has listed, and that one may still list or not.
    pub perhaps: Vec<usize>,
}

/// What a transfer was answered. Fees are in the smallest units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Executed, for this fee.
    Success(i128),
    /// Not executed, whatever the word, for this fee.
    Failure(i128),
    /// No answer arrived, but a list shows that it was executed; its fee is not known.
    Listed,
}

/// What a deposits request was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The deposits, as numbers into [`OpHistory::deposits`].
    pub list: Vec<usize>,
    /// The fee, in the smallest units.
    pub fee: i128,
    /// The balance after it, in the smallest units.
    pub balance: i128,
}

/// What was asked, and what was answered; nothing where no answer arrived whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// A transfer of funds.
    Transfer {
        /// The recipient, where it is a holder of the history.
        to: Option<usize>,
        /// The message counter.
        counter: u64,
        /// The amount in the smallest units.
        amount: i128,
        /// What it says as a whole: equal for copies of one message, and for nothing else under this counter.
        content: usize,
        /// The deposit that it makes.
        deposit: usize,
        /// The answer.
        told: Option<Told>,
    },
    /// A request for deposits.
    Deposits {
        /// The answer.
        told: Option<Listed>,
    },
}

/// One message and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Op {
    /// The exchange that it was, by its number in the record.
    pub exchange: u32,
    /// Who sent it.
    pub holder: usize,
    /// When it was sent, in microseconds.
    pub called: u64,
    /// When the answer was there; absent where none arrived.
    pub returned: Option<u64>,
    /// When an answer was there whose content is left out of account: whatever it was, the message had been dealt with.
    pub over: Option<u64>,
    /// What was asked and answered.
    pub act: Act,
}

impl Op {
    /// The same message with its answer left out of account: it may have had any, within its time.
    #[must_use]
    pub fn forgotten(&self) -> Self {
        let mut op = self.clone();
        op.over = op.over.or(op.returned.take());
        match &mut op.act {
            Act::Transfer { told, .. } => *told = None,
            Act::Deposits { told } => *told = None,
        }
        op
    }

    /// Whether an answer arrived.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        match &self.act {
            Act::Transfer { told, .. } => told.is_some(),
            Act::Deposits { told } => told.is_some(),
        }
    }
}

/// A history of messages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpHistory {
    /// The holders.
    pub holders: Vec<Holder>,
    /// The names of deposits: what makes two of them the same.
    pub deposits: Vec<String>,
    /// The most that one message may cost, in the smallest units, where that is known.
    pub most_fee: Option<i128>,
    /// The messages, in any order.
    pub ops: Vec<Op>,
}
