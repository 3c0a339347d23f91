//! The description of an issuer that the suite plays, over plain HTTP (paper §3).

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    time::timeout,
};

use super::line::{Came, Line};

/// How long a client may take.
const VISIT: Duration = Duration::from_secs(30);

/// What is published.
pub(super) type Document = Arc<dyn Fn() -> String + Send + Sync>;

/// Serves a description to whoever comes, and counts.
pub(super) async fn publish(listener: TcpListener, document: Document, fetched: Arc<AtomicU32>) {
    while let Ok((stream, _)) = listener.accept().await {
        let (document, fetched) = (Arc::clone(&document), Arc::clone(&fetched));
        // Whoever takes too long has to come again.
        tokio::spawn(timeout(VISIT, serve(stream, document, fetched)));
    }
}

async fn serve(stream: TcpStream, document: Document, fetched: Arc<AtomicU32>) {
    let mut line = Line::new(stream);
    while let Came::Request(request) = line.next().await {
        let get = request.bytes.starts_with(b"GET ") || request.bytes.starts_with(b"HEAD ");
        let text = document();
        let head = match get {
            true => format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {}\r\n\r\n",
                text.len()
            ),
            false => {
                "HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\nContent-Length: 0\r\n\r\n"
                    .into()
            }
        };
        fetched.fetch_add(1, Ordering::Relaxed);
        let body = if request.bytes.starts_with(b"GET ") {
            text
        } else {
            String::new()
        };
        if line
            .stream
            .write_all(format!("{head}{body}").as_bytes())
            .await
            .is_err()
            || request.closes
        {
            return;
        }
    }
}
