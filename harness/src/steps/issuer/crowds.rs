//! Many copies of a message at the same time.

use std::{sync::Arc, time::Duration};

use futures::FutureExt;
use judge::decode::Reply;
use record::{Check, ExpectedDeposit};
use tokio::{sync::Barrier, task::JoinHandle, time::sleep};

use super::{accounts, counters, redundant, transfers};
use crate::{
    peer::{self, Connection, Letter},
    runner::{Halt, Sent, Step, World},
    steps::{Args, Definition},
};

/// Where the messages that were sent in copies are marked, each by one of its exchanges.
pub(super) const COPIED: &str = "copied";

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} sends {int} message(s) of {amount} to {name}, each in {int} copies at once over as many connections",
            "Opens the connections first. Then, message after message, all copies leave at the same moment.",
            |w, a| sends_copies(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends {int} messages of {amount} to {name} at once, over as many connections",
            "Opens the connections first. Then two messages leave at the same moment, and two more in each millisecond after it, each under \
             a counter of its own: who has it in its hands before it has decided about the one before has a higher one.",
            |w, a| sends_all(w, a, false).boxed(),
        ),
        Definition::new(
            "{name} sends {int} messages of {amount} to {name} under one message counter, at once over as many connections",
            "Opens the connections first. Then all messages leave at the same moment, under the same counter: they differ in their transaction \
             ids, and one of them at most may be executed.",
            |w, a| sends_all(w, a, true).boxed(),
        ),
        Definition::new(
            "{name} finds each of these messages once",
            "Asks without a wait, and expects a deposit for each message that the issuer said it executed, and no second one.",
            |w, a| finds_each(w, a).boxed(),
        ),
    ]
}

async fn sends_copies(w: &mut World, a: Args) -> Step {
    let payer = a.text(0).to_owned();
    let (messages, copies): (usize, usize) = (a.number(1)?, a.number(4)?);
    let amount = w.vary(a.amount(2)?).to_string();
    let mut connections = Vec::new();
    w.marks.remove(COPIED);
    for _ in 0..messages {
        fill(w, &payer, &mut connections, copies).await?;
        let transfer = transfers::ordinary(w, &payer, &amount, a.text(3))?;
        let letter = transfers::letter(w, &transfer);
        let letters = vec![letter.clone(); copies];
        let ids = at_once(w, &payer, &mut connections, letters, None).await?;
        remember_copies(w, &payer, letter, transfer, &ids);
    }
    Ok(())
}

/// How much later than one pair of messages the next leaves, where higher counters must not overtake lower ones: an issuer has
/// hardly answered by then.
const APART: Duration = Duration::from_millis(1);

/// Sends letters at the same moment, or pair after pair, each over a connection of its own. Connections that are kept are there again
/// afterwards.
async fn at_once(
    w: &mut World,
    payer: &str,
    connections: &mut Vec<Connection>,
    letters: Vec<Letter>,
    apart: Option<Duration>,
) -> Result<Vec<u32>, Halt> {
    let mut call = w.call(0);
    call.patience = call.patience.min(redundant::LAWFUL_SILENCE);
    let start = Arc::new(Barrier::new(letters.len()));
    let tasks: Vec<(u32, JoinHandle<Option<Connection>>)> = connections
        .drain(..)
        .zip(letters)
        .zip(0..)
        .map(|((connection, letter), nth): (_, u32)| {
            let id = w.recorder.next_exchange();
            let (payer, recorder) = (payer.to_owned(), Arc::clone(&w.recorder));
            let start = Arc::clone(&start);
            let task = async move {
                start.wait().await;
                if let Some(apart) = apart {
                    sleep(apart * (nth / 2)).await;
                }
                peer::over(&payer, id, connection, &recorder, &letter, call).await
            };
            (id, tokio::spawn(task))
        })
        .collect();
    let mut ids = Vec::new();
    for (id, task) in tasks {
        let kept = task
            .await
            .map_err(|e| Halt::error(format!("a request ended with {e}")))?;
        connections.extend(kept);
        redundant::settled(w, id)?;
        ids.push(id);
    }
    Ok(ids)
}

async fn sends_all(w: &mut World, a: Args, under_one_counter: bool) -> Step {
    let (payer, messages): (String, usize) = (a.text(0).to_owned(), a.number(1)?);
    let amount = w.vary(a.amount(2)?).to_string();
    let mut transfers: Vec<wire::TransferFunds> = Vec::new();
    for _ in 0..messages {
        let mut transfer = transfers::ordinary(w, &payer, &amount, a.text(3))?;
        if let (true, Some(first)) = (under_one_counter, transfers.first()) {
            counters::choose(w, &payer, &mut transfer, first.message_counter.clone())?;
        }
        transfers.push(transfer);
    }
    let letters: Vec<_> = transfers.iter().map(|t| transfers::letter(w, t)).collect();
    let mut connections = Vec::new();
    fill(w, &payer, &mut connections, messages).await?;
    let apart = (!under_one_counter).then_some(APART);
    let ids = at_once(w, &payer, &mut connections, letters.clone(), apart).await?;
    for ((letter, transfer), exchange) in letters.into_iter().zip(transfers).zip(ids) {
        let sent = Sent {
            letter,
            transfer,
            exchange,
        };
        w.remember(&payer, sent);
    }
    Ok(())
}

/// Remembers a message that was sent in copies, and marks it by the exchange that tells what became of it.
pub(super) fn remember_copies(
    w: &mut World,
    payer: &str,
    letter: Letter,
    transfer: wire::TransferFunds,
    ids: &[u32],
) {
    let exchange = told(w, ids).unwrap_or(ids[0]);
    w.marks.entry(COPIED).or_default().push(exchange);
    w.remember(
        payer,
        Sent {
            letter,
            transfer,
            exchange,
        },
    );
}

/// Opens connections until there are enough that the issuer has not closed.
async fn fill(
    w: &mut World,
    payer: &str,
    connections: &mut Vec<Connection>,
    wanted: usize,
) -> Step {
    let (recorder, patience) = (Arc::clone(&w.recorder), w.call(0).patience);
    for mut connection in std::mem::take(connections) {
        if connection.is_still_open().await {
            connections.push(connection);
        }
    }
    while connections.len() < wanted {
        let opened = w
            .holder(payer)?
            .another_connection(&recorder, patience)
            .await;
        connections.push(
            opened.map_err(|e| {
                Halt::inconclusive(format!("a connection could not be opened: {e:?}"))
            })?,
        );
    }
    Ok(())
}

fn is_success(reply: &Reply) -> bool {
    matches!(reply, Reply::Transfer { result, .. } if result == "success")
}

/// The exchange in which the issuer said that it executed the message.
fn told(w: &World, ids: &[u32]) -> Option<u32> {
    ids.iter()
        .copied()
        .find(|id| w.reply(*id).is_ok_and(|r| is_success(&r)))
}

async fn finds_each(w: &mut World, a: Args) -> Step {
    let marked = w.marks.get(COPIED).cloned().unwrap_or_default();
    // Where no copy was told of success, whether it was executed once or never is the issuer's choice.
    let all_told = marked
        .iter()
        .all(|id| w.reply(*id).is_ok_and(|r| is_success(&r)));
    let sent = w
        .log
        .iter()
        .filter(|(_, sent)| marked.contains(&sent.exchange));
    let expected: Vec<ExpectedDeposit> = sent.map(|(_, s)| accounts::deposit_of(s)).collect();
    let id = accounts::ask(w, a.text(0)).await?;
    w.expect(Check::Deposits {
        exchanges: vec![id],
        expected,
        ordered: false,
        some_may_be_missing: !all_told,
    })
}
