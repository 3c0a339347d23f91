//! Messages under a counter that was used: sending them, and what should be said to them.

use std::time::Duration;

use judge::decode::{Reply, transfer_request};
use record::{Check, Ending};
use wire::{MessageCounter, TransferFunds};

use crate::{
    peer::Letter,
    runner::{Halt, Sent, Step, World},
};

/// How long the answer to a redundant message is waited for: none at all is lawful (paper §3: it is discarded).
pub(super) const LAWFUL_SILENCE: Duration = Duration::from_secs(2);

/// The transfers of a holder that used a counter up, and which. A Fault leaves its counter free.
fn used<'w>(
    w: &'w World,
    payer: &'w str,
) -> impl Iterator<Item = (MessageCounter, &'w Sent)> + use<'w> {
    w.log
        .iter()
        .filter(move |(name, _)| name == payer)
        .filter(|(_, sent)| {
            !matches!(
                w.reply(sent.exchange),
                Ok(Reply::Fault { .. } | Reply::Refused(_))
            )
        })
        .filter_map(|(_, sent)| {
            Some((
                MessageCounter::parse(&sent.transfer.message_counter).ok()?,
                sent,
            ))
        })
}

/// Whether a transfer has a counter that is not above all that its payer used in this scenario.
pub(super) fn is_redundant(w: &World, payer: &str, transfer: &TransferFunds) -> bool {
    let highest = used(w, payer).map(|(counter, _)| counter).max();
    let counter = MessageCounter::parse(&transfer.message_counter).ok();
    highest.is_some() && counter.is_some() && counter <= highest
}

/// Sends a message under a used counter. Any answer is lawful, and so is none; which one it should be is stated.
pub(super) async fn send(
    w: &mut World,
    payer: &str,
    letter: &Letter,
    transfer: &TransferFunds,
) -> Result<u32, Halt> {
    let mut call = w.call(0);
    call.patience = call.patience.min(LAWFUL_SILENCE);
    let recorder = std::sync::Arc::clone(&w.recorder);
    let id = w
        .holder(payer)?
        .exchange_surely(&recorder, letter, call)
        .await;
    settled(w, id)?;
    state(w, payer, transfer, id)?;
    Ok(id)
}

/// As [`World::settled`], where silence says nothing about the subject's health, and the fee nothing about the next one:
/// it may be the recorded one of another connection.
pub(super) fn settled(w: &World, id: u32) -> Step {
    let ending = w.exchange(id)?.ending;
    if ending != Ending::TimedOut {
        w.settings.health.note(&ending);
    }
    w.alive()
}

/// What a payer should be told: of the latest message what was recorded for it, of another one under its counter that it
/// is in conflict, of a lower counter that it is stale or what was recorded for it.
fn state(w: &mut World, payer: &str, transfer: &TransferFunds, id: u32) -> Step {
    let Ok(counter) = MessageCounter::parse(&transfer.message_counter) else {
        return Ok(());
    };
    let this = transfer_request(&w.exchange(id)?);
    let latest = used(w, payer).all(|(other, _)| other <= counter);
    let earlier = used(w, payer).find(|(other, _)| *other == counter);
    let earlier = earlier.map(|(_, sent)| sent.exchange);
    let same = earlier.filter(|original| {
        let original = w.exchange(*original).ok();
        let original = original.and_then(|e| transfer_request(&e));
        matches!((&original, &this), (Some(one), Some(other)) if one.same_content(other))
    });
    let recorded = same.filter(|original| matches!(w.reply(*original), Ok(Reply::Transfer { .. })));
    let declined = |word: &str| Check::Declined {
        exchange: id,
        words: vec![word.to_owned()],
        recorded,
    };
    match (latest, same, recorded) {
        (true, Some(_), Some(original)) => w.expect_id(
            "lcp.issuer.counter.replays",
            Check::SameAnswer {
                exchange: id,
                original,
            },
        ),
        // Its answer was lost: nobody knows what should be repeated.
        (true, Some(_), None) => Ok(()),
        (true, None, _) => w.expect_id(
            "lcp.issuer.counter.altered-word",
            declined("counterConflict"),
        ),
        (false, _, _) => w.expect_id("lcp.issuer.counter.lower-word", declined("counterStale")),
    }
}
