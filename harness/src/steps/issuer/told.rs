//! All that a holder has been told, over all its replies.

use futures::FutureExt;
use judge::{Decimal, decode::Reply};
use record::{Check, ExpectedDeposit};

use super::accounts;
use crate::{
    runner::{Halt, Sent, Step, World},
    steps::{Args, Definition},
};

/// The word for no deposits at all.
const NOTHING: &str = "nothing";

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} has been told of {text} in all, each once",
            "Waits for the answers that are due to that holder, asks once more without a wait, and expects in all its replies \
             together deposits of just these amounts, each once: \"0.5, 2 and 2\", or \"nothing\". They are those of the transfers \
             to that holder, whoever sent them, and of what it was lent later. The amounts are varied.",
            |w, a| told(w, a, false).boxed(),
        ),
        Definition::new(
            "{name} has been told of {text} in all, each at most once",
            "The same, where a reply to that holder was lost: what was in it may be missing, and nothing may be there twice.",
            |w, a| told(w, a, true).boxed(),
        ),
    ]
}

async fn told(w: &mut World, a: Args, some_may_be_missing: bool) -> Step {
    let name = a.text(0).to_owned();
    let amounts = amounts(a.text(1))?;
    w.join(Some(&name)).await?;
    accounts::ask(w, &name).await?;
    let mut open = sent_to(w, &name)?;
    let mut expected = Vec::new();
    for amount in amounts {
        // One that cannot be held was not sent either.
        let here = w.settings.scale.of_text(amount).unwrap_or(amount);
        let amount = w.vary(here);
        let of_it = |d: &ExpectedDeposit| Decimal::parse(&d.amount) == Ok(amount);
        let at = open.iter().position(of_it).ok_or_else(|| {
            Halt::error(format!("nobody sent {name} as many deposits of {amount}"))
        })?;
        expected.push(open.remove(at));
    }
    w.expect(Check::Deposits {
        exchanges: w.asked.get(&name).cloned().unwrap_or_default(),
        expected,
        ordered: false,
        some_may_be_missing,
    })
}

/// Amounts as they are enumerated in a sentence.
fn amounts(text: &str) -> Result<Vec<Decimal>, Halt> {
    if text == NOTHING {
        return Ok(Vec::new());
    }
    let parts = text.split(", ").flat_map(|part| part.split(" and "));
    parts
        .map(|part| {
            Decimal::parse(part).map_err(|_| {
                Halt::error(format!(
                    "{text:?} enumerates no amounts, like \"0.5, 2 and 2\""
                ))
            })
        })
        .collect()
}

/// What a holder may be told of. Those transfers come first of which their payers were told that they were executed, last those
/// that failed, as far as the payer knows: where several are of one amount, it is the first that are meant.
fn sent_to(w: &mut World, name: &str) -> Result<Vec<ExpectedDeposit>, Halt> {
    let key = w.key_of(name)?;
    let to_it = |s: &&Sent| s.transfer.recipient.trim().eq_ignore_ascii_case(&key);
    let mut sent: Vec<(u8, ExpectedDeposit)> = Vec::new();
    for transfer in w.log.iter().map(|(_, sent)| sent).filter(to_it) {
        let doubt = match w.reply(transfer.exchange)? {
            Reply::Transfer { result, .. } if result == "success" => 0,
            Reply::Transfer { .. } | Reply::Fault { .. } | Reply::Refused(_) => 2,
            _ => 1,
        };
        sent.push((doubt, accounts::deposit_of(transfer)));
    }
    let later = w.lent_later.iter().filter(|(who, _)| who == name);
    sent.extend(later.map(|(_, deposit)| (0, deposit.clone())));
    sent.sort_by_key(|(doubt, _)| *doubt);
    Ok(sent.into_iter().map(|(_, deposit)| deposit).collect())
}
