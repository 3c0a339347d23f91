//! What the holder's user allows.

use std::time::{Duration, SystemTime};

use record::Holding;
use serde_json::Value;
use wire::adapter::{Order, Policy};

use crate::{
    holder::{MAIN, World},
    runner::{Halt, Step},
    steps::{Args, Definition},
};

/// A day, as UTC has it. The sources do not say when one begins.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// So long before its end no scenario begins whose payments have to be of one day.
const EVENING: Duration = Duration::from_secs(60);

pub(super) fn steps() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "the holder may spend {amount} in a payment",
            "No payment is to be more than that, for all applications.",
            |w, args| {
                Box::pin(async move { limit(w, None, w.spell(args.amount(0)?), payment).await })
            },
        ),
        Definition::new(
            "the holder may spend exactly {amount} in a payment",
            "The same, and the amount is not varied.",
            |w, args| {
                Box::pin(async move { limit(w, None, args.text(0).to_owned(), payment).await })
            },
        ),
        Definition::new(
            "the holder may spend {amount} in a day",
            "All payments of a day together are not to be more than that.",
            |w, args| Box::pin(async move { limit(w, None, w.spell(args.amount(0)?), day).await }),
        ),
        Definition::new(
            "the holder may spend exactly {amount} in a day",
            "The same, and the amount is not varied.",
            |w, args| Box::pin(async move { limit(w, None, args.text(0).to_owned(), day).await }),
        ),
        Definition::new(
            "the holder may spend {amount} in a first deal",
            "No payment to a partner is to be more than that until one to it was executed.",
            |w, args| {
                Box::pin(async move { limit(w, None, w.spell(args.amount(0)?), first_deal).await })
            },
        ),
        Definition::new(
            "the holder may spend {amount} in a payment and {amount} in a day",
            "Both limits are of one policy, for all applications.",
            |w, args| Box::pin(both(w, args, payment, day)),
        ),
        Definition::new(
            "the holder may spend {amount} in a payment and {amount} in a first deal",
            "The same of these two.",
            |w, args| Box::pin(both(w, args, payment, first_deal)),
        ),
        Definition::new(
            "the holder may spend {amount} in a day and {amount} in a first deal",
            "The same of these two.",
            |w, args| Box::pin(both(w, args, day, first_deal)),
        ),
        Definition::new(
            "{text} may spend {amount} in a payment",
            "No payment of that application is to be more.",
            |w, args| Box::pin(own(w, args, payment)),
        ),
        Definition::new(
            "{text} may spend {amount} in a day",
            "All payments of that application in a day together are not to be more.",
            |w, args| Box::pin(own(w, args, day)),
        ),
        Definition::new(
            "at most {int} of these payments were made",
            "Of the payments that the holder was told to make last, by the issuer's books.",
            |w, args| {
                Box::pin(async move {
                    let times = args.number(0)?;
                    at_most(w, times)
                })
            },
        ),
        Definition::new(
            "nothing above {amount} was sent to {name} before a payment was executed",
            "A payment to the same one, by the messages that came to the issuer, and its books.",
            |w, args| Box::pin(first_deals(w, args)),
        ),
        Definition::new(
            "it was not made",
            "The payment that the holder was told to make last, by the issuer's books.",
            |w, _| Box::pin(async move { at_most(w, 0) }),
        ),
    ]
}

async fn both(
    w: &mut World,
    args: Args,
    one: fn(&mut Policy, String),
    other: fn(&mut Policy, String),
) -> Step {
    let amounts = (w.spell(args.amount(0)?), w.spell(args.amount(1)?));
    let mut policy = unlimited(None);
    one(&mut policy, amounts.0);
    other(&mut policy, amounts.1);
    say(w, policy).await
}

async fn first_deals(w: &mut World, args: Args) -> Step {
    let most = w.spell(args.amount(0)?);
    w.issuer(MAIN)?.idle().await;
    w.expect(Holding::FirstDeals {
        recipient: args.text(1).to_owned(),
        most,
        issuer: MAIN.to_owned(),
    })
}

async fn own(w: &mut World, args: Args, set: fn(&mut Policy, String)) -> Step {
    let amount = w.spell(args.amount(1)?);
    limit(w, Some(args.text(0).to_owned()), amount, set).await
}

async fn limit(
    w: &mut World,
    application: Option<String>,
    amount: String,
    set: fn(&mut Policy, String),
) -> Step {
    let mut policy = unlimited(application);
    set(&mut policy, amount);
    say(w, policy).await
}

fn unlimited(application: Option<String>) -> Policy {
    Policy {
        issuer: MAIN.to_owned(),
        application,
        per_payment: None,
        per_day: None,
        first_deal: None,
    }
}

async fn say(w: &mut World, policy: Policy) -> Step {
    if policy.per_day.is_some() && is_evening() {
        let why = "it is almost midnight, UTC, and payments of two days would be compared";
        return Err(Halt::inconclusive(why));
    }
    w.policies.push(policy.clone());
    w.need::<Value>("take the policy", Order::Policy(policy))
        .await
        .map(drop)
}

fn payment(policy: &mut Policy, amount: String) {
    policy.per_payment = Some(amount);
}

fn day(policy: &mut Policy, amount: String) {
    policy.per_day = Some(amount);
}

fn first_deal(policy: &mut Policy, amount: String) {
    policy.first_deal = Some(amount);
}

fn is_evening() -> bool {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let of_day = since.unwrap_or_default().as_secs() % DAY.as_secs();
    of_day + EVENING.as_secs() > DAY.as_secs()
}

fn at_most(w: &mut World, times: u32) -> Step {
    w.expect(Holding::AtMost {
        calls: w.these.clone(),
        times,
    })
}
