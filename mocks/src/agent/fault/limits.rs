//! How what applications may spend is watched wrongly.

use super::seams::{around_desk, ordered};
use crate::agent::desk::{Attended, Desk};
use crate::agent::parts::Parts;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use wire::Amount;
use wire::adapter::{ErrorCode, Order, Policy, Refusal, Transfer};

pub(super) fn one_for_all(parts: &mut Parts) {
    ordered(parts, |mut order| {
        if let Order::Policy(policy) = &mut order {
            policy.application = None;
        }
        order
    });
}

/// Takes no notice of limits to single applications.
struct Sweeping(Arc<dyn Desk>);

impl Desk for Sweeping {
    fn attend(&self, order: Order) -> Attended<'_> {
        match order {
            Order::Policy(Policy {
                application: Some(_),
                ..
            }) => Box::pin(async { Ok(json!({})) }),
            order => self.0.attend(order),
        }
    }

    fn decline(&self, op: &str) -> Result<Value, Refusal> {
        self.0.decline(op)
    }
}

pub(super) fn of_applications_ignored(parts: &mut Parts) {
    around_desk(parts, |right| Arc::new(Sweeping(right)));
}

pub(super) fn last_alone(parts: &mut Parts) {
    ordered(parts, |mut order| {
        if let Order::Policy(policy) = &mut order {
            let limits = [
                &mut policy.per_payment,
                &mut policy.per_day,
                &mut policy.first_deal,
            ];
            let last = limits.iter().rposition(|limit| limit.is_some());
            for (n, limit) in limits.into_iter().enumerate() {
                limit.take_if(|_| Some(n) != last);
            }
        }
        order
    });
}

/// Gives each application a limit of its own that is like the one for all.
struct Copying {
    right: Arc<dyn Desk>,
    told: Mutex<Limits>,
}

/// What was told of limits.
#[derive(Default)]
struct Limits {
    of_all: Option<Policy>,
    of_one: HashSet<String>,
}

impl Copying {
    fn told(&self) -> MutexGuard<'_, Limits> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, policy: &Policy) {
        let mut told = self.told();
        match policy.application.clone() {
            Some(application) => drop(told.of_one.insert(application)),
            None => told.of_all = Some(policy.clone()),
        }
    }

    /// The limit that is to be one of an application's own.
    fn copy_for(&self, application: Option<&String>) -> Option<Policy> {
        let told = self.told();
        let application = application.filter(|name| !told.of_one.contains(*name))?;
        Some(Policy {
            application: Some(application.clone()),
            ..told.of_all.clone()?
        })
    }
}

impl Desk for Copying {
    fn attend(&self, order: Order) -> Attended<'_> {
        Box::pin(async move {
            match &order {
                Order::Policy(policy) => self.note(policy),
                Order::Transfer(transfer) => {
                    if let Some(copy) = self.copy_for(transfer.application.as_ref()) {
                        self.right.attend(Order::Policy(copy)).await?;
                    }
                }
                _ => {}
            }
            self.right.attend(order).await
        })
    }

    fn decline(&self, op: &str) -> Result<Value, Refusal> {
        self.right.decline(op)
    }
}

pub(super) fn for_each_application(parts: &mut Parts) {
    around_desk(parts, |right| {
        let told = Mutex::default();
        Arc::new(Copying { right, told })
    });
}

/// Lets a day begin with each limit to one.
struct Renewing {
    right: Arc<dyn Desk>,
    spent: Mutex<Amount>,
}

impl Renewing {
    fn spent(&self) -> MutexGuard<'_, Amount> {
        self.spent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was spent by now may be spent once more.
    fn renew(&self, policy: &mut Policy) {
        let limit = policy.per_day.as_deref();
        let limit = limit.and_then(|text| Amount::parse(text).ok());
        if let Some(more) = limit.and_then(|limit| limit.checked_add(*self.spent())) {
            policy.per_day = Some(more.to_string());
        }
    }
}

impl Desk for Renewing {
    fn attend(&self, mut order: Order) -> Attended<'_> {
        if let Order::Policy(policy) = &mut order {
            self.renew(policy);
        }
        let amount = match &order {
            Order::Transfer(transfer) => Amount::parse(&transfer.amount).ok(),
            _ => None,
        };
        Box::pin(async move {
            let done = self.right.attend(order).await;
            let is_made = done.as_ref().is_ok_and(|paid| paid["outcome"] != "failed");
            if let Some(amount) = amount.filter(|_| is_made) {
                let mut spent = self.spent();
                *spent = spent.checked_add(amount).unwrap_or(*spent);
            }
            done
        })
    }

    fn decline(&self, op: &str) -> Result<Value, Refusal> {
        self.right.decline(op)
    }
}

pub(super) fn renewed(parts: &mut Parts) {
    around_desk(parts, |right| {
        let spent = Mutex::default();
        Arc::new(Renewing { right, spent })
    });
}

/// What is wrong with how limits are watched.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slip {
    /// A day's limit is compared with what was answered.
    Late,
    /// What is not known to be executed does not count towards it.
    KnownAlone,
    /// Whoever was tried to be paid is known.
    Trying,
    /// Whoever is being paid is known, until that has failed.
    Racing,
}

/// What a watchman knows.
#[derive(Default)]
struct Watched {
    most: Option<Amount>,
    spent: Amount,
    tried: HashSet<String>,
}

/// Watches a limit in the place of who should.
struct Watchman {
    right: Arc<dyn Desk>,
    slip: Slip,
    watched: Mutex<Watched>,
}

impl Watchman {
    fn watched(&self) -> MutexGuard<'_, Watched> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the limit that is watched here out of a policy.
    fn take(&self, policy: &mut Policy) {
        let limit = match self.slip {
            Slip::Trying | Slip::Racing => policy.first_deal.take(),
            Slip::Late | Slip::KnownAlone => policy.per_day.take(),
        };
        self.watched().most = limit.and_then(|text| Amount::parse(&text).ok());
    }

    /// Whether a payment is within it, before anything is done.
    fn lets(&self, transfer: &Transfer, amount: Amount) -> bool {
        let mut watched = self.watched();
        let Some(most) = watched.most else {
            return true;
        };
        let sum = watched.spent.checked_add(amount);
        match self.slip {
            Slip::Trying => watched.tried.contains(&transfer.recipient) || amount <= most,
            Slip::Racing if amount <= most => {
                watched.tried.insert(transfer.recipient.clone());
                true
            }
            Slip::Racing => watched.tried.contains(&transfer.recipient),
            Slip::Late => sum.is_some_and(|sum| sum <= most),
            Slip::KnownAlone => {
                let is_within = sum.is_some_and(|sum| sum <= most);
                if let (true, Some(sum)) = (is_within, sum) {
                    watched.spent = sum;
                }
                is_within
            }
        }
    }

    /// Takes note of what came of it.
    fn note(&self, transfer: &Transfer, amount: Amount, outcome: Option<&str>) {
        let mut watched = self.watched();
        let spent = match self.slip {
            Slip::Trying => {
                watched.tried.insert(transfer.recipient.clone());
                return;
            }
            Slip::Racing => {
                if outcome != Some("executed") {
                    watched.tried.remove(&transfer.recipient);
                }
                return;
            }
            Slip::Late if matches!(outcome, None | Some("failed")) => return,
            Slip::KnownAlone if outcome == Some("executed") => return,
            Slip::Late => watched.spent.checked_add(amount),
            Slip::KnownAlone => watched.spent.checked_sub(amount),
        };
        watched.spent = spent.unwrap_or(watched.spent);
    }
}

impl Desk for Watchman {
    fn attend(&self, mut order: Order) -> Attended<'_> {
        if let Order::Policy(policy) = &mut order {
            self.take(policy);
        }
        Box::pin(async move {
            let Order::Transfer(transfer) = &order else {
                return self.right.attend(order).await;
            };
            let (transfer, amount) = (transfer.clone(), Amount::parse(&transfer.amount));
            let Ok(amount) = amount else {
                return self.right.attend(order).await;
            };
            if !self.lets(&transfer, amount) {
                return Err(Refusal {
                    code: ErrorCode::Refused,
                    message: "this is beyond the limit".to_owned(),
                });
            }
            let done = self.right.attend(order).await;
            let outcome = done.as_ref().ok().and_then(|paid| paid["outcome"].as_str());
            self.note(&transfer, amount, outcome);
            done
        })
    }

    fn decline(&self, op: &str) -> Result<Value, Refusal> {
        self.right.decline(op)
    }
}

fn watching(parts: &mut Parts, slip: Slip) {
    around_desk(parts, move |right| {
        Arc::new(Watchman {
            right,
            slip,
            watched: Mutex::default(),
        })
    });
}

pub(super) fn checked_late(parts: &mut Parts) {
    watching(parts, Slip::Late);
}

pub(super) fn unknown_not_counted(parts: &mut Parts) {
    watching(parts, Slip::KnownAlone);
}

pub(super) fn known_while_paid(parts: &mut Parts) {
    watching(parts, Slip::Racing);
}

pub(super) fn known_by_trying(parts: &mut Parts) {
    watching(parts, Slip::Trying);
}
