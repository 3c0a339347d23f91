//! The seam between TCP and HTTP, at which faults of the channel are put in.

use crate::ledger::Handshake;
use rustls::pki_types::CertificateDer;
use rustls::server::ClientHello;
use rustls::{HandshakeKind, ProtocolVersion, ServerConfig, ServerConnection};
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::server::TlsStream;
use wire::KeyId;

/// Bytes to and fro.
pub(crate) trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Duplex for S {}

/// A stream of whatever kind.
pub(crate) type Stream = Box<dyn Duplex>;

/// What becomes of a stream that has just been accepted; nothing if it is over.
pub(crate) type Greeting<'a> = Pin<Box<dyn Future<Output = Option<Greeted>> + Send + 'a>>;

/// What is to be spoken on a stream.
pub(crate) enum Greeted {
    /// TLS.
    Tls(Stream),
    /// HTTP as it is.
    Clear(Stream),
}

/// How a handshake is made.
pub(crate) struct Terms {
    pub(crate) config: Arc<ServerConfig>,
    /// Whether it takes raw public keys (RFC 7250), or else certificates.
    pub(crate) raw_keys: bool,
}

/// What a peer has shown.
pub(crate) enum Shown {
    /// Nothing.
    Nothing,
    /// Certificates, its own first.
    Certificates(Vec<CertificateDer<'static>>),
    /// A SubjectPublicKeyInfo (RFC 7250).
    RawKey(Vec<u8>),
}

/// What is known of a peer when it can speak.
pub(crate) struct Proof {
    pub(crate) peer: SocketAddr,
    /// In this handshake, or in the one whose session it resumes.
    pub(crate) shown: Shown,
    pub(crate) handshake: Handshake,
    /// Nothing where nothing is encrypted.
    pub(crate) version: Option<ProtocolVersion>,
}

impl Proof {
    /// What a peer has proved by TLS.
    pub(super) fn by_tls(session: &ServerConnection, raw_keys: bool, peer: SocketAddr) -> Proof {
        let shown = match session.peer_certificates() {
            None | Some([]) => Shown::Nothing,
            Some([key, ..]) if raw_keys => Shown::RawKey(key.to_vec()),
            Some(chain) => Shown::Certificates(chain.to_vec()),
        };
        let handshake = match session.handshake_kind() {
            Some(HandshakeKind::Resumed) => Handshake::Resumed,
            _ => Handshake::Full,
        };
        Proof {
            peer,
            shown,
            handshake,
            version: session.protocol_version(),
        }
    }

    /// A peer who has proved nothing.
    pub(super) fn of_nothing(peer: SocketAddr) -> Proof {
        Proof {
            peer,
            shown: Shown::Nothing,
            handshake: Handshake::Full,
            version: None,
        }
    }
}

/// How a stream becomes a connection of a known holder.
pub(crate) trait Channel: Send + Sync {
    /// Decides what to speak, before a byte has been read.
    fn greet(&self, stream: Stream, _peer: SocketAddr) -> Greeting<'_> {
        Box::pin(async { Some(Greeted::Tls(stream)) })
    }

    /// How to shake hands with someone who says this.
    fn terms(&self, hello: &ClientHello<'_>, peer: SocketAddr) -> Terms;

    /// What to read requests from after the handshake.
    fn within(&self, tls: TlsStream<Stream>) -> Stream {
        Box::new(tls)
    }

    /// Who a peer is; one who is nobody is not served.
    fn holder(&self, proof: &Proof) -> Option<KeyId>;

    /// Whether a connection carries more than one message.
    fn keeps_open(&self) -> bool {
        true
    }
}
