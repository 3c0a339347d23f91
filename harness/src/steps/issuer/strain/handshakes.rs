//! Handshakes that are begun and not finished.

use std::{sync::Arc, time::Duration};

use futures::FutureExt;
use record::Ending;
use rustls::{ClientConnection, pki_types::ServerName};

use super::ordinary::{ask, enough_descriptors, is_own_limit, out_of_descriptors, was_served};
use crate::{
    peer::{Bare, Strain},
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

/// How long opening one connection may take. An issuer that takes no more of them may do so; those that are open have to do.
const OPEN_WITHIN: Duration = Duration::from_millis(500);

pub(super) fn steps() -> Vec<Definition> {
    vec![Definition::new(
        "{name} is served while {int} handshakes are begun and not finished",
        "Sends half of a ClientHello over each of so many connections, asks for deposits, and hangs up when that is answered, or \
         has gone without an answer for a while.",
        |w, a| beside(w, a).boxed(),
    )]
}

/// The first half of what a client says first (RFC 8446 §4.1.2).
fn half_a_hello(w: &World) -> Result<Vec<u8>, Halt> {
    let service = &w.house.service;
    let error = |e: &dyn std::fmt::Display| Halt::error(e.to_string());
    let config = certs::client_without_identity(&service.trust).map_err(|e| error(&e))?;
    let name = ServerName::try_from(service.host.clone()).map_err(|e| error(&e))?;
    let mut client = ClientConnection::new(Arc::clone(&config), name).map_err(|e| error(&e))?;
    let mut hello = Vec::new();
    client.write_tls(&mut hello).map_err(|e| error(&e))?;
    hello.truncate(hello.len() / 2);
    Ok(hello)
}

async fn beside(w: &mut World, a: Args) -> Step {
    let (name, many): (_, u32) = (a.text(0), a.number(1)?);
    enough_descriptors(w, u64::from(many))?;
    let hello = half_a_hello(w)?;
    let address = w.house.service.address;
    let since = w.recorder.now();
    let mut begun = Vec::new();
    for _ in 0..many {
        match Bare::open(address, &hello, OPEN_WITHIN).await {
            Ok(probe) => begun.push(probe),
            Err(e) if is_own_limit(&e) => return Err(out_of_descriptors(&e.to_string())),
            Err(_) => break,
        }
    }
    let mut asking = ask(w, name)?;
    asking.wait().await;
    let open = begun.iter().filter(|probe| !probe.is_closed()).count();
    let strain = Strain {
        form: format!(
            "{} handshakes begun, {open} of them open at the end",
            begun.len()
        ),
        since,
        sent: hello,
        heard: Vec::new(),
        ending: if open > 0 {
            Ending::Cut
        } else {
            Ending::Closed
        },
    };
    let strain = strain.keep(&w.recorder, w.call(0));
    drop(begun);
    let beside = asking.over(w).await?;
    was_served(w, name, &[beside], strain).await
}
