//! The seam before TLS, at which faults of sockets are put in.

use std::any::Any;
use std::future::Future;
use std::pin::Pin;
use tokio::net::TcpStream;

/// What becomes of a peer at the door, sooner or later.
pub(crate) type Entering<'a> = Pin<Box<dyn Future<Output = Entry> + Send + 'a>>;

/// What becomes of a peer at the door.
pub(crate) enum Entry {
    /// It is served. What is in here is kept until its connection ends.
    Served(Option<Box<dyn Any + Send>>),
    /// It has brought the whole issuer down.
    Crash,
}

/// Lets peers in, before a word of TLS was said.
pub(crate) trait Door: Send + Sync {
    /// Looks at a peer.
    fn enter<'a>(&'a self, peer: &'a TcpStream) -> Entering<'a>;
}

/// The reference lets everybody in.
pub(super) struct Open;

impl Door for Open {
    fn enter<'a>(&'a self, _: &'a TcpStream) -> Entering<'a> {
        Box::pin(std::future::ready(Entry::Served(None)))
    }
}
