//! Listening, and keeping track of the connections.

use super::IssuerError;
use super::closing::Closing;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// How long to leave new peers alone when the system has no descriptor left for them.
const PAUSE: Duration = Duration::from_millis(50);

/// Listens on an address and tells which one it is.
pub(super) async fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), IssuerError> {
    let failed = |source| IssuerError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

/// Accepts until `closing` says true, one task a connection, then waits for them a while and ends
/// those that are left. When `crashing` says true, all end at once.
pub(super) async fn accept<F>(
    listener: TcpListener,
    mut closing: Closing,
    mut crashing: Closing,
    grace: Duration,
    mut serve: impl FnMut(TcpStream) -> F,
) where
    F: Future<Output = ()> + Send + 'static,
{
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(serve(stream));
                }
                Err(_) => sleep(PAUSE).await,
            },
            Some(_) = connections.join_next() => {}
            () = crashing.said() => {
                drop(listener);
                connections.shutdown().await;
                return;
            }
            () = closing.said() => break,
        }
    }
    drop(listener);
    let _ = timeout(grace, async {
        while connections.join_next().await.is_some() {}
    })
    .await;
    connections.shutdown().await;
}
