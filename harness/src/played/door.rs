//! A connection before its first request: the ClientHello as it comes, and the handshake.

use std::{
    io::{self, Cursor},
    sync::Arc,
    time::Duration,
};

use certs::Identity;
use record::{Arrival, Handshake, Octets};
use rustls::{HandshakeKind, ServerConfig};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, Join, join},
    net::{
        TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    time::timeout,
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};
use wire::KeyId;

use super::{
    Showing, old,
    showing::{Old, Version},
};

/// How long a client may take for a handshake.
const HANDSHAKE: Duration = Duration::from_secs(20);

/// The largest first flight that is kept, in bytes.
const LONGEST: usize = 1 << 14;

/// A connection whose first bytes were looked at.
pub(super) type Looked = Join<tokio::io::Chain<Cursor<Vec<u8>>, OwnedReadHalf>, OwnedWriteHalf>;

/// The same, secured.
pub(super) type Secured = TlsStream<Looked>;

/// A connection of somebody who is known.
pub(super) struct Entered {
    pub(super) stream: Secured,
    pub(super) key: KeyId,
    pub(super) handshake: Handshake,
}

/// What an issuer shows of itself, and which TLS it speaks.
#[derive(Clone)]
pub(super) struct Front {
    pub(super) config: Arc<ServerConfig>,
    pub(super) showing: Showing,
    pub(super) version: Version,
    /// What it shows where it speaks an old version.
    pub(super) old: Option<Arc<Identity>>,
}

impl Front {
    /// What is wrong with it, if anything is.
    pub(super) fn wrong(&self) -> Option<&'static str> {
        match self.version {
            Version::Old(old) => Some(old.name()),
            _ => self.showing.wrong(),
        }
    }

    fn old(&self) -> Option<(Old, &Arc<Identity>)> {
        match (self.version, &self.old) {
            (Version::Old(version), Some(identity)) => Some((version, identity)),
            _ => None,
        }
    }
}

/// Shakes hands. What is learnt on the way stands in `arrival` afterwards, whatever comes of it.
pub(super) async fn enter(
    mut stream: TcpStream,
    front: &Front,
    arrival: &mut Arrival,
) -> Option<Entered> {
    let hello = timeout(HANDSHAKE, first_flight(&mut stream))
        .await
        .unwrap_or_default();
    arrival.hello = Octets::new(&hello);
    if let Some((version, identity)) = front.old() {
        let chosen = timeout(HANDSHAKE, old::choose(&mut stream, version, identity)).await;
        arrival.failed = Some(format!("{} was chosen", version.name()));
        arrival.then = chosen.ok().map(|came| Octets::new(&came));
        return None;
    }
    let (read, write) = stream.into_split();
    let looked = join(Cursor::new(hello).chain(read), write);
    let shaken = timeout(
        HANDSHAKE,
        TlsAcceptor::from(Arc::clone(&front.config))
            .accept(looked)
            .into_fallible(),
    );
    let stream = match shaken.await {
        Ok(Ok(stream)) => stream,
        Ok(Err((why, mut stream))) => {
            arrival.failed = Some(why.to_string());
            arrival.is_nameless = is_nameless(&why);
            // The alert has to arrive; nobody waits for anything else.
            let _ = stream.shutdown().await;
            return None;
        }
        Err(_) => {
            arrival.failed = Some("it came to no end".into());
            return None;
        }
    };
    let session = stream.get_ref().1;
    let handshake = match session.handshake_kind() {
        Some(HandshakeKind::Resumed) => Handshake::Resumed,
        _ => Handshake::Full,
    };
    arrival.handshake = Some(handshake);
    arrival.tls = session
        .protocol_version()
        .and_then(|v| v.as_str())
        .map(|v| v.replace('_', "."));
    let shown = session.peer_certificates().and_then(|chain| chain.first());
    let key = shown.and_then(|own| certs::key_id_of_certificate(own).ok());
    let Some(key) = key else {
        arrival.failed = Some("it showed no certificate with a key".into());
        return None;
    };
    arrival.key = Some(key.to_string());
    Some(Entered {
        stream,
        key,
        handshake,
    })
}

/// Whether a handshake ended because the client showed nothing of itself.
fn is_nameless(why: &io::Error) -> bool {
    let inner = why.get_ref().and_then(|e| e.downcast_ref());
    matches!(inner, Some(rustls::Error::NoCertificatesPresented))
}

/// The first record, as far as it comes.
async fn first_flight(stream: &mut TcpStream) -> Vec<u8> {
    let mut hello = Vec::new();
    loop {
        let wanted = match hello.get(3..5) {
            Some(length) => 5 + usize::from(u16::from_be_bytes([length[0], length[1]])),
            None => 5,
        };
        if hello.len() >= wanted.min(LONGEST) {
            return hello;
        }
        match stream.read_buf(&mut hello).await {
            Ok(n) if n > 0 => {}
            _ => return hello,
        }
    }
}
