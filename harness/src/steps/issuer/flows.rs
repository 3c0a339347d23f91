//! The examples of the sources, from beginning to end.

use std::{sync::Arc, time::Duration};

use futures::FutureExt;
use judge::{Decimal, decode::Reply};
use record::{Check, ExpectedDeposit, Verdict};
use tokio::time::Instant;

use super::{accounts, transfers};
use crate::{
    peer::{self, Letter},
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

/// How far into the recipient's wait the story goes on.
const INTO_THE_WAIT: Duration = Duration::from_millis(200);

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} holds {amount} money.com dollars",
            "Lends a holder an amount and lets it take note of the deposit, which must be told rightly.",
            |w, a| given_rightly(w, a).boxed(),
        )
        .lending(|a| a.amount(1).unwrap_or_default()),
        Definition::new(
            "{name} sends {amount} to {name} under transaction id {int} and message counter {int}",
            "Sends a transfer with that transaction id and that counter.",
            |w, a| sends_under(w, a).boxed(),
        ),
        Definition::new(
            "the transfer succeeds, for a fee of {amount}",
            "Goes on where the last transfer succeeded. An issuer that charges another fee is not the one of the example.",
            |w, a| succeeds_for(w, a).boxed(),
        ),
        Definition::new(
            "{name} has {amount} left, and asking costs {amount}",
            "Asks for the balance, and expects this one, to the digit.",
            |w, a| has_left(w, a).boxed(),
        ),
        Definition::new(
            "{name} asks what has arrived, and would wait {int} milliseconds",
            "Asks, and goes on while the request waits.",
            |w, a| asks(w, a).boxed(),
        ),
        Definition::new(
            "{name} finds {amount} under transaction id {int}, for a fee of {amount} and with a balance of {amount}",
            "Takes the answer that the holder was waiting for, and expects just that deposit in it and that balance, to the \
             digit. Where the payment took longer than the wait, the holder asks once more.",
            |w, a| finds_under(w, a).boxed(),
        ),
    ]
}

async fn sends_under(w: &mut World, a: Args) -> Step {
    let amount = w.vary(a.amount(1)?).to_string();
    let mut transfer = transfers::ordinary(w, a.text(0), &amount, a.text(2))?;
    transfer.transaction_id = a.text(3).to_owned();
    transfer.message_counter = a.text(4).to_owned();
    w.holder(a.text(0))?.next_counter = a.number::<u64>(4)? + 1;
    transfers::send(w, a.text(0), transfer).await.map(drop)
}

async fn succeeds_for(w: &mut World, a: Args) -> Step {
    let exchange = last(w)?;
    must_be_executed(w, exchange)?;
    costs(w, exchange, a.amount(0)?)
}

/// Goes on where a message cost what is printed. An issuer that charges something else breaks no promise, but what is printed
/// does not apply to it.
fn costs(w: &World, exchange: u32, printed: Decimal) -> Step {
    match w.reply(exchange)? {
        Reply::Transfer { fee, .. } | Reply::Deposits { fee, .. } if fee != printed => {
            Err(Halt::not_applicable(format!(
                "the example has a fee of {printed}, and the issuer charged {fee}"
            )))
        }
        _ => Ok(()),
    }
}

/// Lends an amount, and ends the scenario where what the holder is told of it is wrong.
pub(super) async fn given_rightly(w: &mut World, a: Args) -> Step {
    let (name, amount) = (a.text(0), w.vary(a.amount(1)?));
    let before = w.record.findings.len();
    accounts::fund(w, name, amount).await?;
    let found = &w.record.findings[before..];
    if found.iter().all(|f| f.verdict == Verdict::Passed) {
        Ok(())
    } else {
        let why = format!("{name} was not told rightly what there was to begin with");
        Err(Halt::inconclusive(why))
    }
}

/// Ends the scenario where a transfer did not succeed.
pub(super) fn must_be_executed(w: &World, id: u32) -> Step {
    match w.reply(id)? {
        Reply::Transfer { result, .. } if result == "success" => Ok(()),
        other => Err(Halt::inconclusive(format!(
            "a transfer came back with {}",
            other.describe()
        ))),
    }
}

/// Ends the scenario where the last thing expected did not come out well, for `why` it has no sense then to go on.
pub(super) fn must_be_settled(w: &World, why: &str) -> Step {
    match w.record.findings.last().map(|f| f.verdict) {
        Some(Verdict::Passed) => Ok(()),
        _ => Err(Halt::inconclusive(why)),
    }
}

/// The exchange of the last transfer.
pub(super) fn last(w: &World) -> Result<u32, Halt> {
    let last = w.sent.values().map(|s| s.exchange).max();
    last.ok_or_else(|| Halt::error("nothing was sent"))
}

async fn has_left(w: &mut World, a: Args) -> Step {
    let exchange = accounts::ask(w, a.text(0)).await?;
    let amount = w.vary(a.amount(1)?).to_string();
    costs(w, exchange, a.amount(2)?)?;
    w.expect_id(
        "lcp.issuer.fees.reported-is-debited",
        Check::BalanceIs { exchange, amount },
    )
}

async fn asks(w: &mut World, a: Args) -> Step {
    let name = a.text(0).to_owned();
    let wait: u64 = a.number(1)?;
    let letter = Letter::deposits(&w.house.service, wait);
    let call = w.call(wait);
    let recorder = Arc::clone(&w.recorder);
    let holder = w.holder(&name)?;
    let opened = holder.connection(&recorder, call.patience).await;
    let connection = opened
        .map_err(|ending| Halt::inconclusive(format!("{name} finds no connection: {ending:?}")))?;
    let id = recorder.next_exchange();
    let begun = Instant::now();
    let (who, sent) = (name.clone(), Arc::clone(&recorder));
    let task = tokio::spawn(async move {
        peer::over(&who, id, connection, &sent, &letter, call).await;
    });
    w.waiting.push((name.clone(), id, task));
    w.asked.entry(name).or_default().push(id);
    tokio::time::sleep_until(begun + INTO_THE_WAIT).await;
    Ok(())
}

async fn finds_under(w: &mut World, a: Args) -> Step {
    let name = a.text(0).to_owned();
    let mut exchanges = w.join(Some(&name)).await?;
    let in_vain = |w: &World, id: u32| {
        Ok::<_, Halt>(matches!(w.reply(id)?, Reply::Deposits { list, .. } if list.is_empty()))
    };
    let ask_again = match exchanges.last() {
        Some(id) => in_vain(w, *id)?,
        None => true,
    };
    if ask_again {
        exchanges.push(accounts::ask(w, &name).await?);
    }
    let exchange = exchanges[exchanges.len() - 1];
    let deposit = ExpectedDeposit {
        transaction_id: a.text(2).to_owned(),
        amount: w.vary(a.amount(1)?).to_string(),
        userid: None,
    };
    w.expect(Check::Deposits {
        exchanges,
        expected: vec![deposit],
        ordered: false,
        some_may_be_missing: false,
    })?;
    costs(w, exchange, a.amount(3)?)?;
    let amount = w.vary(a.amount(4)?).to_string();
    w.expect_id(
        "lcp.issuer.transfer.exact",
        Check::BalanceIs { exchange, amount },
    )
}
