//! Several applications behind one holder.

use std::time::Duration;

use record::{Capability, Holding};
use wire::KeyId;

use super::received;
use crate::{
    holder::{MAIN, Payee, World},
    runner::{Halt, Step},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "the holder serves the applications {text} and {text}",
            "These applications ask and pay from now on; where each has a key of its own, as much is under it as the holder has.",
            |w, args| Box::pin(serves(w, args)),
        ),
        Definition::new(
            "{text} and {text} have identities of their own, with {amount} and {amount}",
            "Each application has a key of its own, and that much under it.",
            |w, args| Box::pin(identities(w, args)),
        ),
        Definition::new(
            "{text} asks for its deposits",
            "An application asks, and has its answer when the step ends.",
            |w, args| Box::pin(async move { w.collect(Some(args.text(0))).await }),
        ),
        Definition::new(
            "{text} and {text} wait up to {int} s for their deposits",
            "Both applications ask at once, and say that something is expected. The step does not wait for the answers.",
            |w, args| Box::pin(async move { wait(w, &args) }),
        ),
        Definition::new(
            "{text} is told of {amount} for {text}, and of nothing else",
            "In answer to what it asked last: the payment of that amount under the invoice's id, and no other deposit.",
            |w, args| Box::pin(told(w, args)),
        ),
        Definition::new(
            "{text} is told to pay {amount} to {name}",
            "An application has the holder pay, and has its answer when the step ends.",
            |w, args| Box::pin(pay(w, args)),
        ),
        Definition::new(
            "{text} and {text} are each told to pay {amount} to {name} {int} times at once",
            "Both applications have the holder pay so often, without waiting for answers in between.",
            |w, args| Box::pin(crowd(w, args)),
        ),
        Definition::new(
            "it was made under the key that {text} tells",
            "The last payment, by the issuer's books.",
            |w, args| Box::pin(async move { under_key(w, &args) }),
        ),
    ]
}

async fn serves(w: &mut World, args: Args) -> Step {
    for at in 0..2 {
        let name = args.text(at).to_owned();
        let key = match w.declares(Capability::Identities) {
            true => Some(funded(w, &name).await?),
            false => None,
        };
        w.applications.insert(name, key);
    }
    Ok(())
}

/// The key of an application's own, under which there is as much as the holder has, or more.
async fn funded(w: &mut World, application: &str) -> Result<KeyId, Halt> {
    let key = w.identity_of(MAIN, application).await?;
    let holder = w.keys.get(MAIN).copied();
    let issuer = w.issuer(MAIN)?;
    let held = issuer.balances(&[key].into_iter().chain(holder).collect::<Vec<_>>());
    let own = holder.and_then(|holder| held.get(&holder));
    let is_empty = held.get(&key).is_none_or(|held| !held.is_positive());
    if let (Some(amount), true) = (own, is_empty) {
        issuer.fund(key, *amount);
    }
    Ok(key)
}

async fn identities(w: &mut World, args: Args) -> Step {
    for at in 0..2 {
        let key = w.identity_of(MAIN, args.text(at)).await?;
        let amount = w.varied(args.amount(at + 2)?)?;
        w.issuer(MAIN)?.fund(key, amount);
    }
    Ok(())
}

fn wait(w: &mut World, args: &Args) -> Step {
    let wait = Duration::from_secs(args.number(2)?);
    for at in 0..2 {
        w.question(MAIN, Some(args.text(at)), wait)?;
    }
    Ok(())
}

async fn told(w: &mut World, args: Args) -> Step {
    let application = args.text(0);
    let deposit = received::under(w, &args, 1, 2)?;
    w.expect_told(Some(application), |w| Holding::Deposits {
        calls: w.asked_by(application),
        expected: vec![deposit.clone()],
    })
    .await
}

async fn pay(w: &mut World, args: Args) -> Step {
    let amount = w.spell(args.amount(1)?);
    w.these.clear();
    let payee = Payee {
        application: Some(args.text(0)),
        ..Payee::plain(args.text(2))
    };
    w.pay(&payee, &amount)?;
    w.settle().await
}

async fn crowd(w: &mut World, args: Args) -> Step {
    let own = w.keys.get(MAIN);
    if w.applications
        .values()
        .flatten()
        .any(|key| Some(key) != own)
    {
        return Err(Halt::not_applicable(
            "each of the holder's applications has a key of its own",
        ));
    }
    let amount = w.spell(args.amount(2)?);
    w.these.clear();
    for _ in 0..args.number::<u32>(4)? {
        for at in 0..2 {
            let payee = Payee {
                application: Some(args.text(at)),
                ..Payee::plain(args.text(3))
            };
            w.pay(&payee, &amount)?;
        }
    }
    w.settle().await
}

fn under_key(w: &mut World, args: &Args) -> Step {
    let call = w.payments.last().copied();
    let call = call.ok_or_else(|| Halt::error("the holder was not told to pay"))?;
    w.expect(Holding::UnderKeyOf {
        call,
        application: args.text(0).to_owned(),
    })
}
