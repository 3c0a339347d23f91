//! A second payment, for who waits when another has been answered.

use futures::FutureExt;
use tokio::time::{Instant, sleep_until};

use super::{
    rounds::{ANSWERS, PAYMENTS},
    waiting::{INTO_THE_WAIT, begin, open},
};
use crate::{
    runner::{Halt, Step, World},
    steps::{Args, Definition, issuer::deposits::pay},
};

pub(super) fn steps() -> Vec<Definition> {
    vec![Definition::new(
        "{int} times, {name} pays {name} {amount} and once more {amount} while two requests of his/hers wait up to {int} ms",
        "As often: the recipient asks over two connections with that wait, is paid some time into it, and once more when one \
         of the requests has been answered. What is looked at later is the second payment, and the answer that came last.",
        |w, a| pays_twice(w, a).boxed(),
    )]
}

async fn pays_twice(w: &mut World, a: Args) -> Step {
    let (payer, recipient) = (a.text(1), a.text(2));
    let amounts = [w.vary(a.amount(3)?), w.vary(a.amount(4)?)];
    for _ in 0..a.number::<u32>(0)? {
        let connections = [open(w, recipient).await?, open(w, recipient).await?];
        let now = Instant::now();
        for connection in connections {
            begin(w, recipient, connection, a.number(5)?, now);
        }
        sleep_until(now + INTO_THE_WAIT).await;
        pay(w, payer, amounts[0], recipient).await?;
        sleep_until(Instant::now() + INTO_THE_WAIT).await;
        let second = pay(w, payer, amounts[1], recipient).await?;
        let answers = w.join(Some(recipient)).await?;
        let ended = |id: &u32| w.recorder.exchange(*id).map(|e| e.times.ended);
        let last = answers.iter().copied().max_by_key(ended);
        let last = last.ok_or_else(|| Halt::error("nobody waits"))?;
        w.marks.entry(PAYMENTS).or_default().push(second);
        w.marks.entry(ANSWERS).or_default().push(last);
    }
    Ok(())
}
