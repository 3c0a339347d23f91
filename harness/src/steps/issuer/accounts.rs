//! What holders have, and what they find.

use futures::FutureExt;
use judge::{Decimal, decode::Reply};
use record::{AnswerKind, Check, ExpectedDeposit, Purpose};

use crate::{
    peer::{Call, Letter},
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} holds {amount} Claire dollars",
            "Lends a holder an amount and lets it take note of the deposit, so that later lists begin behind it.",
            |w, a| given_holds(w, a).boxed(),
        )
        .lending(|a| a.amount(1).unwrap_or_default()),
        Definition::new(
            "{name} has never been heard of",
            "Makes a key that the issuer has not seen.",
            |w, a| async move { w.holder(a.text(0)).map(drop) }.boxed(),
        ),
        Definition::new(
            "{name} finds no deposit",
            "Asks without a wait, and expects an empty list.",
            |w, a| async move { finds(w, a.text(0), &[]).await }.boxed(),
        ),
        Definition::new(
            "{name} finds one deposit of {amount}",
            "Asks without a wait, and expects exactly the last transfer to that holder, of that amount.",
            |w, a| finds_one(w, a).boxed(),
        ),
        Definition::new(
            "{name} holds {amount}, less the fees she/he was told",
            "Asks for the balance, and expects the amount less everything that this holder has been told as a fee.",
            |w, a| holds(w, a).boxed(),
        ),
    ]
}

async fn given_holds(w: &mut World, a: Args) -> Step {
    let name = a.text(0).to_owned();
    let amount = w.vary(a.amount(1)?);
    fund(w, &name, amount).await
}

/// Lends an amount, and lets the holder take note of it.
pub(super) async fn fund(w: &mut World, name: &str, amount: Decimal) -> Step {
    let key = w.key_of(name)?;
    let transaction_id = w.fresh_id(name);
    let call = w.call(0);
    let purpose = (Purpose::Funding, call.step);
    let lent = w
        .house
        .treasury
        .lend(&w.recorder, &key, amount, &transaction_id, purpose)
        .await;
    lent.map_err(|e| Halt::inconclusive(format!("{name} could not be lent {amount}: {e}")))?;
    let call = Call {
        purpose: Purpose::Funding,
        ..call
    };
    let letter = Letter::deposits(&w.house.service, 0);
    let id = w.send(name, &letter, call).await?;
    let expected = vec![ExpectedDeposit {
        transaction_id,
        amount: amount.to_string(),
        userid: None,
    }];
    let check = Check::Deposits {
        exchanges: vec![id],
        expected,
        ordered: false,
        some_may_be_missing: false,
    };
    w.expect_id("lcp.issuer.transfer.exact", check)?;
    w.expect_id(
        "lcp.issuer.transfer.exact",
        Check::Balance {
            exchange: id,
            amount: amount.to_string(),
        },
    )?;
    match w.reply(id)? {
        Reply::Deposits { .. } => Ok(()),
        other => Err(Halt::inconclusive(format!(
            "{name} could not look at what was lent: {}",
            other.describe()
        ))),
    }
}

/// Asks without a wait, for a step.
pub(super) async fn ask(w: &mut World, name: &str) -> Result<u32, Halt> {
    let letter = Letter::deposits(&w.house.service, 0);
    let call = w.call(0);
    let id = w.send(name, &letter, call).await?;
    w.asked.entry(name.to_owned()).or_default().push(id);
    Ok(id)
}

/// Asks, and expects exactly these deposits since the holder was set up.
pub(super) async fn finds(w: &mut World, name: &str, expected: &[ExpectedDeposit]) -> Step {
    let id = ask(w, name).await?;
    w.expect(Check::Deposits {
        exchanges: vec![id],
        expected: expected.to_vec(),
        ordered: false,
        some_may_be_missing: false,
    })
}

async fn finds_one(w: &mut World, a: Args) -> Step {
    let name = a.text(0).to_owned();
    let amount = w.vary(a.amount(1)?);
    let key = w.key_of(&name)?;
    let to_it = |s: &&crate::runner::Sent| s.transfer.recipient.eq_ignore_ascii_case(&key);
    let last = w.sent.values().filter(to_it).max_by_key(|s| s.exchange);
    let sent = last.ok_or_else(|| Halt::error(format!("nothing was sent to {name}")))?;
    let expected = ExpectedDeposit {
        transaction_id: sent.transfer.transaction_id.clone(),
        amount: amount.to_string(),
        userid: sent.transfer.userid.clone(),
    };
    finds(w, &name, &[expected]).await
}

async fn holds(w: &mut World, a: Args) -> Step {
    let amount = w.vary(a.amount(1)?);
    let id = ask(w, a.text(0)).await?;
    w.expect(Check::Answer {
        exchange: id,
        allowed: vec![AnswerKind::Deposits],
    })?;
    w.expect(Check::Balance {
        exchange: id,
        amount: amount.to_string(),
    })
}
