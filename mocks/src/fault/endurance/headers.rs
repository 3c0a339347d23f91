//! Header fields that are too much for an issuer.

use crate::fault::mail::{AmendMail, Premises};
use crate::issuer::mail::{Line, Mail};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What is said to them (RFC 6585 §5).
const RIGHT: &[u8] = b"HTTP/1.1 431";
/// What is said in its place.
const WRONG: &[u8] = b"HTTP/1.1 500";

/// Says that the fault is its own.
pub(in crate::fault) struct OwnFault;

impl OwnFault {
    pub(in crate::fault) fn said(_: &Premises) -> Box<dyn AmendMail> {
        Box::new(OwnFault)
    }
}

impl AmendMail for OwnFault {
    fn line(&self, right: &dyn Mail, line: Line) -> Line {
        Box::new(Misreported(right.line(line)))
    }
}

/// A connection on which one status goes out as another.
struct Misreported(Line);

impl AsyncRead for Misreported {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Misreported {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let other = bytes
            .strip_prefix(RIGHT)
            .map(|behind| [WRONG, behind].concat());
        Pin::new(&mut self.0).poll_write(context, other.as_deref().unwrap_or(bytes))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}
