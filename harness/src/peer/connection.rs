//! One connection to the subject, plain or over TLS.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    pin::pin,
    sync::Arc,
    time::Duration,
};

use futures::FutureExt;
use judge::decode::http::{progress, progress_without_body};
use record::{Ending, Handshake, IssuerShown};
use rustls::{ClientConnection, pki_types::ServerName};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, timeout, timeout_at},
};
use tokio_rustls::{TlsConnector, client::TlsStream};

use super::{
    Dial, Received, Recorder,
    dial::tcp,
    handshake::{handshake_ending, misfit},
    received::{Early, receive, receive_by},
};
use crate::subject::Service;

/// A connection over TLS, on which a holder has shown its key.
#[derive(Debug)]
pub struct Connection {
    pub(super) stream: TlsStream<TcpStream>,
    /// What arrived before it was waited for: an interim response, or the beginning of the next answer.
    pub(super) early: Early,
    described: record::Connection,
    /// Whose number it has.
    recorder: u64,
    pub(super) usable: bool,
    /// How many answers have come on it.
    answers: usize,
}

/// A connection without TLS, for the description.
#[derive(Debug)]
pub struct Plain(TcpStream);

/// A connection that did not come about, or not as far as its handshake's end.
#[derive(Debug, Clone)]
pub struct Unopened {
    /// What is known of it, where anything is.
    pub connection: Option<record::Connection>,
    /// How it ended.
    pub ending: Ending,
}

impl From<Ending> for Unopened {
    fn from(ending: Ending) -> Self {
        Self {
            connection: None,
            ending,
        }
    }
}

impl Connection {
    /// Opens a connection and makes the handshake, both within `patience`.
    ///
    /// # Errors
    /// [`Ending::NotConnected`] when nobody is there, [`Ending::Unheard`] when nobody answers; [`Ending::HandshakeFailed`]
    /// when the certificate does not fit, or the handshake is refused, be it without a word to somebody who comes in an odd
    /// way; [`Ending::Garbled`] when what answers does not speak TLS.
    pub async fn open(
        service: &Service,
        dial: &Dial,
        recorder: &Recorder,
        patience: Duration,
    ) -> Result<Self, Unopened> {
        Self::open_with(service, dial, recorder, patience, |_| ()).await
    }

    /// The same. `first` sees the TLS client before the handshake.
    ///
    /// # Errors
    /// As for [`Connection::open`].
    pub async fn open_with(
        service: &Service,
        dial: &Dial,
        recorder: &Recorder,
        patience: Duration,
        first: impl FnOnce(&mut ClientConnection),
    ) -> Result<Self, Unopened> {
        let mut described = record::Connection {
            id: recorder.next_connection(),
            client: dial.client.clone(),
            ..record::Connection::default()
        };
        match Self::shake(service, dial, recorder, patience, first, &mut described).await {
            Ok(stream) => Ok(Self {
                stream,
                early: Early::default(),
                described,
                recorder: recorder.serial(),
                usable: true,
                answers: 0,
            }),
            Err(ending) => Err(Unopened {
                connection: Some(described),
                ending,
            }),
        }
    }

    async fn shake(
        service: &Service,
        dial: &Dial,
        recorder: &Recorder,
        patience: Duration,
        first: impl FnOnce(&mut ClientConnection),
        described: &mut record::Connection,
    ) -> Result<TlsStream<TcpStream>, Ending> {
        let until = Instant::now() + patience;
        let to = dial.to.unwrap_or(service.address);
        let tcp = connect(to, dial.from, patience).await?;
        described.from = dial.describe_origin(&tcp);
        let name = ServerName::try_from(service.host.clone()).map_err(|e| {
            Ending::HandshakeFailed(format!(
                "{:?} is no name for a certificate: {e}",
                service.host
            ))
        })?;
        let config = recorder.logged(Arc::clone(&dial.config));
        let connecting = TlsConnector::from(config).connect_with(name, tcp, first);
        let stream = match timeout_at(until, connecting).await {
            Err(_) => {
                return Err(Ending::Unheard(format!(
                    "{} accepts, and stays silent",
                    service.address
                )));
            }
            Ok(Err(e)) => {
                described.issuer = misfit(&e).map(|misfit| IssuerShown {
                    key: None,
                    misfit: Some(misfit),
                });
                return Err(match handshake_ending(&e) {
                    // Who comes in an odd way may be refused without a word. Others find that nobody is there.
                    Ending::NotConnected(why) if !dial.is_ordinary => Ending::HandshakeFailed(why),
                    ending => ending,
                });
            }
            Ok(Ok(stream)) => stream,
        };
        let (_, tls) = stream.get_ref();
        let full = !matches!(tls.handshake_kind(), Some(rustls::HandshakeKind::Resumed));
        described.handshake = Some(if full {
            Handshake::Full
        } else {
            Handshake::Resumed
        });
        described.tls = tls
            .protocol_version()
            .and_then(|v| v.as_str())
            .map(|v| v.replace('_', "."));
        if dial.notes_issuer && full {
            described.issuer = Some(IssuerShown {
                key: key_of(tls).map(|key| key.to_string()),
                misfit: None,
            });
        }
        Ok(stream)
    }

    /// How that record names it.
    #[must_use]
    pub fn described(&self, recorder: &Recorder) -> record::Connection {
        record::Connection {
            id: recorder.number_here(self.recorder, self.described.id),
            ..self.described.clone()
        }
    }

    /// The handshake it began with.
    #[must_use]
    pub fn handshake(&self) -> Option<Handshake> {
        self.described.handshake
    }

    /// Where it comes from.
    ///
    /// # Errors
    /// As TCP gives them.
    pub fn local_address(&self) -> io::Result<SocketAddr> {
        self.stream.get_ref().0.local_addr()
    }

    /// The key identifier of the issuer, as its certificate shows it.
    #[must_use]
    pub fn issuer_key(&self) -> Option<wire::KeyId> {
        key_of(self.stream.get_ref().1)
    }

    /// What became of early data that was written before the handshake: whether the issuer accepted it.
    #[must_use]
    pub fn early_data_accepted(&self) -> bool {
        self.stream.get_ref().1.is_early_data_accepted()
    }

    /// Notes what became of early data.
    pub fn note_early_data(&mut self, early_data: record::EarlyData) {
        self.described.early_data = Some(early_data);
    }

    /// Whether another request can be sent on it.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        self.usable && self.early.bytes.is_empty()
    }

    /// Whether more answers can come on it.
    pub(super) fn goes_on(&self) -> bool {
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
        let early = std::mem::take(&mut self.early);
        let (received, _) = receive(&mut self.stream, early, recorder, patience).await;
        self.judge_usable(&received);
        received
    }

    /// Waits for the next of several answers, no longer than `patience`. What has come of the ones behind it is kept.
    pub(super) async fn receive_next(
        &mut self,
        recorder: &Recorder,
        patience: Duration,
    ) -> Received {
        let early = std::mem::take(&mut self.early);
        let (mut received, length) = receive(&mut self.stream, early, recorder, patience).await;
        if length < received.bytes.len() {
            self.early = Early {
                bytes: received.bytes.split_off(length),
                since: Some(recorder.now()),
            };
        }
        self.judge_usable(&received);
        received
    }

    fn judge_usable(&mut self, received: &Received) {
        let closes = judge::decode::http::response(&received.bytes)
            .ok()
            .flatten()
            .is_none_or(|r| r.closes);
        self.usable = received.ending == Ending::Answered && !closes;
        self.answers += usize::from(self.usable);
    }

    /// Sends bytes and listens at the same time, no longer than `patience`: an answer may come before everything was sent,
    /// and nobody may be reading. One to a HEAD request has no body. The connection is of no use afterwards.
    pub(super) async fn converse(
        mut self,
        bytes: &[u8],
        is_head: bool,
        recorder: &Recorder,
        patience: Duration,
    ) -> Received {
        let early = std::mem::take(&mut self.early);
        let (mut reader, mut writer) = tokio::io::split(self.stream);
        let whole = if is_head {
            progress_without_body
        } else {
            progress
        };
        let mut receiving = pin!(receive_by(whole, &mut reader, early, recorder, patience));
        let sending = async {
            writer.write_all(bytes).await?;
            writer.flush().await
        };
        let sent: io::Result<()> = tokio::select! {
            (received, _) = &mut receiving => return received,
            sent = sending => sent,
        };
        let (received, _) = receiving.await;
        match (&received.ending, sent) {
            (Ending::Closed | Ending::Broken(_), Err(e)) => Received {
                ending: Ending::Broken(e.to_string()),
                ..received
            },
            _ => received,
        }
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
        let read = self.stream.read(&mut byte);
        // A time-out of nothing is a tick of the clock: time for a peer that closes behind each answer. One that has not
        // done so is not about to.
        let is_quiet = if self.answers > 1 {
            read.now_or_never().is_none()
        } else {
            timeout(Duration::ZERO, read).await.is_err()
        };
        self.usable &= is_quiet;
        self.usable
    }
}

impl Plain {
    /// Opens a connection within `patience`.
    ///
    /// # Errors
    /// [`Ending::NotConnected`], [`Ending::Unheard`].
    pub async fn open(address: SocketAddr, patience: Duration) -> Result<Self, Ending> {
        connect(address, None, patience).await.map(Self)
    }

    /// Sends a request and waits for the answer.
    pub async fn ask(&mut self, bytes: &[u8], recorder: &Recorder, patience: Duration) -> Received {
        if let Err(e) = self.0.write_all(bytes).await {
            return Received::nothing(Ending::Broken(e.to_string()));
        }
        let early = Early::default();
        receive(&mut self.0, early, recorder, patience).await.0
    }
}

async fn connect(
    address: SocketAddr,
    from: Option<IpAddr>,
    patience: Duration,
) -> Result<TcpStream, Ending> {
    let tcp = match timeout(patience, tcp(address, from)).await {
        Err(_) => return Err(Ending::Unheard(format!("{address} does not answer"))),
        Ok(Err(e)) => {
            let why = format!("{address}: {e}");
            // Only the machine that was asked can refuse; that it cannot be reached is said by others.
            return Err(match e.kind() {
                io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionReset => {
                    Ending::NotConnected(why)
                }
                _ => Ending::Unheard(why),
            });
        }
        Ok(Ok(tcp)) => tcp,
    };
    // Without it, small messages wait for each other, and what is measured is Nagle's algorithm.
    tcp.set_nodelay(true)
        .map_err(|e| Ending::NotConnected(e.to_string()))?;
    Ok(tcp)
}

fn key_of(tls: &ClientConnection) -> Option<wire::KeyId> {
    let shown = tls.peer_certificates()?.first()?;
    certs::key_id_of_certificate(shown).ok()
}
