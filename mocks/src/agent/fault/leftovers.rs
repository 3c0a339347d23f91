//! Answers that are read off a connection as they come, one for each message.

use super::reach::{Walk, walking};
use crate::agent::parts::Parts;
use crate::agent::transport::{Channel, Reaching};
use crate::issuer::channel::Stream;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// The end of a head.
const END: &[u8] = b"\r\n\r\n";

/// What is longer than this is passed on, whole or not.
const LONGEST: usize = 1 << 20;

/// What is done with the bytes that come.
enum State {
    /// They are kept back: nothing was asked.
    Idle,
    /// They are collected, up to a whole answer.
    Asked,
    /// They are passed on: where the answer ends is not known.
    Passing,
}

/// A stream on which what follows an answer is kept back until something is asked.
struct Hoarding {
    right: Stream,
    state: State,
    /// What has come.
    kept: Vec<u8>,
    /// So many bytes of it are to be read.
    due: usize,
    is_over: bool,
}

impl Hoarding {
    /// Sees how much of what has come is the answer.
    fn look(&mut self) {
        let passes = match self.state {
            State::Idle => return,
            State::Passing => true,
            State::Asked => self.is_over || self.kept.len() > LONGEST,
        };
        let end = self.kept.windows(END.len()).position(|it| it == END);
        let head = end.map(|at| at + END.len());
        let length = head.map(|head| self.length(head));
        (self.due, self.state) = match length {
            _ if passes => (self.kept.len(), State::Passing),
            Some(Some(length)) if self.kept.len() >= length => (length, State::Idle),
            Some(None) => (self.kept.len(), State::Passing),
            _ => (0, State::Asked),
        };
    }

    /// How long an answer is whose head is so long, if that says it.
    fn length(&self, head: usize) -> Option<usize> {
        let text = String::from_utf8_lossy(self.kept.get(..head)?).to_ascii_lowercase();
        let mut fields = text.lines();
        let field = fields.find_map(|line| line.strip_prefix("content-length:"))?;
        field.trim().parse::<usize>().ok()?.checked_add(head)
    }

    /// Takes in what comes.
    fn poll_more(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut bytes = [0; 4096];
        let mut read = ReadBuf::new(&mut bytes);
        std::task::ready!(Pin::new(&mut self.right).poll_read(cx, &mut read))?;
        self.is_over = read.filled().is_empty();
        self.kept.extend_from_slice(read.filled());
        Poll::Ready(Ok(()))
    }
}

impl AsyncRead for Hoarding {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        loop {
            if this.due == 0 {
                this.look();
            }
            if this.due > 0 {
                let read = this.due.min(buf.remaining());
                buf.put_slice(this.kept.get(..read).unwrap_or_default());
                this.kept.drain(..read);
                this.due -= read;
                return Poll::Ready(Ok(()));
            }
            if this.is_over {
                return Poll::Ready(Ok(()));
            }
            std::task::ready!(this.poll_more(cx))?;
        }
    }
}

impl AsyncWrite for Hoarding {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if this.due == 0 {
            this.state = State::Asked;
            // An answer may be there already.
            cx.waker().wake_by_ref();
        }
        Pin::new(&mut this.right).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.right).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.right).poll_shutdown(cx)
    }
}

/// Keeps what nobody asked for.
struct Thrifty;

impl Walk for Thrifty {
    fn reach<'a>(
        &'a self,
        right: &'a dyn Channel,
        host: &'a str,
        port: u16,
        tls: Arc<ClientConfig>,
        name: ServerName<'static>,
    ) -> Reaching<'a> {
        Box::pin(async move {
            let right = right.reach(host, port, tls, name).await?;
            let hoarding = Hoarding {
                right,
                state: State::Idle,
                kept: Vec::new(),
                due: 0,
                is_over: false,
            };
            Ok(Box::new(hoarding) as Stream)
        })
    }
}

pub(super) fn kept_for_the_next(parts: &mut Parts) {
    walking(parts, Thrifty);
}
