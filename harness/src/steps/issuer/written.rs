//! Requests that are written, or sent, in a lawful way that is not the usual one.

use std::sync::Arc;

use futures::FutureExt;
use record::{Check, Ending};
use wire::{GetDeposits, Request, TransferFunds};

use super::{accounts, transfers, unusual};
use crate::{
    peer::{Letter, rendering::Rendering},
    runner::{Halt, Sent, Step, World},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} sends {amount} to {name}, written {text}",
            "Sends a transfer in these ways of writing, by name, with `and` between them.",
            |w, a| async move { sends(w, &a, 3).await }.boxed(),
        ),
        Definition::new(
            "{name} sends {amount} to {name}, sent {text}",
            "The same, for ways of HTTP.",
            |w, a| async move { sends(w, &a, 3).await }.boxed(),
        ),
        Definition::new(
            "{name} sends {amount} to {name} with the transaction id {text}, written {text}",
            "Sends a transaction id as it stands in the scenario, in these ways of writing; symbols for white space as above.",
            |w, a| sends_id(w, a).boxed(),
        ),
        Definition::new(
            "{name} asks, written {text}, and finds one deposit of {amount}",
            "Asks without a wait, in these ways of writing, and expects exactly the last transfer to that holder.",
            |w, a| finds(w, a).boxed(),
        ),
        Definition::new(
            "{name} asks, sent {text}, and finds one deposit of {amount}",
            "The same, for ways of HTTP.",
            |w, a| finds(w, a).boxed(),
        ),
    ]
}

/// The rendering that a scenario names.
fn rendering(w: &mut World, text: &str) -> Result<Rendering, Halt> {
    let seed = w.random.u64(..);
    Rendering::named(text, seed)
        .ok_or_else(|| Halt::error(format!("nobody knows how to write a request {text:?}")))
}

/// A deposits request without a wait.
pub(super) fn question() -> Request {
    Request::GetDeposits(GetDeposits {
        milliseconds_wait: "0".into(),
    })
}

/// Sends a message over the connection that its holder keeps. That it is not answered may be for how it is written, and says
/// nothing about whether the subject is still there.
pub(super) async fn send(w: &mut World, name: &str, letter: &Letter) -> Result<u32, Halt> {
    let (call, recorder) = (w.call(0), Arc::clone(&w.recorder));
    let id = w
        .holder(name)?
        .exchange_surely(&recorder, letter, call)
        .await;
    match w.exchange(id)?.ending {
        Ending::TimedOut => w.alive()?,
        _ => w.settled(id)?,
    }
    Ok(id)
}

async fn sends(w: &mut World, a: &Args, way: usize) -> Step {
    let amount = w.vary(a.amount(1)?).to_string();
    let transfer = transfers::ordinary(w, a.text(0), &amount, a.text(2))?;
    send_transfer(w, a.text(0), transfer, a.text(way)).await
}

async fn sends_id(w: &mut World, a: Args) -> Step {
    let amount = w.vary(a.amount(1)?).to_string();
    let mut transfer = transfers::ordinary(w, a.text(0), &amount, a.text(2))?;
    transfer.transaction_id = unusual::plain(a.text(3));
    send_transfer(w, a.text(0), transfer, a.text(4)).await
}

async fn send_transfer(w: &mut World, payer: &str, transfer: TransferFunds, way: &str) -> Step {
    let request = Request::TransferFunds(transfer.clone());
    let letter = rendering(w, way)?.letter(&w.house.service, &request);
    let exchange = send(w, payer, &letter).await?;
    w.remember(
        payer,
        Sent {
            letter,
            transfer,
            exchange,
        },
    );
    Ok(())
}

async fn finds(w: &mut World, a: Args) -> Step {
    let name = a.text(0);
    let letter = rendering(w, a.text(1))?.letter(&w.house.service, &question());
    let id = send(w, name, &letter).await?;
    w.asked.entry(name.to_owned()).or_default().push(id);
    let mut expected = accounts::last_to(w, name, 1)?;
    for deposit in &mut expected {
        deposit.amount = w.vary(a.amount(2)?).to_string();
    }
    w.expect(Check::Deposits {
        exchanges: vec![id],
        expected,
        ordered: false,
        some_may_be_missing: false,
    })
}
