//! Copies of a message that stand right behind it.

use futures::FutureExt;

use super::{
    ahead::in_one_go,
    crowds::{COPIED, remember_copies},
    redundant, transfers,
};
use crate::{
    runner::{Step, World},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition> {
    vec![Definition::new(
        "{name} sends {int} messages of {amount} to {name}, each in {int} copies in one go",
        "Message after message, writes all copies to one connection without waiting for an answer, so that an issuer has them \
         all in its hands at once, however far away it is. Then takes the answers.",
        |w, a| sends_copies(w, a).boxed(),
    )]
}

async fn sends_copies(w: &mut World, a: Args) -> Step {
    let payer = a.text(0).to_owned();
    let (messages, copies): (usize, usize) = (a.number(1)?, a.number(4)?);
    let amount = w.vary(a.amount(2)?).to_string();
    w.marks.remove(COPIED);
    for _ in 0..messages {
        let transfer = transfers::ordinary(w, &payer, &amount, a.text(3))?;
        let letter = transfers::letter(w, &transfer);
        let mut call = w.call(0);
        // Silence about a copy is lawful.
        call.patience = call.patience.min(redundant::LAWFUL_SILENCE);
        let ids = in_one_go(w, &payer, &vec![letter.clone(); copies], call).await?;
        remember_copies(w, &payer, letter, transfer, &ids);
    }
    Ok(())
}
