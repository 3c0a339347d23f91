//! What all scenarios share.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use certs::Keyring;
use judge::{Decimal, Levels};
use record::{Capability, Fees};

use super::{Debugging, Extent, Health, Prices, Scale, Source};
use crate::{
    purse::Treasury,
    subject::{Reference, Restartable, Service},
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
    /// The identifier of the key that the issuer showed first of all.
    pub issuer_key: Option<String>,
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
    /// How much is done.
    pub extent: Extent,
    /// What the subject declares.
    pub capabilities: Vec<Capability>,
    /// The fees that it announces.
    pub fees: Option<Fees>,
    /// The most that one message may cost.
    pub fee_limit: Decimal,
    /// How many fraction digits the subject holds.
    pub scale: Scale,
    /// Whether the subject is the embedded reference, and what it is like: others like it can be started beside it.
    pub embedded: Option<Reference>,
    /// The subject's process, where the suite may kill it and start it again.
    pub process: Option<Arc<Restartable>>,
    /// Where holders come from.
    pub keys: Keyring,
    /// Whether the subject is still there.
    pub health: Health,
    /// What is kept beside the record.
    pub debugging: Debugging,
}

impl Settings {
    /// What requests that are drawn may cost.
    #[must_use]
    pub fn prices(&self) -> Prices {
        let (variations, fees) = (self.extent.variations, self.fees.as_ref());
        Prices::new(variations, fees, self.fee_limit, self.scale)
    }
}
