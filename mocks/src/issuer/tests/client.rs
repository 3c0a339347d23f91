//! A holder, as far as these tests need one.

use crate::{Config, Fault, FeeSchedule, Issuer, Limits};
use certs::{Authority, Identity, Trust};
use rustls::ClientConfig;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use wire::{Amount, GetDeposits, KeyId, Request, TransferFunds};

const ANY: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// A holder with 100 units, and an issuer who takes 1 for a transfer, 0.5 for a deposits request,
/// 0.25 more for a handshake.
pub(crate) async fn issuer(faults: &[Fault]) -> (Issuer, Holder) {
    issuer_with(faults, Limits::default()).await
}

pub(crate) async fn issuer_with(faults: &[Fault], limits: Limits) -> (Issuer, Holder) {
    let fees = FeeSchedule {
        transfer: Amount::units(1),
        deposits: "0.5".parse().unwrap(),
        full_handshake: "0.25".parse().unwrap(),
    };
    start(faults, limits, fees).await
}

/// The same, for nothing.
pub(crate) async fn free_issuer(faults: &[Fault]) -> (Issuer, Holder) {
    start(faults, Limits::default(), FeeSchedule::default()).await
}

async fn start(faults: &[Fault], limits: Limits, fees: FeeSchedule) -> (Issuer, Holder) {
    let authority = Authority::new("authority").unwrap();
    let identity = authority.issue("money.com").unwrap();
    let issuer_key = identity.key_id();
    let trust = Trust::Authority(authority.pem());
    let purse = Identity::holder("purse").unwrap();
    let config = Config {
        domain: "money.com".to_owned(),
        identity,
        authority: Some(Arc::new(authority)),
        listen: ANY,
        wsdl_listen: ANY,
        service_address: None,
        fees,
        funds: vec![(purse.key_id(), Amount::units(100))],
        state: None,
        faults: faults.to_vec(),
        liberties: crate::Liberties::default(),
        creature: None,
    };
    let issuer = Issuer::start_within(config, limits).await.unwrap();
    let purse = Holder {
        key: purse.key_id(),
        tls: certs::client_config(&purse, &trust).unwrap(),
        identity: purse,
        trust,
        issuer: issuer.address(),
        issuer_key,
        from: ANY,
    };
    (issuer, purse)
}

/// Someone with a key, who remembers sessions.
#[derive(Clone)]
pub(crate) struct Holder {
    pub(crate) key: KeyId,
    pub(crate) identity: Identity,
    pub(crate) tls: Arc<ClientConfig>,
    pub(crate) trust: Trust,
    pub(crate) issuer: SocketAddr,
    pub(crate) issuer_key: KeyId,
    from: SocketAddr,
}

impl Holder {
    /// Somebody else, with another key.
    pub(crate) fn other(&self) -> Holder {
        self.known_by(Identity::holder("other").unwrap())
    }

    /// Somebody else, with this key and certificate.
    pub(crate) fn known_by(&self, identity: Identity) -> Holder {
        Holder {
            key: identity.key_id(),
            tls: certs::client_config(&identity, &self.trust).unwrap(),
            identity,
            ..self.clone()
        }
    }

    /// The same without memory of sessions, and with another trust in the issuer.
    pub(crate) fn trusting(&self, trust: &Trust) -> Holder {
        self.speaking(certs::client_config(&self.identity, trust).unwrap())
    }

    /// The same without memory of sessions.
    pub(crate) fn anew(&self) -> Holder {
        self.trusting(&self.trust)
    }

    /// The same with another configuration of TLS.
    pub(crate) fn speaking(&self, tls: Arc<ClientConfig>) -> Holder {
        Holder {
            tls,
            ..self.clone()
        }
    }

    /// The same at another address of this machine.
    pub(crate) fn at(&self, number: u8) -> Holder {
        Holder {
            from: (Ipv4Addr::new(127, 0, 0, number), 0).into(),
            ..self.clone()
        }
    }

    pub(crate) async fn connect(&self) -> TlsStream<TcpStream> {
        self.try_connect().await.unwrap()
    }

    /// Connects, unless the handshake ends before it is known whether the issuer takes the key.
    pub(crate) async fn try_connect(&self) -> io::Result<TlsStream<TcpStream>> {
        let socket = TcpSocket::new_v4()?;
        // A test may listen at an address of its own when the connection is over.
        socket.set_reuseaddr(self.from != ANY)?;
        socket.bind(self.from)?;
        let stream = socket.connect(self.issuer).await?;
        stream.set_nodelay(true)?;
        let name = "money.com".try_into().unwrap();
        TlsConnector::from(self.tls.clone())
            .connect(name, stream)
            .await
    }

    /// What the issuer says this holder has; nothing if it does not serve it.
    pub(crate) async fn balance(&self) -> Option<String> {
        let mut stream = self.try_connect().await.ok()?;
        let request = post("/lcp", &wire::soap::request(&deposits(0)));
        stream.write_all(request.as_bytes()).await.ok()?;
        let told = try_hear(&mut stream).await.ok()?;
        Some(told.one("balance").to_owned())
    }

    /// One request over a connection of its own.
    pub(crate) async fn ask(&self, request: &Request) -> Told {
        let mut stream = self.connect().await;
        ask(&mut stream, request).await
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Told {
    /// The texts of all elements with this name.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        self.body
            .split(&open)
            .skip(1)
            .filter_map(|rest| rest.split(&close).next())
            .collect()
    }

    /// The text of the only element with this name.
    pub(crate) fn one(&self, name: &str) -> &str {
        let all = self.all(name);
        assert_eq!(all.len(), 1, "{name} in {}", self.body);
        all[0]
    }
}

pub(crate) fn transfer(recipient: &Holder, amount: &str, counter: u64) -> Request {
    Request::TransferFunds(TransferFunds {
        recipient: recipient.key.to_string(),
        userid: None,
        amount: amount.to_owned(),
        transaction_id: format!("no. {counter}"),
        message_counter: counter.to_string(),
    })
}

pub(crate) fn deposits(wait: u32) -> Request {
    Request::GetDeposits(GetDeposits {
        milliseconds_wait: wait.to_string(),
    })
}

pub(crate) async fn ask(stream: &mut TlsStream<TcpStream>, request: &Request) -> Told {
    say(stream, &post("/lcp", &wire::soap::request(request))).await;
    hear(stream).await
}

pub(crate) fn post(path: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nHost: money.com\r\nContent-Type: text/xml\r\nContent-Length: {length}\r\n\r\n{body}"
    )
}

pub(crate) async fn say(stream: &mut (impl AsyncWriteExt + Unpin), text: &str) {
    stream.write_all(text.as_bytes()).await.unwrap();
    stream.flush().await.unwrap();
}

/// Reads one answer, by its content length.
pub(crate) async fn hear(stream: &mut (impl AsyncReadExt + Unpin)) -> Told {
    try_hear(stream).await.unwrap()
}

/// The same, unless the connection ends before.
pub(crate) async fn try_hear(stream: &mut (impl AsyncReadExt + Unpin)) -> io::Result<Told> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        bytes.push(stream.read_u8().await?);
    };
    let head = String::from_utf8(bytes[..end].to_vec())
        .unwrap()
        .to_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    stream.read_exact(&mut body).await?;
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Ok(Told {
        status,
        head,
        body: String::from_utf8(body).unwrap(),
    })
}
