//! Ordinary messages, by which it is seen whether others are served.

use std::{io, sync::Arc, time::Duration};

use futures::FutureExt;
use judge::decode::Reply;
use record::{Check, Errand};
use tokio::{
    task::{JoinError, JoinHandle},
    time::timeout,
};

use crate::{
    peer::{Holder, Letter},
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

/// Where the message from before the strain is marked.
const BEFORE: &str = "before the strain";
/// Where the strain is marked.
pub(super) const STRAIN: &str = "the strain";

/// How long a message may be without an answer until the suite lets go of what may hold the issuer up.
const HELD_UP: Duration = Duration::from_millis(2500);

/// So many messages are sent after a strain, until one is answered.
const TRIES: usize = 3;

/// File descriptors that are used for other things.
const SPARE: u64 = 200;

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} is served",
            "Asks for deposits over a new connection. What comes later is held against that.",
            |w, a| served(w, a).boxed(),
        ),
        Definition::new(
            "{name} is served as well as before",
            "Asks once more over a new connection, and expects an answer; up to three times.",
            |w, a| served_as_before(w, a).boxed(),
        ),
    ]
}

/// A message under way.
pub(super) struct Asking {
    since: u64,
    task: JoinHandle<(Holder, u32)>,
    over: Option<Result<(Holder, u32), JoinError>>,
}

/// Asks over a new connection, and does not wait for the answer.
pub(super) fn ask(w: &mut World, name: &str) -> Result<Asking, Halt> {
    w.holder(name)?.hang_up();
    let mut holder = w
        .holders
        .remove(name)
        .ok_or_else(|| Halt::error(format!("{name} is no holder")))?;
    let letter = Letter::deposits(&w.house.service, 0);
    let (recorder, call) = (Arc::clone(&w.recorder), w.call(0));
    let since = recorder.now();
    let task = tokio::spawn(async move {
        let id = holder.exchange_surely(&recorder, &letter, call).await;
        (holder, id)
    });
    Ok(Asking {
        since,
        task,
        over: None,
    })
}

impl Asking {
    /// Waits until it is over, while the strain goes on; not longer than somebody is waited for who is held up. Whether it is
    /// over comes back.
    pub(super) async fn wait(&mut self) -> bool {
        if self.over.is_none() {
            self.over = timeout(HELD_UP, &mut self.task).await.ok();
        }
        self.over.is_some()
    }

    /// Waits until it is over, however long that takes. What it says about the subject's health is looked at when it was
    /// judged.
    pub(super) async fn over(self, w: &mut World) -> Result<Errand, Halt> {
        let over = match self.over {
            Some(over) => over,
            None => self.task.await,
        };
        let (holder, id) = over.map_err(|e| Halt::error(format!("a request ended with {e}")))?;
        let name = holder.name.clone();
        w.asked.entry(name.clone()).or_default().push(id);
        w.holders.insert(name, holder);
        Ok(Errand {
            exchange: id,
            since: self.since,
        })
    }
}

async fn served(w: &mut World, a: Args) -> Step {
    let id = ask(w, a.text(0))?.over(w).await?.exchange;
    w.settled(id)?;
    w.marks.insert(BEFORE, vec![id]);
    Ok(())
}

async fn served_as_before(w: &mut World, a: Args) -> Step {
    let mut tries = Vec::new();
    for _ in 0..TRIES {
        let errand = ask(w, a.text(0))?.over(w).await?;
        tries.push(errand);
        if matches!(w.reply(errand.exchange)?, Reply::Deposits { .. }) {
            break;
        }
    }
    let strain = w.marks.get(STRAIN).cloned().unwrap_or_default();
    let after = tries.iter().map(|t| t.exchange).collect();
    expect_served(w, tries, strain, after)
}

/// Expects that each of these messages was answered beside a strain, and asks once more now that it is over.
pub(super) async fn was_served(w: &mut World, name: &str, beside: &[Errand], strain: u32) -> Step {
    let after = ask(w, name)?.over(w).await?.exchange;
    for errand in beside {
        expect_served(w, vec![*errand], vec![strain], vec![after])?;
    }
    Ok(())
}

fn expect_served(w: &mut World, errands: Vec<Errand>, strain: Vec<u32>, after: Vec<u32>) -> Step {
    let before = w.marks.get(BEFORE).and_then(|ids| ids.first().copied());
    let before = before.ok_or_else(|| Halt::error("nobody was served before"))?;
    let beside = errands.iter().map(|e| e.exchange);
    let all: Vec<u32> = beside.chain(after.iter().copied()).collect();
    let found = w.expect(Check::ServedBeside {
        errands,
        strain,
        before,
        after,
    });
    // Whether the subject is still there is asked now that it was judged what these messages say.
    for id in all {
        w.settled(id)?;
    }
    found
}

/// Whether this process may open so many connections: where the subject is in it, each of them has two ends.
pub(super) fn enough_descriptors(w: &World, connections: u64) -> Step {
    let ends = if w.settings.embedded.is_some() { 2 } else { 1 };
    let needed = connections * ends + SPARE;
    match rlimit::Resource::NOFILE.get() {
        Ok((soft, _)) if soft < needed => Err(out_of_descriptors(&format!(
            "{connections} connections take {needed}, and this process may have {soft}"
        ))),
        _ => Ok(()),
    }
}

/// Whether an error is the machine's limit, which says nothing about the subject: EMFILE and ENFILE.
pub(super) fn is_own_limit(e: &io::Error) -> bool {
    matches!(e.raw_os_error(), Some(23 | 24))
}

/// What is said then.
pub(super) fn out_of_descriptors(why: &str) -> Halt {
    Halt::inconclusive(format!(
        "file descriptors run out: raise `ulimit -n` ({why})"
    ))
}
