//! Where the exchanges of a scenario are gathered.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Instant,
};

use record::Exchange;
use rustls::{ClientConfig, KeyLog};

/// Gathers the exchanges of one scenario, which may go on side by side, and tells the time for them.
#[derive(Debug)]
pub struct Recorder {
    began: Instant,
    /// By number: scenarios may have tens of thousands.
    exchanges: Mutex<BTreeMap<u32, Exchange>>,
    next_exchange: AtomicU32,
    next_connection: AtomicU32,
    key_log: Option<Arc<dyn KeyLog>>,
}

impl Recorder {
    /// A recorder whose times count from `began`, the beginning of the run.
    #[must_use]
    pub fn new(began: Instant) -> Self {
        Self {
            began,
            exchanges: Mutex::default(),
            next_exchange: AtomicU32::new(1),
            next_connection: AtomicU32::new(1),
            key_log: None,
        }
    }

    /// The same, with the secrets of all connections written down.
    #[must_use]
    pub fn with_key_log(self, key_log: Option<Arc<dyn KeyLog>>) -> Self {
        Self { key_log, ..self }
    }

    /// A configuration whose connections have their secrets written down, where that is wanted. Sessions are shared with
    /// the given one.
    #[must_use]
    pub fn logged(&self, mut config: Arc<ClientConfig>) -> Arc<ClientConfig> {
        if let Some(key_log) = &self.key_log {
            Arc::make_mut(&mut config).key_log = Arc::clone(key_log);
        }
        config
    }

    /// Microseconds since the run began.
    #[must_use]
    pub fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    /// The number of an exchange that begins now.
    pub fn next_exchange(&self) -> u32 {
        self.next_exchange.fetch_add(1, Ordering::Relaxed)
    }

    /// The number of a connection that is opened now.
    pub fn next_connection(&self) -> u32 {
        self.next_connection.fetch_add(1, Ordering::Relaxed)
    }

    /// Keeps an exchange: as it ended, or, of one with a played issuer, as it stands; what was kept under its number goes.
    pub fn keep(&self, exchange: Exchange) {
        self.lock().insert(exchange.id, exchange);
    }

    /// Everything kept so far, in the order in which it began.
    #[must_use]
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.lock().values().cloned().collect()
    }

    /// Adds what has been kept since to exchanges that were taken before, for who keeps nothing but what is over: that does not
    /// change any more.
    pub fn catch_up(&self, known: &mut Vec<Exchange>) {
        let kept = self.lock();
        if kept.len() == known.len() {
            return;
        }
        let mut before = std::mem::take(known).into_iter().peekable();
        *known = kept
            .iter()
            .map(|(id, exchange)| {
                let known = before.next_if(|known| known.id == *id);
                known.unwrap_or_else(|| exchange.clone())
            })
            .collect();
    }

    /// The number of the exchange that was begun last.
    #[must_use]
    pub fn last(&self) -> u32 {
        self.next_exchange.load(Ordering::Relaxed) - 1
    }

    /// The exchange of that number, if it is over.
    #[must_use]
    pub fn exchange(&self, id: u32) -> Option<Exchange> {
        self.lock().get(&id).cloned()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<u32, Exchange>> {
        self.exchanges
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
