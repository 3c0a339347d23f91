//! Many payments: all of them before anybody asks, and some while somebody asks again and again.

use std::sync::Arc;

use futures::FutureExt;
use record::Check;

use super::deposits::{executed, many, paid, pay_many};
use crate::{
    peer::Letter,
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} pays {name} {amount}, up to {int} times",
            "Sends as many transfers, one after the other, over the connection that the payer keeps. A selftest sends fewer where \
             its fault does not need them.",
            |w, a| pays_many(w, a).boxed(),
        ),
        Definition::new(
            "{name} pays {name} {amount}, {int} times, while {name} asks again and again",
            "Sends transfers, and meanwhile asks for deposits without a wait, one request after the other.",
            |w, a| pays_while_asking(w, a).boxed(),
        ),
        Definition::new(
            "each balance that {name} was told follows from the lists and fees",
            "Expects each of that holder's balances to be what it was listed so far, less the fees that it was told so far.",
            |w, a| balances_follow(w, a).boxed(),
        ),
    ]
}

async fn pays_many(w: &mut World, a: Args) -> Step {
    let amount = w.vary(a.amount(2)?);
    let times = w.settings.extent.up_to.min(a.number(3)?) as usize;
    pay_many(w, a.text(0), amount, a.text(1), times).await
}

async fn pays_while_asking(w: &mut World, a: Args) -> Step {
    let (payer, recipient) = (a.text(0), a.text(1));
    if a.text(4) != recipient {
        return Err(Halt::error("it is the recipient that asks meanwhile"));
    }
    let amount = w.vary(a.amount(2)?);
    let times: usize = a.number(3)?;
    let transfers = many(w, payer, amount, recipient, times)?;
    let question = Letter::deposits(&w.house.service, 0);
    let (recorder, call) = (Arc::clone(&w.recorder), w.call(0));
    let mut take = |name: &str| {
        w.holders
            .remove(name)
            .ok_or_else(|| Halt::error(format!("{name} is no holder")))
    };
    let (mut alice, mut bob) = (take(payer)?, take(recipient)?);
    let paying = async {
        let mut sent = Vec::new();
        for (letter, deposit) in transfers {
            sent.push((
                alice.exchange_surely(&recorder, &letter, call).await,
                deposit,
            ));
        }
        sent
    };
    let asking = async {
        let mut asked = Vec::new();
        for _ in 0..times {
            asked.push(bob.exchange_surely(&recorder, &question, call).await);
        }
        asked
    };
    let (sent, asked) = futures::future::join(paying, asking).await;
    w.holders.insert(payer.to_owned(), alice);
    w.holders.insert(recipient.to_owned(), bob);
    for (id, deposit) in sent {
        w.settled(id)?;
        executed(payer, recipient, &w.reply(id)?)?;
        paid(w, recipient, deposit);
    }
    for id in asked {
        w.settled(id)?;
        w.asked.entry(recipient.to_owned()).or_default().push(id);
    }
    Ok(())
}

async fn balances_follow(w: &mut World, a: Args) -> Step {
    let check = Check::BalancesFollowLists {
        exchanges: w.asked.get(a.text(0)).cloned().unwrap_or_default(),
        before: "0".into(),
    };
    w.expect_id("lcp.issuer.deposits.balance-after-fee", check)
}
