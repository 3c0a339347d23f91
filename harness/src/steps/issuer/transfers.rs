//! Transfers, and sending them again.

use futures::FutureExt;
use record::{AnswerKind, Check};
use wire::{Request, TransferFunds};

use crate::{
    peer::{self, Letter},
    runner::{Halt, Sent, Step, World},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} sends {amount} to {name}",
            "Sends a transfer under a fresh transaction id and the next message counter.",
            |w, a| sends(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends {amount} to {name}, and the connection breaks before the answer",
            "Sends a transfer whole, and loses the answer.",
            |w, a| sends_and_loses_the_answer(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends the same message again over a new connection",
            "Sends the last transfer once more, byte for byte. Any answer is lawful, and so is none.",
            |w, a| sends_again(w, a).boxed(),
        ),
        Definition::new(
            "the transfer succeeds",
            "Expects success of the last transfer.",
            |w, a| succeeds(w, a).boxed(),
        ),
    ]
}

/// A transfer of an amount between two holders, as it would be made without anything special.
pub(super) fn ordinary(
    w: &mut World,
    payer: &str,
    amount: &str,
    recipient: &str,
) -> Result<TransferFunds, Halt> {
    let transaction_id = w.fresh_id(recipient);
    Ok(TransferFunds {
        recipient: w.key_of(recipient)?,
        userid: None,
        amount: amount.to_owned(),
        transaction_id,
        message_counter: w.holder(payer)?.take_counter().to_string(),
    })
}

/// Sends a transfer over the connection that the payer keeps, and remembers it.
pub(super) async fn send(w: &mut World, payer: &str, transfer: TransferFunds) -> Result<u32, Halt> {
    let letter = Letter::new(&w.house.service, &Request::TransferFunds(transfer.clone()));
    let call = w.call(0);
    let exchange = w.send(payer, &letter, call).await?;
    w.sent.insert(
        payer.to_owned(),
        Sent {
            letter,
            transfer,
            exchange,
        },
    );
    Ok(exchange)
}

async fn sends(w: &mut World, a: Args) -> Step {
    let amount = w.vary(a.amount(1)?).to_string();
    let transfer = ordinary(w, a.text(0), &amount, a.text(2))?;
    send(w, a.text(0), transfer).await.map(drop)
}

async fn sends_and_loses_the_answer(w: &mut World, a: Args) -> Step {
    let payer = a.text(0);
    let amount = w.vary(a.amount(1)?).to_string();
    let transfer = ordinary(w, payer, &amount, a.text(2))?;
    let letter = Letter::new(&w.house.service, &Request::TransferFunds(transfer.clone()));
    let exchange = cut(w, payer, &letter, None).await?;
    w.sent.insert(
        payer.to_owned(),
        Sent {
            letter,
            transfer,
            exchange,
        },
    );
    Ok(())
}

/// Sends a message, or the first bytes of it, and cuts the connection.
pub(super) async fn cut(
    w: &mut World,
    payer: &str,
    letter: &Letter,
    part: Option<usize>,
) -> Result<u32, Halt> {
    let call = w.call(0);
    let recorder = std::sync::Arc::clone(&w.recorder);
    let id = recorder.next_exchange();
    match w.holder(payer)?.connection(&recorder, call.patience).await {
        Ok(connection) => peer::cut(payer, id, connection, &recorder, letter, part, call).await,
        Err(ending) => peer::not_sent(payer, id, &recorder, letter, call, ending),
    }
    w.settled(id)?;
    Ok(id)
}

async fn sends_again(w: &mut World, a: Args) -> Step {
    let payer = a.text(0);
    w.holder(payer)?.hang_up();
    let sent = w
        .sent
        .get(payer)
        .cloned()
        .ok_or_else(|| Halt::error(format!("{payer} has sent nothing")))?;
    let call = w.call(0);
    w.send(payer, &sent.letter, call).await.map(drop)
}

async fn succeeds(w: &mut World, _: Args) -> Step {
    let last = w.sent.values().map(|s| s.exchange).max();
    let exchange = last.ok_or_else(|| Halt::error("nothing was sent"))?;
    w.expect(Check::Answer {
        exchange,
        allowed: vec![AnswerKind::Success],
    })
}
