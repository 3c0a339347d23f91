//! A place on this machine that nobody has a reason to come to: whoever does was led there by a request.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use record::{Ending, Exchange, Octets, Operation, Purpose, Times};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::timeout,
};

use super::{Recorder, own_address};

/// How long a visitor may take to say what it wants.
const VISIT: Duration = Duration::from_secs(1);

/// The longest request of a visitor that is looked at.
const LONGEST: usize = 8192;

/// Listens, and records who fetches something: as probes of its own name.
#[derive(Debug)]
pub struct Trap {
    url: String,
    listening: JoinHandle<()>,
}

impl Trap {
    /// By whom its exchanges are.
    pub const KEEPER: &str = "the trap";

    /// Listens where a subject at that address can find it, as long as nothing between the two translates addresses. `token`
    /// is a part of its URL that nobody can guess, so that a stranger who knocks is no visitor.
    ///
    /// # Errors
    /// When this machine has no place to listen.
    pub async fn open(
        recorder: Arc<Recorder>,
        subject: SocketAddr,
        token: &str,
        step: Option<usize>,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind((own_address(subject).await?, 0)).await?;
        let url = format!("http://{}/{token}", listener.local_addr()?);
        let token = token.to_owned();
        let listening = tokio::spawn(async move {
            while let Ok((visitor, _)) = listener.accept().await {
                // One that says nothing in time, or breaks off, is no visitor.
                let _ = timeout(VISIT, serve(visitor, &recorder, &token, step)).await;
            }
        });
        Ok(Self { url, listening })
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Trap {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// Gives a visitor what makes an entity, so that it goes on as if nothing were wrong.
async fn serve(
    mut visitor: TcpStream,
    recorder: &Recorder,
    token: &str,
    step: Option<usize>,
) -> io::Result<()> {
    let sent = recorder.now();
    let mut request = Vec::new();
    let mut chunk = [0; 1024];
    while !request.windows(4).any(|w| w == b"\r\n\r\n") && request.len() < LONGEST {
        match visitor.read(&mut chunk).await? {
            0 => break,
            n => request.extend_from_slice(&chunk[..n]),
        }
    }
    let wanted = String::from_utf8_lossy(&request).into_owned();
    if !wanted.contains(token) {
        return Ok(());
    }
    let body = if wanted.contains(".dtd") {
        "<!ENTITY ten \"10\">"
    } else {
        "10"
    };
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    recorder.keep(Exchange {
        id: recorder.next_exchange(),
        holder: Trap::KEEPER.to_owned(),
        purpose: Purpose::Step,
        operation: Operation::Probe,
        step,
        form: Vec::new(),
        connection: record::Connection {
            id: recorder.next_connection(),
            ..record::Connection::default()
        },
        times: Times {
            sent,
            first_byte: Some(sent),
            ended: recorder.now(),
        },
        request: Octets::new(&request),
        response: Octets::new(answer.as_bytes()),
        ending: Ending::Answered,
    });
    visitor.write_all(answer.as_bytes()).await
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn visit(url: &str, path: &str) -> String {
        let place = url.strip_prefix("http://").unwrap_or_default();
        let address = place.split('/').next().unwrap_or_default();
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn whoever_fetches_is_recorded_and_whoever_only_knocks_is_not() {
        let recorder = Arc::new(Recorder::new(std::time::Instant::now()));
        let subject = SocketAddr::from(([127, 0, 0, 1], 443));
        let trap = Trap::open(Arc::clone(&recorder), subject, "7f3a", Some(2))
            .await
            .unwrap();
        assert!(
            trap.url().starts_with("http://127.0.0.1:"),
            "{}",
            trap.url()
        );
        assert_eq!(visit(trap.url(), "/").await, "");
        assert_eq!(recorder.exchanges().len(), 0);
        assert!(visit(trap.url(), "/7f3a/ten").await.ends_with("\r\n\r\n10"));
        assert!(visit(trap.url(), "/7f3a/all.dtd").await.contains("ENTITY"));
        let fetched = recorder.exchanges();
        assert_eq!(fetched.len(), 2);
        assert!(fetched.iter().all(|e| e.holder == Trap::KEEPER));
        assert_eq!(fetched[0].step, Some(2));
    }
}
