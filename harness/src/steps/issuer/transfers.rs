//! Transfers, and whether they succeed.

use std::sync::Arc;

use futures::FutureExt;
use judge::decode::Reply;
use record::{AnswerKind, Check};
use wire::{Request, TransferFunds};

use super::redundant;
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
            |w, a| sends(w, a, 1).boxed(),
        ),
        Definition::new(
            "{name} sends {amount} to {name} {int} times",
            "Sends so many transfers, each under a transaction id and a message counter of its own.",
            |w, a| {
                async move {
                    let times = a.number(3)?;
                    sends(w, a, times).await
                }
                .boxed()
            },
        ),
        Definition::new(
            "{name} sends {amount} to {name}, and the connection breaks before the answer",
            "Sends a transfer whole, and loses the answer.",
            |w, a| sends_and_loses_the_answer(w, a).boxed(),
        ),
        Definition::new(
            "the transfer succeeds",
            "Expects success of the last transfer.",
            |w, _| async move { answered(w, &[AnswerKind::Success]) }.boxed(),
        ),
        Definition::new(
            "the transfer fails",
            "Expects of the last transfer that the issuer reports a failure, or answers a Fault.",
            |w, _| async move { answered(w, &[AnswerKind::Failure, AnswerKind::Fault]) }.boxed(),
        ),
        Definition::new(
            "the transfer fails for good",
            "Expects a failure of the last transfer. Where a Fault leaves its counter free instead, the scenario ends.",
            |w, _| async move { fails_for_good(w) }.boxed(),
        ),
        Definition::new(
            "the transfer fails as {text}",
            "Expects of the last transfer a failure, or a Fault; a failure should be in one of these words, with \"or\" between them.",
            |w, a| async move { fails_as(w, &a) }.boxed(),
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

/// Sends a transfer over the connection that the payer keeps, and remembers it. One under a used counter is not
/// remembered: the one that used it stays the last.
pub(super) async fn send(w: &mut World, payer: &str, transfer: TransferFunds) -> Result<u32, Halt> {
    let letter = letter(w, &transfer);
    if redundant::is_redundant(w, payer, &transfer) {
        return redundant::send(w, payer, &letter, &transfer).await;
    }
    let call = w.call(0);
    let exchange = w.send(payer, &letter, call).await?;
    w.remember(
        payer,
        Sent {
            letter,
            transfer,
            exchange,
        },
    );
    Ok(exchange)
}

/// A transfer as it is sent.
pub(super) fn letter(w: &World, transfer: &TransferFunds) -> Letter {
    Letter::new(&w.house.service, &Request::TransferFunds(transfer.clone()))
}

/// The last transfer of all.
pub(super) fn last(w: &World) -> Result<&Sent, Halt> {
    w.sent
        .values()
        .max_by_key(|s| s.exchange)
        .ok_or_else(|| Halt::error("nothing was sent"))
}

async fn sends(w: &mut World, a: Args, times: usize) -> Step {
    let amount = w.vary(a.amount(1)?).to_string();
    for _ in 0..times {
        let transfer = ordinary(w, a.text(0), &amount, a.text(2))?;
        send(w, a.text(0), transfer).await?;
    }
    Ok(())
}

async fn sends_and_loses_the_answer(w: &mut World, a: Args) -> Step {
    let payer = a.text(0);
    let amount = w.vary(a.amount(1)?).to_string();
    let transfer = ordinary(w, payer, &amount, a.text(2))?;
    let letter = letter(w, &transfer);
    let exchange = cut(w, payer, &letter, None).await?;
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

/// Sends a message, or the first bytes of it, and cuts the connection.
pub(super) async fn cut(
    w: &mut World,
    payer: &str,
    letter: &Letter,
    part: Option<usize>,
) -> Result<u32, Halt> {
    let call = w.call(0);
    let recorder = Arc::clone(&w.recorder);
    let id = recorder.next_exchange();
    match w.holder(payer)?.connection(&recorder, call.patience).await {
        Ok(connection) => peer::cut(payer, id, connection, &recorder, letter, part, call).await,
        Err(ending) => peer::not_sent(payer, id, &recorder, letter, call, ending),
    }
    w.settled(id)?;
    Ok(id)
}

fn answered(w: &mut World, allowed: &[AnswerKind]) -> Step {
    let exchange = last(w)?.exchange;
    w.expect(Check::Answer {
        exchange,
        allowed: allowed.to_vec(),
    })
}

fn fails_as(w: &mut World, a: &Args) -> Step {
    answered(w, &[AnswerKind::Failure, AnswerKind::Fault])?;
    let exchange = last(w)?.exchange;
    let words = a.text(0).split(" or ").map(str::to_owned).collect();
    w.expect_id(
        "lcp.issuer.transfer.result-words",
        Check::Word { exchange, words },
    )
}

fn fails_for_good(w: &mut World) -> Step {
    answered(w, &[AnswerKind::Failure, AnswerKind::Fault])?;
    match w.reply(last(w)?.exchange)? {
        Reply::Transfer { .. } => Ok(()),
        _ => Err(Halt::not_applicable(
            "the transfer was answered with a Fault, under which its counter is still free",
        )),
    }
}
