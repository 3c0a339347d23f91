//! Applications that earn, and supply those that spend.

use record::Holding;
use serde_json::Value;
use wire::adapter::{Order, Supply};

use crate::{
    holder::{MAIN, Payee, World},
    runner::Step,
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition<World>> {
    let mut steps = orders();
    steps.extend(outcomes());
    steps
}

fn orders() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "{text} has an identity of its own, with {amount}",
            "One more application has a key of its own, and that much under it.",
            |w, args| Box::pin(identity(w, args)),
        ),
        Definition::new(
            "{text} is supplied by {text}",
            "The holder is told so, and keeps to it from now on.",
            |w, args| Box::pin(async move { order(w, args.text(0), &[args.text(1)], None).await }),
        ),
        Definition::new(
            "{text} is supplied by {text} and {text}",
            "The same with two that supply.",
            |w, args| {
                let from = |args: &Args, at: usize| args.text(at).to_owned();
                let (one, other) = (from(&args, 1), from(&args, 2));
                Box::pin(async move { order(w, args.text(0), &[&one, &other], None).await })
            },
        ),
        Definition::new(
            "{text} is supplied by {text}, which keeps {amount}",
            "The same where so much is to stay with the one that supplies.",
            |w, args| {
                Box::pin(async move {
                    let keep = w.spell(args.amount(2)?);
                    order(w, args.text(0), &[args.text(1)], Some(keep)).await
                })
            },
        ),
        Definition::new(
            "{text} is supplied by nobody any more",
            "The holder is told so.",
            |w, args| Box::pin(async move { order(w, args.text(0), &[], None).await }),
        ),
        Definition::new(
            "{text} is told to pay {amount} to {name} {int} times at once",
            "An application has the holder pay so often, without waiting for answers in between; all are there when the step ends.",
            |w, args| Box::pin(crowd(w, args)),
        ),
    ]
}

fn outcomes() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "what was lacking for it was moved",
            "The payments of the last step that told it to pay were made. One for which those who supply had not enough settles nothing.",
            |w, _| {
                Box::pin(async move {
                    let calls = w.these.clone();
                    w.expect(Holding::Supplied { calls })
                })
            },
        ),
        Definition::new(
            "nothing was moved but as the user says",
            "Every transfer between the holder's own keys is one from an application to another that it is to supply.",
            |w, _| Box::pin(async move { w.expect(Holding::MovedAsTold {}) }),
        ),
        Definition::new(
            "what was moved has arrived, once",
            "Something was moved; all of it went to the key of an application that is to be supplied, and no two moves bear one transaction id.",
            |w, _| Box::pin(async move { w.expect(Holding::Arrived {}) }),
        ),
        Definition::new(
            "what is to stay has stayed",
            "With each that supplies, whenever something was moved; what the move cost does not count.",
            |w, _| Box::pin(async move { w.expect(Holding::Kept {}) }),
        ),
        Definition::new(
            "they report balances of {amount} together, less all fees",
            "In answer to the last questions for deposits.",
            |w, args| {
                Box::pin(async move {
                    let amount = w.spell(args.amount(0)?);
                    let calls = w.asked.clone();
                    w.is_judged = true;
                    w.expect(Holding::Together { calls, amount })
                })
            },
        ),
    ]
}

async fn identity(w: &mut World, args: Args) -> Step {
    let key = w.identity_of(MAIN, args.text(0)).await?;
    let amount = w.varied(args.amount(1)?)?;
    w.issuer(MAIN)?.fund(key, amount);
    Ok(())
}

async fn order(w: &mut World, application: &str, from: &[&str], keep: Option<String>) -> Step {
    let supply = Supply {
        issuer: MAIN.to_owned(),
        application: application.to_owned(),
        from: from.iter().map(|name| (*name).to_owned()).collect(),
        keep,
    };
    w.supplies.insert(application.to_owned(), supply.clone());
    w.need::<Value>("take who supplies whom", Order::Supply(supply))
        .await
        .map(drop)
}

async fn crowd(w: &mut World, args: Args) -> Step {
    let amount = w.spell(args.amount(1)?);
    w.these.clear();
    for _ in 0..args.number::<u32>(3)? {
        let payee = Payee {
            application: Some(args.text(0)),
            ..Payee::plain(args.text(2))
        };
        w.pay(&payee, &amount)?;
    }
    w.settle().await
}
