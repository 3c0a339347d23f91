//! Payments that the holder is told to make.

use std::time::Duration;

use judge::Decimal;

use crate::{
    holder::{MAIN, Payee, World},
    runner::{Halt, Step},
    steps::{Args, Definition},
};

/// The issuer that is meant where a second one is named.
const SECOND: &str = "second";

/// Patience is told in seconds of ten, which a run may stretch.
const FULL_PATIENCE: u32 = 10;

/// A payment that goes on when the issuer is back is asked for again after so long, where it was declined.
const ASKED_AGAIN_AFTER: Duration = Duration::from_millis(250);

pub(super) fn steps() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "the holder is told to pay {amount} to {name}",
            "The holder is told to pay, and has answered when the step ends.",
            |w, args| Box::pin(pay(w, args, 1)),
        ),
        Definition::new(
            "the holder is told to pay {amount} to {name} within {int} s",
            "The same, where it is to say within so long what became of it; longer, where the run gives it more time.",
            |w, args| Box::pin(impatiently(w, args)),
        ),
        Definition::new(
            "the holder is told to pay {amount} to {name} for the user {text}",
            "The same for a user of the recipient's; ␠, ␉, ␊ and ␍ stand for blank, tab, line feed and carriage return.",
            |w, args| {
                Box::pin(async move {
                    let user = super::texts::plain(args.text(2));
                    let to = Payee {
                        userid: Some(&user),
                        ..Payee::plain(args.text(1))
                    };
                    let amount = w.spell(args.amount(0)?);
                    one(w, &to, &amount).await
                })
            },
        ),
        Definition::new(
            "the holder is told to pay exactly {word} to {name}",
            "The same with an amount, or what is none, as it is written, never varied.",
            |w, args| {
                Box::pin(async move { one(w, &Payee::plain(args.text(1)), args.text(0)).await })
            },
        ),
        Definition::new(
            "the holder is told to pay {amount} to {name} {int} times, one after the other",
            "Each payment is told when the one before was answered.",
            |w, args| {
                Box::pin(async move {
                    let times = args.number(2)?;
                    pay(w, args, times).await
                })
            },
        ),
        Definition::new(
            "the holder is told to pay {amount} to {name} twice under one transaction id, one after the other",
            "The second payment looks like the first, and is told when that was answered.",
            |w, args| Box::pin(alike(w, args)),
        ),
        Definition::new(
            "the holder is told to pay {amount} to {name} {int} times at once",
            "All payments are told before the first is answered, and all are answered when the step ends.",
            |w, args| Box::pin(at_once(w, args)),
        ),
        Definition::new(
            "the holder is told to pay {amount} and {amount} to {name} at once",
            "Both payments are told before the first is answered, in this order, and both are answered when the step ends.",
            |w, args| Box::pin(two_to_one(w, args)),
        ),
        Definition::new(
            "the holder is told to pay {amount} to {name}, and {amount} to {name} at the second issuer, at once",
            "The same for two payments with two issuers.",
            |w, args| Box::pin(with_two(w, args)),
        ),
        Definition::new(
            "the holder is told to pay {amount} to {name} until it does",
            "The holder is told again and again, as a new payment each time, until it reports one as executed, or its time is over.",
            |w, args| Box::pin(until_it_does(w, args)),
        ),
    ]
}

/// One payment, to its end.
pub(super) async fn one(w: &mut World, to: &Payee<'_>, amount: &str) -> Step {
    w.these.clear();
    w.pay(to, amount)?;
    w.settle().await
}

async fn pay(w: &mut World, args: Args, times: u32) -> Step {
    let amount = w.spell(args.amount(0)?);
    w.these.clear();
    for _ in 0..times {
        w.pay(&Payee::plain(args.text(1)), &amount)?;
        w.settle().await?;
    }
    Ok(())
}

async fn alike(w: &mut World, args: Args) -> Step {
    let amount = w.spell(args.amount(0)?);
    let id = w.fresh_id();
    let to = Payee {
        transaction_id: Some(&id),
        ..Payee::plain(args.text(1))
    };
    w.these.clear();
    for _ in 0..2 {
        w.pay(&to, &amount)?;
        w.settle().await?;
    }
    Ok(())
}

/// What a run's patience makes of so many seconds.
fn patience(w: &World, args: &Args, at: usize) -> Result<Duration, Halt> {
    let seconds: u32 = args.number(at)?;
    Ok(w.within() * seconds / FULL_PATIENCE)
}

async fn impatiently(w: &mut World, args: Args) -> Step {
    let amount = w.spell(args.amount(0)?);
    let to = Payee {
        within: Some(patience(w, &args, 2)?),
        ..Payee::plain(args.text(1))
    };
    w.these.clear();
    w.pay(&to, &amount)?;
    // That it comes too late is a finding, where that is looked at.
    w.settle_or_late().await
}

async fn at_once(w: &mut World, args: Args) -> Step {
    let amount = w.spell(args.amount(0)?);
    let times: u32 = args.number(2)?;
    w.these.clear();
    for _ in 0..times {
        w.pay(&Payee::plain(args.text(1)), &amount)?;
    }
    w.settle().await
}

async fn two_to_one(w: &mut World, args: Args) -> Step {
    w.these.clear();
    for at in 0..2 {
        let amount = w.spell(args.amount(at)?);
        w.pay(&Payee::plain(args.text(2)), &amount)?;
    }
    w.settle().await
}

async fn with_two(w: &mut World, args: Args) -> Step {
    let (here, there) = (w.spell(args.amount(0)?), w.spell(args.amount(2)?));
    w.these.clear();
    w.pay(&Payee::plain(args.text(1)), &here)?;
    let to = Payee {
        issuer: SECOND,
        ..Payee::plain(args.text(3))
    };
    w.pay(&to, &there)?;
    w.settle().await
}

async fn until_it_does(w: &mut World, args: Args) -> Step {
    let amount: Decimal = args.amount(0)?;
    let amount = w.spell(amount);
    let to = Payee {
        issuer: MAIN,
        ..Payee::plain(args.text(1))
    };
    let deadline = tokio::time::Instant::now() + w.within();
    w.these.clear();
    loop {
        let id = w.pay(&to, &amount)?;
        let told = w.wait_for(id).await?;
        let executed = told.is_ok_and(|ok| ok["outcome"] == "executed");
        if executed || tokio::time::Instant::now() >= deadline {
            return Ok(());
        }
        tokio::time::sleep(ASKED_AGAIN_AFTER).await;
    }
}
