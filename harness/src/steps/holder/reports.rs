//! What the holder reports of payments, and what the issuers' books say of them.

use judge::Decimal;
use record::{Holding, Report};

use crate::{
    holder::{MAIN, World},
    runner::{Halt, Step},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition<World>> {
    let mut steps = words();
    steps.extend(books());
    steps.extend(counters());
    steps
}

fn words() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "it reports the payment as executed",
            "The last payment is reported as executed. A holder that declined it, and sent nothing, settles nothing.",
            |w, _| Box::pin(async move { last(w, &[Report::Executed], None) }),
        ),
        Definition::new(
            "it reports the payment as executed, with a fee of {amount}",
            "The same, with this fee.",
            |w, args| {
                Box::pin(async move {
                    let fee = w.spell(args.amount(0)?);
                    last(w, &[Report::Executed], Some(fee))
                })
            },
        ),
        Definition::new(
            "it reports the payment as executed, with a fee of exactly {amount}",
            "The same with a fee that is not varied.",
            |w, args| {
                Box::pin(async move { last(w, &[Report::Executed], Some(args.text(0).to_owned())) })
            },
        ),
        Definition::new(
            "it reports the payment as failed",
            "The last payment is reported as failed.",
            |w, _| Box::pin(async move { last(w, &[Report::Failed], None) }),
        ),
        Definition::new(
            "it reports the payment as failed, with a fee of {amount}",
            "The same, with this fee.",
            |w, args| {
                Box::pin(async move {
                    let fee = w.spell(args.amount(0)?);
                    last(w, &[Report::Failed], Some(fee))
                })
            },
        ),
        Definition::new(
            "it does not report the payment as executed",
            "The last payment is reported as failed, unknown or refused.",
            |w, _| {
                Box::pin(async move {
                    last(w, &[Report::Failed, Report::Unknown, Report::Refused], None)
                })
            },
        ),
        Definition::new(
            "it does not report the payment as failed",
            "The last payment is reported as executed or unknown.",
            |w, _| Box::pin(async move { last(w, &[Report::Executed, Report::Unknown], None) }),
        ),
        Definition::new(
            "it reports all these payments as executed",
            "So are all payments of the last step that told it to pay.",
            |w, _| {
                Box::pin(async move {
                    let calls = w.these.clone();
                    reported(w, calls, &[Report::Executed], None)
                })
            },
        ),
        Definition::new(
            "it reports these payments as executed, with fees of exactly {amount}, {amount} and {amount}",
            "So are the three payments of the last step that told it to pay, in this order.",
            |w, args| Box::pin(with_fees(w, args)),
        ),
        Definition::new(
            "it reports the payment in time",
            "The last payment is reported within the time that the holder was given, and the margin of docs/adapter.md.",
            |w, _| {
                Box::pin(async move {
                    let (call, looked) = (newest(w)?, w.watch.recorder.now());
                    w.expect(Holding::InTime { call, looked })
                })
            },
        ),
        Definition::new(
            "it reports the payment to {name} first",
            "Of the last two payments the second is reported as executed, and before the first.",
            |w, _| {
                Box::pin(async move {
                    let (Some(first), Some(second)) = (w.these.first(), w.these.last()) else {
                        return Err(Halt::error("nothing was paid"));
                    };
                    let (later, sooner) = (*first, *second);
                    reported(w, vec![sooner], &[Report::Executed], None)?;
                    w.expect(Holding::Sooner { sooner, later })
                })
            },
        ),
        Definition::new(
            "it does one of these payments at least",
            "One of the payments of the last step that told it to pay is reported as executed.",
            |w, _| {
                Box::pin(async move {
                    let calls = w.these.clone();
                    w.expect(Holding::GoesOn { calls })
                })
            },
        ),
    ]
}

fn books() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "{name} has been paid {amount} once",
            "By the issuer's books.",
            |w, args| {
                Box::pin(async move {
                    let amount = w.spell(args.amount(1)?);
                    paid(w, args.text(0), Some(amount), 1).await
                })
            },
        ),
        Definition::new(
            "{name} has been paid exactly {amount} once",
            "The same with an amount that is not varied.",
            |w, args| {
                Box::pin(
                    async move { paid(w, args.text(0), Some(args.text(1).to_owned()), 1).await },
                )
            },
        ),
        Definition::new(
            "{name} has not been paid",
            "By the issuer's books.",
            |w, args| Box::pin(async move { paid(w, args.text(0), None, 0).await }),
        ),
        Definition::new(
            "what it reports is true",
            "What is reported of payments is what the issuers' books say, and no payment was made twice or without being asked for.",
            |w, _| Box::pin(async move { w.expect(Holding::Truth {}) }),
        ),
        Definition::new(
            "no payment was made twice",
            "Each payment of the scenario was made once, or not at all.",
            |w, _| {
                Box::pin(async move {
                    let calls = w.payments.clone();
                    made(w, calls, 0, 0)
                })
            },
        ),
        Definition::new(
            "each of these payments was made once",
            "By the issuer's books, for the payments of the last step that told it to pay.",
            |w, _| {
                Box::pin(async move {
                    let calls = w.these.clone();
                    made(w, calls, 1, 0)
                })
            },
        ),
        Definition::new(
            "one of these payments at least was made",
            "By the issuer's books, for the payments of the last step that told it to pay; and none was made twice.",
            |w, _| {
                Box::pin(async move {
                    let calls = w.these.clone();
                    made(w, calls, 0, 1)
                })
            },
        ),
    ]
}

fn counters() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "what was sent again had the same counter and content",
            "Each counter came with one content, and a transfer without outcome under one counter.",
            |w, _| Box::pin(async move { w.expect(Holding::SameAgain {}) }),
        ),
        Definition::new(
            "each new transfer had a higher counter than all before",
            "New transfers came under counters above all before them.",
            |w, _| Box::pin(async move { w.expect(Holding::Higher {}) }),
        ),
        Definition::new(
            "no new transfer was sent while another had no outcome",
            "When a counter came first, all before it had been answered, or a balance had been told that showed them.",
            |w, _| Box::pin(async move { w.expect(Holding::OneUnknown {}) }),
        ),
    ]
}

fn newest(w: &World) -> Result<u64, Halt> {
    let last = w.these.last().copied();
    last.ok_or_else(|| Halt::error("nothing was paid"))
}

fn last(w: &mut World, allowed: &[Report], fee: Option<String>) -> Step {
    let call = newest(w)?;
    reported(w, vec![call], allowed, fee)
}

fn reported(w: &mut World, calls: Vec<u64>, allowed: &[Report], fee: Option<String>) -> Step {
    w.expect(Holding::Reported {
        calls,
        allowed: allowed.to_vec(),
        fee,
    })
}

async fn with_fees(w: &mut World, args: Args) -> Step {
    for (n, call) in w.these.clone().into_iter().enumerate() {
        let fee = args.text(n).to_owned();
        Decimal::parse(&fee).map_err(|e| Halt::error(e.to_string()))?;
        reported(w, vec![call], &[Report::Executed], Some(fee))?;
    }
    Ok(())
}

async fn paid(w: &mut World, name: &str, amount: Option<String>, times: u32) -> Step {
    w.issuer(MAIN)?.idle().await;
    w.expect(Holding::Paid {
        recipient: name.to_owned(),
        amount,
        times,
        issuer: MAIN.to_owned(),
    })
}

fn made(w: &mut World, calls: Vec<u64>, least: u32, in_all: u32) -> Step {
    w.expect(Holding::Made {
        calls,
        least,
        in_all,
    })
}
