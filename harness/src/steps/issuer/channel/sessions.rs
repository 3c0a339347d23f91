//! Sessions that are taken up again, connections that are kept, and messages that come too early.

use std::sync::Arc;

use futures::FutureExt;
use record::{Check, Handshake};

use super::{
    super::{accounts, deposits},
    holders::{must_be_served, trials},
    send_as_it_comes, unusable,
};
use crate::{
    peer::{self, Dial, Letter},
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

/// So often a holder comes back, before its issuer is taken for one that resumes no session.
const RETURNS: usize = 3;

const FIRST: &str = "first of a session";
const RETURNED: &str = "came back";
const EARLY: &str = "early";
const MANY: &str = "many";

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} comes back over new connections until her/his session is resumed",
            "Asks after a full handshake, and over further connections until one resumes the session, some times.",
            |w, a| comes_back(w, a.text(0).to_owned()).boxed(),
        ),
        Definition::new(
            "a session was resumed",
            "Expects that one of the connections resumed the session. Where none did, the scenario ends.",
            |w, _| async move { was_resumed(w) }.boxed(),
        ),
        Definition::new(
            "{name} was served on it as before",
            "Expects an answer over the connection that resumed the session, like the one after the full handshake.",
            |w, a| async move { served_as_before(w, a.text(0)) }.boxed(),
        ),
        Definition::new(
            "{name} makes a session, and begins the next one with early data",
            "Asks, and asks again in the first flight of another connection's handshake, whether a ticket allows it or not.",
            |w, a| sends_early(w, a.text(0).to_owned()).boxed(),
        ),
        Definition::new(
            "early data was neither allowed nor accepted",
            "Expects that no ticket allowed early data, and that what was sent early was not taken.",
            |w, _| {
                async move {
                    let exchanges = w.marks.get(EARLY).cloned().unwrap_or_default();
                    w.expect(Check::NoEarlyData { exchanges })
                }
                .boxed()
            },
        ),
        Definition::new(
            "{name} pays {name} {amount} and asks what has arrived, {int} times in turn",
            "Sends as many pairs of messages, without ever putting the connection down.",
            |w, a| pays_and_asks(w, a).boxed(),
        ),
        Definition::new(
            "all of that went over one connection",
            "Expects that all these messages were answered over the first connection.",
            |w, _| {
                async move {
                    let exchanges = w.marks.get(MANY).cloned().unwrap_or_default();
                    w.expect(Check::OneConnection { exchanges })
                }
                .boxed()
            },
        ),
    ]
}

async fn comes_back(w: &mut World, name: String) -> Step {
    let letter = Letter::deposits(&w.house.service, 0);
    w.holder(&name)?.hang_up();
    let first = trials(w, &name, &letter).await?;
    must_be_served(w, &name, &first)?;
    w.asked.entry(name.clone()).or_default().extend(&first);
    w.marks.insert(FIRST, first);
    for _ in 0..RETURNS {
        w.holder(&name)?.hang_up();
        let id = send_as_it_comes(w, &name, &letter).await?;
        w.asked.entry(name.clone()).or_default().push(id);
        w.marks.entry(RETURNED).or_default().push(id);
        w.alive()?;
        if w.exchange(id)?.connection.handshake == Some(Handshake::Resumed) {
            break;
        }
    }
    Ok(())
}

/// The exchange on the resumed session, where there is one.
fn resumed(w: &World) -> Option<u32> {
    let returned = w.marks.get(RETURNED)?;
    let mut resumed = returned.iter().copied().filter(|id| {
        let exchange = w.recorder.exchange(*id);
        exchange.is_some_and(|e| e.connection.handshake == Some(Handshake::Resumed))
    });
    resumed.next()
}

fn was_resumed(w: &mut World) -> Step {
    let exchanges = w.marks.get(RETURNED).cloned().unwrap_or_default();
    w.expect_id(
        "lcp.issuer.channel.resumption",
        Check::Resumed { exchanges },
    )?;
    match resumed(w) {
        Some(_) => Ok(()),
        None => Err(Halt::not_applicable("the issuer resumes no session")),
    }
}

fn served_as_before(w: &mut World, name: &str) -> Step {
    let first = w.marks.get(FIRST).and_then(|ids| ids.last().copied());
    let (Some(control), Some(exchange)) = (first, resumed(w)) else {
        return Err(Halt::error(format!("{name} has not come back")));
    };
    w.expect(Check::Served {
        exchanges: vec![exchange],
        control,
    })
}

async fn sends_early(w: &mut World, name: String) -> Step {
    let (recorder, call) = (Arc::clone(&w.recorder), w.call(0));
    let service = Arc::clone(&w.house.service);
    let identity = Arc::clone(&w.holder(&name)?.identity);
    let made = certs::client_forcing_early_data(&identity, &service.trust);
    let (config, sessions) = made.map_err(|e| unusable(&e))?;
    let dial = Dial::peculiar(config);
    let letter = Letter::deposits(&service, 0);
    for _ in 0..2 {
        let by = (&dial, &*sessions);
        let id = peer::early(&name, &service, by, &letter, &recorder, call).await;
        super::learn(w, id);
        w.asked.entry(name.clone()).or_default().push(id);
        w.marks.entry(EARLY).or_default().push(id);
        w.alive()?;
    }
    Ok(())
}

async fn pays_and_asks(w: &mut World, a: Args) -> Step {
    let (payer, recipient) = (a.text(0), a.text(1));
    let amount = w.vary(a.amount(2)?);
    for _ in 0..a.number::<u32>(3)? {
        let paid = deposits::pay(w, payer, amount, recipient).await?;
        let asked = accounts::ask(w, payer).await?;
        w.marks.entry(MANY).or_default().extend([paid, asked]);
    }
    Ok(())
}
