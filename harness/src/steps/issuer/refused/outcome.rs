//! What came of requests that must be refused.

use std::collections::BTreeSet;

use futures::FutureExt;
use judge::decode::Reply;
use record::{AnswerKind, Check};

use super::{FAULT_CODES, HARMLESS};
use crate::{
    peer::Trap,
    runner::{Halt, Spoilt, Step, World},
    steps::{Definition, issuer::accounts},
};

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "the request is refused",
            "Expects a Fault, or a status of 4xx or 5xx, of the last request that was spoilt; a Fault should have the code of \
             its cause.",
            |w, _| async move { is_refused(w) }.boxed(),
        ),
        Definition::new(
            "each of them is refused",
            "Expects a Fault, or a status of 4xx or 5xx, of every request that was spoilt so far; Faults should have the codes \
             of their causes.",
            |w, _| async move { all_refused(w) }.boxed(),
        ),
        Definition::new(
            "nothing has moved",
            "Expects that the payer's balance is as at the last look, and that the recipient finds no deposit.",
            |w, _| nothing_moved(w).boxed(),
        ),
        Definition::new(
            "nothing that the request names was fetched",
            "Expects that nobody came to the place that an entity of the request is said to stand at.",
            |w, _| async move { nothing_fetched(w) }.boxed(),
        ),
    ]
}

fn last(w: &World) -> Result<Spoilt, Halt> {
    let last = w.spoilt.last().cloned();
    last.ok_or_else(|| Halt::error("no request was spoilt"))
}

fn codes(all: &[&Spoilt]) -> Vec<(&'static str, Check)> {
    let kinds: BTreeSet<&[&str]> = all.iter().map(|s| s.codes).collect();
    let check = |codes: &[&str]| Check::FaultCode {
        exchanges: all
            .iter()
            .filter(|s| s.codes == codes)
            .map(|s| s.exchange)
            .collect(),
        codes: codes.iter().map(|code| (*code).to_owned()).collect(),
    };
    kinds
        .into_iter()
        .map(|kind| (FAULT_CODES, check(kind)))
        .collect()
}

fn is_refused(w: &mut World) -> Step {
    let last = last(w)?;
    w.expect(Check::Answer {
        exchange: last.exchange,
        allowed: vec![AnswerKind::Fault],
    })?;
    if !matches!(
        w.reply(last.exchange)?,
        Reply::Fault { .. } | Reply::Refused(_)
    ) {
        // Where that is a SHOULD it may be served, and then something has moved.
        return Err(Halt::not_applicable("the request was not refused"));
    }
    w.expect_all(codes(&[&last]))
}

fn all_refused(w: &mut World) -> Step {
    let all = w.spoilt.clone();
    w.expect(Check::Answers {
        exchanges: all.iter().map(|s| s.exchange).collect(),
        allowed: vec![AnswerKind::Fault],
    })?;
    w.expect_all(codes(&all.iter().collect::<Vec<_>>()))
}

async fn nothing_moved(w: &mut World) -> Step {
    let last = last(w)?;
    let since = w
        .asked
        .get(&last.holder)
        .and_then(|all| all.last().copied());
    let since =
        since.ok_or_else(|| Halt::error(format!("{} has not looked before", last.holder)))?;
    let exchange = accounts::ask(w, &last.holder).await?;
    let served = Check::Answer {
        exchange,
        allowed: vec![AnswerKind::Deposits],
    };
    let unchanged = Check::BalanceUnchanged { exchange, since };
    w.expect_all(vec![(HARMLESS, served), (HARMLESS, unchanged)])?;
    match &last.recipient {
        Some(recipient) => accounts::finds(w, recipient, &[]).await,
        None => Ok(()),
    }
}

fn nothing_fetched(w: &mut World) -> Step {
    w.expect(Check::NothingFetched {
        keeper: Trap::KEEPER.to_owned(),
    })
}
