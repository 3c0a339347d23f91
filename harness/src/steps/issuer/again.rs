//! The same message once more, and messages that only look like it.

use futures::FutureExt;
use judge::Decimal;

use super::{counters, redundant, transfers};
use crate::{
    runner::{Halt, Sent, Step, World},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} sends the same message again over the same connection",
            "Sends the last transfer once more, byte for byte. Any answer is lawful, and so is none.",
            |w, a| again(w, a, Over::Same).boxed(),
        ),
        Definition::new(
            "{name} sends the same message again over a new connection",
            "Sends the last transfer once more, byte for byte, over another connection; the TLS session may be resumed.",
            |w, a| again(w, a, Over::Another).boxed(),
        ),
        Definition::new(
            "{name} sends the same message again in a new session",
            "Sends the last transfer once more, byte for byte, behind a full handshake.",
            |w, a| again(w, a, Over::Session).boxed(),
        ),
        Definition::new(
            "{name}'s first message arrives once more",
            "Sends the holder's first transfer of the scenario once more, byte for byte, over another connection.",
            |w, a| first_again(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends the same message again, with another {word}",
            "Sends the last transfer under the same counter with another amount, recipient, transaction-id or user.",
            |w, a| altered(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends the same message again, written with {text}",
            "Sends the last transfer under the same counter, with the same content by value in another spelling: each of the ways has \
             a name.",
            |w, a| respelt(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends {amount} to {name} under a lower message counter",
            "Sends a new transfer under the counter before that of the holder's first one in the scenario.",
            |w, a| lower(w, a).boxed(),
        ),
    ]
}

/// The amount that stands in the place of another one, in millionths: 7, which no scenario sends otherwise.
const OTHER: i128 = 7_000_000;

/// What a message that is repeated goes over.
enum Over {
    Same,
    Another,
    Session,
}

fn last_of(w: &World, payer: &str) -> Result<Sent, Halt> {
    let sent = w.sent.get(payer).cloned();
    sent.ok_or_else(|| Halt::error(format!("{payer} has sent nothing")))
}

fn first_of(w: &World, payer: &str) -> Result<Sent, Halt> {
    let first = w.log.iter().find(|(name, _)| name == payer);
    first
        .map(|(_, sent)| sent.clone())
        .ok_or_else(|| Halt::error(format!("{payer} has sent nothing")))
}

async fn again(w: &mut World, a: Args, over: Over) -> Step {
    let payer = a.text(0);
    let holder = w.holder(payer)?;
    match over {
        Over::Same => {}
        Over::Another => holder.hang_up(),
        Over::Session => holder.forget().map_err(|e| Halt::error(e.to_string()))?,
    }
    let sent = last_of(w, payer)?;
    redundant::send(w, payer, &sent.letter, &sent.transfer)
        .await
        .map(drop)
}

async fn first_again(w: &mut World, a: Args) -> Step {
    let payer = a.text(0);
    w.holder(payer)?.hang_up();
    let sent = first_of(w, payer)?;
    redundant::send(w, payer, &sent.letter, &sent.transfer)
        .await
        .map(drop)
}

async fn altered(w: &mut World, a: Args) -> Step {
    let payer = a.text(0);
    let mut transfer = last_of(w, payer)?.transfer;
    match a.text(1) {
        "amount" => transfer.amount = w.vary(Decimal::smallest_units(OTHER)).to_string(),
        "recipient" => transfer.recipient = w.key_of("Carol")?,
        "transaction-id" => transfer.transaction_id = w.fresh_id("another"),
        "user" => transfer.userid = Some("somebody".to_owned()),
        other => return Err(Halt::error(format!("a transfer has no {other}"))),
    }
    transfers::send(w, payer, transfer).await.map(drop)
}

async fn respelt(w: &mut World, a: Args) -> Step {
    let payer = a.text(0);
    let mut transfer = last_of(w, payer)?.transfer;
    let point = if transfer.amount.contains('.') {
        ""
    } else {
        "."
    };
    match a.text(1) {
        "zeros behind the amount" => transfer.amount = format!("{}{point}000", transfer.amount),
        "zeros before the amount" => transfer.amount = format!("00{}", transfer.amount),
        "a plus sign before the amount" => transfer.amount = format!("+{}", transfer.amount),
        "white space around the amount" => transfer.amount = format!("\n {} ", transfer.amount),
        "zeros before the counter" => {
            transfer.message_counter = format!("00{}", transfer.message_counter);
        }
        "a plus sign before the counter" => {
            transfer.message_counter = format!("+{}", transfer.message_counter);
        }
        "white space around the counter" => {
            transfer.message_counter = format!(" {}\n", transfer.message_counter);
        }
        "the key in lower case" => transfer.recipient = transfer.recipient.to_lowercase(),
        "white space around the key" => transfer.recipient = format!("\n{} ", transfer.recipient),
        "an empty user" => transfer.userid = Some(String::new()),
        other => return Err(Halt::error(format!("nobody knows how to write {other:?}"))),
    }
    transfers::send(w, payer, transfer).await.map(drop)
}

async fn lower(w: &mut World, a: Args) -> Step {
    let payer = a.text(0);
    let amount = w.vary(a.amount(1)?).to_string();
    let first = first_of(w, payer)?.transfer.message_counter;
    let first: u64 = first
        .parse()
        .map_err(|_| Halt::error(format!("{first:?} is no counter")))?;
    let mut transfer = transfers::ordinary(w, payer, &amount, a.text(2))?;
    // Scenarios begin above 0.
    let counter = first.saturating_sub(1).to_string();
    counters::choose(w, payer, &mut transfer, counter)?;
    transfers::send(w, payer, transfer).await.map(drop)
}
