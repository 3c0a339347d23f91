//! What the holder reports of what it received.

use record::{ExpectedDeposit, Holding};
use wire::Amount;

use crate::{
    holder::{World, amount_of},
    runner::{Halt, Step},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition<World>> {
    let mut steps = deposits();
    steps.extend(sums());
    steps
}

fn deposits() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "it reports the deposits that were paid, each once",
            "In all its answers in this scenario together: what was paid to it, and nothing else.",
            |w, _| Box::pin(all(w)),
        ),
        Definition::new(
            "it reports no deposit",
            "In answer to what it was asked last.",
            |w, _| Box::pin(only(w, None)),
        ),
        Definition::new(
            "it reports one deposit of {amount}",
            "In answer to what it was asked last: the last payment of that amount, and nothing else.",
            |w, args| {
                Box::pin(async move {
                    let amount = w.varied(args.amount(0)?)?;
                    let deposit = last(w, amount, |_, _| true)?;
                    only(w, Some(deposit)).await
                })
            },
        ),
        Definition::new(
            "it reports one deposit of exactly {amount}",
            "The same, and the amount is not varied.",
            |w, args| {
                Box::pin(async move {
                    let amount = amount_of(args.amount(0)?)?;
                    let deposit = last(w, amount, |_, _| true)?;
                    only(w, Some(deposit)).await
                })
            },
        ),
        Definition::new(
            "it reports one deposit of {amount} for no invoice",
            "In answer to what it was asked last: the last payment of that amount that bears no invoice's id, once.",
            |w, args| {
                Box::pin(async move {
                    let amount = w.varied(args.amount(0)?)?;
                    let deposit = last(w, amount, |w, d| !is_invoiced(w, d))?;
                    tells(w, deposit).await
                })
            },
        ),
        Definition::new(
            "it reports {amount} for {text}",
            "In answer to what it was asked last: the payment of that amount under the invoice's id, once.",
            |w, args| {
                Box::pin(async move {
                    let deposit = under(w, &args, 0, 1)?;
                    tells(w, deposit).await
                })
            },
        ),
        Definition::new(
            "it reports {amount} for {text}, and nothing else",
            "In answer to what it was asked last: the payment of that amount under the invoice's id, and no other deposit.",
            |w, args| {
                Box::pin(async move {
                    let deposit = under(w, &args, 0, 1)?;
                    only(w, Some(deposit)).await
                })
            },
        ),
        Definition::new(
            "it reports nothing for {text}",
            "In answer to what it was asked last: no deposit with the invoice's id.",
            |w, args| Box::pin(nothing_for(w, args)),
        ),
        Definition::new(
            "it reports in time that it does not know",
            "What it was asked last is answered by an error, within the time that it had.",
            |w, _| Box::pin(doubt(w)),
        ),
        Definition::new(
            "it does not report that it does not know",
            "What it was asked last is answered with a list, an empty one included, where a reply came whole and in time.",
            |w, _| Box::pin(known(w)),
        ),
    ]
}

fn sums() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "it reports a balance of {amount}",
            "In the last answer about deposits.",
            |w, args| {
                Box::pin(async move {
                    let amount = w.spell(args.amount(0)?);
                    balance(w, amount).await
                })
            },
        ),
        Definition::new(
            "it reports a balance of exactly {word}",
            "The same, and the amount is not varied; it may have more digits than a payment.",
            |w, args| Box::pin(async move { balance(w, args.text(0).to_owned()).await }),
        ),
        Definition::new(
            "it reports {amount} as unattributed",
            "In the last answer about deposits.",
            |w, args| {
                Box::pin(async move {
                    let amount = w.spell(args.amount(0)?);
                    remainder(w, amount).await
                })
            },
        ),
        Definition::new(
            "it reports exactly {amount} as unattributed",
            "The same, and the amount is not varied.",
            |w, args| Box::pin(async move { remainder(w, args.text(0).to_owned()).await }),
        ),
        Definition::new(
            "it reports nothing as unattributed",
            "In all its answers about deposits in this scenario.",
            |w, _| Box::pin(explained(w)),
        ),
    ]
}

async fn all(w: &mut World) -> Step {
    let asker = w.questions.last().and_then(|id| w.askers.get(id)).cloned();
    w.expect_told(asker.as_deref(), |w| Holding::Deposits {
        calls: w.questions.clone(),
        expected: w.paid.clone(),
    })
    .await
}

pub(super) async fn only(w: &mut World, deposit: Option<ExpectedDeposit>) -> Step {
    let expected: Vec<_> = deposit.into_iter().collect();
    let asker = asker(w);
    w.expect_told(asker.as_deref(), |w| Holding::Deposits {
        calls: w.asked.clone(),
        expected: expected.clone(),
    })
    .await
}

async fn tells(w: &mut World, deposit: ExpectedDeposit) -> Step {
    let asker = asker(w);
    w.expect_told(asker.as_deref(), |w| Holding::Tells {
        calls: w.asked.clone(),
        deposit: deposit.clone(),
    })
    .await
}

/// The application that was asked last.
fn asker(w: &World) -> Option<String> {
    let last = w.asked.last()?;
    w.askers.get(last).cloned()
}

async fn nothing_for(w: &mut World, args: Args) -> Step {
    let (invoice, _) = w.invoiced(args.text(0))?;
    let asker = asker(w);
    w.expect_told(asker.as_deref(), |w| Holding::NothingUnder {
        calls: w.asked.clone(),
        transaction_id: invoice.transaction_id.clone(),
    })
    .await
}

/// The last payment of an amount to the holder that is of some kind.
fn last(
    w: &World,
    amount: Amount,
    is: impl Fn(&World, &ExpectedDeposit) -> bool,
) -> Result<ExpectedDeposit, Halt> {
    let amount = amount.to_string();
    let mut paid = w.paid.iter().rev();
    let found = paid.find(|d| d.amount == amount && is(w, d));
    let none = || Halt::error(format!("nobody has paid the holder {amount} like that"));
    found.cloned().ok_or_else(none)
}

fn is_invoiced(w: &World, deposit: &ExpectedDeposit) -> bool {
    let mut invoices = w.invoices.values();
    invoices.any(|i| i.transaction_id == deposit.transaction_id)
}

/// The payment of an amount under an invoice.
pub(super) fn under(
    w: &World,
    args: &Args,
    amount: usize,
    name: usize,
) -> Result<ExpectedDeposit, Halt> {
    let amount = w.varied(args.amount(amount)?)?;
    let (invoice, _) = w.invoiced(args.text(name))?;
    last(w, amount, |_, d| d.transaction_id == invoice.transaction_id)
}

/// The answer to the last question, of which something is expected now.
async fn last_answer(w: &mut World) -> Result<u64, Halt> {
    w.settle().await?;
    w.is_judged = true;
    let last = w.questions.last().copied();
    last.ok_or_else(|| Halt::error("the holder was not asked for its deposits"))
}

async fn balance(w: &mut World, amount: String) -> Step {
    let call = last_answer(w).await?;
    w.expect(Holding::Balance { call, amount })
}

async fn remainder(w: &mut World, amount: String) -> Step {
    let call = last_answer(w).await?;
    w.expect(Holding::Remainder { call, amount })
}

async fn explained(w: &mut World) -> Step {
    last_answer(w).await?;
    let calls = w.questions.clone();
    w.expect(Holding::Explained { calls })
}

async fn doubt(w: &mut World) -> Step {
    let call = last_answer(w).await?;
    w.expect(Holding::Doubt { call })
}

async fn known(w: &mut World) -> Step {
    let call = last_answer(w).await?;
    // What is told in it is expected next.
    w.is_judged = false;
    w.expect(Holding::Known { call })
}
