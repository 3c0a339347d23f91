//! The queue of transfers.

use super::supply::Lack;
use super::{Account, Denied};
use crate::agent::courier::Tried;
use crate::agent::line::{Line, Sent};
use crate::agent::transport::Link;
use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::{Instant, timeout_at};
use wire::Amount;
use wire::adapter::{Outcome, Paid};

/// A transfer that somebody wants.
#[derive(Clone, Debug)]
pub(crate) struct Payment {
    pub(crate) application: Option<String>,
    pub(crate) recipient: String,
    pub(crate) userid: Option<String>,
    pub(crate) amount: Amount,
    pub(crate) transaction_id: String,
    /// Whether it goes to another identity of the same user.
    pub(crate) is_move: bool,
}

/// With what a transfer is made.
#[derive(Clone)]
pub(crate) enum Backing {
    /// With what the account holds.
    Own,
    /// With what is moved here, where that is not enough.
    Supplied {
        /// From these, in this order.
        from: Vec<Arc<Account>>,
        /// So much stays with each.
        keep: Amount,
    },
    /// With what the account can spare: it is itself a move.
    Spare {
        /// For this,
        lack: Lack,
        /// and so much stays here.
        keep: Amount,
    },
}

/// Transfers that were not sent, by the identities that are to make them: what all of them may spend is one limit.
#[derive(Clone, Default)]
pub(in crate::agent) struct Queues(Arc<Mutex<BTreeMap<String, Queue>>>);

impl Queues {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Queue>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// That of an identity, for a moment, in which none of the others changes.
    pub(super) fn of<T>(&self, identity: &str, act: impl FnOnce(&mut Queue) -> T) -> T {
        act(self.lock().entry(identity.to_owned()).or_default())
    }

    /// Puts a transfer in its identity's queue, if it may be made after all that are to be made.
    fn put(
        &self,
        identity: &str,
        job: Job,
        allowed: impl FnOnce(&[&Payment]) -> Result<(), Denied>,
    ) -> Result<(), Denied> {
        let mut all = self.lock();
        allowed(&all.values().flat_map(Queue::payments).collect::<Vec<_>>())?;
        let queue = all.entry(identity.to_owned()).or_default();
        queue.waiting.push_back(job);
        Ok(())
    }
}

/// Transfers that an identity has not sent.
#[derive(Default)]
pub(super) struct Queue {
    waiting: VecDeque<Job>,
    /// The one that is about to be written down.
    taken: Option<Payment>,
}

impl Queue {
    fn payments(&self) -> impl Iterator<Item = &Payment> {
        self.waiting
            .iter()
            .map(|job| &job.payment)
            .chain(&self.taken)
    }
}

/// A transfer that is to be made.
struct Job {
    payment: Payment,
    backing: Backing,
    due: Instant,
    claim: Claim,
    done: oneshot::Sender<Result<Paid, Denied>>,
}

/// Taken once: by who writes it down to send it, or by who does not want it any more.
#[derive(Clone, Default)]
struct Claim(Arc<AtomicBool>);

impl Claim {
    fn take(&self) -> bool {
        !self.0.swap(true, Ordering::SeqCst)
    }
}

impl Account {
    /// Makes a payment, and gives its outcome as far as that is known in time. `allowed` says whether it may be made after those
    /// that are to be made, by whichever identity.
    pub(crate) async fn pay(
        &self,
        payment: Payment,
        backing: Backing,
        within: Duration,
        allowed: impl FnOnce(&[&Payment]) -> Result<(), Denied>,
    ) -> Result<Paid, Denied> {
        let due = Instant::now() + within.saturating_sub(self.parts.pace.margin);
        let (done, mut outcome) = oneshot::channel();
        let claim = Claim::default();
        let job = Job {
            payment,
            backing,
            due,
            claim: claim.clone(),
            done,
        };
        self.queues.put(&self.identity, job, allowed)?;
        self.tell();
        self.nudge();
        match timeout_at(due, &mut outcome).await {
            Ok(Ok(done)) => done,
            _ if claim.take() => Err(Denied::Refused(
                "nothing was sent in time: a transfer before it is not settled, or nobody answers"
                    .to_owned(),
            )),
            _ => outcome.try_recv().unwrap_or_else(|_| Ok(unknown())),
        }
    }

    /// Makes one transfer after the other, for ever: first the one that was under way when the process ended.
    pub(super) async fn lane(self: Arc<Self>) {
        let mut news = self.news.subscribe();
        let mut kept = None;
        if let Some(open) = self.book(|book| book.open.clone()) {
            let _ = self.carry(&open, Tried::before(), &mut kept).await;
        }
        loop {
            news.mark_unchanged();
            if let Some(mut job) = self.next() {
                let made = self.make(&mut job, &mut kept).await;
                self.queue(|queue| queue.taken = None);
                let _ = job.done.send(made);
            } else if news.changed().await.is_err() {
                return;
            }
        }
    }

    fn next(&self) -> Option<Job> {
        self.queue(|queue| {
            queue.waiting.retain(|job| !job.done.is_closed());
            let job = queue.waiting.pop_front()?;
            queue.taken = Some(job.payment.clone());
            Some(job)
        })
    }

    /// Makes a transfer. Nothing of it was sent where it is refused.
    async fn make(
        self: &Arc<Self>,
        job: &mut Job,
        kept: &mut Option<Link>,
    ) -> Result<Paid, Denied> {
        let backed = self.back(&mut job.payment, &job.backing, job.due);
        timeout_at(job.due, backed)
            .await
            .map_err(|_| Denied::Refused("the money for it has not come in time".to_owned()))??;
        // Should no answer come, the balance has to tell, and for that it must be known before.
        if !self.book(|book| book.balance.is_clear()) {
            let _ = timeout_at(job.due, self.look()).await;
        }
        // Where nobody can be reached nothing has to be written down.
        let link = self.connection(kept).await?;
        *kept = Some(link);
        let sent = self.write_down(job)?;
        self.carry(&sent, Tried::default(), kept).await
    }

    /// Gives a transfer its number, unless nobody wants it any more.
    fn write_down(&self, job: &Job) -> Result<Sent, Denied> {
        let counters = &self.parts.counters;
        let mut sent = None;
        let mut why = "this key has no message counter left";
        self.queue(|queue| {
            if !job.claim.take() {
                return Err(Denied::Refused("it is too late for it".to_owned()));
            }
            let written = self.store.write_if(|books| {
                if let Backing::Spare { lack, .. } = &job.backing
                    && !lack.is_for(books, &self.identity)
                {
                    why = "the user has taken it back";
                    return None;
                }
                let book = books.account(&self.identity);
                let counter = counters.next(book.counter, book.is_stale)?;
                sent = Some(self.numbered(&job.payment, counter.value()));
                sent.clone().map(Line::Sent)
            });
            queue.taken = None;
            written.map_err(Denied::from)
        })?;
        sent.ok_or_else(|| Denied::Refused(why.to_owned()))
    }

    fn numbered(&self, payment: &Payment, counter: u64) -> Sent {
        let payment = payment.clone();
        Sent {
            identity: self.identity.clone(),
            application: payment.application,
            counter,
            recipient: payment.recipient,
            userid: payment.userid,
            amount: payment.amount,
            transaction_id: payment.transaction_id,
            is_move: payment.is_move,
            at: (self.parts.pace.now)(),
        }
    }
}

/// Nothing is known.
fn unknown() -> Paid {
    Paid {
        outcome: Outcome::Unknown,
        result: None,
        fee: None,
    }
}
