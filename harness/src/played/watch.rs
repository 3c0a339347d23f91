//! Where everything is gathered that there is to see in a scenario about a holder.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, AtomicUsize, Ordering},
    },
    time::Instant,
};

use record::{Arrival, Deed, Party, Payment, Played, Said, What};
use tokio::sync::Notify;

use crate::peer::Recorder;

/// Gathers what comes to played issuers, what they do, and what is said on an adapter's line.
#[derive(Debug)]
pub struct Watch {
    /// Where exchanges are gathered.
    pub recorder: Arc<Recorder>,
    played: Mutex<Played>,
    parties: Mutex<Vec<Party>>,
    process: AtomicU32,
    /// The step, counted from 1; 0 before the first and after the last one.
    step: AtomicUsize,
    /// Told when something new is there.
    news: Notify,
}

impl Watch {
    /// Nothing yet; times count from `began`.
    #[must_use]
    pub fn new(began: Instant) -> Arc<Self> {
        Arc::new(Self {
            recorder: Arc::new(Recorder::new(began)),
            played: Mutex::default(),
            parties: Mutex::default(),
            process: AtomicU32::new(0),
            step: AtomicUsize::new(0),
            news: Notify::new(),
        })
    }

    /// A new process of the holder's begins: its number.
    pub fn next_process(&self) -> u32 {
        self.process.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// The process of the holder's that is running.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.process.load(Ordering::Relaxed)
    }

    /// A step begins, or none is under way.
    pub fn enter(&self, step: Option<usize>) {
        self.step
            .store(step.map_or(0, |n| n + 1), Ordering::Relaxed);
    }

    /// The step that is under way.
    #[must_use]
    pub fn step(&self) -> Option<usize> {
        self.step.load(Ordering::Relaxed).checked_sub(1)
    }

    /// Keeps a connection, or what has become of it since.
    pub(super) fn arrived(&self, arrival: Arrival) {
        let mut played = self.lock();
        match played.arrivals.iter_mut().find(|a| a.id == arrival.id) {
            Some(known) => *known = arrival,
            None => played.arrivals.push(arrival),
        }
        drop(played);
        self.news.notify_waiters();
    }

    /// Keeps what an issuer did, or what has become of its answer since.
    pub(super) fn did(&self, deed: Deed) {
        let mut played = self.lock();
        match played
            .deeds
            .iter_mut()
            .find(|d| d.exchange == deed.exchange)
        {
            Some(known) => *known = deed,
            None => played.deeds.push(deed),
        }
        drop(played);
        self.news.notify_waiters();
    }

    /// Keeps that the holder was paid.
    pub(super) fn paid(&self, payment: Payment) {
        self.lock().payments.push(payment);
    }

    /// Keeps something of an adapter's line.
    pub fn said(&self, what: What) {
        let said = Said {
            at: self.recorder.now(),
            process: self.process(),
            step: self.step(),
            what,
        };
        self.lock().dialogue.push(said);
        self.news.notify_waiters();
    }

    /// What was seen so far.
    #[must_use]
    pub fn seen(&self) -> Played {
        let mut seen = self.lock().clone();
        seen.arrivals.sort_by_key(|a| a.id);
        seen.deeds.sort_by_key(|d| d.exchange);
        seen
    }

    /// Waits until what was seen satisfies something, or a deadline has come; says whether it does.
    pub async fn until(
        &self,
        deadline: tokio::time::Instant,
        is: impl Fn(&Played) -> bool,
    ) -> bool {
        loop {
            let news = self.news.notified();
            tokio::pin!(news);
            news.as_mut().enable();
            if is(&self.lock()) {
                return true;
            }
            if tokio::time::timeout_at(deadline, news).await.is_err() {
                return is(&self.lock());
            }
        }
    }

    /// The name of whoever has a key: a party of the scenario, or the holder, whose first key, second key and so on it is.
    pub(super) fn name_of(&self, key: &str) -> String {
        let mut parties = self.parties();
        if let Some(known) = parties.iter().find(|p| p.key == key) {
            return known.name.clone();
        }
        let holders = parties.iter().filter(|p| p.name.starts_with("holder"));
        let name = match holders.count() {
            0 => "holder".to_owned(),
            n => format!("holder-{}", n + 1),
        };
        parties.push(Party {
            name: name.clone(),
            key: key.to_owned(),
            pem: None,
        });
        name
    }

    /// Somebody takes part.
    pub fn party(&self, name: &str, key: &str) {
        self.parties().push(Party {
            name: name.to_owned(),
            key: key.to_owned(),
            pem: None,
        });
    }

    /// Who takes part.
    pub fn parties(&self) -> MutexGuard<'_, Vec<Party>> {
        self.parties.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> MutexGuard<'_, Played> {
        self.played.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
