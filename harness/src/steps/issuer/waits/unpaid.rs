//! Those whom nobody pays, and who ask all the same.

use std::sync::Arc;

use futures::{FutureExt, future::join_all};
use record::Check;

use super::crowd::somebody;
use crate::{
    peer::Letter,
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

/// What one of them is called in the record, with a number.
const ONE: &str = "one whom nobody pays";

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "up to {int} holders whom nobody pays ask {int} times each, and wait {int} ms each time",
            "Each of so many fresh keys sends its requests one after the other; the keys do so side by side. There are fewer of \
             them in a selftest whose fault does not need them.",
            |w, a| ask(w, a).boxed(),
        ),
        Definition::new(
            "they are told of nothing",
            "Expects an empty list in each of their answers.",
            |w, _| {
                async move {
                    let exchanges = w.marks.get(ONE).cloned().unwrap_or_default();
                    told_of_nothing(w, &exchanges)
                }
                .boxed()
            },
        ),
    ]
}

async fn ask(w: &mut World, a: Args) -> Step {
    let (holders, times, wait): (u32, u32, u64) = (a.number(0)?, a.number(1)?, a.number(2)?);
    let holders = holders.min(w.settings.extent.up_to);
    let letter = Letter::deposits(&w.house.service, wait);
    let (recorder, call) = (Arc::clone(&w.recorder), w.call(wait));
    let all = (1..=holders).map(|n| {
        let somebody = somebody(w, format!("{ONE}, number {n}"));
        let (recorder, letter) = (&recorder, &letter);
        async move {
            let mut holder = somebody.await?;
            let mut asked = Vec::new();
            for _ in 0..times {
                asked.push(holder.exchange(recorder, letter, call).await);
            }
            Ok::<_, Halt>(asked)
        }
    });
    for asked in join_all(all).await {
        for id in asked? {
            w.settled(id)?;
            w.marks.entry(ONE).or_default().push(id);
        }
    }
    Ok(())
}

/// Expects that none of these answers tells of a deposit: what comes to others is none of their business.
pub(super) fn told_of_nothing(w: &mut World, exchanges: &[u32]) -> Step {
    w.expect_id(
        "lcp.issuer.deposits.isolation",
        Check::Deposits {
            exchanges: exchanges.to_vec(),
            expected: Vec::new(),
            ordered: false,
            some_may_be_missing: false,
        },
    )
}
