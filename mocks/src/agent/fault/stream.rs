//! What is wrongly made of the bytes that come over a connection.

use super::reach::{Walk, walking};
use crate::agent::parts::Parts;
use crate::agent::transport::{Channel, Reaching, connect};
use crate::issuer::channel::Stream;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, DuplexStream, ReadBuf};
use tokio::time::timeout;

/// How much of a conversation is under way at a time, in bytes.
const ROOM: usize = 1 << 16;

/// So long somebody waits for an answer to whom he was sent.
const THERE: Duration = Duration::from_secs(1);

/// What is done with a connection.
struct Around<F>(F);

impl<F: Fn(Stream) -> Stream + Send + Sync> Walk for Around<F> {
    fn reach<'a>(
        &'a self,
        right: &'a dyn Channel,
        host: &'a str,
        port: u16,
        tls: Arc<ClientConfig>,
        name: ServerName<'static>,
    ) -> Reaching<'a> {
        Box::pin(async move { Ok((self.0)(right.reach(host, port, tls, name).await?)) })
    }
}

/// Puts something around each connection.
pub(super) fn around_stream(
    parts: &mut Parts,
    around: impl Fn(Stream) -> Stream + Send + Sync + 'static,
) {
    walking(parts, Around(around));
}

/// What becomes of bytes as they come, the first of an answer or others; none, where nothing more is read.
type Look = fn(&mut [u8], bool) -> bool;

/// A stream on which what comes is looked at.
struct Looking {
    right: Stream,
    look: Look,
    /// Whether something was asked, and nothing has come.
    is_first: bool,
    is_over: bool,
}

impl AsyncRead for Looking {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.is_over {
            return Poll::Ready(Ok(()));
        }
        let before = buf.filled().len();
        std::task::ready!(Pin::new(&mut this.right).poll_read(cx, buf))?;
        let came = buf.filled_mut().get_mut(before..).unwrap_or_default();
        this.is_over = !(this.look)(came, this.is_first);
        this.is_first = false;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Looking {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        this.is_first = true;
        Pin::new(&mut this.right).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.right).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.right).poll_shutdown(cx)
    }
}

fn looking(right: Stream, look: Look) -> Stream {
    Box::new(Looking {
        right,
        look,
        is_first: false,
        is_over: false,
    })
}

pub(super) fn one_read(parts: &mut Parts) {
    around_stream(parts, |right| looking(right, |_, _| false));
}

pub(super) fn interim_is_final(parts: &mut Parts) {
    around_stream(parts, |right| {
        looking(right, |came, is_first| {
            // One without a document has no other status.
            if let (true, [b'H', b'T', b'T', b'P', _, _, _, _, b' ', status @ ..]) =
                (is_first, came)
                && let [b'1', _, _, ..] = status
                && let Some(status) = status.get_mut(..3)
            {
                status.copy_from_slice(b"204");
            }
            true
        })
    });
}

/// Goes between a holder and an issuer, and wherever the issuer sends him.
async fn roam(mut right: Stream, mut ours: DuplexStream) -> io::Result<()> {
    let (mut asked, mut is_answered) = (Vec::new(), false);
    let (mut out, mut back) = (vec![0; ROOM], vec![0; ROOM]);
    loop {
        tokio::select! {
            read = ours.read(&mut out) => {
                let said = out.get(..read?).unwrap_or_default();
                if said.is_empty() {
                    return right.shutdown().await;
                }
                if std::mem::take(&mut is_answered) {
                    asked.clear();
                }
                asked.extend_from_slice(said);
                right.write_all(said).await?;
                right.flush().await?;
            }
            read = right.read(&mut back) => {
                let came = back.get(..read?).unwrap_or_default();
                if came.is_empty() {
                    return ours.shutdown().await;
                }
                is_answered = true;
                match elsewhere(came) {
                    Some((host, port)) => ours.write_all(&ask(&host, port, &asked).await?).await?,
                    None => ours.write_all(came).await?,
                }
            }
        }
    }
}

/// Host and port in clear where an answer sends whoever asks.
fn elsewhere(answer: &[u8]) -> Option<(String, u16)> {
    let text = String::from_utf8_lossy(answer);
    let (head, _) = text.split_once("\r\n\r\n")?;
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?;
    let target = lines.find_map(|line| line.strip_prefix("Location: http://"))?;
    let (host, port) = target.split('/').next()?.rsplit_once(':')?;
    let port = port.parse().ok().filter(|_| status.starts_with('3'))?;
    Some((host.to_owned(), port))
}

async fn ask(host: &str, port: u16, asked: &[u8]) -> io::Result<Vec<u8>> {
    let mut stream = connect(host, port).await?;
    stream.write_all(asked).await?;
    let mut answer = vec![0; ROOM];
    let read = timeout(THERE, stream.read(&mut answer)).await;
    answer.truncate(read.unwrap_or(Ok(0))?);
    Ok(answer)
}

pub(super) fn redirections_followed(parts: &mut Parts) {
    around_stream(parts, |right| {
        let (ours, theirs) = tokio::io::duplex(ROOM);
        tokio::spawn(roam(right, theirs));
        Box::new(ours)
    });
}

#[cfg(test)]
mod tests {
    use super::{elsewhere, looking};

    #[test]
    fn where_an_answer_leads() {
        let head = "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://a:5/b\r\n\r\n";
        assert_eq!(elsewhere(head.as_bytes()), Some(("a".to_owned(), 5)));
        let safe = head.replace("http:", "https:");
        assert_eq!(elsewhere(safe.as_bytes()), None);
        let success = head.replace("307", "200");
        assert_eq!(elsewhere(success.as_bytes()), None);
    }

    #[tokio::test]
    async fn nothing_is_read_behind_the_first() {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let (ours, mut theirs) = tokio::io::duplex(64);
        let mut ours = looking(Box::new(ours), |_, _| false);
        theirs.write_all(b"one").await.unwrap();
        let mut read = [0; 64];
        assert_eq!(ours.read(&mut read).await.unwrap(), 3);
        theirs.write_all(b"two").await.unwrap();
        assert_eq!(ours.read(&mut read).await.unwrap(), 0);
    }
}
