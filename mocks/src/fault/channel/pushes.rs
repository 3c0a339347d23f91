//! Deposits that are brought to their recipients, who have not asked.

use super::sightings::Sightings;
use crate::fault::delegate::delegate_service;
use crate::fault::effects::succeeded;
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::timeout;
use wire::{KeyId, Request, Response};

/// How long it may take to reach a recipient: the payer is not answered before.
const PATIENCE: Duration = Duration::from_millis(100);

/// What is said to a recipient.
const NOTICE: &[u8] = b"POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n";

/// Connects to where it last saw the recipient of a transfer that was executed.
pub(in crate::fault) struct Pushes {
    right: Arc<dyn Service>,
    seen: Arc<Sightings>,
}

impl Pushes {
    pub(in crate::fault) fn around(
        right: Arc<dyn Service>,
        seen: Arc<Sightings>,
    ) -> Arc<dyn Service> {
        Arc::new(Pushes { right, seen })
    }

    /// Where the recipient of this transfer was.
    fn recipient(&self, request: &Request) -> Option<SocketAddr> {
        match request {
            Request::TransferFunds(transfer) => {
                self.seen.last(KeyId::parse(&transfer.recipient).ok()?)
            }
            Request::GetDeposits(_) => None,
        }
    }
}

impl Service for Pushes {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move {
            let response = self.right.serve(caller, request).await?;
            if let Response::TransferFunds(told) = &response
                && succeeded(told)
                && let Some(place) = self.recipient(request)
            {
                // Most recipients do not listen anywhere.
                let _ = timeout(PATIENCE, push(place)).await;
            }
            Ok(response)
        })
    }

    delegate_service!();
}

async fn push(place: SocketAddr) -> std::io::Result<()> {
    TcpStream::connect(place).await?.write_all(NOTICE).await
}
