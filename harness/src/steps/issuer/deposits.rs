//! Paying, and what the paid are told.

use std::sync::Arc;

use futures::FutureExt;
use judge::{Decimal, decode::Reply};
use record::{AnswerKind, Check, Ending, ExpectedDeposit};

use super::{accounts::ask, transfers};
use crate::{
    peer::Letter,
    runner::{Halt, Paid, Step, World},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} pays {name} {amount}",
            "Sends a transfer like any other, and goes on only when it succeeded.",
            |w, a| pays(w, a).boxed(),
        ),
        Definition::new(
            "{name} pays {name} and {name} {amount} each, in turn, {int} times",
            "Sends as many pairs of transfers, so that what one recipient is paid stands between what the other is paid.",
            |w, a| pays_in_turn(w, a).boxed(),
        ),
        Definition::new(
            "{name} is told of what she/he was paid since",
            "Asks without a wait, and expects exactly what that holder was paid since a step last expected something of it.",
            |w, a| told_since(w, a, false).boxed(),
        ),
        Definition::new(
            "{name} is told of what she/he was paid since, in that order",
            "The same, and the order counts.",
            |w, a| told_since(w, a, true).boxed(),
        ),
        Definition::new(
            "{name} is told of each payment once",
            "Asks once more without a wait, and expects all payments to that holder, each once, in all its replies together.",
            |w, a| async move { each_once(w, a.text(0)).await }.boxed(),
        ),
        Definition::new(
            "{name} asks, and the connection breaks before the whole answer is there",
            "Asks without a wait, and cuts the connection when the answer begins to arrive.",
            |w, a| asks_and_loses_the_answer(w, a).boxed(),
        ),
        Definition::new(
            "{name} is told of each payment at most once",
            "Asks twice more without a wait, and expects no payment twice in the replies that arrived whole.",
            |w, a| at_most_once(w, a).boxed(),
        ),
        Definition::new(
            "{name} is told of nothing, and holds nothing",
            "Asks without a wait, and expects an empty list, a fee of 0 and a balance of 0.",
            |w, a| nothing_at_all(w, a).boxed(),
        ),
    ]
}

/// A transfer that succeeds: whatever comes later speaks about how its recipient is told of it.
pub(super) async fn pay(
    w: &mut World,
    payer: &str,
    amount: Decimal,
    recipient: &str,
) -> Result<u32, Halt> {
    let (exchange, deposit) = attempt(w, payer, amount, recipient).await?;
    executed(payer, recipient, &w.reply(exchange)?)?;
    paid(w, recipient, deposit);
    Ok(exchange)
}

/// A transfer that was answered, in whatever way, and the deposit that it makes where it was executed.
pub(super) async fn attempt(
    w: &mut World,
    payer: &str,
    amount: Decimal,
    recipient: &str,
) -> Result<(u32, ExpectedDeposit), Halt> {
    let transfer = transfers::ordinary(w, payer, &amount.to_string(), recipient)?;
    let deposit = ExpectedDeposit {
        transaction_id: transfer.transaction_id.clone(),
        amount: transfer.amount.clone(),
        userid: None,
    };
    Ok((transfers::send(w, payer, transfer).await?, deposit))
}

/// Goes on only where a transfer was executed.
pub(super) fn executed(payer: &str, recipient: &str, reply: &Reply) -> Step {
    match reply {
        Reply::Transfer { result, .. } if result == "success" => Ok(()),
        other => Err(Halt::inconclusive(format!(
            "{payer} could not pay {recipient}: {}",
            other.describe()
        ))),
    }
}

/// Remembers a payment that was executed.
pub(super) fn paid(w: &mut World, recipient: &str, deposit: ExpectedDeposit) {
    w.paid.push(Paid {
        recipient: recipient.to_owned(),
        deposit,
        looked_for: false,
    });
}

/// All that a holder was paid in the scenario's steps.
pub(super) fn payments(w: &World, name: &str) -> Vec<ExpectedDeposit> {
    let to_it = w.paid.iter().filter(|p| p.recipient == name);
    to_it.map(|p| p.deposit.clone()).collect()
}

async fn pays(w: &mut World, a: Args) -> Step {
    let amount = w.vary(a.amount(2)?);
    pay(w, a.text(0), amount, a.text(1)).await.map(drop)
}

async fn pays_in_turn(w: &mut World, a: Args) -> Step {
    let amount = w.vary(a.amount(3)?);
    for _ in 0..a.number::<u32>(4)? {
        for recipient in [a.text(1), a.text(2)] {
            pay(w, a.text(0), amount, recipient).await?;
        }
    }
    Ok(())
}

async fn told_since(w: &mut World, a: Args, ordered: bool) -> Step {
    let name = a.text(0);
    let id = ask(w, name).await?;
    all_are_payments(w, name)?;
    let mut expected = Vec::new();
    for paid in w.paid.iter_mut().filter(|p| p.recipient == name) {
        if !std::mem::replace(&mut paid.looked_for, true) {
            expected.push(paid.deposit.clone());
        }
    }
    w.expect(Check::Deposits {
        exchanges: vec![id],
        expected,
        ordered,
        some_may_be_missing: false,
    })
}

/// Asks once more, and expects each payment once over all replies.
pub(super) async fn each_once(w: &mut World, name: &str) -> Step {
    ask(w, name).await?;
    all_are_payments(w, name)?;
    let check = in_all_replies(w, name, false);
    w.expect(check)
}

/// A transfer of another step than those that pay is not known here as a payment: the issuer would be blamed for its deposit.
fn all_are_payments(w: &mut World, name: &str) -> Step {
    let key = w.key_of(name)?;
    for (payer, sent) in &w.log {
        let is_to_it = sent.transfer.recipient.trim().eq_ignore_ascii_case(&key);
        let is_paid = |p: &Paid| p.deposit.transaction_id == sent.transfer.transaction_id;
        if !is_to_it || w.paid.iter().any(is_paid) {
            continue;
        }
        if executed(payer, name, &w.reply(sent.exchange)?).is_ok() {
            return Err(Halt::error(format!(
                "{payer} has sent {name} something in a step that makes no payment: say \"{payer} pays {name}\" there, or \
                 \"{name} has been told of …\" here"
            )));
        }
    }
    Ok(())
}

/// Each payment to a holder once over all its replies; or none of them twice, where it is not looked at what is missing.
pub(super) fn in_all_replies(w: &World, name: &str, some_may_be_missing: bool) -> Check {
    Check::Deposits {
        exchanges: w.asked.get(name).cloned().unwrap_or_default(),
        expected: payments(w, name),
        ordered: false,
        some_may_be_missing,
    }
}

async fn asks_and_loses_the_answer(w: &mut World, a: Args) -> Step {
    let letter = Letter::deposits(&w.house.service, 0);
    let id = transfers::cut(w, a.text(0), &letter, None).await?;
    match w.exchange(id)?.ending {
        Ending::Cut => Ok(()),
        ending => Err(Halt::inconclusive(format!(
            "there was no answer to lose: {ending:?}"
        ))),
    }
}

async fn at_most_once(w: &mut World, a: Args) -> Step {
    let name = a.text(0);
    ask(w, name).await?;
    ask(w, name).await?;
    let check = in_all_replies(w, name, true);
    w.expect_id("lcp.issuer.deposits.at-most-once", check.clone())?;
    w.expect(check)
}

async fn nothing_at_all(w: &mut World, a: Args) -> Step {
    let exchange = ask(w, a.text(0)).await?;
    w.expect(Check::Answer {
        exchange,
        allowed: vec![AnswerKind::Deposits],
    })?;
    w.expect(Check::Deposits {
        exchanges: vec![exchange],
        expected: Vec::new(),
        ordered: false,
        some_may_be_missing: false,
    })?;
    let amount = || "0".to_owned();
    w.expect(Check::FeeIs {
        exchange,
        amount: amount(),
    })?;
    w.expect(Check::BalanceIs {
        exchange,
        amount: amount(),
    })
}

/// A payer's connection and counter for transfers that are sent one after the other without looking at the world.
pub(super) async fn pay_many(
    w: &mut World,
    payer: &str,
    amount: Decimal,
    recipient: &str,
    times: usize,
) -> Step {
    let transfers = many(w, payer, amount, recipient, times)?;
    let (recorder, call) = (Arc::clone(&w.recorder), w.call(0));
    let mut exchanges = Vec::with_capacity(times);
    for (letter, deposit) in transfers {
        let id = w
            .holder(payer)?
            .exchange_surely(&recorder, &letter, call)
            .await;
        exchanges.push((id, deposit));
        executed(payer, recipient, &w.reply(id)?)?;
    }
    for (id, deposit) in exchanges {
        w.settled(id)?;
        paid(w, recipient, deposit);
    }
    Ok(())
}

/// Transfers of one amount, ready to be sent in this order.
pub(super) fn many(
    w: &mut World,
    payer: &str,
    amount: Decimal,
    recipient: &str,
    times: usize,
) -> Result<Vec<(Letter, ExpectedDeposit)>, Halt> {
    let mut all = Vec::with_capacity(times);
    for _ in 0..times {
        let transfer = transfers::ordinary(w, payer, &amount.to_string(), recipient)?;
        let deposit = ExpectedDeposit {
            transaction_id: transfer.transaction_id.clone(),
            amount: transfer.amount.clone(),
            userid: None,
        };
        let letter = Letter::new(&w.house.service, &wire::Request::TransferFunds(transfer));
        all.push((letter, deposit));
    }
    Ok(all)
}
