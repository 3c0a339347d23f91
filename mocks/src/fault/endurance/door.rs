//! Peers that keep others from being let in.

use crate::issuer::door::{Door, Entering, Entry};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::Interest;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::sleep;

/// What a TLS record with a handshake in it begins with (RFC 8446 §5.1).
const HANDSHAKE: u8 = 22;
/// How long the head of a record is.
const RECORD_HEAD: usize = 5;
/// The longest first record that is looked into.
const LONGEST: usize = RECORD_HEAD + (1 << 14);
/// How often it is looked whether more has come.
const AGAIN: Duration = Duration::from_millis(2);
/// So many handshakes at once, and no more.
const TURNS: usize = 50;
/// So many peers at once, and no more.
const PLACES: usize = 100;

/// What a peer has sent so far, without taking it; whether it will send no more.
async fn seen(peer: &TcpStream, bytes: &mut [u8]) -> (usize, bool) {
    let Ok(ready) = peer.ready(Interest::READABLE).await else {
        return (0, true);
    };
    let here = peer.peek(bytes).await;
    (
        here.as_ref().copied().unwrap_or(0),
        here.is_err() || ready.is_read_closed(),
    )
}

/// Goes down at the first byte of what is neither a handshake nor a request in clear.
pub(in crate::fault) struct Killed(Arc<dyn Door>);

impl Killed {
    pub(in crate::fault) fn by_garbage(right: Arc<dyn Door>) -> Arc<dyn Door> {
        Arc::new(Killed(right))
    }
}

impl Door for Killed {
    fn enter<'a>(&'a self, peer: &'a TcpStream) -> Entering<'a> {
        Box::pin(async move {
            let mut first = [HANDSHAKE];
            match seen(peer, &mut first).await {
                (1.., _) if first != [HANDSHAKE] && !is_method(first[0]) => Entry::Crash,
                _ => self.0.enter(peer).await,
            }
        })
    }
}

/// Whether a request in clear may begin so: with the name of a method. SSH's greeting does not: no method begins with an S.
fn is_method(first: u8) -> bool {
    b"GHPDOCT".contains(&first)
}

/// Waits for the ClientHellos of so many peers at once, and looks at nobody else meanwhile.
pub(in crate::fault) struct InTurn {
    right: Arc<dyn Door>,
    turns: Semaphore,
}

impl InTurn {
    pub(in crate::fault) fn handshakes(right: Arc<dyn Door>) -> Arc<dyn Door> {
        Arc::new(InTurn {
            right,
            turns: Semaphore::new(TURNS),
        })
    }
}

impl Door for InTurn {
    fn enter<'a>(&'a self, peer: &'a TcpStream) -> Entering<'a> {
        Box::pin(async move {
            // The semaphore is never closed.
            let turn = self.turns.acquire().await.ok();
            let mut record = vec![0; LONGEST];
            loop {
                let (here, no_more) = seen(peer, &mut record).await;
                let length = usize::from(record[3]) << 8 | usize::from(record[4]);
                if no_more || here >= RECORD_HEAD && here >= RECORD_HEAD + length {
                    break;
                }
                sleep(AGAIN).await;
            }
            drop(turn);
            self.right.enter(peer).await
        })
    }
}

/// Has places for some, and lets the next one wait until one of them leaves.
pub(in crate::fault) struct AtMost {
    right: Arc<dyn Door>,
    places: Arc<Semaphore>,
}

impl AtMost {
    pub(in crate::fault) fn a_hundred(right: Arc<dyn Door>) -> Arc<dyn Door> {
        Arc::new(AtMost {
            right,
            places: Arc::new(Semaphore::new(PLACES)),
        })
    }
}

impl Door for AtMost {
    fn enter<'a>(&'a self, peer: &'a TcpStream) -> Entering<'a> {
        Box::pin(async move {
            // The semaphore is never closed.
            let place = Arc::clone(&self.places).acquire_owned().await.ok();
            match self.right.enter(peer).await {
                Entry::Served(kept) => Entry::Served(Some(Box::new((place, kept)))),
                crash => crash,
            }
        })
    }
}
