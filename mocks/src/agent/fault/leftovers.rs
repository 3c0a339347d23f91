//! Answers that are read off a connection as they come, one for each message.

use super::stream::around_stream;
use crate::agent::parts::Parts;
use crate::issuer::channel::Stream;
use std::io;
use std::pin::Pin;
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
    fn on(right: Stream) -> Hoarding {
        Hoarding {
            right,
            state: State::Idle,
            kept: Vec::new(),
            due: 0,
            is_over: false,
        }
    }

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

pub(super) fn kept_for_the_next(parts: &mut Parts) {
    around_stream(parts, |right| Box::new(Hoarding::on(right)));
}

#[cfg(test)]
mod tests {
    use super::Hoarding;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test]
    async fn what_comes_behind_an_answer_is_the_next() {
        let (ours, mut theirs) = tokio::io::duplex(1 << 10);
        let mut ours = Hoarding::on(Box::new(ours));
        let answers = ["one", "two", "six"]
            .map(|it| format!("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{it}"));
        ours.write_all(b"?").await.unwrap();
        theirs
            .write_all(answers[..2].concat().as_bytes())
            .await
            .unwrap();
        let mut bytes = [0; 1 << 10];
        let read = ours.read(&mut bytes).await.unwrap();
        assert_eq!(bytes[..read], *answers[0].as_bytes());
        ours.write_all(b"?").await.unwrap();
        theirs.write_all(answers[2].as_bytes()).await.unwrap();
        let read = ours.read(&mut bytes).await.unwrap();
        assert_eq!(bytes[..read], *answers[1].as_bytes());
    }
}
