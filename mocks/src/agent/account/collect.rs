//! The lane of deposits requests.

use super::Account;
use crate::agent::balance::Seen;
use crate::agent::line::{Line, Listed, Of, Reply};
use crate::agent::transport::{Link, NotSent, Undelivered};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;
use wire::soap::{self, Operation};
use wire::{GetDeposits, GetDepositsResponse, Request};

/// What came of a deposits request.
pub(super) enum Collected {
    /// A reply, and what its balance tells about the transfer that is under way.
    Whole(Seen),
    /// Nothing was sent.
    NotSent(NotSent),
    /// It was refused: nothing was delivered.
    Refused(String),
    /// It may have been answered.
    Lost(String),
    /// It cannot be written down.
    Unwritten(String),
}

impl Account {
    /// Asks for deposits when nobody else does, and lets that go on whatever becomes of who wants to know: a reply that is not
    /// waited for is lost. Who gives up before this returns has begun nothing.
    pub(super) async fn ask(self: &Arc<Self>, wait: Duration) -> oneshot::Receiver<Collected> {
        let (sender, receiver) = oneshot::channel();
        let mut lane = Arc::clone(&self.collecting).lock_owned().await;
        let account = Arc::clone(self);
        self.crew.spawn(async move {
            let collected = account.collect(&mut lane, wait).await;
            drop(lane);
            let _ = sender.send(collected);
        });
        receiver
    }

    /// Asks for deposits, and writes down what has come.
    async fn collect(&self, kept: &mut Option<Link>, wait: Duration) -> Collected {
        let pace = &self.parts.pace;
        let wait = wait.min(pace.longest_wait).as_millis() as u32;
        let wait = self.parts.till.wait(wait);
        let letter = self.parts.pen.write(&Request::GetDeposits(GetDeposits {
            milliseconds_wait: wait.to_string(),
        }));
        let after = self.book(|book| match &book.open {
            Some(open) => open.counter.checked_sub(1),
            None => book.counter,
        });
        let limit = Duration::from_millis(wait.into()) + pace.reply;
        let mail = match self.exchange(kept, &letter, limit).await {
            Ok(mail) => mail,
            Err(Undelivered::NotSent(why)) => return Collected::NotSent(why),
            Err(error) => return self.lost(error.to_string()),
        };
        match self.parts.reader.read(Operation::GetDeposits, &mail) {
            Ok(soap::Told::Deposits(reply)) => self.keep(reply, after),
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

    fn keep(&self, reply: GetDepositsResponse, after: Option<u64>) -> Collected {
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
            })
        });
        match written {
            Ok(()) => Collected::Whole(self.book(|book| book.seen.unwrap_or(Seen::Nothing))),
            Err(error) => Collected::Unwritten(error.to_string()),
        }
    }
}
