//! One connection: TLS, who is on the other side, and its requests.

use super::closing::Closing;
use super::config::Limits;
use super::http::answer;
use super::mail::Mail;
use super::service::Service;
use super::watched::{Fate, Watched};
use crate::ledger::{Caller, Handshake};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// How long a peer may take to read why its handshake was refused.
const FAREWELL: Duration = Duration::from_secs(1);

/// What all connections have in common.
pub(super) struct Shared {
    pub(super) acceptor: TlsAcceptor,
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
    let shake = timeout(shared.limits.handshake, shake(stream, &shared.acceptor));
    let tls = tokio::select! {
        shaken = shake => match shaken {
            Ok(Some(tls)) => tls,
            Ok(None) | Err(_) => return,
        },
        () = closing.said() => return,
    };
    let Some(caller) = caller(&tls, number) else {
        return;
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
        stream: tls,
        fate: fate.clone(),
    }));
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
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

/// The handshake. A peer who is refused is given the time to read the alert: closing at once would
/// reset the connection.
async fn shake(stream: TcpStream, acceptor: &TlsAcceptor) -> Option<TlsStream<TcpStream>> {
    // Answers are small and written at once: waiting to fill a segment would only delay them.
    stream.set_nodelay(true).ok()?;
    match acceptor.accept(stream).into_fallible().await {
        Ok(tls) => Some(tls),
        Err((_, mut stream)) => {
            let farewell = async {
                stream.shutdown().await?;
                while stream.read(&mut [0; 1024]).await? > 0 {}
                Ok::<_, std::io::Error>(())
            };
            let _ = timeout(FAREWELL, farewell).await;
            None
        }
    }
}

/// Who the peer has proved to be; survives resumption.
fn caller(tls: &TlsStream<TcpStream>, connection: u64) -> Option<Caller> {
    let (_, session) = tls.get_ref();
    let certificate = session.peer_certificates()?.first()?;
    let holder = certs::key_id_of_certificate(certificate).ok()?;
    let handshake = match session.handshake_kind()? {
        rustls::HandshakeKind::Resumed => Handshake::Resumed,
        _ => Handshake::Full,
    };
    Some(Caller {
        holder,
        handshake,
        connection,
    })
}
