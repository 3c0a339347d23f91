//! Payments that the holder is told to make, and what it reports.

use record::{Holding, Report};

use crate::{
    holder::{MAIN, Payee, World},
    runner::Step,
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "the holder is told to pay {amount} to {name}",
            "The holder is told to pay, and has answered when the step ends.",
            |w, args| Box::pin(pay(w, args)),
        ),
        Definition::new(
            "it reports the payment as executed",
            "The last payment is reported as executed.",
            |w, _| Box::pin(async move { reported(w, &[Report::Executed]) }),
        ),
        Definition::new(
            "it reports the payment as failed",
            "The last payment is reported as failed.",
            |w, _| Box::pin(async move { reported(w, &[Report::Failed]) }),
        ),
        Definition::new(
            "it does not report the payment as executed",
            "The last payment is reported as failed, unknown or refused.",
            |w, _| {
                Box::pin(
                    async move { reported(w, &[Report::Failed, Report::Unknown, Report::Refused]) },
                )
            },
        ),
        Definition::new(
            "{name} has been paid {amount} once",
            "By the issuer's books.",
            |w, args| Box::pin(paid(w, args)),
        ),
        Definition::new(
            "what was sent again had the same counter and content",
            "Each counter came with one content, and a transfer without outcome under one counter.",
            |w, _| Box::pin(async move { w.expect(Holding::SameAgain {}) }),
        ),
    ]
}

async fn pay(w: &mut World, args: Args) -> Step {
    let amount = w.spell(args.amount(0)?);
    w.these.clear();
    let name = args.text(1).to_owned();
    w.pay(&Payee::plain(&name), &amount)?;
    w.settle().await
}

fn reported(w: &mut World, allowed: &[Report]) -> Step {
    w.expect(Holding::Reported {
        calls: w.these.clone(),
        allowed: allowed.to_vec(),
        fee: None,
    })
}

async fn paid(w: &mut World, args: Args) -> Step {
    let amount = w.spell(args.amount(1)?);
    w.expect(Holding::Paid {
        recipient: args.text(0).to_owned(),
        amount: Some(amount),
        times: 1,
        issuer: MAIN.to_owned(),
    })
}
