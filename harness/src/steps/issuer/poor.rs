//! Holders who have less than a message costs.

use futures::FutureExt;
use judge::{Decimal, decode::Reply};
use record::{AnswerKind, Check, ExpectedDeposit, Purpose};

use super::{accounts, boundary::HAD, flows, transfers};
use crate::{
    runner::{Halt, Scale, Step, World},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} sends to {name} so much that less than the fee would be left",
            "Learns balance and fee, and sends a hundredth more than the one less the other. The fee is learnt by small transfers, until \
             two in a row have cost the same; where no two do, the scenario ends.",
            |w, a| {
                async move {
                    let (balance, fee) = learn(w, a.text(0), a.text(1)).await?;
                    let amount = balance - fee + w.settings.scale.hundredth();
                    send(w, &a, amount).await.map(drop)
                }
                .boxed()
            },
        ),
        Definition::new(
            "{name} sends to {name} all but the fee",
            "Learns balance and fee, and sends the one less the other, which must succeed.",
            |w, a| {
                async move {
                    let (balance, fee) = learn(w, a.text(0), a.text(1)).await?;
                    must_succeed(w, &a, balance - fee).await
                }
                .boxed()
            },
        ),
        Definition::new(
            "{name} has sent to {name} all but a part of what asking costs",
            "Learns balance and fees, and sends so much that a little is lacking for a deposits request.",
            |w, a| impoverish(w, a).boxed(),
        ),
        Definition::new(
            "{name} has sent to {name} a part of what asking costs",
            "Learns what a deposits request costs, and sends a little less.",
            |w, a| {
                async move {
                    let id = accounts::ask(w, a.text(0)).await?;
                    let (_, fee) = statement(w, id)?;
                    let scale = w.settings.scale;
                    let part = part_of(fee, scale);
                    let part = if part.is_zero() { scale.unit() } else { part };
                    must_succeed(w, &a, part).await
                }
                .boxed()
            },
        ),
        Definition::new(
            "{name} asks, and pays what there is or is refused",
            "Asks without a wait, and expects a list or a Fault, and nothing below zero.",
            |w, a| {
                async move {
                    let exchange = accounts::ask(w, a.text(0)).await?;
                    w.expect(Check::NeverNegative {})?;
                    w.expect(Check::Answer {
                        exchange,
                        allowed: vec![AnswerKind::Deposits, AnswerKind::Fault],
                    })
                }
                .boxed()
            },
        ),
        Definition::new(
            "{name} is lent {amount} more",
            "Lends a holder an amount, of which it takes no note yet.",
            |w, a| lend_more(w, a).boxed(),
        )
        .lending(|a| a.amount(1).unwrap_or_default()),
    ]
}

/// A little less than a fee: by a hundredth where it is more than that, so that an issuer that rounds is not noticed here.
fn part_of(fee: Decimal, scale: Scale) -> Decimal {
    if fee > scale.hundredth() {
        fee - scale.hundredth()
    } else if fee.is_zero() {
        fee
    } else {
        fee - scale.unit()
    }
}

fn statement(w: &World, id: u32) -> Result<(Decimal, Decimal), Halt> {
    match w.reply(id)? {
        Reply::Deposits { balance, fee, .. } => Ok((balance, fee)),
        other => Err(Halt::inconclusive(format!(
            "the balance cannot be learnt: {}",
            other.describe()
        ))),
    }
}

/// The next message goes over a new connection, after a full handshake: an issuer may close a connection after any answer,
/// and charge for the handshake of the next.
fn anew(w: &mut World, name: &str) -> Step {
    let forgotten = w.holder(name)?.forget();
    forgotten.map_err(|e| Halt::error(e.to_string()))
}

/// So many transfers, at most, are made to learn what one costs: the first to somebody may cost more.
const CONTROLS: usize = 3;

/// What a transfer costs after a full handshake: as much as the one before it.
async fn fee(w: &mut World, payer: &str, recipient: &str) -> Result<Decimal, Halt> {
    let mut before = None;
    for _ in 0..CONTROLS {
        let little = w.settings.scale.hundredth().to_string();
        let transfer = transfers::ordinary(w, payer, &little, recipient)?;
        anew(w, payer)?;
        let id = transfers::send(w, payer, transfer).await?;
        let fee = match w.reply(id)? {
            Reply::Transfer { result, fee } if result == "success" => fee,
            other => {
                return Err(Halt::inconclusive(format!(
                    "the fee cannot be learnt: {}",
                    other.describe()
                )));
            }
        };
        if before.replace(fee) == Some(fee) {
            return Ok(fee);
        }
    }
    Err(Halt::not_applicable("no two transfers cost the same"))
}

/// The balance of a holder, and what a transfer costs it after a full handshake.
async fn learn(w: &mut World, payer: &str, recipient: &str) -> Result<(Decimal, Decimal), Halt> {
    let told = fee(w, payer, recipient).await?;
    anew(w, payer)?;
    let id = accounts::ask(w, payer).await?;
    w.marks.insert(HAD, vec![id]);
    let (balance, _) = statement(w, id)?;
    // Who is told a wrong balance cannot know what is one unit too much.
    w.expect_id("lcp.issuer.transfer.conserved", Check::Conserved {})?;
    flows::must_be_settled(
        w,
        "the balance told is not what transfers and fees make of it",
    )?;
    Ok((balance, told))
}

async fn send(w: &mut World, a: &Args, amount: Decimal) -> Result<u32, Halt> {
    let transfer = transfers::ordinary(w, a.text(0), &amount.to_string(), a.text(1))?;
    anew(w, a.text(0))?;
    transfers::send(w, a.text(0), transfer).await
}

async fn must_succeed(w: &mut World, a: &Args, amount: Decimal) -> Step {
    let id = send(w, a, amount).await?;
    flows::must_be_executed(w, id)
}

async fn impoverish(w: &mut World, a: Args) -> Step {
    let (_, fee) = learn(w, a.text(0), a.text(1)).await?;
    anew(w, a.text(0))?;
    let id = accounts::ask(w, a.text(0)).await?;
    let (balance, asking) = statement(w, id)?;
    must_succeed(w, &a, balance - fee - part_of(asking, w.settings.scale)).await
}

async fn lend_more(w: &mut World, a: Args) -> Step {
    let name = a.text(0).to_owned();
    let amount = w.vary(a.amount(1)?);
    let key = w.key_of(&name)?;
    let call = w.call(0);
    let transaction_id = w.fresh_id(&name);
    let lent = w
        .house
        .treasury
        .lend(
            &w.recorder,
            &key,
            amount,
            &transaction_id,
            (Purpose::Funding, call.step),
        )
        .await;
    lent.map_err(|e| Halt::inconclusive(format!("{name} could not be lent {amount}: {e}")))?;
    let deposit = ExpectedDeposit {
        transaction_id,
        amount: amount.to_string(),
        userid: None,
    };
    w.lent_later.push((name, deposit));
    Ok(())
}
