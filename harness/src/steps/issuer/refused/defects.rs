//! Requests with something wrong with them.

use std::sync::Arc;

use futures::FutureExt;
use record::Operation;
use wire::{GetDeposits, Request, TransferFunds};

use crate::{
    peer::{
        Trap,
        mutation::{Base, Defect, Means, defect},
    },
    runner::{Halt, Sent, Spoilt, Step, World},
    steps::{
        Args, Definition,
        issuer::transfers::{letter, ordinary},
    },
};

/// The requirement whose defects name places that nobody should come to.
const ENTITIES: &str = "lcp.issuer.soap.no-entities";

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} sends {amount} to {name} in a request with {text}",
            "Sends a transfer that is spoilt in this one way, and must be refused. Its message counter is not used up by that.",
            |w, a| sends_spoilt(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends {amount} to {name} in requests with each of these",
            "Sends one transfer after the other under one message counter, each of them spoilt in one way of the table.",
            |w, a| sends_each(w, a).boxed(),
        ),
        Definition::new(
            "{name} asks for deposits in a request with {text}",
            "Sends a deposits request that is spoilt in this one way, and must be refused.",
            |w, a| asks_spoilt(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends the same request without that",
            "Sends the last transfer that was spoilt as it should be, under the same message counter.",
            |w, a| sends_sound(w, a).boxed(),
        ),
    ]
}

fn known(name: &str) -> Result<&'static Defect, Halt> {
    defect(name).ok_or_else(|| Halt::error(format!("no request has {name:?}")))
}

async fn sends_spoilt(w: &mut World, a: Args) -> Step {
    let defect = known(a.text(3))?;
    let transfer = begun(w, &a)?;
    send_spoilt(w, a.text(0), a.text(2), &transfer, defect).await
}

async fn sends_each(w: &mut World, a: Args) -> Step {
    let transfer = begun(w, &a)?;
    for row in a.table() {
        let defect = known(row.first().map_or("", String::as_str))?;
        send_spoilt(w, a.text(0), a.text(2), &transfer, defect).await?;
    }
    Ok(())
}

/// The transfer of steps that begin `{name} sends {amount} to {name}`. Its message counter stays free.
pub(super) fn begun(w: &mut World, a: &Args) -> Result<TransferFunds, Halt> {
    let amount = w.vary(a.amount(1)?).to_string();
    let mut transfer = ordinary(w, a.text(0), &amount, a.text(2))?;
    w.holder(a.text(0))?.next_counter -= 1;
    // Toolkits cannot leave it out; people do.
    transfer.userid = w.random.bool().then(String::new);
    Ok(transfer)
}

async fn send_spoilt(
    w: &mut World,
    payer: &str,
    recipient: &str,
    transfer: &TransferFunds,
    defect: &'static Defect,
) -> Step {
    let base = Base::plain(&Request::TransferFunds(transfer.clone()));
    let exchange = deliver(w, payer, &base, Operation::TransferFunds, defect)
        .await?
        .ok_or_else(|| Halt::error(format!("a transfer cannot have {:?}", defect.name)))?;
    w.spoilt.push(Spoilt {
        holder: payer.to_owned(),
        recipient: Some(recipient.to_owned()),
        transfer: Some(transfer.clone()),
        exchange,
        breaks: defect.breaks,
        codes: defect.codes,
    });
    Ok(())
}

async fn asks_spoilt(w: &mut World, a: Args) -> Step {
    let (name, defect) = (a.text(0), known(a.text(1))?);
    let base = Base::plain(&Request::GetDeposits(GetDeposits {
        milliseconds_wait: "0".into(),
    }));
    let exchange = deliver(w, name, &base, Operation::GetDeposits, defect)
        .await?
        .ok_or_else(|| Halt::error(format!("a deposits request cannot have {:?}", defect.name)))?;
    w.spoilt.push(Spoilt {
        holder: name.to_owned(),
        recipient: None,
        transfer: None,
        exchange,
        breaks: defect.breaks,
        codes: defect.codes,
    });
    Ok(())
}

/// Spoils a request and sends it. Nothing is sent where it cannot be spoilt so.
pub(super) async fn deliver(
    w: &mut World,
    name: &str,
    base: &Base,
    operation: Operation,
    defect: &Defect,
) -> Result<Option<u32>, Halt> {
    let trap = match defect.breaks {
        ENTITIES => trap(w).await?,
        _ => String::new(),
    };
    let mut means = Means {
        random: &mut w.random,
        trap: &trap,
    };
    let Some(spoilt) = defect.spoil(base, &mut means) else {
        return Ok(None);
    };
    let mut letter = base.letter(&w.house.service, operation, &spoilt);
    letter.form.push(defect.name.to_owned());
    let call = w.call(0);
    w.send(name, &letter, call).await.map(Some)
}

/// Where the trap is; it is laid when it is first needed.
async fn trap(w: &mut World) -> Result<String, Halt> {
    if w.trap.is_none() {
        let (recorder, subject) = (Arc::clone(&w.recorder), w.house.service.address);
        let token = format!("{:016x}", w.random.u64(..));
        let trap = Trap::open(recorder, subject, &token, w.call(0).step).await;
        w.trap = Some(trap.map_err(|e| Halt::error(format!("no trap can be laid: {e}")))?);
    }
    Ok(w.trap
        .as_ref()
        .map(|t| t.url().to_owned())
        .unwrap_or_default())
}

async fn sends_sound(w: &mut World, a: Args) -> Step {
    let payer = a.text(0);
    let last = w.spoilt.iter().rev().find_map(|s| s.transfer.clone());
    let transfer = last.ok_or_else(|| Halt::error("no transfer was spoilt"))?;
    let counter: u64 = transfer.message_counter.parse().unwrap_or_default();
    w.holder(payer)?.next_counter = counter + 1;
    let letter = letter(w, &transfer);
    let call = w.call(0);
    let exchange = w.send(payer, &letter, call).await?;
    w.remember(
        payer,
        Sent {
            letter,
            transfer,
            exchange,
        },
    );
    Ok(())
}
