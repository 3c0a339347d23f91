//! The description of an issuer that the suite plays, over plain HTTP (paper §3).

use std::{io, sync::Arc, time::Duration};

use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    time::timeout,
};

use super::{
    answer::{A_BYTE, FIELD, LETTERS},
    deliver::{ENDLESS, pause},
    described::Document,
    issuer::Shared,
    line::{Came, Line},
};

/// How long a client may take.
const VISIT: Duration = Duration::from_secs(30);

/// What keeps whoever fetches a description, in place of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stall {
    /// Nothing is said.
    Silence,
    /// It comes a byte a second.
    Crawling,
    /// Its body never ends.
    Endless,
    /// A header field never ends.
    EndlessHead,
}

impl Stall {
    /// What is called so in a scenario.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        Some(match text {
            "silence" => Self::Silence,
            "a byte a second" => Self::Crawling,
            "a body that never ends" => Self::Endless,
            "a header that never ends" => Self::EndlessHead,
            _ => return None,
        })
    }

    /// Keeps somebody, until he is gone.
    async fn keep(self, mut line: Line<TcpStream>, whole: &[u8]) -> io::Result<()> {
        let stream = &mut line.stream;
        let (begin, forever): (&[u8], _) = match self {
            Self::Silence => (b"", None),
            Self::Crawling => {
                for byte in whole {
                    pause(A_BYTE).await;
                    stream.write_all(&[*byte]).await?;
                }
                (b"", None)
            }
            Self::Endless => (UNENDING, Some(LETTERS)),
            Self::EndlessHead => (b"HTTP/1.1 200 OK\r\nx-long: ", Some(FIELD)),
        };
        stream.write_all(begin).await?;
        let mut sent = 0;
        while let Some(parts) = forever.filter(|_| sent < ENDLESS) {
            for part in parts {
                stream.write_all(part).await?;
                sent += part.len();
            }
        }
        line.end().await;
        Ok(())
    }
}

/// The head of a body that never ends.
const UNENDING: &[u8] =
    b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n";

/// Serves a description to whoever comes.
pub(super) async fn publish(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        // Whoever takes too long has to come again.
        tokio::spawn(timeout(VISIT, serve(stream, shared)));
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let mut line = Line::new(stream);
    while let Came::Request(request) = line.next().await {
        let answer = answer(&request.bytes, &shared.description());
        if let Some(stall) = shared.stall() {
            // Whoever has hung up has done well.
            let _ = stall.keep(line, &answer).await;
            return;
        }
        if line.stream.write_all(&answer).await.is_err() || request.closes {
            return;
        }
    }
}

fn answer(request: &[u8], document: &Document) -> Vec<u8> {
    let gets = request.starts_with(b"GET ");
    if !gets && !request.starts_with(b"HEAD ") {
        return b"HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\nContent-Length: 0\r\n\r\n"
            .to_vec();
    }
    let framing = match document.chunked {
        true => "Transfer-Encoding: chunked".to_owned(),
        false => format!("Content-Length: {}", document.bytes.len()),
    };
    let kind = document.content_type;
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{framing}\r\n\r\n");
    let body = match (gets, document.chunked) {
        (false, _) => Vec::new(),
        (true, false) => document.bytes.clone(),
        (true, true) => in_chunks(&document.bytes),
    };
    [head.as_bytes(), &body].concat()
}

/// A body in chunks of a few hundred bytes.
fn in_chunks(bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    for chunk in bytes.chunks(300) {
        all.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        all.extend_from_slice(chunk);
        all.extend_from_slice(b"\r\n");
    }
    all.extend_from_slice(b"0\r\n\r\n");
    all
}
