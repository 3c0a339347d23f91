//! What all scenarios share.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use judge::Levels;
use record::{Capability, Fees};

use super::{Health, Source};
use crate::{
    purse::Treasury,
    subject::{Restartable, Service},
};

/// An issuer, and the treasury that has money there.
#[derive(Debug)]
pub struct House {
    /// The issuer.
    pub service: Arc<Service>,
    /// Where it is described.
    pub source: Source,
    /// The treasury.
    pub treasury: Treasury,
}

/// What a run was told, and what it has learnt about its subject.
#[derive(Debug)]
pub struct Settings {
    /// How binding each requirement is.
    pub levels: Levels,
    /// How long an answer may take, beside the wait that was asked for.
    pub patience: Duration,
    /// When the run began.
    pub began: Instant,
    /// What names, amounts and ids vary by.
    pub seed: u64,
    /// What the subject declares.
    pub capabilities: Vec<Capability>,
    /// The fees that it announces.
    pub fees: Option<Fees>,
    /// Whether the subject is the embedded reference, with these faults: others like it can be started beside it.
    pub embedded: Option<Vec<mocks::Fault>>,
    /// The subject's process, where the suite may kill it and start it again.
    pub process: Option<Arc<Restartable>>,
    /// Whether the subject is still there.
    pub health: Health,
}
