//! One connection to the subject, plain or over TLS.

use std::{io, sync::Arc, time::Duration};

use judge::decode::http::{Progress, progress};
use record::{Ending, Handshake};
use rustls::{ClientConfig, pki_types::ServerName};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, timeout, timeout_at},
};
use tokio_rustls::{TlsConnector, client::TlsStream};

use super::Recorder;
use crate::subject::Service;

/// Answers beyond this many bytes are not waited for.
const LARGEST_ANSWER: usize = 64 * 1024 * 1024;

/// What arrived in answer to a request.
#[derive(Debug)]
pub struct Received {
    /// Everything, head and body.
    pub bytes: Vec<u8>,
    /// When the first byte was seen, in microseconds since the run began.
    pub first_byte: Option<u64>,
    /// How it ended.
    pub ending: Ending,
}

/// A connection over TLS, on which a holder has shown its key.
#[derive(Debug)]
pub struct Connection {
    stream: TlsStream<TcpStream>,
    described: record::Connection,
    usable: bool,
}

/// A connection without TLS, for the description.
#[derive(Debug)]
pub struct Plain(TcpStream);

impl Connection {
    /// Opens a connection and makes the handshake, both within `patience`.
    ///
    /// # Errors
    /// [`Ending::NotConnected`] when nobody is there or answers; [`Ending::HandshakeFailed`] when the certificate does not
    /// fit or the handshake is refused; [`Ending::Garbled`] when what answers does not speak TLS.
    pub async fn open(
        service: &Service,
        config: Arc<ClientConfig>,
        recorder: &Recorder,
        patience: Duration,
    ) -> Result<Self, Ending> {
        let id = recorder.next_connection();
        let until = Instant::now() + patience;
        let tcp = connect(service.address, patience).await?;
        let name = ServerName::try_from(service.host.clone()).map_err(|e| {
            Ending::HandshakeFailed(format!(
                "{:?} is no name for a certificate: {e}",
                service.host
            ))
        })?;
        let connecting = TlsConnector::from(config).connect(name, tcp);
        let stream = match timeout_at(until, connecting).await {
            Err(_) => {
                return Err(Ending::NotConnected(format!(
                    "{} accepts, and stays silent",
                    service.address
                )));
            }
            Ok(Err(e)) => return Err(handshake_ending(&e)),
            Ok(Ok(stream)) => stream,
        };
        let (_, tls) = stream.get_ref();
        let handshake = match tls.handshake_kind() {
            Some(rustls::HandshakeKind::Resumed) => Handshake::Resumed,
            _ => Handshake::Full,
        };
        let described = record::Connection {
            id,
            handshake: Some(handshake),
            tls: tls
                .protocol_version()
                .and_then(|v| v.as_str())
                .map(|v| v.replace('_', ".")),
        };
        Ok(Self {
            stream,
            described,
            usable: true,
        })
    }

    /// How a record names it.
    #[must_use]
    pub fn described(&self) -> &record::Connection {
        &self.described
    }

    /// The key identifier of the issuer, as its certificate shows it.
    #[must_use]
    pub fn issuer_key(&self) -> Option<wire::KeyId> {
        let (_, tls) = self.stream.get_ref();
        let shown = tls.peer_certificates()?.first()?;
        certs::key_id_of_certificate(shown).ok()
    }

    /// Whether another request can be sent on it.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        self.usable
    }

    /// Hands bytes to the connection.
    ///
    /// # Errors
    /// As TCP and TLS give them.
    pub async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await?;
        self.stream.flush().await
    }

    /// Waits for a whole answer, no longer than `patience`.
    pub async fn receive(&mut self, recorder: &Recorder, patience: Duration) -> Received {
        let received = receive(&mut self.stream, recorder, patience).await;
        let closes = judge::decode::http::response(&received.bytes)
            .ok()
            .flatten()
            .is_none_or(|r| r.closes);
        self.usable = received.ending == Ending::Answered && !closes;
        received
    }

    /// Waits until an answer begins, no longer than `patience`, and throws its first byte away. When it came comes back.
    pub async fn first_byte(&mut self, recorder: &Recorder, patience: Duration) -> Option<u64> {
        self.usable = false;
        let mut byte = [0];
        match timeout(patience, self.stream.read(&mut byte)).await {
            Ok(Ok(1)) => Some(recorder.now()),
            _ => None,
        }
    }

    /// Whether the peer has not closed it meanwhile, as far as can be seen without waiting. Bytes that come unasked spoil
    /// it too.
    pub async fn is_still_open(&mut self) -> bool {
        let mut byte = [0];
        let read = timeout(Duration::ZERO, self.stream.read(&mut byte)).await;
        self.usable &= read.is_err();
        self.usable
    }
}

impl Plain {
    /// Opens a connection within `patience`.
    ///
    /// # Errors
    /// [`Ending::NotConnected`].
    pub async fn open(address: std::net::SocketAddr, patience: Duration) -> Result<Self, Ending> {
        connect(address, patience).await.map(Self)
    }

    /// Sends a request and waits for the answer.
    pub async fn ask(&mut self, bytes: &[u8], recorder: &Recorder, patience: Duration) -> Received {
        if let Err(e) = self.0.write_all(bytes).await {
            return Received {
                bytes: Vec::new(),
                first_byte: None,
                ending: Ending::Broken(e.to_string()),
            };
        }
        receive(&mut self.0, recorder, patience).await
    }
}

async fn connect(address: std::net::SocketAddr, patience: Duration) -> Result<TcpStream, Ending> {
    let tcp = match timeout(patience, TcpStream::connect(address)).await {
        Err(_) => return Err(Ending::NotConnected(format!("{address} does not answer"))),
        Ok(Err(e)) if e.kind() == io::ErrorKind::ConnectionRefused => {
            return Err(Ending::refused(address));
        }
        Ok(Err(e)) => return Err(Ending::NotConnected(format!("{address}: {e}"))),
        Ok(Ok(tcp)) => tcp,
    };
    // Without it, small messages wait for each other, and what is measured is Nagle's algorithm.
    tcp.set_nodelay(true)
        .map_err(|e| Ending::NotConnected(e.to_string()))?;
    Ok(tcp)
}

fn handshake_ending(e: &io::Error) -> Ending {
    match e
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<rustls::Error>())
    {
        Some(rustls::Error::InvalidMessage(why)) => {
            Ending::Garbled(format!("what came is no TLS: {why:?}"))
        }
        Some(why) => Ending::HandshakeFailed(why.to_string()),
        None => Ending::hung_up(e),
    }
}

async fn receive<S>(stream: &mut S, recorder: &Recorder, patience: Duration) -> Received
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let until = Instant::now() + patience;
    let mut received = Received {
        bytes: Vec::new(),
        first_byte: None,
        ending: Ending::TimedOut,
    };
    let mut chunk = vec![0; 16 * 1024];
    loop {
        let Ok(read) = timeout_at(until, stream.read(&mut chunk)).await else {
            return received;
        };
        let ended = match read {
            Ok(0) => Some(Ending::Closed),
            Ok(n) => {
                received.first_byte.get_or_insert_with(|| recorder.now());
                received.bytes.extend_from_slice(&chunk[..n]);
                None
            }
            // A peer that closes TCP without a word of TLS has closed all the same.
            Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => Some(Ending::Closed),
            Err(e) => Some(Ending::Broken(e.to_string())),
        };
        match progress(&received.bytes, ended.is_some()) {
            Progress::Whole(_) => received.ending = Ending::Answered,
            Progress::Garbled(why) => received.ending = Ending::Garbled(why),
            Progress::More if received.bytes.len() > LARGEST_ANSWER => {
                received.ending =
                    Ending::Garbled(format!("an answer of more than {LARGEST_ANSWER} bytes"));
            }
            Progress::More => match ended {
                Some(ending) => received.ending = ending,
                None => continue,
            },
        }
        return received;
    }
}
