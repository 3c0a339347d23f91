//! One client that is several holders, one after the other.

use std::sync::Arc;

use futures::FutureExt;
use record::{AnswerKind, Check, Handshake};

use super::{elsewhere, unusable};
use crate::{
    peer::{self, Connection, Dial, Letter},
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

const FIRST: &str = "as the first";
const THEN: &str = "as the second";

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "one client asks as {name}, puts the connection down, and asks as {name} in a new session",
            "Asks with the one key, and over another connection from the same address with the other one; it offers no session.",
            |w, a| asks_as_both(w, a, false).boxed(),
        ),
        Definition::new(
            "one client asks as {name}, puts the connection down, and asks with {name}'s key, offering the session that it has",
            "The same, but the second handshake offers to resume the session of the first. It acts for the first holder where \
             the issuer resumes it, and for the second where the handshake is a full one.",
            |w, a| asks_as_both(w, a, true).boxed(),
        ),
        Definition::new(
            "it acted for {name} with {amount}, and then for {name} with {amount}",
            "Expects the balances of the two. A session that was resumed was the first one's.",
            |w, a| async move { acted(w, &a) }.boxed(),
        ),
    ]
}

async fn asks_as_both(w: &mut World, a: Args, offering: bool) -> Step {
    let (first, second) = (a.text(0), a.text(1));
    let service = Arc::clone(&w.house.service);
    let second_key = Arc::clone(&w.holder(second)?.identity);
    let first_key = Arc::clone(&w.holder(first)?.identity);
    let made = certs::client_of_several(&first_key, &service.trust);
    let (config, turncoat) = made.map_err(|e| unusable(&e))?;
    // From where nobody else has come, so far as that goes: what an issuer makes of an address is then this client's alone.
    let from = elsewhere(w);
    let dial = Dial::peculiar(Arc::clone(&config)).from(from);
    ask(w, &dial, (first, first), FIRST).await?;
    turncoat.become_another(&second_key);
    let dial = if offering {
        dial
    } else {
        let mut forgetful = (*config).clone();
        forgetful.resumption = rustls::client::Resumption::disabled();
        Dial::peculiar(Arc::new(forgetful)).from(from)
    };
    ask(w, &dial, (first, second), THEN).await
}

/// Asks over a new connection. Who does is known by its handshake: whose session was resumed, or whose key was shown.
async fn ask(w: &mut World, dial: &Dial, (owner, shown): (&str, &str), mark: &'static str) -> Step {
    let (recorder, call) = (Arc::clone(&w.recorder), w.call(0));
    let letter = Letter::deposits(&w.house.service, 0);
    let id = recorder.next_exchange();
    let opened = Connection::open(&w.house.service, dial, &recorder, call.patience).await;
    match opened {
        Ok(connection) => {
            let resumed = connection.handshake() == Some(Handshake::Resumed);
            let who = if resumed { owner } else { shown };
            peer::over(who, id, connection, &recorder, &letter, call).await;
        }
        Err(unopened) => peer::not_sent(shown, id, &recorder, &letter, call, unopened),
    }
    super::learn(w, id);
    w.marks.entry(mark).or_default().push(id);
    w.alive()
}

fn acted(w: &mut World, a: &Args) -> Step {
    let mut held = Vec::new();
    for (name, amount) in [(0, 1), (2, 3)] {
        held.push((
            a.text(name).to_owned(),
            w.vary(a.amount(amount)?).to_string(),
        ));
    }
    for mark in [FIRST, THEN] {
        let last = w.marks.get(mark).and_then(|ids| ids.last().copied());
        let exchange = last.ok_or_else(|| Halt::error("nobody asked"))?;
        let who = w.exchange(exchange)?.holder;
        let amount = held.iter().find(|(name, _)| *name == who);
        let (_, amount) = amount.ok_or_else(|| Halt::error(format!("{who} holds nothing")))?;
        let amount = amount.clone();
        w.expect(Check::Answer {
            exchange,
            allowed: vec![AnswerKind::Deposits],
        })?;
        w.expect(Check::Balance { exchange, amount })?;
    }
    Ok(())
}
