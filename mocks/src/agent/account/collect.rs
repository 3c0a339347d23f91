//! Deposits requests.

use super::Account;
use crate::agent::balance::Seen;
use crate::agent::line::{Line, Listed, Of, Reply};
use crate::agent::transport::{Limit, Link, NotSent, Undelivered};
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::sleep;
use wire::soap::{self, Operation};
use wire::{GetDeposits, GetDepositsResponse, Request};

/// So many connections are kept for further questions.
const KEPT: usize = 2;

/// The questions for deposits that are under way.
#[derive(Default)]
pub(super) struct Asking {
    under_way: u32,
    /// How many were begun so far.
    begun: u64,
    kept: Vec<Link>,
}

/// What came of a deposits request.
pub(super) enum Collected {
    /// A reply; and if no other question was under way, what its balance tells about the transfer that is.
    Whole(Option<Seen>),
    /// Nothing was sent.
    NotSent(NotSent),
    /// It was refused: nothing was delivered.
    Refused(String),
    /// It may have been answered.
    Lost(String),
    /// It cannot be written down.
    Unwritten(String),
}

/// Which transfers a reply has to know, and whether anything else was asked meanwhile.
struct Asked {
    number: u64,
    was_alone: bool,
    after: Option<u64>,
}

impl Account {
    /// Asks for deposits, and lets that go on whatever becomes of who wants to know: a reply that is not waited for is lost.
    pub(super) fn ask(self: &Arc<Self>, wait: Duration) -> oneshot::Receiver<Collected> {
        let (sender, receiver) = oneshot::channel();
        let account = Arc::clone(self);
        let (asked, kept) = self.begin();
        self.crew.spawn(async move {
            let collected = account.collect(&asked, kept, wait).await;
            let _ = sender.send(collected);
            account.tell();
        });
        receiver
    }

    /// Asks from time to time whether something has arrived.
    pub(super) async fn poll(self: Arc<Self>, every: Duration) {
        loop {
            sleep(every).await;
            if self.is_silent() {
                let _ = self.ask(Duration::ZERO).await;
            }
        }
    }

    /// Whether nothing is being asked.
    pub(super) fn is_silent(&self) -> bool {
        self.asking().under_way == 0
    }

    fn begin(&self) -> (Asked, Option<Link>) {
        // Looked at before anything is sent: what is settled by now the reply has to know.
        let after = self.book(|book| match &book.open {
            Some(open) => open.counter.checked_sub(1),
            None => book.counter,
        });
        let mut asking = self.asking();
        asking.under_way += 1;
        asking.begun += 1;
        let asked = Asked {
            number: asking.begun,
            was_alone: asking.under_way == 1,
            after,
        };
        (asked, asking.kept.pop())
    }

    /// Whether no other question was under way since this one began.
    fn end(&self, asked: &Asked, kept: Option<Link>) -> bool {
        let mut asking = self.asking();
        asking.under_way -= 1;
        if asking.kept.len() < KEPT {
            asking.kept.extend(kept);
        }
        asked.was_alone && asking.begun == asked.number
    }

    fn asking(&self) -> MutexGuard<'_, Asking> {
        self.asking.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks for deposits, and writes down what has come.
    async fn collect(&self, asked: &Asked, mut kept: Option<Link>, wait: Duration) -> Collected {
        let pace = &self.parts.pace;
        let wait = wait.min(pace.longest_wait).as_millis() as u32;
        let wait = self.parts.till.wait(wait);
        let letter = self.parts.pen.write(&Request::GetDeposits(GetDeposits {
            milliseconds_wait: wait.to_string(),
        }));
        let first = Duration::from_millis(wait.into()) + pace.reply;
        let limit = Limit::Parts(first, pace.reply);
        let mail = self.exchange(&mut kept, &letter, limit).await;
        let alone = self.end(asked, kept);
        let mail = match mail {
            Ok(mail) => mail,
            Err(Undelivered::NotSent(why)) => return Collected::NotSent(why),
            Err(error) => return self.lost(error.to_string()),
        };
        match self.parts.reader.read(Operation::GetDeposits, &mail) {
            Ok(soap::Told::Deposits(reply)) => self.keep(reply, asked.after, alone),
            Ok(soap::Told::Fault(why)) => Collected::Refused(why),
            Ok(soap::Told::Transfer { .. }) => self.lost("an answer to a transfer".to_owned()),
            Err(error) => self.lost(error.to_string()),
        }
    }

    fn lost(&self, why: String) -> Collected {
        let identity = self.identity.clone();
        match self.write(|_| Line::Lost(Of { identity })) {
            Ok(()) => Collected::Lost(why),
            Err(error) => Collected::Unwritten(error.to_string()),
        }
    }

    fn keep(&self, reply: GetDepositsResponse, after: Option<u64>, alone: bool) -> Collected {
        let till = &self.parts.till;
        let written = self.write(|books| {
            let account = books.account(&self.identity);
            let listed = reply.deposits.into_iter().map(|deposit| {
                let whose = till.whose(account, &deposit);
                Listed::of(whose, deposit)
            });
            Line::Reply(Reply {
                identity: self.identity.clone(),
                deposits: listed.collect(),
                fee: reply.fee,
                balance: reply.balance,
                after,
                alone,
            })
        });
        match written {
            Ok(()) => Collected::Whole(self.book(|book| book.seen.filter(|_| alone))),
            Err(error) => Collected::Unwritten(error.to_string()),
        }
    }
}
