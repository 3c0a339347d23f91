//! A stream that remembers how it ended: HTTP does not tell those who say goodbye from those who
//! leave, or who throw everything away.

use super::service::End;
use std::io::{Error, ErrorKind};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What became of a stream, as far as is known.
#[derive(Clone, Default)]
pub(super) struct Fate(Arc<OnceLock<End>>);

impl Fate {
    /// How it ended, once it has.
    pub(super) fn end(&self) -> End {
        self.0.get().copied().unwrap_or(End::Farewell)
    }

    /// The first failure tells; later ones follow from it.
    fn note<T>(&self, polled: Poll<Result<T, Error>>) -> Poll<Result<T, Error>> {
        if let Poll::Ready(Err(error)) = &polled {
            let end = match error.kind() {
                ErrorKind::ConnectionReset | ErrorKind::BrokenPipe => End::Reset,
                _ => End::Abrupt,
            };
            self.0.get_or_init(|| end);
        }
        polled
    }
}

/// A stream whose failures are noted.
pub(super) struct Watched<S> {
    pub(super) stream: S,
    pub(super) fate: Fate,
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<(), Error>> {
        let polled = Pin::new(&mut self.stream).poll_read(context, buffer);
        self.fate.note(polled)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Watched<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<Result<usize, Error>> {
        let polled = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.fate.note(polled)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        let polled = Pin::new(&mut self.stream).poll_flush(context);
        self.fate.note(polled)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Result<(), Error>> {
        // The last word may be said to someone who has left already: that tells nothing new.
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
