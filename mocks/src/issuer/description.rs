//! `lcp.wsdl`, without encryption and without authentication (paper §3).

use super::closing::Closing;
use super::http::{plain, xml};
use super::mail::Reply;
use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use http::{Method, Request, StatusCode};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;

/// Where the description is published.
const PATH: &str = "/lcp.wsdl";

/// What is published where; the seam at which faults of publishing are put in.
pub(crate) struct Notice {
    /// The path.
    pub(crate) path: String,
    /// As which media type.
    pub(crate) media_type: HeaderValue,
    /// The document, if there is one.
    document: Option<Bytes>,
}

impl Notice {
    /// As the profile wants it.
    pub(super) fn of(document: Option<String>) -> Notice {
        Notice {
            path: PATH.to_owned(),
            media_type: HeaderValue::from_static(wire::soap::CONTENT_TYPE),
            document: document.map(Bytes::from),
        }
    }
}

/// Publishes to one peer.
pub(super) async fn serve(
    stream: TcpStream,
    notice: Arc<Notice>,
    idle: Duration,
    mut closing: Closing,
) {
    let service = service_fn(|request| {
        let reply = answer(&request, &notice);
        async move { Ok::<_, Infallible>(reply.map(Full::new)) }
    });
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(idle)
            .serve_connection(TokioIo::new(stream), service)
    );
    tokio::select! {
        _ = connection.as_mut() => {}
        () = closing.said() => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}

fn answer(request: &Request<Incoming>, notice: &Notice) -> Reply {
    let here = request.uri().path() == notice.path;
    let Some(document) = notice.document.clone().filter(|_| here) else {
        return plain(StatusCode::NOT_FOUND);
    };
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut reply = plain(StatusCode::METHOD_NOT_ALLOWED);
        reply
            .headers_mut()
            .insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return reply;
    }
    let mut reply = xml(StatusCode::OK, document);
    let media_type = notice.media_type.clone();
    reply.headers_mut().insert(CONTENT_TYPE, media_type);
    reply
}
