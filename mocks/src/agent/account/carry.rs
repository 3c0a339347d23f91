//! A transfer on its way, from its first copy to its outcome.

use super::collect::Collected;
use super::{Account, Denied};
use crate::agent::balance::Seen;
use crate::agent::courier::{Step, Tried, Verdict};
use crate::agent::line::{Line, Numbered, Sent, Settled};
use crate::agent::transport::{Letter, Limit, Link, NotSent, Undelivered};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};
use wire::adapter::Paid;
use wire::soap::{Operation, Told};
use wire::{Request, TransferFunds};

/// Who looks at the balance while somebody else waits for deposits waits no longer than this for that to end.
const BEHIND_A_WAIT: Duration = Duration::from_secs(1);

impl Account {
    /// Sends a transfer until its outcome is known.
    ///
    /// # Errors
    /// When nothing of it was sent after all, or nothing can be written down any more.
    pub(super) async fn carry(
        self: &Arc<Self>,
        sent: &Sent,
        mut tried: Tried,
        kept: &mut Option<Link>,
    ) -> Result<Paid, Denied> {
        let courier = &self.parts.courier;
        let pace = &self.parts.pace;
        let transfer = transfer(sent);
        let mut letter = self.letter(&transfer);
        let mut silent_since = Instant::now();
        let mut nudges = self.nudges.subscribe();
        loop {
            let limit = pace.answer_after(tried.unanswered);
            let heard = tokio::select! {
                heard = self.send(kept, &letter, limit) => heard,
                () = nudged(&mut nudges, pace.answer_after(tried.unanswered.min(1))) => Heard::Nothing,
            };
            let step = match heard {
                Heard::Told(told) => {
                    tried.note(&told);
                    courier.answered(&tried, &told)
                }
                Heard::Nothing => {
                    tried.note_silence();
                    silent_since = Instant::now();
                    courier.unanswered(&tried)
                }
                Heard::NotSent(why) if tried.is_first() => {
                    self.withdraw(sent)?;
                    return Err(why.into());
                }
                Heard::NotSent(_) => Step::Again,
            };
            tried.quiet = (tried.unanswered > 0).then(|| silent_since.elapsed());
            let seen = match step {
                Step::Ask => self.look().await,
                _ => self.has_seen(),
            };
            let step = match (step, seen) {
                (Step::Settle(verdict), _) => Step::Settle(verdict),
                (_, Some(seen)) => courier.balance_told(&tried, seen, pace.quiet),
                (_, None) => Step::Again,
            };
            if let Step::Settle(verdict) = step {
                return self.settle(sent, verdict);
            }
            tokio::select! {
                () = sleep(pace.pause_after(tried.unanswered + tried.answered)) => {}
                () = nudged(&mut nudges, pace.pause) => {}
            }
            // What kept an answer away may lie in the connection.
            *kept = None;
            letter = self.letter(&courier.again(&transfer, &tried));
        }
    }

    async fn send(&self, kept: &mut Option<Link>, letter: &Letter, limit: Duration) -> Heard {
        let reader = &self.parts.reader;
        match self.exchange(kept, letter, Limit::Whole(limit)).await {
            Ok(mail) => match reader.read(Operation::TransferFunds, &mail) {
                Ok(told) => Heard::Told(told),
                Err(_) => Heard::Nothing,
            },
            Err(Undelivered::NotSent(why)) => Heard::NotSent(why),
            Err(Undelivered::NoAnswer(_)) => Heard::Nothing,
        }
    }

    fn letter(&self, transfer: &TransferFunds) -> Letter {
        let request = Request::TransferFunds(transfer.clone());
        self.parts.pen.write(&request)
    }

    /// Looks at the balance, when nothing else is being asked, for what is told at the same time tells less.
    pub(super) async fn look(self: &Arc<Self>) -> Option<Seen> {
        let mut news = self.news.subscribe();
        let silence = async {
            while !self.is_silent() {
                let _ = news.changed().await;
            }
        };
        timeout(BEHIND_A_WAIT, silence).await.ok()?;
        match self.ask(Duration::ZERO).await {
            Ok(Collected::Whole(Some(seen))) => Some(seen),
            _ => self.has_seen(),
        }
    }

    /// What a balance has told meanwhile that no later one can take back.
    fn has_seen(&self) -> Option<Seen> {
        self.book(|book| book.seen.filter(|seen| seen.is_final()))
    }

    fn withdraw(&self, sent: &Sent) -> Result<(), Denied> {
        let line = Line::Withdrawn(Numbered {
            identity: self.identity.clone(),
            counter: sent.counter,
        });
        Ok(self.write(|_| line)?)
    }

    fn settle(&self, sent: &Sent, verdict: Verdict) -> Result<Paid, Denied> {
        let line = Line::Settled(Settled {
            identity: self.identity.clone(),
            counter: sent.counter,
            outcome: verdict.outcome,
            result: verdict.result.clone(),
            fee: verdict.fee,
        });
        self.write(|_| line)?;
        Ok(Paid {
            outcome: verdict.outcome,
            result: verdict.result,
            fee: verdict.fee.map(|fee| fee.to_string()),
        })
    }
}

/// Waits until an application wants something, and at least so long: new payments are kept waiting by this one.
async fn nudged(nudges: &mut watch::Receiver<u64>, least: Duration) {
    let least = sleep(least);
    let _ = nudges.changed().await;
    least.await;
}

/// What came of a copy.
enum Heard {
    Told(Told),
    Nothing,
    NotSent(NotSent),
}

/// The message that a transfer is.
fn transfer(sent: &Sent) -> TransferFunds {
    TransferFunds {
        recipient: sent.recipient.clone(),
        userid: sent.userid.clone(),
        amount: sent.amount.to_string(),
        transaction_id: sent.transaction_id.clone(),
        message_counter: sent.counter.to_string(),
    }
}
