//! Handshakes in memory.

use std::sync::Arc;

use certs::{Authority, Identity, Trust, client_config_for, server_config_for};
use rustls::pki_types::ServerName;
use rustls::version::{TLS12, TLS13};
use rustls::{
    ClientConfig, ClientConnection, Error, HandshakeKind, ServerConfig, ServerConnection,
    SupportedProtocolVersion,
};
use wire::KeyId;

/// The versions that every promise holds for.
pub(crate) const VERSIONS: [&SupportedProtocolVersion; 2] = [&TLS12, &TLS13];

pub(crate) const DOMAIN: &str = "money.com";

/// An issuer, and what its holders trust.
pub(crate) struct Issuer {
    pub(crate) identity: Identity,
    pub(crate) authority: Trust,
    pub(crate) pinned: Trust,
}

pub(crate) fn issuer() -> Issuer {
    let authority = Authority::new("test authority").expect("an authority");
    let identity = authority.issue(DOMAIN).expect("a server's identity");
    Issuer {
        authority: Trust::Authority(authority.pem()),
        pinned: Trust::Pinned(identity.key_id()),
        identity,
    }
}

pub(crate) fn holder(name: &str) -> Identity {
    Identity::holder(name).expect("a holder")
}

pub(crate) fn server(
    identity: &Identity,
    version: &'static SupportedProtocolVersion,
) -> Arc<ServerConfig> {
    server_config_for(identity, &[version]).expect("a server's configuration")
}

pub(crate) fn client(
    identity: Option<&Identity>,
    trust: &Trust,
    version: &'static SupportedProtocolVersion,
) -> Arc<ClientConfig> {
    client_config_for(identity, trust, &[version]).expect("a client's configuration")
}

/// What either side says of a connection over which a request was answered.
#[derive(Debug, PartialEq)]
pub(crate) struct Connected {
    pub(crate) client: HandshakeKind,
    pub(crate) server: HandshakeKind,
    /// Whom the server took the client for.
    pub(crate) holder: KeyId,
}

/// Connects to [`DOMAIN`].
pub(crate) fn connect(
    client: &Arc<ClientConfig>,
    server: &Arc<ServerConfig>,
) -> Result<Connected, Error> {
    connect_to(DOMAIN, client, server)
}

/// Shakes hands, and sends a request and its answer. The error is the one that the side that
/// refuses has, which is not always the side that hears of it first.
pub(crate) fn connect_to(
    name: &str,
    client: &Arc<ClientConfig>,
    server: &Arc<ServerConfig>,
) -> Result<Connected, Error> {
    let name = ServerName::try_from(name.to_owned()).expect("a server's name");
    let mut client = ClientConnection::new(Arc::clone(client), name)?;
    let mut server = ServerConnection::new(Arc::clone(server))?;
    exchange(&mut client, &mut server)?;
    assert!(!client.is_handshaking() && !server.is_handshaking());
    say(&mut client, &mut server, b"request")?;
    say(&mut server, &mut client, b"answer")?;
    let certificates = server
        .peer_certificates()
        .expect("the holder's certificate");
    Ok(Connected {
        client: client.handshake_kind().expect("a finished handshake"),
        server: server.handshake_kind().expect("a finished handshake"),
        holder: certs::key_id_of_certificate(&certificates[0])
            .or_else(|_| certs::key_id_of_raw_key(&certificates[0]))
            .expect("a certificate or a raw key"),
    })
}

/// A side of a connection.
trait Side {
    fn send(&mut self) -> Vec<u8>;
    fn receive(&mut self, bytes: &[u8]) -> Result<(), Error>;
    fn write(&mut self, text: &[u8]);
    fn read(&mut self) -> Vec<u8>;
}

macro_rules! side {
    ($connection:ty) => {
        impl Side for $connection {
            fn send(&mut self) -> Vec<u8> {
                let mut bytes = Vec::new();
                while self.wants_write() {
                    self.write_tls(&mut bytes).expect("memory takes everything");
                }
                bytes
            }

            fn receive(&mut self, mut bytes: &[u8]) -> Result<(), Error> {
                while !bytes.is_empty() {
                    self.read_tls(&mut bytes).expect("memory gives everything");
                    self.process_new_packets()?;
                }
                Ok(())
            }

            fn write(&mut self, text: &[u8]) {
                std::io::Write::write_all(&mut self.writer(), text).expect("a buffer");
            }

            fn read(&mut self) -> Vec<u8> {
                let mut text = vec![0; 100];
                let length = std::io::Read::read(&mut self.reader(), &mut text).expect("text");
                text.truncate(length);
                text
            }
        }
    };
}

side!(ClientConnection);
side!(ServerConnection);

/// Carries bytes to and fro until neither side has more to say.
fn exchange(a: &mut dyn Side, b: &mut dyn Side) -> Result<(), Error> {
    loop {
        let (from_a, from_b) = (a.send(), b.send());
        if from_a.is_empty() && from_b.is_empty() {
            return Ok(());
        }
        b.receive(&from_a)?;
        a.receive(&from_b)?;
    }
}

fn say(from: &mut dyn Side, to: &mut dyn Side, text: &[u8]) -> Result<(), Error> {
    from.write(text);
    exchange(from, to)?;
    assert_eq!(to.read(), text);
    Ok(())
}
