//! Payments in the moment in which a wait ends.

use futures::FutureExt;
use judge::decode::Reply;
use record::{Ending, ExpectedDeposit};

use crate::{
    peer::Letter,
    runner::{Step, World},
    steps::{
        Args, Definition,
        issuer::{
            accounts::ask,
            ahead::in_one_go,
            deposits::{executed, in_all_replies, paid},
            transfers,
        },
    },
};

/// What was written to a connection behind something else.
const BEHIND: &str = "behind a wait";

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{int} times, {name} waits {int} ms, pays herself/himself {amount} with the very next message, and asks",
            "As often: writes the three messages to one connection in one go. An issuer that takes one after the other makes \
             the payment in the moment in which it has ended the wait, however busy the machine and however long the way is.",
            |w, a| pays_behind(w, a).boxed(),
        ),
        Definition::new(
            "{name} is told of each of these payments once",
            "Asks once more without a wait, and expects each payment once in all replies; where the issuer has closed the \
             connection behind an answer, what it did not answer may be missing.",
            |w, a| each_told(w, a).boxed(),
        ),
    ]
}

async fn pays_behind(w: &mut World, a: Args) -> Step {
    let (name, wait): (String, u64) = (a.text(1).to_owned(), a.number(2)?);
    let amount = w.vary(a.amount(3)?).to_string();
    for _ in 0..a.number::<u32>(0)? {
        let transfer = transfers::ordinary(w, &name, &amount, &name)?;
        let letters = [
            Letter::deposits(&w.house.service, wait),
            transfers::letter(w, &transfer),
            Letter::deposits(&w.house.service, 0),
        ];
        let call = w.call(wait);
        let ids = in_one_go(w, &name, &letters, call).await?;
        let told = match w.exchange(ids[1])?.ending {
            Ending::Answered => ids[1],
            // An issuer may close a connection after each answer: what became of the payment is told when it is sent again.
            _ => w.send(&name, &letters[1], w.call(0)).await?,
        };
        let reply = w.reply(told)?;
        if told == ids[1] || matches!(reply, Reply::Transfer { .. }) {
            executed(&name, &name, &reply)?;
        }
        let deposit = ExpectedDeposit {
            transaction_id: transfer.transaction_id,
            amount: transfer.amount,
            userid: None,
        };
        paid(w, &name, deposit);
        let asked = w.asked.entry(name.clone()).or_default();
        asked.extend([ids[0], ids[2]]);
        w.marks.entry(BEHIND).or_default().extend(ids);
    }
    Ok(())
}

async fn each_told(w: &mut World, a: Args) -> Step {
    ask(w, a.text(0)).await?;
    let mut some_may_be_missing = false;
    for id in w.marks.get(BEHIND).cloned().unwrap_or_default() {
        some_may_be_missing |= w.exchange(id)?.ending != Ending::Answered;
    }
    let check = in_all_replies(w, a.text(0), some_may_be_missing);
    w.expect(check)
}
