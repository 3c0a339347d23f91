//! A stream that remembers how it ended: HTTP does not tell a peer who leaves from one who throws
//! everything away.

use std::io::{Error, ErrorKind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Whether the peer has reset the connection: what was sent last may not have been read.
#[derive(Clone, Default)]
pub(super) struct Reset(Arc<AtomicBool>);

impl Reset {
    /// Whether it has, so far.
    pub(super) fn seen(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }

    fn note<T>(&self, polled: Poll<Result<T, Error>>) -> Poll<Result<T, Error>> {
        if let Poll::Ready(Err(error)) = &polled
            && matches!(
                error.kind(),
                ErrorKind::ConnectionReset | ErrorKind::BrokenPipe
            )
        {
            self.0.store(true, Ordering::Release);
        }
        polled
    }
}

/// A stream whose errors are noted.
pub(super) struct Watched<S> {
    pub(super) stream: S,
    pub(super) reset: Reset,
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<(), Error>> {
        let polled = Pin::new(&mut self.stream).poll_read(context, buffer);
        self.reset.note(polled)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Watched<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<Result<usize, Error>> {
        let polled = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.reset.note(polled)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        let polled = Pin::new(&mut self.stream).poll_flush(context);
        self.reset.note(polled)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Result<(), Error>> {
        // The last word is said to someone who may have left already: that is no reset.
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
