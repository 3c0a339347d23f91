//! A crowd who wait at once: a thousand, where nothing else is said.

use std::sync::Arc;

use futures::{FutureExt, StreamExt, stream};
use record::{AnswerKind, Check, Ending};
use tokio::time::Instant;

use super::{
    meanwhile::{MEANWHILE, served_during},
    unpaid::told_of_nothing,
    waiting::{INTO_THE_WAIT, begin, open},
};
use crate::{
    peer::{self, Connection, Holder, Letter},
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

/// How many connections are opened side by side.
const AT_A_TIME: usize = 32;

/// Descriptors that are used for other things.
const SPARE: u64 = 100;

/// What one of the crowd is called in the record, with its number.
const ONE: &str = "one of the crowd";

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "a crowd of holders waits {int} ms, and so does {name}",
            "Opens a connection for each of a crowd of fresh keys, as many as the run says, and for the holder, and then sends \
             all their requests.",
            |w, a| wait(w, a).boxed(),
        ),
        Definition::new(
            "all of that was served, and {name} answered, while the crowd waited",
            "Expects that every message sent meanwhile was served, and the holder's own wait answered, before the last of the \
             crowd was.",
            |w, a| served(w, a).boxed(),
        ),
        Definition::new(
            "the crowd was told of nothing, and not before {int} ms had passed",
            "Expects an empty list for each of the crowd, and none before the wait was over.",
            |w, a| none_early(w, a).boxed(),
        ),
    ]
}

async fn wait(w: &mut World, a: Args) -> Step {
    let (ms, name): (u64, String) = (a.number(0)?, a.text(1).to_owned());
    enough_descriptors(w.settings.extent.crowd, w.settings.embedded.is_some())?;
    let connection = open(w, &name).await?;
    let mut crowd = connect(w).await?;
    let now = Instant::now();
    let letter = Arc::new(Letter::deposits(&w.house.service, ms));
    // The holder is in the middle of them.
    let behind = crowd.split_off(crowd.len() / 2);
    let mut ids = Vec::with_capacity(crowd.len() + behind.len());
    ids.extend(crowd.into_iter().map(|one| send(w, one, &letter, ms)));
    begin(w, &name, connection, ms, now);
    ids.extend(behind.into_iter().map(|one| send(w, one, &letter, ms)));
    w.marks.insert(ONE, ids);
    tokio::time::sleep_until(now + INTO_THE_WAIT).await;
    Ok(())
}

/// The suite's connections, and where the subject is in this process its own as well.
fn enough_descriptors(crowd: u32, embedded: bool) -> Step {
    let needed = u64::from(crowd) * if embedded { 2 } else { 1 } + SPARE;
    match rlimit::Resource::NOFILE.get() {
        Ok((soft, _)) if soft < needed => Err(Halt::inconclusive(format!(
            "{crowd} waiters take {needed} file descriptors, and this process may have {soft}: raise `ulimit -n`, or ask for \
             fewer with --crowd"
        ))),
        _ => Ok(()),
    }
}

/// A crowd of fresh keys, each with a connection. They are nobody's but this step's: no money goes to them.
async fn connect(w: &World) -> Result<Vec<(String, Connection)>, Halt> {
    let opening = (1..=w.settings.extent.crowd).map(|n| {
        let recorder = Arc::clone(&w.recorder);
        let patience = w.settings.patience;
        let made = somebody(w, format!("{ONE}, number {n}"));
        async move {
            let holder = made.await?;
            match holder.another_connection(&recorder, patience).await {
                Ok(connection) => Ok((holder.name, connection)),
                Err(ending) => Err(not_connected(n, &ending)),
            }
        }
    });
    let mut opened = stream::iter(opening).buffer_unordered(AT_A_TIME);
    let mut crowd = Vec::new();
    while let Some(one) = opened.next().await {
        crowd.push(one?);
    }
    Ok(crowd)
}

/// A holder with a fresh key, of whom nobody else knows.
pub(super) fn somebody(
    w: &World,
    name: String,
) -> impl Future<Output = Result<Holder, Halt>> + use<> {
    let (service, settings) = (Arc::clone(&w.house.service), Arc::clone(&w.settings));
    async move {
        let made = tokio::task::spawn_blocking(move || {
            let identity = Arc::new(settings.keys.anybody()?);
            Holder::new(&name, identity, service, 1)
        });
        made.await
            .map_err(|e| Halt::error(e.to_string()))?
            .map_err(|e| Halt::error(e.to_string()))
    }
}

fn not_connected(n: u32, ending: &Ending) -> Halt {
    let why = match ending {
        Ending::NotConnected(why) | Ending::Unheard(why) | Ending::HandshakeFailed(why) => {
            why.clone()
        }
        other => format!("{other:?}"),
    };
    // EMFILE and ENFILE: the machine's limits say nothing about the subject.
    let limits = ["os error 24", "os error 23"];
    if limits.iter().any(|limit| why.contains(limit)) {
        return Halt::inconclusive(format!(
            "file descriptors ran out at the connection of waiter {n}: raise `ulimit -n` ({why})"
        ));
    }
    Halt::inconclusive(format!("waiter {n} finds no connection: {why}"))
}

fn send(w: &mut World, one: (String, Connection), letter: &Arc<Letter>, ms: u64) -> u32 {
    let (name, connection) = one;
    let id = w.recorder.next_exchange();
    let (recorder, call, letter) = (Arc::clone(&w.recorder), w.call(ms), Arc::clone(letter));
    let task = tokio::spawn(async move {
        peer::over(&name, id, connection, &recorder, &letter, call).await;
    });
    w.waiting.push((ONE.to_owned(), id, task));
    id
}

async fn served(w: &mut World, a: Args) -> Step {
    let bobs = w.join(Some(a.text(0))).await?;
    w.marks.entry(MEANWHILE).or_default().extend(bobs);
    w.join(Some(ONE)).await?;
    let all = w.recorder.exchanges();
    let crowd = w.marks.get(ONE).cloned().unwrap_or_default();
    let last = all
        .iter()
        .filter(|e| crowd.contains(&e.id))
        .max_by_key(|e| e.times.first_byte.unwrap_or(e.times.ended));
    let last = last.ok_or_else(|| Halt::error("nobody waits"))?.id;
    served_during(w, last)
}

async fn none_early(w: &mut World, a: Args) -> Step {
    let exchanges = w.marks.get(ONE).cloned().unwrap_or_default();
    w.expect_id(
        "lcp.issuer.wait.not-early",
        Check::NoneEmptyBefore {
            exchanges: exchanges.clone(),
            milliseconds: a.number(0)?,
        },
    )?;
    told_of_nothing(w, &exchanges)?;
    w.expect(Check::Answers {
        exchanges,
        allowed: vec![AnswerKind::Deposits],
    })
}
