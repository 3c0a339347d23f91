use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A document that is sent: with its length, or in chunks.
#[derive(Default)]
pub(super) struct Sheet {
    rest: Bytes,
    chunk: Option<usize>,
}

impl Sheet {
    /// A document, in chunks of so many bytes, if in any.
    pub(super) fn of(document: &Bytes, chunk: Option<usize>) -> Sheet {
        Sheet {
            rest: document.clone(),
            chunk,
        }
    }
}

impl Body for Sheet {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let length = self.rest.len().min(self.chunk.unwrap_or(usize::MAX).max(1));
        let piece = self.rest.split_to(length);
        Poll::Ready((length > 0).then(|| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        match self.chunk {
            Some(_) => SizeHint::default(),
            None => SizeHint::with_exact(self.rest.len() as u64),
        }
    }
}
