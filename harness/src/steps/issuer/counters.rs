//! Message counters that a scenario chooses, and messages of which only a part arrives.

use futures::FutureExt;
use wire::{MessageCounter, TransferFunds};

use super::{
    transfers::{cut, letter, ordinary, send},
    unusual::plain,
};
use crate::{
    peer::Letter,
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
            "Sends the first part of a transfer: up to \"behind the head\", \"in the middle\", or \"before the last character\"; or the \
             whole document without what has to follow it, \"before the last chunk\" or \"in white space behind the envelope\".",
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
    let mut letter = letter(w, &transfer);
    let place = a.text(3);
    match place {
        "before the last chunk" => in_one_chunk(&mut letter)?,
        "in white space behind the envelope" => with_white_space(&mut letter)?,
        _ => {}
    }
    let all = letter.bytes.len();
    let body = head_of(&letter)?;
    let part = match place {
        "behind the head" => body,
        "in the middle" => body + (all - body) / 2,
        "before the last character" => all - 1,
        "before the last chunk" => all - LAST_CHUNK.len(),
        "in white space behind the envelope" => all - WHITE_SPACE.len() / 2,
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

/// What ends a body in chunks (RFC 9112 §7.1).
const LAST_CHUNK: &[u8] = b"0\r\n\r\n";

/// White space behind an envelope, of which half arrives.
const WHITE_SPACE: &[u8] = b"\n\n\n\n\n\n\n\n";

/// How long the head of a letter is.
fn head_of(letter: &Letter) -> Result<usize, Halt> {
    let end = letter.bytes.windows(4).position(|b| b == b"\r\n\r\n");
    end.map(|at| at + 4)
        .ok_or_else(|| Halt::error("a letter without a head"))
}

/// Writes a letter with another field in the place of its length, and another body.
fn framed(letter: &mut Letter, field: &str, body: &[u8]) -> Step {
    let at = head_of(letter)?;
    let head = String::from_utf8_lossy(&letter.bytes[..at]).into_owned();
    let lines = head.split_inclusive("\r\n").map(|line| {
        match line.to_ascii_lowercase().starts_with("content-length:") {
            true => format!("{field}\r\n"),
            false => line.to_owned(),
        }
    });
    letter.bytes = lines.collect::<String>().into_bytes();
    letter.bytes.extend_from_slice(body);
    Ok(())
}

fn in_one_chunk(letter: &mut Letter) -> Step {
    let body = letter.bytes.split_off(head_of(letter)?);
    let mut chunk = format!("{:x}\r\n", body.len()).into_bytes();
    chunk.extend_from_slice(&body);
    chunk.extend_from_slice(b"\r\n");
    chunk.extend_from_slice(LAST_CHUNK);
    framed(letter, "Transfer-Encoding: chunked", &chunk)
}

fn with_white_space(letter: &mut Letter) -> Step {
    let mut body = letter.bytes.split_off(head_of(letter)?);
    body.extend_from_slice(WHITE_SPACE);
    framed(letter, &format!("Content-Length: {}", body.len()), &body)
}

async fn whole(w: &mut World, a: Args) -> Step {
    let payer = a.text(0);
    let begun = w.sent.get(payer).cloned();
    let begun = begun.ok_or_else(|| Halt::error(format!("{payer} has begun nothing")))?;
    send(w, payer, begun.transfer).await.map(drop)
}
