//! Payments that arrive when a wait ends.

use std::{sync::Arc, time::Duration};

use futures::{FutureExt, future::join_all};
use record::ExpectedDeposit;
use tokio::time::{Instant, sleep_until};

use super::waiting::{begin, open};
use crate::{
    peer::Letter,
    runner::{Halt, Step, World},
    steps::{
        Args, Definition,
        issuer::deposits::{executed, in_all_replies, many, paid},
    },
};

/// Between the beginnings of two waits, so that one payer keeps pace with their ends.
const APART: Duration = Duration::from_millis(20);

/// Before the first of the waits begins: everything is ready then.
const READY: Duration = Duration::from_millis(30);

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} pays up to {int} recipients {amount} each, at moments from {int} ms to {int} ms around the end of their waits \
             of {int} ms",
            "Lets as many fresh holders wait, and pays each at another moment around the end of its wait, spread evenly.",
            |w, a| sweep(w, a).boxed(),
        ),
        Definition::new(
            "each recipient is told of its payment once",
            "Asks once more for each recipient, and expects its payment exactly once in both of its replies.",
            |w, a| each_is_told(w, a).boxed(),
        ),
    ]
}

/// One payment of a sweep.
struct Stroke {
    recipient: String,
    letter: Letter,
    deposit: ExpectedDeposit,
    at: Instant,
}

async fn sweep(w: &mut World, a: Args) -> Step {
    let (payer, amount) = (a.text(0).to_owned(), w.vary(a.amount(2)?));
    let (count, wait) = (
        a.number::<u32>(1)?.min(w.settings.extent.up_to),
        a.number::<u32>(5)?,
    );
    let (from, to): (i64, i64) = (a.number(3)?, a.number(4)?);
    let mut connections = Vec::new();
    for n in 1..=count {
        let name = format!("Bob {n}");
        let connection = open(w, &name).await?;
        let transfer = many(w, &payer, amount, &name, 1)?;
        connections.push((name, connection, transfer));
    }
    let first = Instant::now() + READY;
    let mut strokes = Vec::new();
    for (n, (recipient, connection, transfers)) in (0..count).zip(connections) {
        let begins = first + APART * n;
        let share = i64::from(n) * 1000 * (to - from) / i64::from(count.max(2) - 1);
        let end_us = i64::from(wait) * 1000 + from * 1000 + share;
        let end_us = u64::try_from(end_us).map_err(|_| Halt::error("the wait is too short"))?;
        begin(w, &recipient, connection, u64::from(wait), begins);
        for (letter, deposit) in transfers {
            strokes.push(Stroke {
                recipient: recipient.clone(),
                letter,
                deposit,
                at: begins + Duration::from_micros(end_us),
            });
        }
    }
    let (recorder, call) = (Arc::clone(&w.recorder), w.call(0));
    let mut sent = Vec::new();
    for stroke in &strokes {
        sleep_until(stroke.at).await;
        let alice = w.holder(&payer)?;
        sent.push(alice.exchange_surely(&recorder, &stroke.letter, call).await);
    }
    for (id, stroke) in sent.into_iter().zip(strokes) {
        w.settled(id)?;
        executed(&payer, &stroke.recipient, &w.reply(id)?)?;
        paid(w, &stroke.recipient, stroke.deposit);
    }
    w.join(None).await.map(drop)
}

/// Lets each of them ask without a wait: an issuer that takes its time would make this long if they did so in turn.
async fn ask_at_once(w: &mut World, names: &[String]) -> Step {
    let letter = Letter::deposits(&w.house.service, 0);
    let (recorder, call) = (Arc::clone(&w.recorder), w.call(0));
    let mut asking = Vec::new();
    for name in names {
        let holder = w.holders.remove_entry(name);
        let (recorder, letter) = (&recorder, &letter);
        asking.extend(holder.map(|(name, mut holder)| async move {
            let id = holder.exchange_surely(recorder, letter, call).await;
            (name, holder, id)
        }));
    }
    let mut asked = Vec::new();
    for (name, holder, id) in join_all(asking).await {
        w.holders.insert(name.clone(), holder);
        w.asked.entry(name).or_default().push(id);
        asked.push(id);
    }
    asked.into_iter().try_for_each(|id| w.settled(id))
}

async fn each_is_told(w: &mut World, _: Args) -> Step {
    let recipients: Vec<String> = w.paid.iter().map(|p| p.recipient.clone()).collect();
    ask_at_once(w, &recipients).await?;
    for recipient in &recipients {
        let check = in_all_replies(w, recipient, false);
        w.expect(check)?;
    }
    Ok(())
}
