//! A crash between messages, and in the middle of one.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use futures::FutureExt;
use mocks::FeeSchedule;
use record::{Ending, Fees};
use tokio::task::yield_now;
use wire::Amount;

use crate::{
    peer,
    runner::{Halt, Sent, Step, World},
    steps::{
        Args, Definition,
        issuer::{own_issuer, transfers},
    },
    subject::Embedded,
};

/// How long after a message was sent the issuer is killed, in microseconds: about as long as it takes to answer it.
const MOMENTS: std::ops::Range<u64> = 0..2000;

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "an issuer that may be killed and started again",
            "Goes on with an issuer whose ledger is on disk: another reference issuer, with the same faults and liberties, where the subject \
             is the embedded one; else the subject itself, where the suite has started it and may do so again.",
            |w, _| given_issuer(w).boxed(),
        )
        .restarting(),
        Definition::new(
            "the issuer crashes, and is started again",
            "Kills it and starts it anew, at the same addresses.",
            |w, _| {
                async move {
                    crash(w).await?;
                    restart(w).await
                }
                .boxed()
            },
        ),
        Definition::new(
            "{name} sends {amount} to {name}, and the issuer crashes before the answer",
            "Sends a transfer whole, kills the issuer without having heard anything, and starts it again.",
            |w, a| sends_and_crashes(w, a).boxed(),
        ),
    ]
}

/// What a reference issuer of such a scenario charges: something, so that what it took is seen as well.
fn fees() -> FeeSchedule {
    let hundredths = |n: i64| {
        let text = format!("{}.{:02}", n / 100, n % 100);
        Amount::parse(&text).unwrap_or(Amount::ZERO)
    };
    FeeSchedule {
        transfer: hundredths(100),
        deposits: hundredths(10),
        full_handshake: hundredths(25),
    }
}

async fn given_issuer(w: &mut World) -> Step {
    if !w.holders.is_empty() {
        return Err(Halt::error("the issuer comes before its holders"));
    }
    match (w.settings.embedded.clone(), &w.settings.process) {
        (Some(like), _) => {
            let fees = fees();
            w.record.announced = Some(Fees {
                transfer: fees.transfer.to_string(),
                deposits: fees.deposits.to_string(),
                full_handshake: fees.full_handshake.to_string(),
            });
            own_issuer::open(w, |funds| {
                Embedded::start_durable(own_issuer::DOMAIN, fees, funds, like)
            })
            .await
        }
        (None, Some(_)) => Ok(()),
        (None, None) => Err(Halt::not_applicable(
            "only what the suite has started itself can be started again",
        )),
    }
}

/// Kills the issuer.
pub(super) async fn crash(w: &mut World) -> Step {
    let service = w.house.service.address;
    match (w.own_issuers.last_mut(), w.settings.process.clone()) {
        (Some(issuer), _) => issuer.crash().await,
        (None, Some(process)) => process
            .kill(service)
            .await
            .map_err(|e| gone(w, &e.to_string()))?,
        (None, None) => return Err(Halt::error("there is no issuer that may be killed")),
    }
    Ok(())
}

/// Starts it again.
pub(super) async fn restart(w: &mut World) -> Step {
    let service = w.house.service.address;
    w.house.treasury.hang_up().await;
    for holder in w.holders.values_mut() {
        holder.hang_up();
    }
    match (w.own_issuers.last_mut(), w.settings.process.clone()) {
        (Some(issuer), _) => issuer
            .restart()
            .await
            .map_err(|e| Halt::inconclusive(format!("the issuer does not start again: {e}"))),
        (None, Some(process)) => process
            .start(service)
            .await
            .map_err(|e| gone(w, &e.to_string())),
        (None, None) => Err(Halt::error("there is no issuer that may be started")),
    }
}

/// The subject itself is not there any more, or not as it should be: nothing else can be tried.
fn gone(w: &World, why: &str) -> Halt {
    let why = format!("the subject could not be killed and started again: {why}");
    w.settings.health.end(why.clone());
    Halt::inconclusive(why)
}

async fn sends_and_crashes(w: &mut World, a: Args) -> Step {
    let payer = a.text(0);
    let amount = w.vary(a.amount(1)?).to_string();
    let transfer = transfers::ordinary(w, payer, &amount, a.text(2))?;
    let letter = transfers::letter(w, &transfer);
    let (call, recorder) = (w.call(0), Arc::clone(&w.recorder));
    let exchange = recorder.next_exchange();
    let opened = w.holder(payer)?.connection(&recorder, call.patience).await;
    let connection = opened.map_err(|e| Halt::inconclusive(format!("no connection: {e:?}")))?;
    let (task_recorder, name, message) = (Arc::clone(&recorder), payer.to_owned(), letter.clone());
    let sending = tokio::spawn(async move {
        peer::over(&name, exchange, connection, &task_recorder, &message, call).await
    });
    // How far the issuer gets with it until then is another thing every time.
    let until = Instant::now() + Duration::from_micros(w.random.u64(MOMENTS));
    while Instant::now() < until {
        yield_now().await;
    }
    crash(w).await?;
    let ended = sending.await;
    ended.map_err(|e| Halt::error(format!("a request ended with {e}")))?;
    restart(w).await?;
    let sent = Sent {
        letter,
        transfer,
        exchange,
    };
    w.remember(payer, sent);
    match w.exchange(exchange)?.ending {
        // An answer that was quicker is as good: the message is sent again all the same.
        Ending::Answered | Ending::Closed | Ending::Broken(_) | Ending::Cut => Ok(()),
        other => Err(Halt::inconclusive(format!(
            "the message came to something else than a crash: {other:?}"
        ))),
    }
}
