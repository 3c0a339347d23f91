//! One connection: TLS, who is on the other side, and its requests.

use super::channel::{Channel, Duplex, Greeted, Proof, Stream};
use super::closing::Closing;
use super::config::Limits;
use super::http::answer;
use super::mail::Mail;
use super::service::Service;
use super::watched::{Fate, Watched};
use crate::ledger::Caller;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use rustls::server::Acceptor;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::LazyConfigAcceptor;

/// How long a peer may take to read why its handshake was refused.
const FAREWELL: Duration = Duration::from_secs(1);

/// What all connections have in common.
pub(super) struct Shared {
    pub(super) channel: Arc<dyn Channel>,
    pub(super) service: Arc<dyn Service>,
    pub(super) mail: Box<dyn Mail>,
    pub(super) limits: Limits,
}

/// Serves one connection to its end. Whatever the peer does concerns this connection alone.
pub(super) async fn serve(
    stream: TcpStream,
    number: u64,
    shared: Arc<Shared>,
    mut closing: Closing,
) {
    let shake = timeout(shared.limits.handshake, shake(stream, &*shared.channel));
    let (stream, proof) = tokio::select! {
        shaken = shake => match shaken {
            Ok(Some(shaken)) => shaken,
            Ok(None) | Err(_) => return,
        },
        () = closing.said() => return,
    };
    let Some(holder) = shared.channel.holder(&proof) else {
        return;
    };
    let caller = Caller {
        holder,
        handshake: proof.handshake,
        connection: number,
    };
    let service = service_fn(|request| {
        let (shared, caller) = (&shared, &caller);
        answer(
            request,
            caller,
            &*shared.mail,
            &*shared.service,
            &shared.limits,
        )
    });
    let fate = Fate::default();
    let line = shared.mail.line(Box::new(Watched {
        stream,
        fate: fate.clone(),
    }));
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .keep_alive(shared.channel.keeps_open())
            .header_read_timeout(shared.limits.idle)
            .serve_connection(TokioIo::new(line), service)
    );
    tokio::select! {
        _ = connection.as_mut() => {}
        () = closing.said() => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.as_mut().await;
        }
    }
    shared.service.ended(&caller, fate.end());
}

/// The handshake.
async fn shake(stream: TcpStream, channel: &dyn Channel) -> Option<(Stream, Proof)> {
    // Answers are small and written at once: waiting to fill a segment would only delay them.
    stream.set_nodelay(true).ok()?;
    let peer = stream.peer_addr().ok()?;
    let stream = match channel.greet(Box::new(stream), peer).await? {
        Greeted::Tls(stream) => stream,
        Greeted::Clear(stream) => return Some((stream, Proof::of_nothing(peer))),
    };
    let mut hello = LazyConfigAcceptor::new(Acceptor::default(), stream);
    let Ok(begun) = (&mut hello).await else {
        take_leave(hello.take_io()?).await;
        return None;
    };
    let terms = channel.terms(&begun.client_hello(), peer);
    match begun.into_stream(terms.config).into_fallible().await {
        Ok(tls) => {
            let proof = Proof::by_tls(tls.get_ref().1, terms.raw_keys, peer);
            Some((channel.within(tls), proof))
        }
        Err((_, stream)) => {
            take_leave(stream).await;
            None
        }
    }
}

/// A peer who is refused is given the time to read why: closing at once would reset the connection.
pub(crate) async fn take_leave(mut stream: impl Duplex) {
    let farewell = async {
        stream.shutdown().await?;
        while stream.read(&mut [0; 1024]).await? > 0 {}
        Ok::<_, std::io::Error>(())
    };
    let _ = timeout(FAREWELL, farewell).await;
}
