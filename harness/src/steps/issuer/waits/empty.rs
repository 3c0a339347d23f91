//! Waits at the end of which there is nothing.

use futures::FutureExt;
use record::{Check, Trial};
use tokio::time::Instant;

use super::waiting::{begin, open};
use crate::{
    peer::Letter,
    runner::{Halt, Step, World},
    steps::{Args, Definition, issuer::accounts::ask},
};

/// "At once": what this suite takes for it where the profile gives no figure of its own.
pub(super) const AT_ONCE_MS: u32 = 250;

/// How late an empty list may be (spec section 8).
const END_MS: u32 = 1000;

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} asks without a wait, {int} times",
            "Sends requests with a wait of 0, one after the other.",
            |w, a| asks_often(w, a).boxed(),
        ),
        Definition::new(
            "{name} is answered at once",
            "Expects that at least one of the holder's requests was answered within 250 ms of being sent.",
            |w, a| at_once(w, a).boxed(),
        ),
        Definition::new(
            "{name} is told of nothing before {int} ms have passed",
            "Asks with that wait, and expects no empty list before its end.",
            |w, a| not_early(w, a).boxed(),
        ),
        Definition::new(
            "nobody is told of nothing before his time:",
            "Lets the holders of the table wait at once, each over a connection of its own, and expects of none that an \
             empty list came before its wait was over.",
            |w, a| side_by_side(w, a).boxed(),
        ),
        Definition::new(
            "{name} waits {int} ms, {int} times",
            "Asks with that wait, one time after the other.",
            |w, a| waits_often(w, a).boxed(),
        ),
        Definition::new(
            "{name} was never told of nothing before {int} ms had passed",
            "Expects of none of the holder's requests that an empty list came before that time.",
            |w, a| async move { never_early(w, &a) }.boxed(),
        ),
        Definition::new(
            "{name} is told of nothing within a second after the {int} ms",
            "Expects that at least one of the holder's requests was answered within 1 s after its wait.",
            |w, a| in_time(w, a).boxed(),
        ),
    ]
}

async fn asks_often(w: &mut World, a: Args) -> Step {
    for _ in 0..a.number::<u32>(1)? {
        ask(w, a.text(0)).await?;
    }
    Ok(())
}

fn trials(w: &World, name: &str) -> Vec<Trial> {
    let asked = w.asked.get(name).into_iter().flatten();
    asked
        .map(|id| Trial {
            cause: None,
            answered: *id,
        })
        .collect()
}

async fn at_once(w: &mut World, a: Args) -> Step {
    w.expect(Check::Within {
        trials: trials(w, a.text(0)),
        milliseconds: AT_ONCE_MS,
    })
}

/// Asks with a wait over the connection that the holder keeps, and waits for the answer.
async fn wait(w: &mut World, name: &str, ms: u32) -> Result<u32, Halt> {
    let letter = Letter::deposits(&w.house.service, ms);
    let call = w.call(u64::from(ms));
    let id = w.send(name, &letter, call).await?;
    w.asked.entry(name.to_owned()).or_default().push(id);
    Ok(id)
}

async fn not_early(w: &mut World, a: Args) -> Step {
    let milliseconds = a.number(1)?;
    let exchange = wait(w, a.text(0), milliseconds).await?;
    w.expect(Check::EmptyNotBefore {
        exchange,
        milliseconds,
    })
}

async fn side_by_side(w: &mut World, a: Args) -> Step {
    let mut waits = Vec::new();
    for row in a.table() {
        let [name, ms] = row.as_slice() else {
            return Err(Halt::error("a row says who waits, and how many ms"));
        };
        let ms: u32 = ms
            .parse()
            .map_err(|_| Halt::error(format!("{ms:?} is no time")))?;
        waits.push((name.clone(), ms, open(w, name).await?));
    }
    let now = Instant::now();
    let begun: Vec<(u32, u32)> = waits
        .into_iter()
        .map(|(name, ms, connection)| (begin(w, &name, connection, u64::from(ms), now), ms))
        .collect();
    w.join(None).await?;
    for (exchange, milliseconds) in begun {
        w.expect(Check::NoneEmptyBefore {
            exchanges: vec![exchange],
            milliseconds,
        })?;
    }
    Ok(())
}

async fn waits_often(w: &mut World, a: Args) -> Step {
    for _ in 0..a.number::<u32>(2)? {
        wait(w, a.text(0), a.number(1)?).await?;
    }
    Ok(())
}

fn never_early(w: &mut World, a: &Args) -> Step {
    w.expect(Check::NoneEmptyBefore {
        exchanges: w.asked.get(a.text(0)).cloned().unwrap_or_default(),
        milliseconds: a.number(1)?,
    })
}

async fn in_time(w: &mut World, a: Args) -> Step {
    w.expect(Check::Within {
        trials: trials(w, a.text(0)),
        milliseconds: a.number::<u32>(1)? + END_MS,
    })
}
