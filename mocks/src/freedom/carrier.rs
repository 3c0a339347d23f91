//! A line on which answers go out as they were drawn, and which is closed when it was drawn.

use super::carriage::{Carriage, Closes};
use super::head::Whole;
use crate::issuer::mail::Line;
use fastrand::Rng;
use std::future::Future;
use std::io::Error;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep, sleep_until};

/// How long a peer may take to notice that a connection is closed: closing before would throw away what it has not read yet.
const FAREWELL: Duration = Duration::from_secs(1);

/// An answer is written in no more pieces.
const MOST_PIECES: usize = 500;

/// A line that is amended.
pub(super) struct Carrier {
    line: Line,
    how: Carriage,
    rng: Rng,
    /// What HTTP has written of a response that is not whole yet.
    written: Vec<u8>,
    /// What is to go out, and how much of it has.
    out: Vec<u8>,
    gone: usize,
    /// Whether what has gone out is to be flushed before anything else does.
    unflushed: bool,
    /// No more answers are given.
    over: bool,
    goodbye: Goodbye,
    idle: Option<Pin<Box<Sleep>>>,
}

/// How far the end of the line has come.
enum Goodbye {
    Unsaid,
    Said(Pin<Box<Sleep>>),
    Done,
}

impl Carrier {
    pub(super) fn new(line: Line, how: Carriage, rng: Rng) -> Carrier {
        let mut carrier = Carrier {
            line,
            how,
            rng,
            written: Vec::new(),
            out: Vec::new(),
            gone: 0,
            unflushed: false,
            over: false,
            goodbye: Goodbye::Unsaid,
            idle: None,
        };
        carrier.rest();
        carrier
    }

    /// From now on nothing is expected.
    fn rest(&mut self) {
        if let Closes::Idle(time) = self.how.closes {
            self.idle = Some(Box::pin(sleep_until(Instant::now() + time)));
        }
    }

    /// Takes what was written as far as it makes whole responses.
    fn take(&mut self) {
        while let Some(whole) = Whole::read(&self.written) {
            let length = whole.length;
            if whole.is_interim() {
                self.out.extend(&self.written[..length]);
            } else {
                self.over = whole.closes();
                let bytes = whole.write(&self.how, &mut self.rng);
                self.out.extend(bytes);
                self.rest();
            }
            self.written.drain(..length);
        }
    }

    fn poll_out(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        // A long answer is not cut into more pieces than a long one needs to be in pieces.
        let most = match self.how.pieces {
            Some(pieces) => pieces.max(self.out.len() / MOST_PIECES),
            None => usize::MAX,
        };
        while self.gone < self.out.len() {
            if self.unflushed {
                ready!(Pin::new(&mut self.line).poll_flush(context))?;
                self.unflushed = false;
            }
            let rest = &self.out[self.gone..];
            let piece = &rest[..rest.len().min(most)];
            self.gone += ready!(Pin::new(&mut self.line).poll_write(context, piece))?;
            self.unflushed = self.how.pieces.is_some();
        }
        self.out.clear();
        self.gone = 0;
        Pin::new(&mut self.line).poll_flush(context)
    }

    /// Says that there will be no more, and waits until the peer has seen it.
    fn poll_goodbye(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        loop {
            match &mut self.goodbye {
                Goodbye::Unsaid => {
                    ready!(self.poll_out(context))?;
                    ready!(Pin::new(&mut self.line).poll_shutdown(context))?;
                    self.goodbye = Goodbye::Said(Box::pin(sleep(FAREWELL)));
                }
                Goodbye::Said(patience) => {
                    let mut bytes = [0; 1024];
                    let mut buffer = ReadBuf::new(&mut bytes);
                    let read = Pin::new(&mut self.line).poll_read(context, &mut buffer);
                    let more = match read {
                        Poll::Ready(Ok(())) => !buffer.filled().is_empty(),
                        Poll::Ready(Err(_)) => false,
                        Poll::Pending => {
                            ready!(patience.as_mut().poll(context));
                            false
                        }
                    };
                    if !more {
                        self.goodbye = Goodbye::Done;
                    }
                }
                Goodbye::Done => return Poll::Ready(Ok(())),
            }
        }
    }
}

impl AsyncRead for Carrier {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<(), Error>> {
        if self.over {
            // The end of what the peer says, as far as HTTP is concerned.
            return self.poll_goodbye(context);
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.line).poll_read(context, buffer);
        if buffer.filled().len() > before {
            self.idle = None;
        }
        if let (Poll::Pending, Some(idle)) = (&read, &mut self.idle)
            && idle.as_mut().poll(context).is_ready()
        {
            self.over = true;
            return self.poll_goodbye(context);
        }
        read
    }
}

impl AsyncWrite for Carrier {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<Result<usize, Error>> {
        self.written.extend(bytes);
        self.take();
        if let Poll::Ready(Err(e)) = self.poll_out(context) {
            return Poll::Ready(Err(e));
        }
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.poll_out(context)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Result<(), Error>> {
        if !self.written.is_empty() {
            // No whole response came of it.
            let rest = std::mem::take(&mut self.written);
            self.out.extend(rest);
        }
        if self.over {
            return self.poll_goodbye(context);
        }
        ready!(self.poll_out(context))?;
        Pin::new(&mut self.line).poll_shutdown(context)
    }
}
