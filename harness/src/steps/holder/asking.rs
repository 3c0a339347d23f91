//! Questions that the holder is asked about its deposits, and the replies that it gets.

use std::time::Duration;

use judge::Decimal;
use record::{Ending, Holding, Operation};
use serde_json::Value;
use tokio::time::Instant;

use crate::{
    holder::{MAIN, Payee, World},
    played::{Act, Cut, Place, Saying, Spoilt},
    runner::{Halt, Step},
    steps::{Args, Definition},
};

/// How often it is looked whether a reply is on its way.
const POLL: Duration = Duration::from_millis(5);

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
            "the holder is asked for its deposits {int} times at once",
            "The holder is asked so often before it has answered, and has answered all when the step ends.",
            |w, args| Box::pin(at_once(w, args)),
        ),
        Definition::new(
            "the holder is asked for its deposits until it knows",
            "The holder is asked again, a few times at most, while it says that it does not know.",
            |w, _| Box::pin(until(w, |_| true)),
        ),
        Definition::new(
            "the holder is asked for its deposits until it tells of some as unattributed",
            "The holder is asked again, a few times at most, while it tells of nothing as unattributed: replies that cross each other do \
             not show it, and it may have asked for itself.",
            |w, _| Box::pin(until(w, has_more)),
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
            "the issuer charges {amount} for asking",
            "Each question for deposits costs that from now on.",
            |w, args| {
                Box::pin(async move {
                    let fee = w.varied(args.amount(0)?)?;
                    w.issuer(MAIN)?.direct(|script| script.asking_fee = fee);
                    Ok(())
                })
            },
        ),
        Definition::new(
            "the issuer answers the next transfer with {text} and a fee of {amount}",
            "The next transfer fails in this word, at this fee.",
            |w, args| {
                Box::pin(async move {
                    let fee = w.varied(args.amount(1)?)?;
                    let word = Saying::Word(args.text(0).to_owned(), fee);
                    let act = Act::passed_over(word);
                    w.issuer(MAIN)?
                        .direct(|script| script.transfers.push_back(act));
                    Ok(())
                })
            },
        ),
        Definition::new(
            "what was paid to it is told, or told of as unattributed",
            "The holder is asked for its deposits, a few times at most, until that can be said.",
            |w, _| Box::pin(accounted(w)),
        ),
        Definition::new(
            "some question for deposits had a wait above zero",
            "One of the questions that came to issuers had a wait.",
            |w, _| Box::pin(async move { w.expect(Holding::Waited {}) }),
        ),
        Definition::new(
            "the holder is told to pay {amount} to {name}, while it waits",
            "The holder is told to pay. The step does not wait for the answer.",
            |w, args| Box::pin(async move { pays_meanwhile(w, &args) }),
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

async fn at_once(w: &mut World, args: Args) -> Step {
    for _ in 0..args.number::<u32>(0)? {
        w.question(MAIN, None, Duration::ZERO)?;
    }
    w.settle().await
}

/// Asks until there is an answer that will do, or often enough; some answer there has to be.
async fn until(w: &mut World, will_do: fn(&Value) -> bool) -> Step {
    let mut is_answered = false;
    for _ in 0..TRIES {
        let id = w.question(MAIN, None, Duration::ZERO)?;
        let Ok(told) = w.wait_for(id).await? else {
            continue;
        };
        is_answered = true;
        if will_do(&told) {
            break;
        }
    }
    match is_answered {
        true => Ok(()),
        false => Err(Halt::inconclusive(format!(
            "the holder was asked {TRIES} times, and said each time that it does not know"
        ))),
    }
}

async fn accounted(w: &mut World) -> Step {
    for _ in 0..TRIES {
        w.collect(None).await?;
        if w.settles(&Holding::NothingLost {}) {
            break;
        }
    }
    w.is_judged = true;
    w.expect(Holding::NothingLost {})
}

/// Whether something is told as unattributed, whatever that is.
fn has_more(told: &Value) -> bool {
    let more = told.get("unattributed").and_then(Value::as_str);
    more.is_some_and(|it| Decimal::parse(it) != Decimal::parse("0"))
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
    while !is_in_the_middle(w) {
        if Instant::now() > deadline {
            return Err(Halt::inconclusive("the holder did not ask the issuer"));
        }
        tokio::time::sleep(POLL).await;
    }
    w.kill().await
}

/// Whether some reply was sent in part, and its connection is open.
fn is_in_the_middle(w: &World) -> bool {
    let exchanges = w.watch.recorder.exchanges();
    exchanges.iter().any(|e| {
        e.operation == Operation::GetDeposits
            && e.ending == Ending::TimedOut
            && !e.response.as_slice().is_empty()
    })
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

fn pays_meanwhile(w: &mut World, args: &Args) -> Step {
    let amount = w.spell(args.amount(0)?);
    w.these.clear();
    w.pay(&Payee::plain(args.text(1)), &amount).map(drop)
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
