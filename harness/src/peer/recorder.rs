//! Where the exchanges of a scenario are gathered.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, AtomicU64, Ordering},
    },
    time::Instant,
};

use record::Exchange;
use rustls::{ClientConfig, KeyLog};

/// How many recorders this process has had.
static RECORDERS: AtomicU64 = AtomicU64::new(0);

/// Gathers the exchanges of one scenario, which may go on side by side, and tells the time for them.
#[derive(Debug)]
pub struct Recorder {
    /// Tells it from every other one of this process.
    serial: u64,
    began: Instant,
    /// By number: scenarios may have tens of thousands.
    exchanges: Mutex<BTreeMap<u32, Exchange>>,
    next_exchange: AtomicU32,
    next_connection: AtomicU32,
    /// Connections that were opened for others, by the others' serial and number, and the numbers that they have here.
    taken_over: Mutex<BTreeMap<(u64, u32), u32>>,
    key_log: Option<Arc<dyn KeyLog>>,
}

impl Recorder {
    /// A recorder whose times count from `began`, the beginning of the run.
    #[must_use]
    pub fn new(began: Instant) -> Self {
        Self {
            serial: RECORDERS.fetch_add(1, Ordering::Relaxed),
            began,
            exchanges: Mutex::default(),
            next_exchange: AtomicU32::new(1),
            next_connection: AtomicU32::new(1),
            taken_over: Mutex::default(),
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

    /// Tells it from every other recorder of this process.
    #[must_use]
    pub(super) fn serial(&self) -> u64 {
        self.serial
    }

    /// The number here of a connection that has its number from the recorder of that serial. One that was opened for another
    /// scenario is numbered when this one uses it first: its own number may be somebody else's here.
    pub(super) fn number_here(&self, serial: u64, number: u32) -> u32 {
        if serial == self.serial {
            return number;
        }
        let mut taken_over = locked(&self.taken_over);
        let here = taken_over.entry((serial, number));
        *here.or_insert_with(|| self.next_connection())
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

    fn lock(&self) -> MutexGuard<'_, BTreeMap<u32, Exchange>> {
        locked(&self.exchanges)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use record::{Connection, Ending, Octets, Operation, Purpose, Times};

    use super::*;

    fn exchange(id: u32) -> Exchange {
        Exchange {
            id,
            holder: "Alice".into(),
            purpose: Purpose::Step,
            operation: Operation::GetDeposits,
            step: None,
            form: Vec::new(),
            connection: Connection::default(),
            times: Times {
                sent: 0,
                first_byte: None,
                ended: 0,
            },
            request: Octets::new(&[]),
            response: Octets::new(&[]),
            ending: Ending::Answered,
        }
    }

    #[test]
    fn who_catches_up_has_all_that_is_over_in_the_order_in_which_it_began() {
        let recorder = Recorder::new(Instant::now());
        let mut known = Vec::new();
        for (over, all) in [(2, vec![2]), (4, vec![2, 4]), (1, vec![1, 2, 4])] {
            recorder.keep(exchange(over));
            recorder.catch_up(&mut known);
            let ids: Vec<u32> = known.iter().map(|e| e.id).collect();
            assert_eq!(ids, all);
            assert_eq!(known, recorder.exchanges());
        }
        recorder.catch_up(&mut known);
        assert_eq!(known.len(), 3);
    }

    #[test]
    fn a_connection_of_another_scenario_has_a_number_that_nobody_else_has_here() {
        let (there, here) = (Recorder::new(Instant::now()), Recorder::new(Instant::now()));
        let (alices, treasurys) = (here.next_connection(), there.next_connection());
        assert_eq!((alices, treasurys), (1, 1));
        assert_eq!(here.number_here(here.serial(), alices), 1);
        assert_eq!(here.number_here(there.serial(), treasurys), 2);
        assert_eq!(here.next_connection(), 3);
        assert_eq!(here.number_here(there.serial(), treasurys), 2);
    }
}
