//! Handshakes begun by hand: of old versions, and with a ticket whose secret is not known.

use std::sync::Arc;

use futures::FutureExt;
use judge::decode::tls::{Said, said};
use record::{Check, Ending};
use rustls::version::TLS13;

use super::{send_by, unusable};
use crate::{
    peer::{Dial, Letter, hello, probe},
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

/// What was answered, and is held against what else is tried.
const CONTROL: &str = "hello that is answered";
const TRIED: &str = "hello that is tried";

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "somebody offers {word} {word}, and nothing newer",
            "Begins a handshake of that version by hand, as \"TLS 1.1\", and leaves it when it is answered. The first offer is what later ones are held against.",
            |w, a| offers(w, a).boxed(),
        ),
        Definition::new(
            "that offer is refused",
            "Expects that no handshake was begun with the last offer, while one was with the first.",
            |w, _| {
                async move {
                    let (exchange, control) = (mark(w, TRIED)?, mark(w, CONTROL)?);
                    w.expect(Check::HelloRefused { exchange, control })
                }
                .boxed()
            },
        ),
        Definition::new(
            "somebody shows a ticket of {name}'s, and the proof of its secret that she/he would give",
            "Begins a handshake with a holder's own ticket, and leaves it when it is answered. Where the issuer takes up no \
             session, the scenario ends.",
            |w, a| shows_ticket(w, a.text(0).to_owned(), true).boxed(),
        ),
        Definition::new(
            "somebody shows a ticket of {name}'s, without its secret",
            "Begins a handshake with another ticket of the holder's, and a wrong proof of its secret.",
            |w, a| shows_ticket(w, a.text(0).to_owned(), false).boxed(),
        ),
        Definition::new(
            "no session is resumed by that",
            "Expects that the issuer took up no session.",
            |w, _| {
                async move {
                    let (exchange, control) = (mark(w, TRIED)?, mark(w, CONTROL)?);
                    w.expect(Check::SessionNotTaken { exchange, control })
                }
                .boxed()
            },
        ),
    ]
}

fn mark(w: &World, name: &str) -> Result<u32, Halt> {
    let last = w.marks.get(name).and_then(|ids| ids.last().copied());
    last.ok_or_else(|| Halt::error("no handshake was begun"))
}

/// Sends a ClientHello, and waits for what is said to it.
async fn send_hello(w: &World, bytes: &[u8], form: &str) -> u32 {
    let (recorder, call) = (Arc::clone(&w.recorder), w.call(0));
    let over = |bytes: &[u8], _| (said(bytes) != Said::Nothing).then_some(Ending::Answered);
    probe(&w.house.service, bytes, form, &recorder, call, over).await
}

async fn offers(w: &mut World, a: Args) -> Step {
    let version = match (a.text(0), a.text(1)) {
        ("TLS", "1.2") => 0x0303,
        ("TLS", "1.1") => 0x0302,
        ("TLS", "1.0") => 0x0301,
        ("SSL", "3.0") => 0x0300,
        (name, number) => return Err(Halt::error(format!("there is no {name} {number}"))),
    };
    let mut random = [0; 32];
    w.random.fill(&mut random);
    let bytes = hello::offering(version, random, &w.house.service.host);
    let form = format!("a handshake of {} {} at most", a.text(0), a.text(1));
    let id = send_hello(w, &bytes, &form).await;
    let mark = if w.marks.contains_key(CONTROL) {
        TRIED
    } else {
        CONTROL
    };
    w.marks.entry(mark).or_default().push(id);
    w.alive()
}

/// A holder makes a new session, as whose client the handshake begins that is then left to somebody else.
async fn shows_ticket(w: &mut World, name: String, proof: bool) -> Step {
    let service = Arc::clone(&w.house.service);
    let holder = w.holder(&name)?;
    let config = certs::client_config_for(Some(&holder.identity), &service.trust, &[&TLS13]);
    let config = config.map_err(|e| unusable(&e))?;
    let dial = Dial::peculiar(Arc::clone(&config));
    let letter = Letter::deposits(&service, 0);
    let id = send_by(w, &name, &dial, &letter).await;
    w.settled(id)?;
    let taken = hello::taken_from(config, &service.host).map_err(|e| unusable(&e))?;
    let offers_session = judge::decode::tls::client_hello(&taken).is_some_and(|h| h.offers_session);
    if !offers_session {
        return Err(Halt::not_applicable("the issuer gave no ticket"));
    }
    let (bytes, form, mark) = if proof {
        (taken, "a ticket with its proof", CONTROL)
    } else {
        (
            hello::with_a_wrong_proof(taken),
            "a ticket with a wrong proof",
            TRIED,
        )
    };
    let id = send_hello(w, &bytes, form).await;
    w.marks.entry(mark).or_default().push(id);
    let answer = said(w.exchange(id)?.response.as_slice());
    let takes = matches!(answer, Said::Hello { takes_session, .. } if takes_session);
    if proof && !takes {
        return Err(Halt::not_applicable(format!(
            "the issuer takes up no session from a ticket, but answers {}",
            answer.describe()
        )));
    }
    w.alive()
}
