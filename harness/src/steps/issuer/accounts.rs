//! What holders have, and what they find.

use futures::FutureExt;
use judge::{Decimal, decode::Reply};
use record::{AnswerKind, Check, ExpectedDeposit, Purpose};

use crate::{
    peer::{Call, Letter},
    runner::{Halt, Sent, Step, World},
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
            "{name} holds what {int} payments of {amount} cost",
            "Lends a holder so many amounts and the fees for them: the announced ones, or else what the last transfer cost.",
            |w, a| given_holds_enough(w, a).boxed(),
        )
        .lending(|a| payments(a, reckoned_fee()).unwrap_or_default()),
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
            "{name} finds no deposit within {int} ms",
            "Asks with a wait, and expects an empty list: what arrives meanwhile is seen as well.",
            |w, a| finds_none_within(w, a).boxed(),
        ),
        Definition::new(
            "{name} finds one deposit of {amount}",
            "Asks without a wait, and expects exactly the last transfer to that holder, of that amount.",
            |w, a| finds_one(w, a).boxed(),
        ),
        Definition::new(
            "{name} finds {int} deposits of {amount}",
            "Asks without a wait, and expects exactly the last so many transfers to that holder, each of that amount.",
            |w, a| finds_several(w, a).boxed(),
        ),
        Definition::new(
            "{name} finds one deposit of {amount} and one of {amount}",
            "Asks without a wait, and expects exactly the first transfer of each amount to that holder.",
            |w, a| finds_two(w, a).boxed(),
        ),
        Definition::new(
            "{name} finds those {int} deposits",
            "Asks without a wait, and expects exactly the last so many transfers to that holder, whatever their amounts were.",
            |w, a| async move { let several = a.number(1)?; let last = last_to(w, a.text(0), several)?; finds(w, a.text(0), &last).await }.boxed(),
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

/// How many messages more than payments are paid for.
const FEW: u32 = 8;

/// What one payment is reckoned to cost before anything is known.
fn reckoned_fee() -> Decimal {
    Decimal::smallest_units(1_900_000)
}

fn payments(a: &Args, fee: Decimal) -> Result<Decimal, Halt> {
    // A few messages more: what is lent is looked at.
    let count = a.number::<u32>(1)? + FEW;
    let count = Decimal::smallest_units(i128::from(count) * 1_000_000);
    Ok((a.amount(2)? + fee).times(count))
}

async fn given_holds_enough(w: &mut World, a: Args) -> Step {
    let fee = match &w.settings.fees {
        Some(_) => w.settings.prices().fee,
        None => w.house.treasury.fees.expect(None),
    };
    let amount = payments(&a, fee.max(reckoned_fee()))?;
    fund(w, a.text(0), amount).await
}

/// Lends an amount, and lets the holder take note of it.
pub(super) async fn fund(w: &mut World, name: &str, amount: Decimal) -> Step {
    if !w.lent.insert(name.to_owned()) {
        return Err(Halt::error(format!(
            "{name} was lent something already: each holder is set up once, be it in the background of the feature"
        )));
    }
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

async fn finds_none_within(w: &mut World, a: Args) -> Step {
    let (name, wait): (_, u64) = (a.text(0), a.number(1)?);
    let letter = Letter::deposits(&w.house.service, wait);
    let call = w.call(wait);
    let id = w.send(name, &letter, call).await?;
    w.asked.entry(name.to_owned()).or_default().push(id);
    w.expect(Check::Deposits {
        exchanges: vec![id],
        expected: Vec::new(),
        ordered: false,
        some_may_be_missing: false,
    })
}

/// What a transfer should be notified as.
pub(super) fn deposit_of(sent: &Sent) -> ExpectedDeposit {
    ExpectedDeposit {
        transaction_id: sent.transfer.transaction_id.clone(),
        amount: sent.transfer.amount.clone(),
        userid: sent.transfer.userid.clone(),
    }
}

/// The transfers to a holder in the order in which they were sent, whoever sent them.
fn sent_to(w: &mut World, name: &str) -> Result<Vec<ExpectedDeposit>, Halt> {
    let key = w.key_of(name)?;
    let to_it = |s: &&Sent| s.transfer.recipient.trim().eq_ignore_ascii_case(&key);
    let all = w.log.iter().map(|(_, sent)| sent).filter(to_it);
    Ok(all.map(deposit_of).collect())
}

/// The last so many of them.
pub(super) fn last_to(
    w: &mut World,
    name: &str,
    several: usize,
) -> Result<Vec<ExpectedDeposit>, Halt> {
    let mut all = sent_to(w, name)?;
    let first = all
        .len()
        .checked_sub(several)
        .ok_or_else(|| Halt::error(format!("fewer than {several} were sent to {name}")))?;
    Ok(all.split_off(first))
}

async fn finds_one(w: &mut World, a: Args) -> Step {
    let amount = w.vary(a.amount(1)?);
    finds_last(w, a.text(0), 1, amount).await
}

async fn finds_several(w: &mut World, a: Args) -> Step {
    let amount = w.vary(a.amount(2)?);
    finds_last(w, a.text(0), a.number(1)?, amount).await
}

async fn finds_two(w: &mut World, a: Args) -> Step {
    let amounts = [w.vary(a.amount(1)?), w.vary(a.amount(2)?)];
    let all = sent_to(w, a.text(0))?;
    let mut expected = Vec::new();
    for amount in amounts {
        let one = all.iter().find(|d| Decimal::parse(&d.amount) == Ok(amount));
        expected.push(
            one.cloned()
                .ok_or_else(|| Halt::error(format!("{amount} was not sent")))?,
        );
    }
    finds(w, a.text(0), &expected).await
}

async fn finds_last(w: &mut World, name: &str, several: usize, amount: Decimal) -> Step {
    let mut expected = last_to(w, name, several)?;
    for deposit in &mut expected {
        deposit.amount = amount.to_string();
    }
    finds(w, name, &expected).await
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
