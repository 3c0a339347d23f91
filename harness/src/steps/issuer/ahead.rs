//! Requests that are sent ahead, without waiting for the answers to those before them.

use std::sync::Arc;

use futures::FutureExt;
use record::{AnswerKind, Check, Ending};
use wire::Request;

use super::{accounts, deposits, transfers, written};
use crate::{
    peer::{self, Call, Letter},
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

/// Where the requests that were sent ahead are marked.
const AHEAD: &str = "sent ahead";

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} sends {amount} to {name}, asks, sends {amount}, asks and sends {amount}, without waiting for answers",
            "Sends three transfers and two deposits requests on one connection in one go, and takes the answers then.",
            |w, a| sends(w, a).boxed(),
        ),
        Definition::new(
            "the answers are a success, a list, a failure, a list and a success",
            "Expects answers of these kinds in this order. An issuer may close the connection behind any of them.",
            |w, _| async move { in_order(w) }.boxed(),
        ),
        Definition::new(
            "{name} finds what the answers say",
            "Asks without a wait, and expects what was executed as the answers say; what was not answered may be missing.",
            |w, a| finds(w, a).boxed(),
        ),
    ]
}

async fn sends(w: &mut World, a: Args) -> Step {
    let (payer, recipient) = (a.text(0), a.text(2));
    let mut letters = Vec::new();
    let mut payments = Vec::new();
    for at in [1, 3, 4] {
        let amount = w.vary(a.amount(at)?).to_string();
        let transfer = transfers::ordinary(w, payer, &amount, recipient)?;
        payments.push((letters.len(), transfer.clone()));
        let request = Request::TransferFunds(transfer);
        letters.push(Letter::new(&w.house.service, &request));
        if at < 4 {
            letters.push(Letter::new(&w.house.service, &written::question()));
        }
    }
    for letter in &mut letters {
        letter.form.push("ahead of the answers".into());
    }
    let call = w.call(0);
    let ids = in_one_go(w, payer, &letters, call).await?;
    for (place, transfer) in payments {
        let refused = deposits::executed(payer, recipient, &w.reply(ids[place])?).is_err();
        if !(refused && w.exchange(ids[place])?.ending == Ending::Answered) {
            let deposit = record::ExpectedDeposit {
                transaction_id: transfer.transaction_id,
                amount: transfer.amount,
                userid: None,
            };
            deposits::paid(w, recipient, deposit);
        }
    }
    w.marks.insert(AHEAD, ids);
    Ok(())
}

/// Writes messages to the connection that a holder keeps, and takes the answers then. An issuer may close it behind any answer.
pub(super) async fn in_one_go(
    w: &mut World,
    name: &str,
    letters: &[Letter],
    call: Call,
) -> Result<Vec<u32>, Halt> {
    let recorder = Arc::clone(&w.recorder);
    let ids: Vec<u32> = letters.iter().map(|_| recorder.next_exchange()).collect();
    let holder = w.holder(name)?;
    match holder.connection(&recorder, call.patience).await {
        Ok(connection) => {
            let kept = peer::pipelined(name, &ids, connection, &recorder, letters, call).await;
            holder.keep(kept);
        }
        Err(ending) => peer::none_sent(name, &ids, &recorder, letters, call, &ending),
    }
    for id in &ids {
        match w.exchange(*id)?.ending {
            Ending::TimedOut => w.alive()?,
            _ => w.settled(*id)?,
        }
    }
    Ok(ids)
}

fn in_order(w: &mut World) -> Step {
    let (success, list) = (vec![AnswerKind::Success], vec![AnswerKind::Deposits]);
    let failure = vec![AnswerKind::Failure, AnswerKind::Fault];
    w.expect(Check::Pipelined {
        exchanges: w.marks.get(AHEAD).cloned().unwrap_or_default(),
        allowed: vec![success.clone(), list.clone(), failure, list, success],
    })
}

async fn finds(w: &mut World, a: Args) -> Step {
    let name = a.text(0);
    let id = accounts::ask(w, name).await?;
    let ahead = w.marks.get(AHEAD).cloned().unwrap_or_default();
    let mut all_answered = true;
    for ahead in ahead {
        all_answered &= w.exchange(ahead)?.ending == Ending::Answered;
    }
    w.expect(Check::Deposits {
        exchanges: vec![id],
        expected: deposits::payments(w, name),
        ordered: false,
        some_may_be_missing: !all_answered,
    })
}
