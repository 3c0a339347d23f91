//! Requests that wait while the scenario goes on.

use std::{sync::Arc, time::Duration};

use futures::FutureExt;
use tokio::time::{Instant, sleep_until};

use crate::{
    peer::{self, Connection, Letter},
    runner::{Halt, Step, World},
    steps::{Args, Definition, issuer::deposits::each_once},
};

/// How far into a wait what happens meanwhile begins. The request has long arrived then.
pub(super) const INTO_THE_WAIT: Duration = Duration::from_millis(150);

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} asks, and will wait {int} ms",
            "Asks with a wait, over a connection of its own, and goes on while the request waits.",
            |w, a| asks_and_waits(w, a).boxed(),
        ),
        Definition::new(
            "{name} asks, will wait {int} ms, and hangs up",
            "Asks with a wait, and cuts the connection some time into the wait, before anything has arrived.",
            |w, a| hangs_up(w, a).boxed(),
        ),
        Definition::new(
            "{name} has her/his answer, and is told of each payment once",
            "Waits for the answers that are due to that holder, asks once more, and expects each payment once in all of them.",
            |w, a| answered(w, a).boxed(),
        ),
    ]
}

/// A connection for a request that will wait, beside the one that its holder keeps.
pub(super) async fn open(w: &mut World, name: &str) -> Result<Connection, Halt> {
    let recorder = Arc::clone(&w.recorder);
    let patience = w.settings.patience;
    let opened = w
        .holder(name)?
        .another_connection(&recorder, patience)
        .await;
    opened.map_err(|ending| {
        w.settings.health.note(&ending);
        Halt::inconclusive(format!("{name} finds no connection for a wait: {ending:?}"))
    })
}

/// Sends a request that waits, at a point in time, and leaves it waiting: [`World::join`] comes back to it.
pub(super) fn begin(
    w: &mut World,
    name: &str,
    connection: Connection,
    ms: u64,
    at: Instant,
) -> u32 {
    let id = w.recorder.next_exchange();
    let letter = Letter::deposits(&w.house.service, ms);
    let (recorder, call, holder) = (Arc::clone(&w.recorder), w.call(ms), name.to_owned());
    let task = tokio::spawn(async move {
        sleep_until(at).await;
        peer::over(&holder, id, connection, &recorder, &letter, call).await;
    });
    w.waiting.push((name.to_owned(), id, task));
    w.asked.entry(name.to_owned()).or_default().push(id);
    id
}

/// Opens a connection and sends a request that waits over it; comes back some time into the wait.
pub(super) async fn wait_for(w: &mut World, name: &str, ms: u64) -> Result<u32, Halt> {
    let connection = open(w, name).await?;
    let now = Instant::now();
    let id = begin(w, name, connection, ms, now);
    sleep_until(now + INTO_THE_WAIT).await;
    Ok(id)
}

async fn asks_and_waits(w: &mut World, a: Args) -> Step {
    wait_for(w, a.text(0), a.number(1)?).await.map(drop)
}

async fn hangs_up(w: &mut World, a: Args) -> Step {
    let (name, ms) = (a.text(0).to_owned(), a.number(1)?);
    let connection = open(w, &name).await?;
    let recorder = Arc::clone(&w.recorder);
    let id = recorder.next_exchange();
    let letter = Letter::deposits(&w.house.service, ms);
    let call = w.call(ms);
    let end = sleep_until(Instant::now() + INTO_THE_WAIT);
    peer::over_until(&name, id, connection, &recorder, &letter, call, end).await;
    w.settled(id)?;
    // What happens next is still within what would have been the wait.
    sleep_until(Instant::now() + INTO_THE_WAIT).await;
    Ok(())
}

async fn answered(w: &mut World, a: Args) -> Step {
    w.join(Some(a.text(0))).await?;
    each_once(w, a.text(0)).await
}
