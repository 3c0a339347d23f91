//! Messages of those who must be taken for nobody: without encryption, without a key, with somebody else's certificate.

use std::sync::Arc;

use futures::FutureExt;
use judge::Decimal;
use judge::decode::http::{Progress, progress};
use record::{Check, Ending};
use wire::Request;

use super::{
    super::transfers::{ordinary, send},
    holders::version,
    send_by, unusable,
};
use crate::{
    peer::{Dial, Letter, SOMEBODY, probe},
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

/// The exchanges that must not have been served.
const UNSERVED: &str = "unserved";

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name}'s transfer of {amount} to {name} is sent without encryption",
            "Sends a transfer in clear to the port that speaks TLS.",
            |w, a| {
                async move {
                    let letter = transfer(w, a.text(0), a.amount(1)?, a.text(2))?;
                    in_clear(w, &letter).await
                }
                .boxed()
            },
        ),
        Definition::new(
            "a question for deposits is sent without encryption",
            "Asks without a wait, in clear, at the port that speaks TLS.",
            |w, _| {
                async move {
                    let letter = question(w);
                    in_clear(w, &letter).await
                }
                .boxed()
            },
        ),
        Definition::new(
            "somebody without a key, by TLS {word}, sends {name}'s transfer of {amount} to {name}",
            "Sends a transfer over a connection on which the client showed no certificate.",
            |w, a| {
                async move {
                    let letter = transfer(w, a.text(1), a.amount(2)?, a.text(3))?;
                    keyless(w, a.text(0), &letter).await
                }
                .boxed()
            },
        ),
        Definition::new(
            "somebody without a key, by TLS {word}, asks what has arrived",
            "Asks without a wait over a connection on which the client showed no certificate.",
            |w, a| {
                async move {
                    let letter = question(w);
                    keyless(w, a.text(0), &letter).await
                }
                .boxed()
            },
        ),
        Definition::new(
            "{name}, without the key to {name}'s certificate, shows it by TLS {word} and sends {amount} to {name}",
            "Sends a transfer over a connection on which the client showed the payer's certificate and signed with another key.",
            |w, a| posing_sends(w, a).boxed(),
        ),
        Definition::new(
            "{name}, without the key to {name}'s certificate, shows it by TLS {word} and asks what has arrived",
            "Asks without a wait over a connection on which the client showed somebody else's certificate and signed with \
             another key.",
            |w, a| posing_asks(w, a).boxed(),
        ),
        Definition::new(
            "that is not served",
            "Expects that the last such message was neither executed nor answered as a holder's would be.",
            |w, _| async move { is_not_served(w) }.boxed(),
        ),
        Definition::new(
            "{name} sends that transfer over a secure channel",
            "Sends the transfer that was not served, byte for byte, over a connection on which its payer showed the key.",
            |w, a| sends_it(w, a.text(0).to_owned()).boxed(),
        ),
    ]
}

fn question(w: &World) -> Letter {
    Letter::deposits(&w.house.service, 0)
}

/// A transfer that is its payer's next one, if nobody executes it now.
fn transfer(w: &mut World, payer: &str, amount: Decimal, recipient: &str) -> Result<Letter, Halt> {
    let amount = w.vary(amount).to_string();
    let transfer = ordinary(w, payer, &amount, recipient)?;
    let request = Request::TransferFunds(transfer.clone());
    w.withheld = Some(transfer);
    Ok(Letter::new(&w.house.service, &request))
}

fn unserved(w: &mut World, id: u32) -> Step {
    w.marks.entry(UNSERVED).or_default().push(id);
    w.alive()
}

async fn in_clear(w: &mut World, letter: &Letter) -> Step {
    let (recorder, call) = (Arc::clone(&w.recorder), w.call(0));
    let service = Arc::clone(&w.house.service);
    let over = |bytes: &[u8], ended| match progress(bytes, ended) {
        Progress::Whole(_) => Some(Ending::Answered),
        Progress::Garbled(why) => Some(Ending::Garbled(why)),
        Progress::More => None,
    };
    let id = probe(&service, &letter.bytes, "in clear", &recorder, call, over).await;
    unserved(w, id)
}

async fn keyless(w: &mut World, spoken: &str, letter: &Letter) -> Step {
    let trust = &w.house.service.trust;
    let config = certs::client_config_for(None, trust, &[version(spoken)?]);
    let dial = Dial::showing(config.map_err(|e| unusable(&e))?, "no key");
    let id = send_by(w, SOMEBODY, &dial, letter).await;
    unserved(w, id)
}

async fn posing_sends(w: &mut World, a: Args) -> Step {
    let letter = transfer(w, a.text(1), a.amount(3)?, a.text(4))?;
    pose(w, (a.text(0), a.text(1), a.text(2)), &letter).await
}

async fn posing_asks(w: &mut World, a: Args) -> Step {
    let letter = question(w);
    pose(w, (a.text(0), a.text(1), a.text(2)), &letter).await
}

async fn pose(w: &mut World, (name, other, spoken): (&str, &str, &str), letter: &Letter) -> Step {
    let true_owner = Arc::clone(&w.holder(other)?.identity);
    let shown = w.holder(name)?.identity.posing_as(&true_owner);
    let shown = shown.map_err(|e| unusable(&e))?;
    let trust = &w.house.service.trust;
    let config = certs::client_config_for(Some(&shown), trust, &[version(spoken)?]);
    let described = format!("{other}'s certificate, without its key");
    let dial = Dial::showing(config.map_err(|e| unusable(&e))?, described);
    let id = send_by(w, name, &dial, letter).await;
    unserved(w, id)
}

fn is_not_served(w: &mut World) -> Step {
    let last = w.marks.get(UNSERVED).and_then(|ids| ids.last().copied());
    let exchange = last.ok_or_else(|| Halt::error("nothing of the kind was sent"))?;
    w.expect(Check::NotServed { exchange })
}

async fn sends_it(w: &mut World, payer: String) -> Step {
    let withheld = w.withheld.take();
    let transfer = withheld.ok_or_else(|| Halt::error("no transfer was withheld"))?;
    send(w, &payer, transfer).await.map(drop)
}
