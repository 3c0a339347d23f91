//! A crash while many pay.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use futures::FutureExt;
use judge::decode::Reply;
use record::{Check, Ending};
use tokio::{sync::Notify, task::JoinHandle};

use super::crash::{crash, restart};
use crate::{
    peer::{Holder, Letter},
    runner::{Halt, Sent, Step, World},
    steps::{
        Args, Definition,
        issuer::{accounts, accounts::deposit_of, deposits::paid, redundant, transfers},
    },
};

/// So many payments each of them makes at most.
const MOST: usize = 30;

/// After so many answers the issuer is killed.
const ANSWERS_BEFORE: usize = 12;

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name}, {name} and {name} pay {name} {amount} again and again, until the issuer crashes",
            "All three pay at the same time, each message as soon as the one before was answered. In the middle of that the issuer \
             is killed, and started again.",
            |w, a| until_it_crashes(w, a).boxed(),
        ),
        Definition::new(
            "whoever had no answer sends the same message again",
            "Sends each of the messages once more, byte for byte, whose answer did not come.",
            |w, _| again(w).boxed(),
        ),
        Definition::new(
            "everybody holds what the answers make of it",
            "Asks everybody without a wait, and expects every account to be what the transfers that were answered with success \
             and the fees make of it.",
            |w, _| everybody(w).boxed(),
        ),
    ]
}

/// A payer at work: itself, and the exchanges of its messages in their order.
type Paying = JoinHandle<(Holder, Vec<u32>)>;

async fn until_it_crashes(w: &mut World, a: Args) -> Step {
    let recipient = a.text(3);
    let amount = w.vary(a.amount(4)?).to_string();
    let answers = Arc::new((AtomicUsize::new(0), Notify::new()));
    let mut paying: Vec<(String, Vec<Sent>, Paying)> = Vec::new();
    for at in 0..3 {
        let payer = a.text(at).to_owned();
        let mut messages = Vec::with_capacity(MOST);
        for _ in 0..MOST {
            let transfer = transfers::ordinary(w, &payer, &amount, recipient)?;
            let letter = transfers::letter(w, &transfer);
            messages.push(Sent {
                letter,
                transfer,
                exchange: 0,
            });
        }
        let task = pay(w, &payer, &messages, Arc::clone(&answers))?;
        paying.push((payer, messages, task));
    }
    while answers.0.load(Ordering::Relaxed) < ANSWERS_BEFORE {
        answers.1.notified().await;
        if paying.iter().all(|(_, _, task)| task.is_finished()) {
            break;
        }
    }
    crash(w).await?;
    for (payer, messages, task) in paying {
        let (holder, ids) = task
            .await
            .map_err(|e| Halt::error(format!("a request ended with {e}")))?;
        w.holders.insert(payer.clone(), holder);
        for (message, exchange) in messages.into_iter().zip(ids) {
            if matches!(
                w.exchange(exchange)?.ending,
                Ending::NotConnected(_) | Ending::Unheard(_)
            ) {
                // It never left: the issuer was gone already.
                continue;
            }
            // What had no answer is settled when it was sent again.
            if !matches!(w.reply(exchange)?, Reply::Transfer { ref result, .. } if result != "success")
            {
                paid(w, recipient, deposit_of(&message));
            }
            w.remember(
                &payer,
                Sent {
                    exchange,
                    ..message
                },
            );
        }
    }
    restart(w).await
}

/// Pays until an answer does not come, or is no success.
fn pay(
    w: &mut World,
    payer: &str,
    messages: &[Sent],
    answers: Arc<(AtomicUsize, Notify)>,
) -> Result<Paying, Halt> {
    let mut holder = w
        .holders
        .remove(payer)
        .ok_or_else(|| Halt::error(format!("{payer} is no holder")))?;
    let letters: Vec<Letter> = messages.iter().map(|m| m.letter.clone()).collect();
    let (recorder, call) = (Arc::clone(&w.recorder), w.call(0));
    Ok(tokio::spawn(async move {
        let mut ids = Vec::new();
        for letter in letters {
            // Not twice: a message that meets the crash may have been carried out all the same.
            let id = holder.exchange(&recorder, &letter, call).await;
            ids.push(id);
            let reply = recorder.exchange(id).as_ref().map(judge::decode::reply);
            let executed =
                matches!(reply, Some(Reply::Transfer { result, .. }) if result == "success");
            answers
                .0
                .fetch_add(usize::from(executed), Ordering::Relaxed);
            answers.1.notify_one();
            if !executed {
                break;
            }
        }
        // Somebody who has nothing more to pay is told of as well.
        answers.1.notify_one();
        (holder, ids)
    }))
}

async fn again(w: &mut World) -> Step {
    let lost = w.sent.iter().filter(|(_, sent)| {
        matches!(
            w.reply(sent.exchange),
            Ok(Reply::None(_) | Reply::Unreadable(_))
        )
    });
    let lost: Vec<(String, Sent)> = lost
        .map(|(name, sent)| (name.clone(), sent.clone()))
        .collect();
    for (payer, sent) in lost {
        redundant::send(w, &payer, &sent.letter, &sent.transfer).await?;
    }
    Ok(())
}

async fn everybody(w: &mut World) -> Step {
    let names: Vec<String> = w.holders.keys().cloned().collect();
    for name in names {
        accounts::ask(w, &name).await?;
    }
    w.expect(Check::Conserved {})
}
