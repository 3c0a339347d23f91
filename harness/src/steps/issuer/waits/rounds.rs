//! Payments around a wait, several times over, so that one slow moment of the machine decides nothing.

use futures::FutureExt;
use record::{Check, Trial};
use tokio::time::{Instant, sleep_until};

use super::{
    empty::AT_ONCE_MS,
    waiting::{INTO_THE_WAIT, begin, open, wait_for},
};
use crate::{
    runner::{Step, World},
    steps::{
        Args, Definition,
        issuer::{
            accounts::ask,
            deposits::{in_all_replies, pay},
        },
    },
};

/// The exchanges of payments in the rounds, in order.
pub(super) const PAYMENTS: &str = "payments in rounds";
/// The exchanges that should tell of them, in the same order.
pub(super) const ANSWERS: &str = "answers in rounds";

/// How soon a deposit is told of that arrives during a wait (spec section 8).
const PROMPT_MS: u32 = 250;

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{int} times, {name} pays {name} {amount} while he/she waits up to {int} ms",
            "As often: the recipient asks with that wait, is paid some time into it, and has its answer.",
            |w, a| pays_during(w, a).boxed(),
        ),
        Definition::new(
            "{int} times, {name} pays {name} {amount}, who then asks, ready to wait {int} ms",
            "As often: the recipient is paid, asks with that wait, and has its answer.",
            |w, a| pays_before(w, a).boxed(),
        ),
        Definition::new(
            "{name} was told within 250 ms of a payment",
            "Expects that at least one of the answers came within that time after the payment.",
            |w, _| async move { told(w, PROMPT_MS, true) }.boxed(),
        ),
        Definition::new(
            "{name} was told at once when she/he asked",
            "Expects that at least one of the answers came within 250 ms after it was asked for.",
            |w, _| async move { told(w, AT_ONCE_MS, false) }.boxed(),
        ),
        Definition::new(
            "{int} times, {name} pays {name} {amount} while {int} requests of hers/his wait up to {int} ms",
            "As often: the recipient asks over as many connections with that wait, is paid once some time into it, and has \
             all its answers.",
            |w, a| pays_several(w, a).boxed(),
        ),
        Definition::new(
            "no two of {name}'s replies have the same payment",
            "Asks once more, and expects each payment once in all replies together.",
            |w, a| each_in_one(w, a).boxed(),
        ),
    ]
}

async fn pays_during(w: &mut World, a: Args) -> Step {
    let amount = w.vary(a.amount(3)?);
    for _ in 0..a.number::<u32>(0)? {
        let answer = wait_for(w, a.text(2), a.number(4)?).await?;
        let payment = pay(w, a.text(1), amount, a.text(2)).await?;
        w.join(Some(a.text(2))).await?;
        w.marks.entry(PAYMENTS).or_default().push(payment);
        w.marks.entry(ANSWERS).or_default().push(answer);
    }
    Ok(())
}

async fn pays_before(w: &mut World, a: Args) -> Step {
    let amount = w.vary(a.amount(3)?);
    for _ in 0..a.number::<u32>(0)? {
        let payment = pay(w, a.text(1), amount, a.text(2)).await?;
        let connection = open(w, a.text(2)).await?;
        let answer = begin(w, a.text(2), connection, a.number(4)?, Instant::now());
        w.join(Some(a.text(2))).await?;
        w.marks.entry(PAYMENTS).or_default().push(payment);
        w.marks.entry(ANSWERS).or_default().push(answer);
    }
    Ok(())
}

fn told(w: &mut World, milliseconds: u32, from_payment: bool) -> Step {
    let of = |mark| w.marks.get(mark).cloned().unwrap_or_default();
    let trials = of(PAYMENTS)
        .into_iter()
        .zip(of(ANSWERS))
        .map(|(payment, answered)| Trial {
            cause: from_payment.then_some(payment),
            answered,
        })
        .collect();
    w.expect(Check::Within {
        trials,
        milliseconds,
    })
}

async fn pays_several(w: &mut World, a: Args) -> Step {
    let (payer, recipient) = (a.text(1), a.text(2));
    let amount = w.vary(a.amount(3)?);
    for _ in 0..a.number::<u32>(0)? {
        let mut connections = Vec::new();
        for _ in 0..a.number::<u32>(4)? {
            connections.push(open(w, recipient).await?);
        }
        let now = Instant::now();
        for connection in connections {
            begin(w, recipient, connection, a.number(5)?, now);
        }
        sleep_until(now + INTO_THE_WAIT).await;
        pay(w, payer, amount, recipient).await?;
        w.join(Some(recipient)).await?;
    }
    Ok(())
}

async fn each_in_one(w: &mut World, a: Args) -> Step {
    ask(w, a.text(0)).await?;
    // What is missing is no repetition.
    let check = in_all_replies(w, a.text(0), true);
    w.expect_id("lcp.issuer.deposits.at-most-once", check)?;
    let check = in_all_replies(w, a.text(0), false);
    w.expect(check)
}
