//! Invoices that the holder gives, and payments under them.

use std::time::Duration;

use record::Holding;
use wire::{Amount, Deposit, KeyId, adapter::Invoice, is_text_in_range};

use crate::{
    holder::{MAIN, World},
    runner::{Halt, Step},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "the holder is asked for an invoice of {amount}, {text}",
            "The holder gives an invoice, which is called so from now on.",
            |w, args| {
                Box::pin(async move { invoice(w, None, args.amount(0)?, args.text(1)).await })
            },
        ),
        Definition::new(
            "the holder is asked for {int} invoices of {amount}",
            "The holder gives so many invoices, which are called \"invoice 1\", \"invoice 2\" and so on.",
            |w, args| Box::pin(invoices(w, args)),
        ),
        Definition::new(
            "{text} asks for an invoice of {amount}, {text}",
            "An application gives an invoice, which is called so from now on.",
            |w, args| {
                Box::pin(async move {
                    invoice(w, Some(args.text(0)), args.amount(1)?, args.text(2)).await
                })
            },
        ),
        Definition::new(
            "{amount} is paid under {text}",
            "Somebody pays as an invoice says, however much that is.",
            |w, args| Box::pin(async move { paid(w, &args) }),
        ),
        Definition::new(
            "{amount} is paid under {text} after {int} ms",
            "The same, so long after the step begins.",
            |w, args| {
                Box::pin(async move {
                    tokio::time::sleep(Duration::from_millis(args.number(2)?)).await;
                    paid(w, &args)
                })
            },
        ),
        Definition::new(
            "{amount} is paid under an id that is almost that of {text}: {text}",
            "Somebody pays under an id that differs from the invoice's in one character.",
            |w, args| Box::pin(async move { almost(w, &args) }),
        ),
        Definition::new(
            "every invoice has a transaction id of its own, of 1 to 256 characters",
            "No two invoices in the scenario have one id, and each id can be sent.",
            |w, _| Box::pin(async move { w.expect(Holding::FreshIds {}) }),
        ),
    ]
}

async fn invoice(
    w: &mut World,
    application: Option<&str>,
    amount: judge::Decimal,
    name: &str,
) -> Step {
    let amount = w.varied(amount)?;
    let invoice = w.invoice(MAIN, application, amount).await?;
    w.invoices.insert(name.to_owned(), invoice);
    Ok(())
}

async fn invoices(w: &mut World, args: Args) -> Step {
    let before = w.invoices.len();
    for n in 1..=args.number::<usize>(0)? {
        let name = format!("invoice {}", before + n);
        invoice(w, None, args.amount(1)?, &name).await?;
    }
    Ok(())
}

fn paid(w: &mut World, args: &Args) -> Step {
    let amount = w.varied(args.amount(0)?)?;
    let (invoice, key) = w.invoiced(args.text(1))?;
    pay(w, invoice, key, amount)
}

fn pay(w: &mut World, invoice: Invoice, key: KeyId, amount: Amount) -> Step {
    let deposit = Deposit {
        transaction_id: invoice.transaction_id,
        amount,
        userid: invoice.userid,
    };
    w.give_to(MAIN, key, vec![deposit])
}

/// The same letters, large ones small and small ones large.
fn in_the_other_case(id: &str) -> Result<String, Halt> {
    let turned = |c: char| match c.is_ascii_lowercase() {
        true => c.to_ascii_uppercase(),
        false => c.to_ascii_lowercase(),
    };
    let other: String = id.chars().map(turned).collect();
    match other == id {
        true => Err(Halt::not_applicable(
            "there is no letter in the holder's transaction ids",
        )),
        false => Ok(other),
    }
}

fn almost(w: &mut World, args: &Args) -> Step {
    let amount = w.varied(args.amount(0)?)?;
    let (invoice, key) = w.invoiced(args.text(1))?;
    let id = &invoice.transaction_id;
    let transaction_id = match args.text(2) {
        "a blank before it" => format!(" {id}"),
        "a blank behind it" => format!("{id} "),
        "its last letter missing" => {
            let mut id = id.clone();
            id.pop();
            id
        }
        "a letter more" => format!("{id}a"),
        "its letters in the other case" => in_the_other_case(id)?,
        other => return Err(Halt::error(format!("nothing is almost an id by {other:?}"))),
    };
    if transaction_id.is_empty() || !is_text_in_range(&transaction_id) {
        let why = format!("the holder's id {id:?} leaves no room for another of that kind");
        return Err(Halt::inconclusive(why));
    }
    let almost = Invoice {
        transaction_id,
        ..invoice
    };
    pay(w, almost, key, amount)
}
