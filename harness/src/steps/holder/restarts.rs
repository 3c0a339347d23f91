//! The holder is stopped, killed, and started again.

use record::{Holding, What};
use tokio::time::Instant;

use crate::{
    holder::{MAIN, Payee, World},
    runner::{Halt, Step},
    steps::Definition,
};

pub(super) fn steps() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "the holder is stopped and started again",
            "The holder is asked to end, and does; then it is started with what it has kept, and told of its issuers as before.",
            |w, _| {
                Box::pin(async move {
                    w.stop().await?;
                    w.start_again().await
                })
            },
        ),
        Definition::new(
            "the holder is killed and started again",
            "The same with a kill in place of the request.",
            |w, _| {
                Box::pin(async move {
                    w.kill().await?;
                    w.start_again().await
                })
            },
        ),
        Definition::new(
            "the holder's standard input ends",
            "The suite closes it, says nothing, and waits for the holder to end.",
            |w, _| Box::pin(async move { w.close().await }),
        ),
        Definition::new(
            "it has ended by itself, with status 0",
            "Within the time that docs/adapter.md gives it.",
            |w, _| Box::pin(async move { w.expect(Holding::Ends {}) }),
        ),
        Definition::new(
            "the holder is started again",
            "The holder is started with what it has kept, and told of its issuers as before.",
            |w, _| Box::pin(async move { w.start_again().await }),
        ),
        Definition::new(
            "the holder is told to pay {amount} to {name}, and is killed before the answer",
            "It is killed when the transfer has come to the issuer, whose answer must be kept back.",
            |w, args| {
                Box::pin(async move {
                    let amount = w.spell(args.amount(0)?);
                    killed(w, &Payee::plain(args.text(1)), &amount, 1, false).await
                })
            },
        ),
        Definition::new(
            "{text} is told to pay {amount} to {name}, and the holder is killed before the answer",
            "The same for an application. The transfer may be one that supplies it.",
            |w, args| {
                Box::pin(async move {
                    let amount = w.spell(args.amount(1)?);
                    let payee = Payee {
                        application: Some(args.text(0)),
                        ..Payee::plain(args.text(2))
                    };
                    killed(w, &payee, &amount, 1, false).await
                })
            },
        ),
        Definition::new(
            "the holder is told to pay {amount} to {name}, killed before the answer, and started again, {int} times",
            "The same, several times.",
            |w, args| {
                Box::pin(async move {
                    let (amount, times) = (w.spell(args.amount(0)?), args.number(2)?);
                    killed(w, &Payee::plain(args.text(1)), &amount, times, true).await
                })
            },
        ),
    ]
}

async fn killed(w: &mut World, to: &Payee<'_>, amount: &str, times: u32, again: bool) -> Step {
    w.these.clear();
    for _ in 0..times {
        let known = w.watch.seen();
        let last = known.deeds.iter().map(|d| d.exchange).max();
        w.pay(to, amount)?;
        let deadline = Instant::now() + w.within();
        // Whatever it answers, it has made up its mind; there is nothing to wait for then.
        let said = |what: &What| matches!(what, What::Answered(_));
        let answers = known.dialogue.iter().filter(|s| said(&s.what)).count();
        let came = |played: &record::Played| {
            let mut deeds = played.deeds.iter();
            deeds.any(|d| {
                d.issuer == MAIN && Some(d.exchange) > last && d.settled != record::Settled::Listed
            })
        };
        let over = |played: &record::Played| {
            came(played) || played.dialogue.iter().filter(|s| said(&s.what)).count() > answers
        };
        w.watch.until(deadline, over).await;
        if !came(&w.watch.seen()) {
            return Err(Halt::inconclusive(
                "no transfer came to the issuer, so that the holder could be killed before the answer",
            ));
        }
        w.kill().await?;
        if again {
            w.start_again().await?;
        }
    }
    Ok(())
}
