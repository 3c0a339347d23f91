//! Connections on which nothing is said.

use std::{sync::Arc, time::Duration};

use futures::{FutureExt, StreamExt, stream};
use record::Ending;
use tokio::time::{Instant, timeout_at};

use super::ordinary::{ask, enough_descriptors, is_own_limit, out_of_descriptors, was_served};
use crate::{
    peer::{Bare, Connection, Dial, Strain},
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

/// One in so many has a handshake behind it; on the others nothing at all is said.
const SHAKEN: u32 = 10;

/// So many are opened side by side.
const AT_A_TIME: usize = 32;

/// How long opening all of them may take. An issuer that takes no more of them may do so; those that are open have to do.
const OPEN_WITHIN: Duration = Duration::from_millis(1500);

pub(super) fn steps() -> Vec<Definition> {
    vec![Definition::new(
        "{name} is served while {int} connections are open and idle",
        "Opens so many connections, some of them with a handshake, by a key that has no money; asks for deposits over another \
         one, and hangs up when that is answered, or has gone without an answer for a while.",
        |w, a| beside(w, a).boxed(),
    )]
}

async fn beside(w: &mut World, a: Args) -> Step {
    let (name, many): (_, u32) = (a.text(0), a.number(1)?);
    enough_descriptors(w, u64::from(many))?;
    let since = w.recorder.now();
    let mut shaken = shake_hands(w, many / SHAKEN).await?;
    let silent = say_nothing(w, many - many / SHAKEN).await?;
    let mut asking = ask(w, name)?;
    asking.wait().await;
    let mut open = silent.iter().filter(|probe| !probe.is_closed()).count();
    for connection in &mut shaken {
        open += usize::from(connection.is_still_open().await);
    }
    let all = shaken.len() + silent.len();
    let strain = Strain {
        form: format!("{all} idle connections, {open} of them open at the end"),
        since,
        sent: Vec::new(),
        heard: Vec::new(),
        ending: if open > 0 {
            Ending::Cut
        } else {
            Ending::Closed
        },
    };
    let strain = strain.keep(&w.recorder, w.call(0));
    drop((shaken, silent));
    let beside = asking.over(w).await?;
    was_served(w, name, &[beside], strain).await
}

/// Connections with a key that has no money, handshake included.
async fn shake_hands(w: &World, many: u32) -> Result<Vec<Connection>, Halt> {
    let error = |e: &dyn std::fmt::Display| Halt::error(e.to_string());
    let service = Arc::clone(&w.house.service);
    let identity = w.settings.keys.anybody().map_err(|e| error(&e))?;
    let config = certs::client_config(&identity, &service.trust).map_err(|e| error(&e))?;
    let dial = Dial::ordinary(config);
    let until = Instant::now() + OPEN_WITHIN;
    let opening = (0..many).map(|_| {
        let (service, dial) = (Arc::clone(&service), dial.clone());
        async move { Connection::open(&service, &dial, &w.recorder, OPEN_WITHIN).await }
    });
    let mut opening = stream::iter(opening).buffer_unordered(AT_A_TIME);
    let mut idle = Vec::new();
    while let Ok(Some(opened)) = timeout_at(until, opening.next()).await {
        match opened {
            Ok(connection) => idle.push(connection),
            Err(unopened) => match unopened.ending {
                Ending::Unheard(why) if is_limit(&why) => return Err(out_of_descriptors(&why)),
                _ => break,
            },
        }
    }
    Ok(idle)
}

/// Connections on which not even a handshake is begun.
async fn say_nothing(w: &World, many: u32) -> Result<Vec<Bare>, Halt> {
    let mut idle = Vec::new();
    for _ in 0..many {
        match Bare::open(w.house.service.address, &[], OPEN_WITHIN).await {
            Ok(probe) => idle.push(probe),
            Err(e) if is_own_limit(&e) => return Err(out_of_descriptors(&e.to_string())),
            Err(_) => break,
        }
    }
    Ok(idle)
}

/// EMFILE and ENFILE: the machine's limits say nothing about the subject.
fn is_limit(why: &str) -> bool {
    ["os error 24", "os error 23"]
        .iter()
        .any(|limit| why.contains(limit))
}
