//! To the smallest amount: all that a holder has, and so much more or less.

use futures::FutureExt;
use judge::{Decimal, decode::Reply};
use record::{AnswerKind, Check, Handshake};

use super::{accounts, counters, flows, transfers};
use crate::{
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

/// Where the transfers by which a fee was learnt are marked.
const CONTROLS: &str = "controls";

/// Where the answer is marked that told what a payer had before it sent too much.
pub(super) const HAD: &str = "had";

/// So many requests, at most, are made to use up what is left on a key that cannot pay any more.
const MOST_REQUESTS: i128 = 50;

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} sends {amount} and {amount} to {name}, and learns the fee",
            "Sends two transfers, which must succeed. Where they do not cost the same and no fees are announced, the scenario ends.",
            |w, a| learns(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends {name} all that the fee leaves",
            "Asks for the balance, and sends it less the fee that was learnt.",
            |w, a| async move { send_all(w, &a, Decimal::ZERO, None).await }.boxed(),
        ),
        Definition::new(
            "{name} sends {name} {amount} more than the fee leaves",
            "As before, with so much added. The amount is not varied.",
            |w, a| {
                async move {
                    let more = a.amount(2)?;
                    send_all(w, &a, more, None).await
                }
                .boxed()
            },
        ),
        Definition::new(
            "{name} sends {name} {amount} less than the fee leaves",
            "As before, with so much taken off. The amount is not varied.",
            |w, a| {
                async move {
                    let less = a.amount(2)?;
                    send_all(w, &a, Decimal::ZERO - less, None).await
                }
                .boxed()
            },
        ),
        Definition::new(
            "{name} sends {name} all that the fee leaves, under message counter {int}",
            "As before, under a counter of the scenario's choice.",
            |w, a| {
                async move {
                    let counter = a.text(2).to_owned();
                    send_all(w, &a, Decimal::ZERO, Some(counter)).await
                }
                .boxed()
            },
        ),
        Definition::new(
            "the transfer fails, for what it costs is not there",
            "Expects a failure or a Fault, or a success whose amount and reported fee are together at most the balance; then the fee was \
             another one than was learnt, and the scenario ends.",
            |w, _| async move { not_there(w) }.boxed(),
        ),
        Definition::new(
            "{name} has spent all of {amount}",
            "Asks for the balance and expects what is left of the amount when all that was sent and told as fees is taken off. An \
             issuer may refuse a request for which the holder is too poor.",
            |w, a| spent_all(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends {name} just enough for one transfer of {amount}",
            "Sends the amount and the fee that was learnt. Only where deposits requests cost something, which uses it up later.",
            |w, a| just_enough(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends {name} what it takes to send {amount} to {name}, which {name} does",
            "Sends the amount and the fee that was learnt, and the recipient sends the amount on. Where that is not executed, the fee was \
             another one than was learnt, and the scenario ends.",
            |w, a| passes_on(w, a).boxed(),
        ),
        Definition::new(
            "{name} uses up what is left by asking",
            "Asks until the fees have taken all, so that nothing stays on a key that cannot pay any more.",
            |w, a| uses_up(w, a).boxed(),
        ),
    ]
}

async fn learns(w: &mut World, a: Args) -> Step {
    let mut ids = Vec::new();
    for at in [1, 2] {
        let amount = w.vary(a.amount(at)?).to_string();
        let transfer = transfers::ordinary(w, a.text(0), &amount, a.text(3))?;
        let exchange = transfers::send(w, a.text(0), transfer).await?;
        let allowed = vec![AnswerKind::Success];
        w.expect(Check::Answer { exchange, allowed })?;
        ids.push(exchange);
    }
    w.marks.insert(CONTROLS, ids);
    fee(w, a.text(0)).await.map(drop)
}

/// What the next transfer will cost: what both controls did, on a connection of the same kind, or else what is announced.
async fn fee(w: &mut World, name: &str) -> Result<Decimal, Halt> {
    let (recorder, patience) = (std::sync::Arc::clone(&w.recorder), w.call(0).patience);
    let holder = w.holder(name)?;
    let connection = holder.connection(&recorder, patience).await;
    let connection = connection.map_err(|e| Halt::inconclusive(format!("no connection: {e:?}")))?;
    let handshake = connection.handshake();
    holder.keep(Some(connection));
    let mut told = Vec::new();
    for id in w.marks.get(CONTROLS).cloned().unwrap_or_default() {
        match w.reply(id)? {
            Reply::Transfer { fee, .. } => {
                told.push((fee, w.exchange(id)?.connection.handshake));
            }
            other => return Err(Halt::inconclusive(other.describe())),
        }
    }
    if let [(fee, kind), other] = told.as_slice()
        && *other == (*fee, *kind)
        && *kind == handshake
    {
        return Ok(*fee);
    }
    let announced = w.record.announced.as_ref().and_then(|fees| {
        let base = Decimal::parse(&fees.transfer).ok()?;
        let full = Decimal::parse(&fees.full_handshake).ok()?;
        let extra = match handshake {
            Some(Handshake::Resumed) => Decimal::ZERO,
            _ => full,
        };
        Some(base + extra)
    });
    announced.ok_or_else(|| {
        Halt::not_applicable("two transfers do not cost the same, and no fees are announced")
    })
}

async fn balance(w: &mut World, name: &str) -> Result<Decimal, Halt> {
    let id = accounts::ask(w, name).await?;
    w.marks.insert(HAD, vec![id]);
    match w.reply(id)? {
        Reply::Deposits { balance, .. } => Ok(balance),
        other => Err(Halt::inconclusive(format!(
            "{name}'s balance cannot be learnt: {}",
            other.describe()
        ))),
    }
}

async fn send_all(w: &mut World, a: &Args, more: Decimal, counter: Option<String>) -> Step {
    let payer = a.text(0);
    let balance = balance(w, payer).await?;
    let amount = balance - fee(w, payer).await? + more;
    let mut transfer = transfers::ordinary(w, payer, &amount.to_string(), a.text(1))?;
    if let Some(counter) = counter {
        counters::choose(w, payer, &mut transfer, counter)?;
    }
    transfers::send(w, payer, transfer).await.map(drop)
}

fn not_there(w: &mut World) -> Step {
    let exchange = transfers::last(w)?.exchange;
    let balance = w.marks.get(HAD).and_then(|ids| ids.first().copied());
    let balance = balance.ok_or_else(|| Halt::error("nobody has asked what there is"))?;
    w.expect(Check::Covered { exchange, balance })?;
    match w.reply(exchange)? {
        Reply::Transfer { result, .. } if result == "success" => Err(Halt::not_applicable(
            "the transfer cost less than the one by which its fee was learnt",
        )),
        _ => Ok(()),
    }
}

async fn spent_all(w: &mut World, a: Args) -> Step {
    let name = a.text(0);
    let sent = w.log.iter().filter(|(payer, _)| payer == name);
    let sent: Decimal = sent
        .filter_map(|(_, s)| Decimal::parse(&s.transfer.amount).ok())
        .sum();
    let left = w.vary(a.amount(1)?) - sent;
    let exchange = accounts::ask(w, name).await?;
    let allowed = vec![AnswerKind::Deposits, AnswerKind::Fault];
    w.expect(Check::Answer { exchange, allowed })?;
    match w.reply(exchange)? {
        Reply::Deposits { .. } => w.expect(Check::Balance {
            exchange,
            amount: left.to_string(),
        }),
        _ => Ok(()),
    }
}

async fn just_enough(w: &mut World, a: Args) -> Step {
    let (giver, name) = (a.text(0), a.text(1));
    let needed = fee(w, name).await? + a.amount(2)?;
    let cost = w.asked.get(name).into_iter().flatten();
    let cost = cost.filter_map(|id| match w.reply(*id) {
        Ok(Reply::Deposits { fee, .. }) => Some(fee),
        _ => None,
    });
    let cost = cost.max().unwrap_or_default();
    let affordable = cost.times(Decimal::smallest_units(MOST_REQUESTS * 1_000_000));
    if needed > affordable {
        return Err(Halt::not_applicable(
            "deposits requests cost too little to use up money on a key that cannot pay any more",
        ));
    }
    let transfer = transfers::ordinary(w, giver, &needed.to_string(), name)?;
    let exchange = transfers::send(w, giver, transfer).await?;
    let allowed = vec![AnswerKind::Success];
    w.expect(Check::Answer { exchange, allowed })
}

async fn passes_on(w: &mut World, a: Args) -> Step {
    let (giver, name, amount) = (a.text(0), a.text(1), w.vary(a.amount(2)?));
    let needed = fee(w, name).await? + amount;
    let transfer = transfers::ordinary(w, giver, &needed.to_string(), name)?;
    let exchange = transfers::send(w, giver, transfer).await?;
    let allowed = vec![AnswerKind::Success];
    w.expect(Check::Answer { exchange, allowed })?;
    flows::must_be_executed(w, exchange)?;
    let transfer = transfers::ordinary(w, name, &amount.to_string(), a.text(3))?;
    let exchange = transfers::send(w, name, transfer).await?;
    match w.reply(exchange)? {
        Reply::Transfer { result, fee } if result == "success" && fee == needed - amount => Ok(()),
        Reply::Transfer { result, .. } if result == "success" || result == "insufficientFunds" => {
            Err(Halt::not_applicable(
                "the transfer cost something else than was learnt",
            ))
        }
        _ => flows::must_be_executed(w, exchange),
    }
}

async fn uses_up(w: &mut World, a: Args) -> Step {
    for _ in 0..=MOST_REQUESTS {
        let id = accounts::ask(w, a.text(0)).await?;
        match w.reply(id)? {
            Reply::Deposits { fee, balance, .. } if !fee.is_zero() && !balance.is_zero() => {}
            // All is gone, or what is left is too little for the issuer to be asked about.
            _ => return Ok(()),
        }
    }
    Ok(())
}
