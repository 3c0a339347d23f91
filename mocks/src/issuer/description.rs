//! `lcp.wsdl`, without encryption and without authentication (paper §3).

use super::closing::Closing;
use super::http::{plain, xml};
use super::mail::Reply;
use bytes::Bytes;
use http::header::{ALLOW, HeaderValue};
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
pub(super) const PATH: &str = "/lcp.wsdl";

/// Publishes to one peer.
pub(super) async fn serve(
    stream: TcpStream,
    document: Option<Arc<str>>,
    idle: Duration,
    mut closing: Closing,
) {
    let service = service_fn(|request| {
        let reply = answer(&request, document.as_deref());
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

fn answer(request: &Request<Incoming>, document: Option<&str>) -> Reply {
    let Some(document) = document.filter(|_| request.uri().path() == PATH) else {
        return plain(StatusCode::NOT_FOUND);
    };
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut reply = plain(StatusCode::METHOD_NOT_ALLOWED);
        reply
            .headers_mut()
            .insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return reply;
    }
    xml(StatusCode::OK, Bytes::copy_from_slice(document.as_bytes()))
}
