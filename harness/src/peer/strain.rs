//! Bare TCP connections that are kept open, and what they are in sum.

use std::{io, net::SocketAddr, time::Duration};

use record::{Connection, Ending, Exchange, Octets, Operation, Times};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use super::{Call, Recorder, SOMEBODY};

/// So much of an answer is looked at.
const LOOKED_AT: usize = 4096;

/// A bare TCP connection.
#[derive(Debug)]
pub struct Bare(TcpStream);

impl Bare {
    /// Opens a connection within a time, and sends bytes if there are any.
    ///
    /// # Errors
    /// As TCP gives them.
    pub async fn open(address: SocketAddr, bytes: &[u8], within: Duration) -> io::Result<Self> {
        let opening = async {
            let mut stream = TcpStream::connect(address).await?;
            stream.set_nodelay(true)?;
            stream.write_all(bytes).await?;
            Ok(Self(stream))
        };
        timeout(within, opening)
            .await
            .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
    }

    /// Hears until the other side has closed, or the time is over: what came, and whether it has closed.
    pub async fn hear(&mut self, within: Duration) -> (Vec<u8>, bool) {
        let mut heard = Vec::new();
        let mut some = [0; LOOKED_AT];
        let hearing = async {
            while let Ok(n @ 1..) = self.0.read(&mut some).await {
                heard.extend_from_slice(&some[..n]);
                if heard.len() > LOOKED_AT {
                    break;
                }
            }
        };
        let closed = timeout(within, hearing).await.is_ok();
        (heard, closed)
    }

    /// Whether the other side has closed meanwhile, as far as can be seen without waiting.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        let mut some = [0; LOOKED_AT];
        match self.0.try_read(&mut some) {
            Ok(n) => n == 0,
            Err(e) => e.kind() != io::ErrorKind::WouldBlock,
        }
    }
}

/// What was sent in vain over one connection or many, and what came back.
#[derive(Debug)]
pub struct Strain {
    /// What it was, by name.
    pub form: String,
    /// When it began.
    pub since: u64,
    /// What was sent: over each connection, where there were many.
    pub sent: Vec<u8>,
    /// What came back over one of them.
    pub heard: Vec<u8>,
    /// How it ended.
    pub ending: Ending,
}

impl Strain {
    /// Keeps it as one exchange, which ends now. Its number comes back.
    #[must_use]
    pub fn keep(self, recorder: &Recorder, call: Call) -> u32 {
        let id = recorder.next_exchange();
        recorder.keep(Exchange {
            id,
            holder: SOMEBODY.into(),
            purpose: call.purpose,
            operation: Operation::Probe,
            step: call.step,
            form: vec![self.form],
            connection: Connection {
                id: recorder.next_connection(),
                ..Connection::default()
            },
            times: Times {
                sent: self.since,
                first_byte: None,
                ended: recorder.now(),
            },
            request: Octets::beginning(&self.sent, LOOKED_AT),
            response: Octets::beginning(&self.heard, LOOKED_AT),
            ending: self.ending,
        });
        id
    }
}
