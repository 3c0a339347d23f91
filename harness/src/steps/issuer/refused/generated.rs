//! Malformed requests by the thousand.

use futures::FutureExt;
use record::{AnswerKind, Check, Operation};
use wire::{GetDeposits, Request};

use super::{FAULT_CODES, HARMLESS, defects};
use crate::{
    peer::{
        mutation::{self, Base, Defect},
        rendering::Rendering,
    },
    runner::{Halt, Spoilt, Step, World},
    steps::{
        Args, Definition,
        issuer::{accounts, transfers},
    },
};

/// In so many rounds they are sent; an ordinary payment ends each of them.
const ROUNDS: usize = 5;

/// One in so many is a deposits request.
const DEPOSITS_IN: u8 = 6;

/// Where the ordinary requests between them are kept.
const PAYMENTS: &str = "ordinary payments between malformed requests";
const LOOKS: &str = "looks around malformed requests";

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} sends malformed requests of all kinds to {name}, and {amount} in each of five ordinary ones between them",
            "Sends requests that are lawful but for one defect each, which is drawn by the seed: half as many as the run \
             generates. Five times, at equal distances, the counter that they bear is used for an ordinary transfer.",
            |w, a| sends_generated(w, a).boxed(),
        ),
        Definition::new(
            "every malformed request is refused, and none of them has moved anything",
            "Expects a Fault, or a status of 4xx or 5xx, of each; success of each ordinary transfer; and that between two looks \
             around malformed requests alone no balance has changed.",
            |w, _| async move { none_executed(w) }.boxed(),
        ),
    ]
}

async fn sends_generated(w: &mut World, a: Args) -> Step {
    let (payer, recipient) = (a.text(0), a.text(1));
    let amount = w.vary(a.amount(2)?).to_string();
    let all: Vec<&Defect> = mutation::all().collect();
    let mut requirements: Vec<&str> = all.iter().map(|d| d.breaks).collect();
    requirements.dedup();
    let many = usize::try_from(w.settings.extent.variations / 2).unwrap_or(usize::MAX);
    // However few are asked for, each requirement has its request.
    let many = many.max(2 * requirements.len());
    let mut sent = 0;
    for round in 1..=ROUNDS {
        let transfer = transfers::ordinary(w, payer, &amount, recipient)?;
        let look = accounts::ask(w, payer).await?;
        w.marks.entry(LOOKS).or_default().push(look);
        while sent < many * round / ROUNDS {
            let breaks = requirements[sent / 2 % requirements.len()];
            let all_of = all.iter().filter(|d| sent % 2 == 1 || d.breaks == breaks);
            let kinds: Vec<_> = all_of.copied().collect();
            let defect = *w
                .random
                .choice(&kinds)
                .ok_or_else(|| Halt::error("no defect is known"))?;
            sent += usize::from(send_one(w, (payer, recipient), &transfer, defect).await?);
        }
        let look = accounts::ask(w, payer).await?;
        w.marks.entry(LOOKS).or_default().push(look);
        let payment = transfers::send(w, payer, transfer).await?;
        w.marks.entry(PAYMENTS).or_default().push(payment);
    }
    Ok(())
}

/// Sends a request with a defect, where it can have it.
async fn send_one(
    w: &mut World,
    (payer, recipient): (&str, &str),
    transfer: &wire::TransferFunds,
    defect: &'static Defect,
) -> Result<bool, Halt> {
    let (operation, request) = if w.random.u8(..DEPOSITS_IN) == 0 {
        let milliseconds_wait = "0".into();
        let request = Request::GetDeposits(GetDeposits { milliseconds_wait });
        (Operation::GetDeposits, request)
    } else {
        let mut transfer = transfer.clone();
        transfer.userid = w.random.bool().then(String::new);
        (Operation::TransferFunds, Request::TransferFunds(transfer))
    };
    let rendering = Rendering::random(&mut w.random);
    let base = Base::rendered(&rendering, &request);
    let Some(exchange) = defects::deliver(w, payer, &base, operation, defect).await? else {
        return Ok(false);
    };
    w.spoilt.push(Spoilt {
        holder: payer.to_owned(),
        recipient: Some(recipient.to_owned()),
        transfer: Some(transfer.clone()),
        exchange,
        breaks: defect.breaks,
        codes: defect.codes,
    });
    Ok(true)
}

fn none_executed(w: &mut World) -> Step {
    let mut kinds: Vec<(&str, &[&str])> = w.spoilt.iter().map(|s| (s.breaks, s.codes)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut checks = Vec::new();
    for (breaks, codes) in kinds {
        let alike = w
            .spoilt
            .iter()
            .filter(|s| (s.breaks, s.codes) == (breaks, codes));
        let exchanges: Vec<u32> = alike.map(|s| s.exchange).collect();
        checks.push((
            breaks,
            Check::Answers {
                exchanges: exchanges.clone(),
                allowed: vec![AnswerKind::Fault],
            },
        ));
        checks.push((
            FAULT_CODES,
            Check::FaultCode {
                exchanges,
                codes: codes.iter().map(|code| (*code).to_owned()).collect(),
            },
        ));
    }
    let looks = w.marks.get(LOOKS).cloned().unwrap_or_default();
    for pair in looks.chunks_exact(2) {
        let (since, exchange) = (pair[0], pair[1]);
        checks.push((HARMLESS, Check::BalanceUnchanged { exchange, since }));
    }
    let served = [
        (looks, AnswerKind::Deposits),
        (
            w.marks.get(PAYMENTS).cloned().unwrap_or_default(),
            AnswerKind::Success,
        ),
    ];
    for (exchanges, kind) in served {
        let allowed = vec![kind];
        checks.push((HARMLESS, Check::Answers { exchanges, allowed }));
    }
    w.expect_all(checks)
}
