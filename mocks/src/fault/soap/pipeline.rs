//! Requests that were sent before the answers to those before them.

use crate::fault::mail::AmendMail;
use crate::issuer::mail::{Line, Mail};
use std::io::Result;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// How long another request is waited for behind one that has come.
const PAUSE: Duration = Duration::from_millis(10);

/// How much is read at once.
const CHUNK: usize = 16 * 1024;

/// Serves requests that come together in the reverse of their order.
pub(in crate::fault) struct LastFirst;

impl AmendMail for LastFirst {
    fn line(&self, right: &dyn Mail, line: Line) -> Line {
        Box::new(Reversed {
            line: right.line(line),
            waiting: Vec::new(),
            pause: None,
            ready: Vec::new(),
        })
    }
}

/// A stream in which requests of stated length that come within a moment are in reverse.
struct Reversed {
    line: Line,
    /// What has come, and is held back for a moment.
    waiting: Vec<u8>,
    pause: Option<Pin<Box<Sleep>>>,
    /// What HTTP may read.
    ready: Vec<u8>,
}

impl Reversed {
    /// Reads until there is nothing more for now; the pause begins with the first whole request.
    fn poll_fill(&mut self, context: &mut Context<'_>) -> Poll<Result<()>> {
        loop {
            let mut chunk = [0; CHUNK];
            let mut buffer = ReadBuf::new(&mut chunk);
            if Pin::new(&mut self.line)
                .poll_read(context, &mut buffer)?
                .is_pending()
            {
                break;
            }
            if buffer.filled().is_empty() {
                return Poll::Ready(Ok(()));
            }
            self.waiting.extend_from_slice(buffer.filled());
        }
        if self.waiting.is_empty() {
            return Poll::Pending;
        }
        if first_request(&self.waiting).is_some() {
            let pause = self.pause.get_or_insert_with(|| Box::pin(sleep(PAUSE)));
            ready!(pause.as_mut().poll(context));
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncRead for Reversed {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        if self.ready.is_empty() {
            ready!(self.poll_fill(context))?;
            self.pause = None;
            self.ready = reversed(&std::mem::take(&mut self.waiting));
        }
        let part = self.ready.len().min(buffer.remaining());
        buffer.put_slice(&self.ready[..part]);
        self.ready.drain(..part);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Reversed {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<Result<usize>> {
        Pin::new(&mut self.line).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.line).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.line).poll_shutdown(context)
    }
}

/// The bytes with their whole requests in reverse, and the rest behind them.
fn reversed(bytes: &[u8]) -> Vec<u8> {
    let (mut requests, mut rest) = (Vec::new(), bytes);
    while let Some(length) = first_request(rest) {
        let (request, behind) = rest.split_at(length);
        requests.push(request);
        rest = behind;
    }
    requests.reverse();
    [requests.concat().as_slice(), rest].concat()
}

/// How long the request is that the bytes begin with, if it is there, and of stated length.
fn first_request(bytes: &[u8]) -> Option<usize> {
    let head = bytes.windows(4).position(|it| it == b"\r\n\r\n")? + 4;
    let text = str::from_utf8(&bytes[..head]).ok()?.to_ascii_lowercase();
    let field = |name| text.lines().find_map(|line| line.strip_prefix(name));
    let length: usize = field("content-length:")?.trim().parse().ok()?;
    let whole = head.checked_add(length)?;
    (whole <= bytes.len()).then_some(whole)
}
