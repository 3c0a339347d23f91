//! How answers are written and carried, and whether the holder reads them.

use std::time::Duration;

use judge::Decimal;
use record::{ExpectedDeposit, Holding, Report};
use tokio::time::{Instant, sleep};
use wire::{Amount, Deposit, KeyId};

use crate::{
    holder::{MAIN, Payee, World, amount_of},
    played::{Act, Behind, Manner, Saying},
    runner::{Halt, Step},
    steps::{Args, Definition},
};

/// How long it may take until something is sent behind an answer that has been read.
const BEHIND: Duration = Duration::from_secs(5);

/// How often one looks whether it has been sent.
const LOOK: Duration = Duration::from_millis(10);

/// What is paid, and what is received, before the seed varies it: in smallest units.
const PAID: i128 = 1_000_000;
const RECEIVED: i128 = 5_000_000;

pub(super) fn steps() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "the issuer writes its answers {text}",
            "From now on.",
            |w, args| Box::pin(writes(w, args)),
        ),
        Definition::new(
            "the issuer writes its answers in {int} ways that are drawn, one after the other",
            "Of everything that answers are written with elsewhere, and of all that together.",
            |w, args| Box::pin(async move { draws(w, &args) }),
        ),
        Definition::new(
            "the holder pays, is paid and tells both rightly",
            "It is told to pay and asked for its deposits; it has to tell outcome, fee, deposit and balance as the issuer's books have them.",
            |w, _| Box::pin(rightly(w)),
        ),
        Definition::new(
            "the holder pays, is paid and tells both rightly, each time",
            "The same in each of the ways.",
            |w, _| Box::pin(each_time(w)),
        ),
        Definition::new(
            "the issuer sends {text} behind the answer to the next transfer",
            "Without being asked.",
            |w, args| Box::pin(async move { sends_behind(w, &args) }),
        ),
        Definition::new(
            "all of that has been sent",
            "What the issuer sends behind an answer.",
            |w, _| Box::pin(sent(w)),
        ),
    ]
}

async fn writes(w: &mut World, args: Args) -> Step {
    let text = args.text(0);
    let manner =
        Manner::named(text).ok_or_else(|| Halt::error(format!("no answer is written {text:?}")))?;
    w.issuer(MAIN)?.direct(|script| script.manner = manner);
    Ok(())
}

fn draws(w: &mut World, args: &Args) -> Step {
    let ways: usize = args.number(0)?;
    for _ in 0..ways {
        let way = Manner::drawn(&mut w.random);
        w.ways.push(way);
    }
    Ok(())
}

async fn each_time(w: &mut World) -> Step {
    let ways = std::mem::take(&mut w.ways);
    let times = u32::try_from(ways.len()).unwrap_or(u32::MAX);
    for way in ways {
        w.issuer(MAIN)?.direct(|script| script.manner = way);
        pays(w).await?;
        is_paid(w).await?;
    }
    has_paid(w, times)
}

async fn rightly(w: &mut World) -> Step {
    pays(w).await?;
    is_paid(w).await?;
    has_paid(w, 1)
}

/// It is looked at when all is over, and so is expected once.
fn has_paid(w: &mut World, times: u32) -> Step {
    let amount = w.spell(Decimal::smallest_units(PAID));
    w.expect(Holding::Paid {
        recipient: "Bob".to_owned(),
        amount: Some(amount),
        times,
        issuer: MAIN.to_owned(),
    })
}

async fn pays(w: &mut World) -> Step {
    let amount = amount_of(w.vary(Decimal::smallest_units(PAID)))?;
    let before = held(w)?;
    w.these.clear();
    let call = w.pay(&Payee::plain("Bob"), &amount.to_string())?;
    w.settle().await?;
    let spent = before.checked_sub(held(w)?);
    let fee = spent
        .and_then(|spent| spent.checked_sub(amount))
        .filter(|fee| !fee.is_negative());
    w.expect(Holding::Reported {
        calls: vec![call],
        allowed: vec![Report::Executed],
        fee: fee.map(|fee| fee.to_string()),
    })
}

async fn is_paid(w: &mut World) -> Step {
    let amount = amount_of(w.vary(Decimal::smallest_units(RECEIVED)))?;
    let invoice = w.invoice(MAIN, None, amount).await?;
    let recipient = KeyId::parse(&invoice.recipient)
        .map_err(|e| Halt::inconclusive(format!("the invoice is to nobody's key: {e}")))?;
    let deposit = Deposit {
        transaction_id: invoice.transaction_id,
        amount,
        userid: invoice.userid,
    };
    let expected = ExpectedDeposit {
        transaction_id: deposit.transaction_id.clone(),
        amount: amount.to_string(),
        userid: deposit.userid.clone(),
    };
    w.issuer(MAIN)?.pay(recipient, deposit);
    let call = w.question(MAIN, None, Duration::ZERO)?;
    w.settle().await?;
    w.expect(Holding::Deposits {
        calls: vec![call],
        expected: vec![expected],
    })?;
    let amount = held(w)?.to_string();
    w.expect(Holding::Balance { call, amount })
}

/// What the holder has by the issuer's books.
fn held(w: &mut World) -> Result<Amount, Halt> {
    let key = w.keys.get(MAIN).copied();
    let key = key.ok_or_else(|| Halt::error("the holder has told no key"))?;
    let balances = w.issuer(MAIN)?.balances(&[key]);
    Ok(balances.get(&key).copied().unwrap_or(Amount::ZERO))
}

fn sends_behind(w: &mut World, args: &Args) -> Step {
    let text = args.text(0);
    let behind = Behind::named(text)
        .ok_or_else(|| Halt::error(format!("nobody sends {text:?} behind an answer")))?;
    w.issuer(MAIN)?.direct(|script| {
        script.owed += 1;
        let act = Act::carried_out(Saying::Behind(behind));
        script.transfers.push_back(act);
    });
    Ok(())
}

async fn sent(w: &mut World) -> Step {
    let deadline = Instant::now() + BEHIND;
    while w.issuer(MAIN)?.direct(|script| script.owed) > 0 {
        if Instant::now() > deadline {
            return Err(Halt::inconclusive(
                "there was no answer behind which anything could be sent",
            ));
        }
        sleep(LOOK).await;
    }
    Ok(())
}
