//! What a run of the holder's role was told.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use judge::Levels;
use record::Capability;
use tokio::sync::Semaphore;

use crate::adapter::{Launch, Trouble};

/// After so many adapters in a row that do not even start or introduce themselves, no more are started.
const PATIENCE: u32 = 5;

/// What a run of the holder's role was told, and what it found out about the adapter.
#[derive(Debug)]
pub struct Settings {
    /// How adapters are started.
    pub launch: Launch,
    /// What names, amounts and ids vary by.
    pub seed: u64,
    /// How binding the requirements are.
    pub levels: Levels,
    /// What the adapter said that it can do.
    pub capabilities: Vec<Capability>,
    /// When the run began.
    pub began: Instant,
    /// How long a payment may take, or a question for deposits beside its wait.
    pub within: Duration,
    /// Adapters that are starting: no more at a time than there are cores, for what starts slowly would start too slowly for all.
    pub(super) starting: Semaphore,
    in_a_row: AtomicU32,
    ended: Mutex<Option<String>>,
}

impl Settings {
    /// What a run is told.
    #[must_use]
    pub fn new(
        launch: Launch,
        seed: u64,
        levels: Levels,
        capabilities: Vec<Capability>,
        began: Instant,
        within: Duration,
    ) -> Self {
        Self {
            launch,
            seed,
            levels,
            capabilities,
            began,
            within,
            starting: Semaphore::new(std::thread::available_parallelism().map_or(1, usize::from)),
            in_a_row: AtomicU32::new(0),
            ended: Mutex::default(),
        }
    }

    /// An adapter was configured, or was not.
    pub(super) fn note(&self, started: Result<(), &Trouble>) {
        match started {
            Ok(()) => self.in_a_row.store(0, Ordering::Relaxed),
            Err(trouble) => {
                if self.in_a_row.fetch_add(1, Ordering::Relaxed) + 1 >= PATIENCE {
                    let why =
                        format!("{PATIENCE} adapters in a row were of no use; the last: {trouble}");
                    self.lock().get_or_insert(why);
                }
            }
        }
    }

    /// Why no more adapters are started, where that is so.
    #[must_use]
    pub fn ended(&self) -> Option<String> {
        self.lock().clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<String>> {
        self.ended.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
