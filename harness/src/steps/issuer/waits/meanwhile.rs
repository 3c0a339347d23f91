//! What goes on while somebody waits.

use std::{sync::Arc, time::Duration};

use futures::FutureExt;
use judge::decode::Reply;
use record::{AnswerKind, Check, Ending};
use tokio::{
    sync::oneshot,
    time::{Instant, sleep_until, timeout},
};

use super::waiting::{INTO_THE_WAIT, open};
use crate::{
    peer::{self, Call, Letter},
    runner::{Halt, Step, World},
    steps::{
        Args, Definition,
        issuer::{
            accounts::ask,
            deposits::{attempt, executed, many, paid},
        },
    },
};

/// What was sent while somebody waited.
pub(super) const MEANWHILE: &str = "sent while somebody waited";
/// The request with a wait that nobody wants to sit out.
const LONG: &str = "a long wait";
/// The wait that should be taken, in milliseconds.
const MINUTE: u32 = 60_000;

/// How long the payment and the answer may take each, when the wait is a long one.
const SOON: Duration = Duration::from_secs(3);

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "meanwhile {name} pays {name} {amount}",
            "Sends a transfer while somebody's request waits; whether it was turned away is looked at afterwards.",
            |w, a| pays(w, a).boxed(),
        ),
        Definition::new(
            "meanwhile {name} asks without a wait",
            "Asks for deposits while somebody's request waits.",
            |w, a| asks(w, a).boxed(),
        ),
        Definition::new(
            "all of that was served while {name} waited",
            "Expects that every message sent meanwhile was served before the holder's waiting request was answered.",
            |w, a| served(w, a).boxed(),
        ),
        Definition::new(
            "{name} asks, will wait {int} ms, and meanwhile {name} pays her/him {amount}",
            "Asks with a long wait, over a connection that is cut where the payment does not bring the answer.",
            |w, a| long_wait(w, a).boxed(),
        ),
        Definition::new(
            "a wait of a minute was taken, and kept",
            "Expects no Fault, and no empty list before the minute was over.",
            |w, a| minute_taken(w, a).boxed(),
        ),
        Definition::new(
            "a wait of {int} ms was refused, or kept",
            "Expects a Fault, or no empty list before that wait was over, of each of those waits.",
            |w, a| refused_or_kept(w, a).boxed(),
        ),
    ]
}

async fn pays(w: &mut World, a: Args) -> Step {
    let amount = w.vary(a.amount(2)?);
    let (payer, recipient) = (a.text(0), a.text(1));
    let (id, deposit) = attempt(w, payer, amount, recipient).await?;
    w.marks.entry(MEANWHILE).or_default().push(id);
    match w.reply(id)? {
        // Whoever is turned away while somebody waits is not served: that is what the step behind this one is about.
        Reply::Fault { .. } | Reply::Refused(_) => {}
        reply => {
            executed(payer, recipient, &reply)?;
            paid(w, recipient, deposit);
        }
    }
    Ok(())
}

async fn asks(w: &mut World, a: Args) -> Step {
    let id = ask(w, a.text(0)).await?;
    w.marks.entry(MEANWHILE).or_default().push(id);
    Ok(())
}

async fn served(w: &mut World, a: Args) -> Step {
    let waits = w.join(Some(a.text(0))).await?;
    let [waiting] = waits.as_slice() else {
        return Err(Halt::error(format!("{} does not wait", a.text(0))));
    };
    served_during(w, *waiting)
}

/// Expects that everything sent meanwhile was served before a waiting request was answered.
pub(super) fn served_during(w: &mut World, waiting: u32) -> Step {
    for id in w.marks.get(MEANWHILE).cloned().unwrap_or_default() {
        w.expect(Check::AnsweredDuring {
            exchanges: vec![id],
            waiting,
        })?;
    }
    Ok(())
}

async fn long_wait(w: &mut World, a: Args) -> Step {
    let (name, payer) = (a.text(0).to_owned(), a.text(2).to_owned());
    let (ms, amount): (u64, _) = (a.number(1)?, w.vary(a.amount(3)?));
    let connection = open(w, &name).await?;
    let id = w.recorder.next_exchange();
    let (hang_up, hung_up) = oneshot::channel::<()>();
    let letter = Letter::deposits(&w.house.service, ms);
    let (recorder, call, holder) = (Arc::clone(&w.recorder), w.call(ms), name.clone());
    let mut task = tokio::spawn(async move {
        // Letting go of the other end counts as well.
        let end = async { drop(hung_up.await) };
        peer::over_until(&holder, id, connection, &recorder, &letter, call, end).await;
    });
    w.asked.entry(name.clone()).or_default().push(id);
    w.marks.entry(LONG).or_default().push(id);
    sleep_until(Instant::now() + INTO_THE_WAIT).await;
    let paid_for = pay_soon(w, &payer, amount, &name).await;
    let answered = paid_for.is_ok() && timeout(SOON, &mut task).await.is_ok();
    if !answered {
        drop(hang_up);
        task.await
            .map_err(|e| Halt::error(format!("a request ended with {e}")))?;
    }
    w.settled(id)?;
    paid_for
}

async fn pay_soon(w: &mut World, payer: &str, amount: judge::Decimal, to: &str) -> Step {
    for (letter, deposit) in many(w, payer, amount, to, 1)? {
        let call = Call {
            patience: SOON,
            ..w.call(0)
        };
        let id = w.send(payer, &letter, call).await?;
        executed(payer, to, &w.reply(id)?)?;
        paid(w, to, deposit);
    }
    Ok(())
}

async fn minute_taken(w: &mut World, _: Args) -> Step {
    for exchange in w.marks.get(LONG).cloned().unwrap_or_default() {
        w.expect_id(
            "lcp.issuer.wait.not-early",
            Check::NoneEmptyBefore {
                exchanges: vec![exchange],
                milliseconds: MINUTE,
            },
        )?;
        // Where the payment did not bring the answer, the suite has cut the wait: it had been taken.
        let mut allowed = vec![AnswerKind::Deposits];
        if w.exchange(exchange)?.ending == Ending::Cut {
            allowed.push(AnswerKind::Silence);
        }
        w.expect(Check::Answer { exchange, allowed })?;
    }
    Ok(())
}

async fn refused_or_kept(w: &mut World, a: Args) -> Step {
    // What is no xsd:unsignedInt any more is longer than the longest that is one.
    let milliseconds = u32::try_from(a.number::<u64>(0)?).unwrap_or(u32::MAX);
    w.expect(Check::NoneEmptyBefore {
        exchanges: w.marks.get(LONG).cloned().unwrap_or_default(),
        milliseconds,
    })
}
