//! What is wrong at the desk.

use super::seams::{around_desk, at_desk, kept, ordered, told};
use crate::agent::desk::{Attended, Desk};
use crate::agent::line::Line;
use crate::agent::parts::Parts;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use tokio::sync::Mutex;
use wire::KeyId;
use wire::adapter::{Hello, Identified, Invoice, Order, Paid, Refusal, Statement, Transfer};

/// A feature of holders whose applications have keys of their own.
const IDENTITIES: &str = "identities";

/// A decimal as binary floating point has it.
fn double(text: &str) -> String {
    let is_decimal = text
        .chars()
        .all(|c| c.is_ascii_digit() || "+-.".contains(c));
    let double = text.parse::<f64>().ok().filter(|_| is_decimal);
    double.map_or(text.to_owned(), |double| double.to_string())
}

pub(super) fn through_double(parts: &mut Parts) {
    ordered(parts, |mut order| {
        if let Order::Transfer(transfer) = &mut order {
            transfer.amount = double(&transfer.amount);
        }
        order
    });
    told_through_double(parts);
}

pub(super) fn told_through_double(parts: &mut Parts) {
    told(parts, |_, paid: &mut Paid| {
        paid.fee = paid.fee.as_deref().map(double);
    });
    told(parts, |_, statement: &mut Statement| {
        statement.balance = double(&statement.balance);
        statement.unattributed = statement.unattributed.as_deref().map(double);
        for deposit in &mut statement.deposits {
            deposit.amount = double(&deposit.amount);
        }
    });
}

pub(super) fn amounts_as_numbers(parts: &mut Parts) {
    let number = |told: &Value| told.as_str().and_then(|text| text.parse::<f64>().ok());
    at_desk(
        parts,
        |order| order,
        move |_, done| {
            done.map(|mut told| {
                for key in ["fee", "balance"] {
                    if let Some(number) = told.get(key).and_then(number) {
                        told[key] = json!(number);
                    }
                }
                told
            })
        },
    );
}

pub(super) fn rounded(parts: &mut Parts) {
    ordered(parts, |mut order| {
        if let Order::Transfer(transfer) = &mut order {
            let digits = transfer
                .amount
                .split_once('.')
                .map_or(0, |(_, it)| it.len());
            if let (true, Ok(amount)) = (digits > 6, transfer.amount.parse::<f64>()) {
                transfer.amount = format!("{amount:.6}");
            }
        }
        order
    });
}

pub(super) fn whole_limits(parts: &mut Parts) {
    ordered(parts, |mut order| {
        if let Order::Policy(policy) = &mut order {
            let limits = [&mut policy.per_payment, &mut policy.per_day];
            for limit in limits.into_iter().flatten() {
                let whole = limit.split('.').next().unwrap_or_default();
                *limit = format!("{whole}.999999");
            }
        }
        order
    });
}

pub(super) fn first_deals_unlimited(parts: &mut Parts) {
    ordered(parts, |mut order| {
        if let Order::Policy(policy) = &mut order {
            policy.first_deal = None;
        }
        order
    });
}

pub(super) fn spending_forgotten(parts: &mut Parts) {
    kept(parts, || {
        |mut line| {
            if let Line::Sent(sent) = &mut line {
                sent.at = 0;
            }
            vec![line]
        }
    });
}

pub(super) fn first_authority(parts: &mut Parts) {
    ordered(parts, |mut order| {
        if let Order::Configure(configure) = &mut order
            && let Some(ca) = &mut configure.ca
        {
            let first = Path::new(&configure.state).join(format!("{}-first.pem", configure.issuer));
            if first.exists() || fs::copy(&*ca, &first).is_ok() {
                *ca = first.display().to_string();
            }
        }
        order
    });
}

/// Makes once more what has failed, when the next payment is to be made.
struct Persistent {
    right: Arc<dyn Desk>,
    failed: Mutex<Option<Transfer>>,
}

impl Desk for Persistent {
    fn attend(&self, order: Order) -> Attended<'_> {
        Box::pin(async move {
            let Order::Transfer(transfer) = order else {
                return self.right.attend(order).await;
            };
            let failed = self.failed.lock().await.take();
            if let Some(again) = failed {
                // It was told what came of it.
                let _ = self.right.attend(Order::Transfer(again)).await;
            }
            let done = self.right.attend(Order::Transfer(transfer.clone())).await;
            if done.as_ref().is_ok_and(|paid| paid["outcome"] == "failed") {
                *self.failed.lock().await = Some(transfer);
            }
            done
        })
    }

    fn decline(&self, op: &str) -> Result<Value, Refusal> {
        self.right.decline(op)
    }
}

pub(super) fn failed_tried_again(parts: &mut Parts) {
    around_desk(parts, |right| {
        let failed = Mutex::default();
        Arc::new(Persistent { right, failed })
    });
}

pub(super) fn first_issuer(parts: &mut Parts) {
    let first = OnceLock::new();
    ordered(parts, move |mut order| {
        match &mut order {
            Order::Configure(configure) => {
                first.get_or_init(|| configure.issuer.clone());
            }
            Order::Transfer(Transfer { issuer, .. }) | Order::Deposits { issuer, .. } => {
                *issuer = first.get().unwrap_or(issuer).clone();
            }
            _ => {}
        }
        order
    });
}

fn features(parts: &mut Parts, amend: fn(&mut Vec<String>)) {
    told(parts, move |_, hello: &mut Hello| {
        amend(&mut hello.features);
    });
}

pub(super) fn key_of_each_application(parts: &mut Parts) {
    parts.several = true;
    features(parts, |features| features.retain(|it| it != IDENTITIES));
}

pub(super) fn one_key_of_all(parts: &mut Parts) {
    parts.several = false;
    features(parts, |features| {
        features.retain(|it| it != IDENTITIES);
        features.push(IDENTITIES.to_owned());
    });
}

pub(super) fn another_key_told(parts: &mut Parts) {
    let other = |key: &mut String| *key = KeyId::of_spki(key.as_bytes()).to_string();
    told(parts, move |_, identified: &mut Identified| {
        other(&mut identified.key);
    });
    told(parts, move |_, invoice: &mut Invoice| {
        other(&mut invoice.recipient);
    });
}

/// What there is not it says that it has done.
struct Boastful(Arc<dyn Desk>);

impl Desk for Boastful {
    fn attend(&self, order: Order) -> Attended<'_> {
        self.0.attend(order)
    }

    fn decline(&self, _: &str) -> Result<Value, Refusal> {
        Ok(json!({}))
    }
}

pub(super) fn everything_done(parts: &mut Parts) {
    around_desk(parts, |right| Arc::new(Boastful(right)));
}

/// Does one thing after the other.
struct Queueing {
    right: Arc<dyn Desk>,
    queued: fn(&Order) -> bool,
    queue: Mutex<()>,
}

impl Desk for Queueing {
    fn attend(&self, order: Order) -> Attended<'_> {
        Box::pin(async move {
            let turn = match (self.queued)(&order) {
                true => Some(self.queue.lock().await),
                false => None,
            };
            let done = self.right.attend(order).await;
            drop(turn);
            done
        })
    }

    fn decline(&self, op: &str) -> Result<Value, Refusal> {
        self.right.decline(op)
    }
}

fn queueing(parts: &mut Parts, queued: fn(&Order) -> bool) {
    around_desk(parts, move |right| {
        let queue = Mutex::default();
        Arc::new(Queueing {
            right,
            queued,
            queue,
        })
    });
}

pub(super) fn one_queue(parts: &mut Parts) {
    queueing(parts, |order| matches!(order, Order::Transfer(_)));
}

pub(super) fn one_thing_at_a_time(parts: &mut Parts) {
    queueing(parts, |order| {
        matches!(order, Order::Transfer(_) | Order::Deposits { .. })
    });
}

/// Tells whoever asks of what is nobody's, too.
struct Generous(Arc<dyn Desk>);

impl Desk for Generous {
    fn attend(&self, order: Order) -> Attended<'_> {
        Box::pin(async move {
            let mut more = order.clone();
            let own = self.0.attend(order).await?;
            let Order::Deposits {
                application: application @ Some(_),
                wait_ms,
                ..
            } = &mut more
            else {
                return Ok(own);
            };
            (*application, *wait_ms) = (None, 0);
            let more = self.0.attend(more).await?;
            let statements = (
                serde_json::from_value(own.clone()),
                serde_json::from_value(more),
            );
            let (Ok::<Statement, _>(mut own), Ok::<Statement, _>(more)) = statements else {
                return Ok(own);
            };
            own.deposits.extend(more.deposits);
            Ok(json!(own))
        })
    }

    fn decline(&self, op: &str) -> Result<Value, Refusal> {
        self.0.decline(op)
    }
}

pub(super) fn unclaimed_given_away(parts: &mut Parts) {
    around_desk(parts, |right| Arc::new(Generous(right)));
}
