//! What is waited for without end.

use super::seams::around_desk;
use super::stream::around_stream;
use crate::agent::desk::{Attended, Desk};
use crate::agent::parts::Parts;
use crate::agent::transport::connect;
use crate::issuer::channel::Stream;
use http::Uri;
use serde_json::Value;
use std::collections::HashMap;
use std::future::pending;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use wire::adapter::{Order, Refusal};

/// No answer to a transfer that has an end is longer, in bytes.
const LONGEST: usize = 1 << 16;

/// What a transfer has in it.
const TRANSFER: &[u8] = b"transferFunds";

/// A stream on which it is seen that the answer to a transfer does not end.
struct Measured {
    right: Stream,
    is_transfer: bool,
    came: usize,
    has_no_end: Arc<AtomicBool>,
}

impl AsyncRead for Measured {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buf.filled().len();
        std::task::ready!(Pin::new(&mut this.right).poll_read(cx, buf))?;
        this.came += buf.filled().len() - before;
        if this.is_transfer && this.came > LONGEST {
            this.has_no_end.store(true, Ordering::SeqCst);
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Measured {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        this.is_transfer = bytes.windows(TRANSFER.len()).any(|it| it == TRANSFER);
        this.came = 0;
        Pin::new(&mut this.right).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.right).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.right).poll_shutdown(cx)
    }
}

/// Reads an answer to its end before it reports.
struct Thorough {
    right: Arc<dyn Desk>,
    has_no_end: Arc<AtomicBool>,
}

impl Desk for Thorough {
    fn attend(&self, order: Order) -> Attended<'_> {
        Box::pin(async move {
            let is_transfer = matches!(order, Order::Transfer(_));
            let done = self.right.attend(order).await;
            if is_transfer && self.has_no_end.load(Ordering::SeqCst) {
                pending::<()>().await;
            }
            done
        })
    }

    fn decline(&self, op: &str) -> Result<Value, Refusal> {
        self.right.decline(op)
    }
}

pub(super) fn read_to_the_end(parts: &mut Parts) {
    let has_no_end = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&has_no_end);
    around_stream(parts, move |right| {
        Box::new(Measured {
            right,
            is_transfer: false,
            came: 0,
            has_no_end: Arc::clone(&seen),
        })
    });
    around_desk(parts, move |right| {
        let has_no_end = Arc::clone(&has_no_end);
        Arc::new(Thorough { right, has_no_end })
    });
}

/// Looks at an issuer's description before each payment, however long that takes.
struct Attentive {
    right: Arc<dyn Desk>,
    wsdl: Mutex<HashMap<String, String>>,
}

impl Attentive {
    fn wsdl(&self, issuer: &str) -> Option<String> {
        let known = self.wsdl.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(issuer).cloned()
    }
}

/// Fetches what is at an address in clear, and makes nothing of it.
async fn fetch(url: &str) -> io::Result<()> {
    let uri: Uri = url.parse().map_err(io::Error::other)?;
    let (host, port) = (uri.host().unwrap_or_default(), uri.port_u16().unwrap_or(80));
    let mut stream = connect(host, port).await?;
    let path = uri.path();
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut came = [0; 4096];
    while stream.read(&mut came).await? > 0 {}
    Ok(())
}

impl Desk for Attentive {
    fn attend(&self, order: Order) -> Attended<'_> {
        Box::pin(async move {
            match &order {
                Order::Configure(it) => {
                    let mut known = self.wsdl.lock().unwrap_or_else(PoisonError::into_inner);
                    known.insert(it.issuer.clone(), it.wsdl.clone());
                }
                Order::Transfer(it) => {
                    if let Some(wsdl) = self.wsdl(&it.issuer) {
                        // Whether it is there, the right one finds out.
                        let _ = fetch(&wsdl).await;
                    }
                }
                _ => {}
            }
            self.right.attend(order).await
        })
    }

    fn decline(&self, op: &str) -> Result<Value, Refusal> {
        self.right.decline(op)
    }
}

pub(super) fn description_awaited(parts: &mut Parts) {
    around_desk(parts, |right| {
        let wsdl = Mutex::default();
        Arc::new(Attentive { right, wsdl })
    });
}
