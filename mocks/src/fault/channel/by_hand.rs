//! Faults that go on with a handshake which should end. What they say is made by hand, and nothing
//! comes after it.

use super::blueprint::{Blueprint, Setting};
use super::delegate::delegate_channel;
use super::hello::{self, Hello};
use crate::issuer::channel::{Channel, Greeted, Greeting, Stream};
use crate::issuer::connection::take_leave;
use rustls::server::Acceptor;
use rustls::{Error, PeerMisbehaved};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::AsyncWriteExt;

/// TLS 1.0 and 1.1.
const OLD: [u16; 2] = [0x0301, 0x0302];

pub(crate) fn old_versions_served(it: &mut Blueprint, _: &Setting) {
    it.around(|right| ByHand {
        right,
        answer: |begun| {
            OLD.contains(&begun.hello.newest)
                .then(|| begun.hello.taken())
        },
    });
}

pub(crate) fn ticket_is_enough(it: &mut Blueprint, _: &Setting) {
    it.around(|right| ByHand {
        right,
        answer: |begun| lacks_secret(begun).then(|| begun.hello.resumed()),
    });
}

/// A handshake that has begun.
struct Begun<'a> {
    channel: &'a dyn Channel,
    peer: SocketAddr,
    hello: &'a Hello,
    bytes: &'a [u8],
}

/// Whether a session is refused because the secret of its ticket is not proved (RFC 8446
/// §4.2.11.2).
fn lacks_secret(begun: &Begun<'_>) -> bool {
    let mut acceptor = Acceptor::default();
    let mut bytes = begun.bytes;
    while acceptor.read_tls(&mut bytes).is_ok_and(|read| read > 0) {
        let Ok(Some(accepted)) = acceptor.accept() else {
            continue;
        };
        let terms = begun.channel.terms(&accepted.client_hello(), begun.peer);
        return matches!(
            accepted.into_connection(terms.config),
            Err((Error::PeerMisbehaved(PeerMisbehaved::IncorrectBinder), _))
        );
    }
    false
}

/// Answers some handshakes by hand.
struct ByHand {
    right: Arc<dyn Channel>,
    answer: fn(&Begun<'_>) -> Option<Vec<u8>>,
}

impl Channel for ByHand {
    fn greet(&self, stream: Stream, peer: SocketAddr) -> Greeting<'_> {
        Box::pin(async move {
            let stream = match self.right.greet(stream, peer).await? {
                Greeted::Tls(stream) => stream,
                clear @ Greeted::Clear(_) => return Some(clear),
            };
            let (hello, bytes, mut stream) = hello::read(stream).await.ok()?;
            let answer = hello.and_then(|hello| {
                (self.answer)(&Begun {
                    channel: &*self.right,
                    peer,
                    hello: &hello,
                    bytes: &bytes,
                })
            });
            let Some(answer) = answer else {
                return Some(Greeted::Tls(stream));
            };
            stream.write_all(&answer).await.ok()?;
            take_leave(stream).await;
            None
        })
    }

    delegate_channel!(terms, within, holder, keeps_open);
}
