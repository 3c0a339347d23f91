//! Who is served on which connection: keys and certificates, versions of TLS, sessions, addresses.

mod addresses;
mod by_hand;
mod certificates;
mod gone;
mod holders;
mod nobody;
mod pinned;
mod sessions;
mod several;

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener},
    sync::Arc,
};

use record::Exchange;

use crate::{
    peer::{self, Connection, Dial, Letter},
    runner::{Halt, World},
    steps::Definition,
};

pub(super) fn steps() -> Vec<Definition> {
    [
        addresses::steps(),
        by_hand::steps(),
        certificates::steps(),
        gone::steps(),
        holders::steps(),
        nobody::steps(),
        pinned::steps(),
        sessions::steps(),
        several::steps(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Sends a message over a new connection that is made in that way, and waits for the answer. How that ends says nothing about
/// whether the subject is still there: it may well refuse such a connection, and in its own way.
async fn send_by(w: &World, who: &str, dial: &Dial, letter: &Letter) -> u32 {
    let (recorder, call) = (Arc::clone(&w.recorder), w.call(0));
    let id = recorder.next_exchange();
    match Connection::open(&w.house.service, dial, &recorder, call.patience).await {
        Ok(connection) => {
            peer::over(who, id, connection, &recorder, letter, call).await;
        }
        Err(unopened) => peer::not_sent(who, id, &recorder, letter, call, unopened),
    }
    learn(w, id);
    id
}

/// Sends a message of a holder's in the way in which it comes at the moment, over the connection that it keeps.
async fn send_as_it_comes(w: &mut World, name: &str, letter: &Letter) -> Result<u32, Halt> {
    let (recorder, call) = (Arc::clone(&w.recorder), w.call(0));
    let id = w
        .holder(name)?
        .exchange_surely(&recorder, letter, call)
        .await;
    learn(w, id);
    Ok(id)
}

/// What messages cost is learnt from every answer.
fn learn(w: &World, id: u32) -> Option<Exchange> {
    let exchange = w.recorder.exchange(id)?;
    w.learn(&exchange);
    Some(exchange)
}

/// The suite itself is at fault where TLS makes no client of what a scenario wants.
fn unusable(e: &dyn std::fmt::Display) -> Halt {
    Halt::error(e.to_string())
}

/// Another address of this machine, where the subject is reached over loopback and there is one: all of 127/8 is, on Linux.
fn elsewhere(w: &mut World) -> Option<IpAddr> {
    let SocketAddr::V4(subject) = w.house.service.address else {
        return None;
    };
    if !subject.ip().is_loopback() {
        return None;
    }
    let mut byte = || w.random.u8(2..=254);
    let address = Ipv4Addr::new(127, byte(), byte(), byte());
    TcpListener::bind((address, 0)).ok()?;
    Some(address.into())
}
