//! A second issuer, with another currency.

use std::time::Duration;

use record::{Capability, Holding};

use super::issuers::deal;
use crate::{
    holder::{Payee, World},
    runner::{Halt, Step},
    steps::{Args, Definition},
};

/// What the adapter calls it.
pub(super) const SECOND: &str = "second";

pub(super) fn steps() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "a second issuer with whom the holder has {amount}",
            "Another honest issuer is played; the holder is told of it, too, and has that much there.",
            |w, args| Box::pin(second(w, args)),
        ),
        Definition::new(
            "the holder is told to pay {amount} to {name} at the second issuer",
            "The holder is told to pay, and has answered when the step ends.",
            |w, args| Box::pin(pay(w, args)),
        ),
        Definition::new(
            "{name} has been paid {amount} once at the second issuer",
            "By that issuer's books.",
            |w, args| Box::pin(async move { paid(w, &args) }),
        ),
        Definition::new(
            "{amount} is paid to the holder at the second issuer",
            "Somebody pays the holder there, under an id that is no invoice's.",
            |w, args| Box::pin(async move { pays_in(w, &args) }),
        ),
        Definition::new(
            "the holder is asked for its deposits at the second issuer",
            "Without a wait; it has answered when the step ends.",
            |w, _| Box::pin(ask(w)),
        ),
    ]
}

async fn second(w: &mut World, args: Args) -> Step {
    if !w.declares(Capability::Issuers) {
        let why = "the holder deals with one issuer at a time";
        return Err(Halt::not_applicable(why));
    }
    let amount = w.varied(args.amount(0)?)?;
    w.play(SECOND).await?;
    deal(w, SECOND, amount).await
}

async fn pay(w: &mut World, args: Args) -> Step {
    let amount = w.spell(args.amount(0)?);
    w.these.clear();
    let to = Payee {
        issuer: SECOND,
        ..Payee::plain(args.text(1))
    };
    w.pay(&to, &amount)?;
    w.settle().await
}

fn pays_in(w: &mut World, args: &Args) -> Step {
    let amount = w.varied(args.amount(0)?)?;
    let deposit = w.gift(amount);
    w.give(SECOND, vec![deposit])
}

async fn ask(w: &mut World) -> Step {
    w.question(SECOND, None, Duration::ZERO)?;
    w.settle().await
}

fn paid(w: &mut World, args: &Args) -> Step {
    let amount = w.spell(args.amount(1)?);
    w.expect(Holding::Paid {
        recipient: args.text(0).to_owned(),
        amount: Some(amount),
        times: 1,
        issuer: SECOND.to_owned(),
    })
}
