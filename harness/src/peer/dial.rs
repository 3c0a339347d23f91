//! How a connection is made.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

use rustls::ClientConfig;
use tokio::net::{TcpSocket, TcpStream, UdpSocket};

use super::Relay;

/// How a connection is made: in the ordinary way, or in a way that a scenario is about.
#[derive(Debug, Clone)]
pub struct Dial {
    /// Versions of TLS, sessions, and what the client shows.
    pub config: Arc<ClientConfig>,
    /// What the client shows, in words, where that is no ordinary certificate.
    pub client: Option<String>,
    /// An address of this machine that it comes from.
    pub from: Option<IpAddr>,
    /// Where it goes, where that is not the service's own address.
    pub to: Option<SocketAddr>,
    /// What stands at that address. It forwards as long as somebody may dial it.
    pub relay: Option<Arc<Relay>>,
    /// Whether it is written down what the issuer shows.
    pub notes_issuer: bool,
    /// Whether it is the way of ordinary holders.
    pub(super) is_ordinary: bool,
}

impl Dial {
    /// In the ordinary way.
    #[must_use]
    pub fn ordinary(config: Arc<ClientConfig>) -> Self {
        Self {
            config,
            client: None,
            from: None,
            to: None,
            relay: None,
            notes_issuer: false,
            is_ordinary: true,
        }
    }

    /// In a way that a scenario is about, with an ordinary certificate.
    #[must_use]
    pub fn peculiar(config: Arc<ClientConfig>) -> Self {
        Self {
            is_ordinary: false,
            ..Self::ordinary(config)
        }
    }

    /// As a client that shows something else than a holder's ordinary certificate.
    #[must_use]
    pub fn showing(config: Arc<ClientConfig>, client: impl Into<String>) -> Self {
        Self {
            client: Some(client.into()),
            ..Self::peculiar(config)
        }
    }

    /// Writing down what the issuer shows in full handshakes.
    #[must_use]
    pub fn noting_issuer(self) -> Self {
        Self {
            notes_issuer: true,
            is_ordinary: false,
            ..self
        }
    }

    /// From an address of this machine.
    #[must_use]
    pub fn from(self, from: Option<IpAddr>) -> Self {
        Self {
            from,
            is_ordinary: false,
            ..self
        }
    }

    /// By way of a relay.
    #[must_use]
    pub fn by_way_of(self, relay: Arc<Relay>) -> Self {
        Self {
            to: Some(relay.address()),
            relay: Some(relay),
            is_ordinary: false,
            ..self
        }
    }

    /// What the record says about where a connection came from, where that matters.
    pub(super) fn describe_origin(&self, tcp: &TcpStream) -> Option<String> {
        match (&self.relay, self.from) {
            (Some(relay), _) => Some(relay.describe()),
            (None, Some(_)) => tcp.local_addr().ok().map(|from| from.ip().to_string()),
            (None, None) => None,
        }
    }
}

/// Connects, from an address of this machine where one is given.
pub(super) async fn tcp(to: SocketAddr, from: Option<IpAddr>) -> io::Result<TcpStream> {
    let Some(from) = from else {
        return TcpStream::connect(to).await;
    };
    let socket = match from {
        IpAddr::V4(_) => TcpSocket::new_v4()?,
        IpAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // Somebody may want to listen there when the connection is over.
    socket.set_reuseaddr(true)?;
    socket.bind(SocketAddr::new(from, 0))?;
    socket.connect(to).await
}

/// Which of this machine's addresses is used towards another one.
///
/// # Errors
/// When there is none.
pub async fn own_address(towards: SocketAddr) -> io::Result<IpAddr> {
    let any: IpAddr = if towards.is_ipv4() {
        Ipv4Addr::UNSPECIFIED.into()
    } else {
        Ipv6Addr::UNSPECIFIED.into()
    };
    // Nothing is sent by this.
    let socket = UdpSocket::bind((any, 0)).await?;
    socket.connect(towards).await?;
    Ok(socket.local_addr()?.ip())
}
