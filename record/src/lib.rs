//! What happened, as data: exchanges as bytes, expectations, findings, verdicts, and the run record that holds them.
//!
//! This crate is the leaf of the house. It knows nothing of sockets, of clocks or of how anything is judged: it says what
//! a piece of evidence looks like, so that a checker, a report and somebody else's tool can agree on it.

mod connection;
mod exchange;
mod expectation;
mod finding;
mod holding;
mod id;
mod matrix;
mod octets;
mod played;
mod requirement;
mod run;
mod scenario;
mod verdict;

pub use connection::{Connection, EarlyData, Handshake, IssuerShown, Misfit};
pub use exchange::{Ending, Exchange, Operation, Purpose, Times};
pub use expectation::{AnswerKind, Check, Errand, Expectation, ExpectedDeposit, Trial};
pub use finding::{Bar, Finding};
pub use holding::{Holding, Report};
pub use id::{IdError, RequirementId};
pub use matrix::{
    FaultTrial, KillMatrix, MATRIX_FORMAT, Mark, MatrixChance, MatrixColumn, MatrixTrial, Problem,
    covers,
};
pub use octets::{ANSWER_CAP, CAP, Octets, OctetsError};
pub use played::{Arrival, Deed, Payment, Played, Said, Settled, Told, What};
pub use requirement::{Capability, Ledger, LedgerError, Level, Requirement, UnknownCapability};
pub use run::{
    FORMAT, Fees, PROFILE, PurseAccount, RequirementOutcome, RunRecord, Stray, SubjectInfo,
    Summary, Trusted,
};
pub use scenario::{Party, ScenarioRecord, StepRecord, Tally};
pub use verdict::{Exit, Verdict};
