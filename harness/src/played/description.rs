//! The description of an issuer that the suite plays, over plain HTTP (paper §3).

use std::{sync::Arc, time::Duration};

use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    time::timeout,
};

use super::{
    described::Document,
    issuer::Shared,
    line::{Came, Line},
};

/// How long a client may take.
const VISIT: Duration = Duration::from_secs(30);

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
