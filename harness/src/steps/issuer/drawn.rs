//! Requests in renderings that are drawn by the seed, many of them.
//!
//! Of the run's variations the lawful half is sent here, the other half is malformed and is sent elsewhere. Of the lawful
//! ones every fourth is a deposits request and the rest are transfers, all of them one after the other over one connection
//! of the payer's and one of the recipient's: so lists stay short, and the message counters in order.

use futures::FutureExt;
use judge::{Decimal, decode::Reply};
use record::{Check, Ending, ExpectedDeposit};
use wire::{Request, TransferFunds};

use super::{accounts, deposits, flows, transfers, written};
use crate::{
    peer::rendering::{Rendering, texts},
    runner::{Halt, Prices, Step, World},
    steps::{Args, Definition},
};

/// Every so many-th request asks for deposits.
const ASKS: u32 = 4;

/// Messages beside those that are drawn: looks at the account, and what is sent back in the end.
const BESIDE: u32 = 6;

/// After so many requests that nobody answered, no more are sent.
const MOST_UNANSWERED: usize = 3;

/// How many pieces a text has at most: an id made of two of them, and what tells it from the others, stays lawful.
const LONGEST_TEXT: usize = 6;

/// Where the requests that were drawn are marked.
const DRAWN: &str = "drawn";

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} and {name} hold enough for the lawful requests that are drawn",
            "Lends both what their requests can cost: by the announced fees, or else by the limit for one message.",
            |w, a| hold_enough(w, a).boxed(),
        )
        .drawing(|variations| lawful(variations) + 2 * BESIDE),
        Definition::new(
            "texts that are easily lost come from {name} to {name} in ordinary requests",
            "Sends a transaction id and a userid of all such texts in the usual way. Where they do not arrive, nothing can be \
             said about other ways.",
            |w, a| control(w, a).boxed(),
        ),
        Definition::new(
            "{name} pays {name}, who asks now and then, in lawful requests that are drawn",
            "Sends half of the run's variations: three transfers of a few hundredths, with texts that are easily lost, to one \
             deposits request, each in a rendering that is drawn by the seed.",
            |w, a| draw(w, a).boxed(),
        ),
        Definition::new(
            "each of these requests is carried out",
            "Expects success of each transfer, and a list for each deposits request.",
            |w, _| async move { carried_out(w) }.boxed(),
        ),
    ]
}

/// How many of so many variations are lawful.
fn lawful(variations: u32) -> u32 {
    variations.div_ceil(2)
}

async fn hold_enough(w: &mut World, a: Args) -> Step {
    let requests = lawful(w.settings.extent.variations);
    let asks = requests / ASKS;
    let prices = w.settings.prices();
    let (payer, recipient) = (requests - asks + BESIDE, asks + BESIDE);
    accounts::fund(w, a.text(0), prices.carry(payer)).await?;
    accounts::fund(w, a.text(1), prices.carry(recipient)).await
}

async fn control(w: &mut World, a: Args) -> Step {
    let (payer, recipient) = (a.text(0), a.text(1));
    let amount = w.settings.prices().most_moved().to_string();
    let mut with_id = transfers::ordinary(w, payer, &amount, recipient)?;
    with_id.transaction_id = texts::all();
    let mut with_user = transfers::ordinary(w, payer, &amount, recipient)?;
    with_user.userid = Some(texts::all());
    for (transfer, requirement) in [
        (with_id, "lcp.issuer.transfer.transaction-id-verbatim"),
        (with_user, "lcp.issuer.transfer.userid"),
    ] {
        let deposit = deposit(&transfer);
        transfers::send(w, payer, transfer).await?;
        let id = accounts::ask(w, recipient).await?;
        deposits::paid(w, recipient, deposit.clone());
        let check = Check::Deposits {
            exchanges: vec![id],
            expected: vec![deposit],
            ordered: false,
            some_may_be_missing: false,
        };
        w.expect_id(requirement, check)?;
        flows::must_be_settled(w, "such texts do not arrive in ordinary requests either")?;
    }
    Ok(())
}

/// What a holder has left, as far as it was told.
struct Purse(Decimal);

impl Purse {
    /// Whether another request can be paid for, and what it moves.
    fn carries(&self, prices: Prices) -> bool {
        prices.carry(1) <= self.0
    }

    fn pay(&mut self, amount: Decimal, reply: &Reply) {
        let (Reply::Transfer { fee, .. } | Reply::Deposits { fee, .. }) = reply else {
            return;
        };
        self.0 = self.0 - amount - *fee;
    }
}

async fn draw(w: &mut World, a: Args) -> Step {
    let (payer, recipient) = (a.text(0), a.text(1));
    let (requests, prices) = (lawful(w.settings.extent.variations), w.settings.prices());
    if requests == 0 {
        return Err(Halt::not_applicable("no requests are drawn in this run"));
    }
    let asks = requests / ASKS;
    let mut purses = [requests - asks, asks].map(|n| Purse(prices.carry(n + BESIDE)));
    let mut unanswered = 0;
    for n in 1..=requests {
        let asking = n % ASKS == 0;
        let purse = &mut purses[usize::from(asking)];
        if !purse.carries(prices) {
            return Err(Halt::inconclusive(
                "messages cost more than was announced or allowed, so that what was lent does not carry all requests",
            ));
        }
        let (id, amount) = if asking {
            (ask(w, recipient).await?, Decimal::ZERO)
        } else {
            pay(w, payer, recipient).await?
        };
        purse.pay(amount, &w.reply(id)?);
        w.marks.entry(DRAWN).or_default().push(id);
        match w.exchange(id)?.ending {
            Ending::Answered => {}
            Ending::TimedOut => break,
            _ => unanswered += 1,
        }
        if unanswered == MOST_UNANSWERED {
            break;
        }
    }
    Ok(())
}

async fn ask(w: &mut World, name: &str) -> Result<u32, Halt> {
    let rendering = Rendering::random(&mut w.random);
    let letter = rendering.letter(&w.house.service, &written::question());
    let id = written::send(w, name, &letter).await?;
    w.asked.entry(name.to_owned()).or_default().push(id);
    Ok(id)
}

/// Sends a transfer. Unless it is refused, its recipient is to be told of it.
async fn pay(w: &mut World, payer: &str, recipient: &str) -> Result<(u32, Decimal), Halt> {
    let transfer = any_transfer(w, payer, recipient)?;
    let amount = Decimal::parse(&transfer.amount).unwrap_or_default();
    let deposit = deposit(&transfer);
    let request = Request::TransferFunds(transfer);
    let letter = Rendering::random(&mut w.random).letter(&w.house.service, &request);
    let id = written::send(w, payer, &letter).await?;
    let answered = w.exchange(id)?.ending == Ending::Answered;
    if !answered || deposits::executed(payer, recipient, &w.reply(id)?).is_ok() {
        deposits::paid(w, recipient, deposit);
    }
    Ok((id, amount))
}

fn deposit(transfer: &TransferFunds) -> ExpectedDeposit {
    ExpectedDeposit {
        transaction_id: transfer.transaction_id.clone(),
        amount: transfer.amount.clone(),
        userid: transfer.userid.clone(),
    }
}

/// A transfer of a few hundredths. Its id is one that no other has, among text that is easily lost.
fn any_transfer(w: &mut World, payer: &str, recipient: &str) -> Result<TransferFunds, Halt> {
    let most = w.settings.prices().most_moved();
    let mut transfer = transfers::ordinary(w, payer, &most.to_string(), recipient)?;
    let hundredth = w.settings.scale.hundredth();
    let rng = &mut w.random;
    let amount = (0..rng.u8(1..10)).map(|_| hundredth).sum::<Decimal>();
    transfer.amount = amount.to_string();
    let (front, back) = (texts::any(rng, LONGEST_TEXT), texts::any(rng, LONGEST_TEXT));
    transfer.transaction_id = format!("{front}{}{back}", transfer.transaction_id);
    transfer.userid = rng.bool().then(|| texts::any(rng, LONGEST_TEXT));
    Ok(transfer)
}

fn carried_out(w: &mut World) -> Step {
    w.expect(Check::Accepted {
        exchanges: w.marks.get(DRAWN).cloned().unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_are_drawn_are_no_longer_than_may_be() {
        const OWN: usize = 40;
        let longest = 2 * LONGEST_TEXT * texts::longest();
        assert!(longest + OWN <= wire::MAX_TEXT, "{longest}");
    }

    #[test]
    fn half_of_the_variations_are_lawful() {
        assert_eq!([0, 1, 200, 20_000].map(lawful), [0, 1, 100, 10_000]);
    }
}
