//! Message counters that a scenario chooses, and messages of which only a part arrives.

use futures::FutureExt;
use wire::{MessageCounter, TransferFunds};

use super::{
    transfers::{cut, letter, ordinary, send},
    unusual::plain,
};
use crate::{
    runner::{Halt, Sent, Step, World},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} sends {amount} to {name} under message counter {int}",
            "Sends a transfer under this counter, which may be out of range.",
            |w, a| under(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends {amount} to {name} under the message counter {text}",
            "Sends a counter as it is written, which may be none; symbols for white space as in amounts.",
            |w, a| under(w, a).boxed(),
        ),
        Definition::new(
            "{name} begins to send {amount} to {name}, and the connection breaks {text}",
            "Sends the first part of a transfer: up to \"behind the head\", \"in the middle\", or \"before the last character\".",
            |w, a| begins(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends the message whole",
            "Sends the transfer of which only a part was sent.",
            |w, a| whole(w, a).boxed(),
        ),
    ]
}

/// Puts a counter of the scenario's choice into the place of the one that was taken for a transfer, which is free again.
/// Later transfers follow the higher one.
pub(super) fn choose(
    w: &mut World,
    payer: &str,
    transfer: &mut TransferFunds,
    counter: String,
) -> Step {
    let chosen: Option<u64> = MessageCounter::parse(&counter)
        .ok()
        .and_then(|c| c.to_string().parse().ok());
    let holder = w.holder(payer)?;
    holder.next_counter -= 1;
    if let Some(chosen) = chosen {
        holder.next_counter = holder.next_counter.max(chosen + 1);
    }
    transfer.message_counter = counter;
    Ok(())
}

async fn under(w: &mut World, a: Args) -> Step {
    let (payer, counter) = (a.text(0), plain(a.text(3)));
    let amount = w.vary(a.amount(1)?).to_string();
    let mut transfer = ordinary(w, payer, &amount, a.text(2))?;
    choose(w, payer, &mut transfer, counter)?;
    send(w, payer, transfer).await.map(drop)
}

async fn begins(w: &mut World, a: Args) -> Step {
    let payer = a.text(0);
    let amount = w.vary(a.amount(1)?).to_string();
    let transfer = ordinary(w, payer, &amount, a.text(2))?;
    let letter = letter(w, &transfer);
    let all = letter.bytes.len();
    let head = letter.bytes.windows(4).position(|b| b == b"\r\n\r\n");
    let body = head.map_or(all, |at| at + 4);
    let part = match a.text(3) {
        "behind the head" => body,
        "in the middle" => body + (all - body) / 2,
        "before the last character" => all - 1,
        other => return Err(Halt::error(format!("nobody knows where {other:?} is"))),
    };
    let exchange = cut(w, payer, &letter, Some(part)).await?;
    // Not remembered with those that were sent whole: its counter is not used up.
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

async fn whole(w: &mut World, a: Args) -> Step {
    let payer = a.text(0);
    let begun = w.sent.get(payer).cloned();
    let begun = begun.ok_or_else(|| Halt::error(format!("{payer} has begun nothing")))?;
    send(w, payer, begun.transfer).await.map(drop)
}
