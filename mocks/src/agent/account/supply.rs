//! Moving money between identities of one user, from applications that earn to one that spends (paper §5).
//!
//! A move is a transfer like any other, in the queue of who makes it: written down before it is sent, and sent again as it was. What
//! there is to move is looked at when its turn has come, for a move that was under way before may have been enough.

use super::collect::Collected;
use super::{Account, Backing, Denied, Payment};
use crate::agent::books::Books;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout_at};
use wire::Amount;
use wire::adapter::Paid;

/// Who has lost a reply pauses so long before asking again.
const PAUSE: Duration = Duration::from_millis(200);

/// What nobody waits for is given up after so long.
const SOME_TIME: Duration = Duration::from_secs(30);

/// So often those who supply are gone through: the first move may tell of a fee that the payment costs as well.
const ROUNDS: u32 = 2;

/// What an account has less than it needs.
#[derive(Clone)]
pub(crate) struct Lack {
    /// The account.
    to: Arc<Account>,
    /// What it needs.
    need: Amount,
    /// What others can spare for it.
    others: Amount,
}

impl Lack {
    /// Whether somebody may supply the account at all.
    pub(super) fn is_for(&self, books: &Books, earner: &str) -> bool {
        let mut supplies = books.supplies();
        supplies.any(|it| {
            let from = &it.from;
            it.application == self.to.identity && from.iter().any(|name| name == earner)
        })
    }
}

impl Account {
    /// Sees to it that there is enough for a transfer; says how much it is, where it is a move.
    pub(super) async fn back(
        self: &Arc<Self>,
        payment: &mut Payment,
        backing: &Backing,
        due: Instant,
    ) -> Result<(), Denied> {
        match backing {
            Backing::Own => Ok(()),
            Backing::Supplied { from, keep } => {
                self.be_supplied(payment.amount, from, *keep, due).await
            }
            Backing::Spare { lack, keep } => {
                let to = &lack.to;
                payment.amount = self.spare_for(lack, *keep).await?;
                payment.transaction_id = (self.parts.moving.id)(to.fresh_id()?);
                let id = &payment.transaction_id;
                to.expect(id, Some(&to.identity), payment.amount)
            }
        }
    }

    /// Has moved here what is lacking for a payment.
    async fn be_supplied(
        self: &Arc<Self>,
        amount: Amount,
        from: &[Arc<Account>],
        keep: Amount,
        due: Instant,
    ) -> Result<(), Denied> {
        if self.holds().await? >= self.need(amount, from) {
            return Ok(());
        }
        for _ in 0..ROUNDS {
            for (n, earner) in from.iter().enumerate() {
                let mut others = Amount::ZERO;
                for other in from.iter().skip(n + 1) {
                    others = sum(others, other.spare(keep).await?);
                }
                let lack = Lack {
                    to: Arc::clone(self),
                    need: self.need(amount, from),
                    others,
                };
                // What became of it the balance tells.
                let _ = earner.give(lack, keep, due).await;
                if self.holds().await? >= self.need(amount, from) {
                    return Ok(());
                }
            }
        }
        let why = "there is not enough for it, with what those can spare who supply";
        Err(Denied::Refused(why.to_owned()))
    }

    /// What a payment needs, with the highest fee that was told so far.
    fn need(&self, amount: Amount, from: &[Arc<Account>]) -> Amount {
        let others = from.iter().map(|it| it.highest_fee());
        let fee = others.fold(self.highest_fee(), Amount::max);
        sum(amount, fee)
    }

    /// Moves to another account what it lacks.
    async fn give(&self, lack: Lack, keep: Amount, due: Instant) -> Result<Paid, Denied> {
        let payment = Payment {
            application: None,
            recipient: (self.parts.moving.recipient)(lack.to.key),
            userid: None,
            amount: lack.need,
            transaction_id: String::new(),
            is_move: true,
        };
        let backing = Backing::Spare { lack, keep };
        let within = due.saturating_duration_since(Instant::now());
        self.pay(payment, backing, within, |_| Ok(())).await
    }

    /// How much is to be moved to an account: nothing in vain.
    async fn spare_for(self: &Arc<Self>, lack: &Lack, keep: Amount) -> Result<Amount, Denied> {
        let held = lack.to.holds().await?;
        let lacking = lack.need.checked_sub(held).unwrap_or(lack.need);
        let spare = self.spare(keep).await?;
        match lacking.is_positive() && spare.is_positive() && sum(spare, lack.others) >= lacking {
            true => Ok((self.parts.moving.amount)(lacking, spare)),
            false => Err(Denied::Refused("there is nothing to move".to_owned())),
        }
    }

    /// Has everything moved here that can be spared, whether it is needed or not.
    pub(in crate::agent) fn draw(self: Arc<Self>, from: Vec<Arc<Account>>, keep: Amount) {
        let crew = self.crew.clone();
        let due = Instant::now() + SOME_TIME;
        crew.spawn(async move {
            for earner in from {
                let looked = async { (self.holds().await, earner.spare(keep).await) };
                let Ok((Ok(held), Ok(spare))) = timeout_at(due, looked).await else {
                    return;
                };
                let lack = Lack {
                    to: Arc::clone(&self),
                    need: sum(held, spare),
                    others: spare,
                };
                let _ = earner.give(lack, keep, due).await;
            }
        });
    }

    /// What can be moved away if so much is to stay.
    async fn spare(self: &Arc<Self>, keep: Amount) -> Result<Amount, Denied> {
        let stays = keep.max(self.highest_fee());
        let spare = self.holds().await?.checked_sub(stays);
        Ok(spare.unwrap_or(Amount::ZERO).max(Amount::ZERO))
    }

    fn highest_fee(&self) -> Amount {
        self.book(|book| book.balance.highest_fee())
    }

    /// What it holds, as the issuer says now. It is asked until a reply comes: whoever wants to know says how long that may take.
    async fn holds(self: &Arc<Self>) -> Result<Amount, Denied> {
        loop {
            match self.ask(Duration::ZERO).await {
                Ok(Collected::Whole(_)) => {
                    return Ok(self
                        .book(|book| book.balance.told())
                        .unwrap_or(Amount::ZERO));
                }
                Ok(Collected::Lost(_)) => sleep(PAUSE).await,
                Ok(Collected::NotSent(why)) => return Err(why.into()),
                Ok(Collected::Refused(why) | Collected::Unwritten(why)) => {
                    return Err(Denied::Refused(why));
                }
                Err(_) => return Err(Denied::Refused("it is over".to_owned())),
            }
        }
    }
}

fn sum(one: Amount, other: Amount) -> Amount {
    one.checked_add(other).unwrap_or(one)
}
