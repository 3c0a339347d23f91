//! Questions that the holder is asked about its deposits, and the replies that it gets.

use std::time::Duration;

use record::{Ending, Holding, Operation};
use tokio::time::Instant;

use crate::{
    holder::{MAIN, World},
    played::{Act, Cut, Place, Saying, Spoilt},
    runner::{Halt, Step},
    steps::{Args, Definition},
};

/// How often a holder is asked that has said that it does not know.
const TRIES: usize = 5;

pub(super) fn steps() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "the holder is asked for its deposits",
            "The holder is asked, and has answered when the step ends.",
            |w, _| Box::pin(async move { w.collect(None).await }),
        ),
        Definition::new(
            "the holder is asked for its deposits {int} times",
            "The holder is asked so often, one time after the other.",
            |w, args| Box::pin(again(w, args)),
        ),
        Definition::new(
            "the holder is asked for its deposits until it knows",
            "The holder is asked again, a few times at most, while it says that it does not know.",
            |w, _| Box::pin(until_known(w)),
        ),
        Definition::new(
            "the holder is asked for its deposits, and has {int} s",
            "The holder is asked, and has to answer within that time.",
            |w, args| Box::pin(within(w, args)),
        ),
        Definition::new(
            "the holder is asked for its deposits, and is killed in the middle of the reply",
            "The issuer sends half of its reply, and then the holder is killed.",
            |w, _| Box::pin(killed(w)),
        ),
        Definition::new(
            "the holder waits up to {int} s for its deposits",
            "The holder is asked, and told that something is expected. The step does not wait for the answer.",
            |w, args| Box::pin(async move { waits(w, &args) }),
        ),
        Definition::new(
            "the issuer cuts its next reply with deposits off {text}, and delivers them again",
            "The next reply with deposits in it does not arrive whole; they come again with the next one.",
            |w, args| Box::pin(async move { cut(w, &args, true) }),
        ),
        Definition::new(
            "the issuer cuts its next reply with deposits off {text}, and does not deliver them again",
            "The next reply with deposits in it does not arrive whole, and they never come again.",
            |w, args| Box::pin(async move { cut(w, &args, false) }),
        ),
        Definition::new(
            "the issuer answers questions for deposits with {text}",
            "Questions for deposits are not carried out, and answered so, from now on.",
            |w, args| Box::pin(async move { answers(w, &args) }),
        ),
        Definition::new(
            "some question for deposits had a wait above zero",
            "One of the questions that came to issuers had a wait.",
            |w, _| Box::pin(async move { w.expect(Holding::Waited {}) }),
        ),
        Definition::new(
            "it reports the payment as executed while it waits",
            "The last payment is told as executed before the last question for deposits is answered.",
            |w, _| Box::pin(meanwhile(w)),
        ),
    ]
}

async fn again(w: &mut World, args: Args) -> Step {
    for _ in 0..args.number::<u32>(0)? {
        w.collect(None).await?;
    }
    Ok(())
}

async fn until_known(w: &mut World) -> Step {
    for _ in 0..TRIES {
        let id = w.question(MAIN, None, Duration::ZERO)?;
        if w.wait_for(id).await?.is_ok() {
            return Ok(());
        }
    }
    Err(Halt::inconclusive(format!(
        "the holder was asked {TRIES} times, and said each time that it does not know"
    )))
}

async fn within(w: &mut World, args: Args) -> Step {
    let within = Duration::from_secs(args.number(0)?);
    w.question_within(MAIN, None, Duration::ZERO, within)?;
    w.settle().await
}

fn waits(w: &mut World, args: &Args) -> Step {
    let wait = Duration::from_secs(args.number(0)?);
    w.question(MAIN, None, wait).map(drop)
}

async fn killed(w: &mut World) -> Step {
    direct(
        w,
        Cut {
            at: Place::Balance,
            again: false,
            stuck: true,
        },
    )?;
    w.question(MAIN, None, Duration::ZERO)?;
    let deadline = Instant::now() + w.within();
    let recorder = &w.watch.recorder;
    // The answer is kept before what is seen changes.
    let sent = w.watch.until(deadline, |_| {
        recorder.exchanges().iter().any(|e| {
            e.operation == Operation::GetDeposits
                && e.ending == Ending::TimedOut
                && !e.response.as_slice().is_empty()
        })
    });
    if !sent.await {
        return Err(Halt::inconclusive("the holder did not ask the issuer"));
    }
    w.kill().await
}

fn cut(w: &mut World, args: &Args, again: bool) -> Step {
    let name = args.text(0);
    let at = Place::named(name);
    let at = at.ok_or_else(|| Halt::error(format!("no place in a reply is called {name:?}")))?;
    direct(
        w,
        Cut {
            at,
            again,
            stuck: false,
        },
    )
}

fn direct(w: &mut World, cut: Cut) -> Step {
    w.issuer(MAIN)?.direct(|script| script.cut = Some(cut));
    Ok(())
}

fn answers(w: &mut World, args: &Args) -> Step {
    let name = args.text(0);
    let saying = match name {
        "a Fault of the server" => Saying::Fault("Server"),
        "a closed connection" => Saying::Cut,
        "silence" => Saying::Silence,
        _ => Saying::Spoilt(
            Spoilt::named(name)
                .ok_or_else(|| Halt::error(format!("no answer is called {name:?}")))?,
        ),
    };
    let act = Act::passed_over(saying);
    w.issuer(MAIN)?.direct(|script| script.asking = Some(act));
    Ok(())
}

async fn meanwhile(w: &mut World) -> Step {
    let (Some(payment), Some(question)) = (w.payments.last(), w.questions.last()) else {
        return Err(Halt::error("the holder neither pays nor waits"));
    };
    let (payment, question) = (*payment, *question);
    if w.due.iter().any(|due| due.id == payment) {
        // Whatever it says is in the record.
        w.wait_for(payment).await?.ok();
    }
    w.expect(Holding::Meanwhile { payment, question })
}
