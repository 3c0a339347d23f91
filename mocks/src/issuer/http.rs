//! From HTTP to the service and back.

use super::config::Limits;
use super::service::Service;
use crate::ledger::Caller;
use bytes::Bytes;
use http::header::{ALLOW, CONNECTION, CONTENT_TYPE, HeaderValue};
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Incoming};
use tokio::time::timeout;
use wire::soap;

/// An HTTP answer, whole.
pub(super) type Reply = Response<Full<Bytes>>;

/// The content type of everything that is answered in XML.
pub(super) const XML: HeaderValue = HeaderValue::from_static(soap::CONTENT_TYPE);

/// Answers one HTTP request of a known holder.
pub(super) async fn answer(
    request: Request<Incoming>,
    path: &str,
    caller: &Caller,
    service: &dyn Service,
    limits: &Limits,
) -> Reply {
    if request.uri().path() != path {
        return plain(StatusCode::NOT_FOUND);
    }
    if request.method() != Method::POST {
        let mut reply = plain(StatusCode::METHOD_NOT_ALLOWED);
        reply
            .headers_mut()
            .insert(ALLOW, HeaderValue::from_static("POST"));
        return reply;
    }
    let (head, body) = request.into_parts();
    let body = match timeout(limits.body_time, read(body, limits.body)).await {
        Ok(Ok(body)) => body,
        Ok(Err(Unread::TooLarge)) => return last(StatusCode::PAYLOAD_TOO_LARGE),
        Ok(Err(Unread::CutOff(so_far))) => {
            service.cut_off(caller, &so_far);
            return last(StatusCode::BAD_REQUEST);
        }
        Err(_) => return last(StatusCode::REQUEST_TIMEOUT),
    };
    let content_type = head
        .headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let request = match soap::parse_request(content_type, &body) {
        Ok(request) => request,
        Err(fault) => return xml(StatusCode::INTERNAL_SERVER_ERROR, soap::fault(&fault)),
    };
    match service.serve(caller, &request).await {
        Ok(response) => xml(StatusCode::OK, service.write(&response)),
        Err(fault) => xml(StatusCode::INTERNAL_SERVER_ERROR, soap::fault(&fault)),
    }
}

/// Why a body is not read to its end.
enum Unread {
    TooLarge,
    CutOff(Vec<u8>),
}

async fn read(mut body: Incoming, most: usize) -> Result<Vec<u8>, Unread> {
    if body.size_hint().lower() > most as u64 {
        return Err(Unread::TooLarge);
    }
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            return Err(Unread::CutOff(bytes));
        };
        if let Some(data) = frame.data_ref() {
            bytes.extend_from_slice(data);
        }
        if bytes.len() > most {
            return Err(Unread::TooLarge);
        }
    }
    Ok(bytes)
}

/// An answer in XML.
pub(super) fn xml(status: StatusCode, document: impl Into<Bytes>) -> Reply {
    let mut reply = Response::new(Full::new(document.into()));
    *reply.status_mut() = status;
    reply.headers_mut().insert(CONTENT_TYPE, XML);
    reply
}

/// An answer that is its status.
pub(super) fn plain(status: StatusCode) -> Reply {
    let mut reply = Response::new(Full::default());
    *reply.status_mut() = status;
    reply
}

/// The answer to a request that was not read to its end, so that no other can follow.
fn last(status: StatusCode) -> Reply {
    let mut reply = plain(status);
    reply
        .headers_mut()
        .insert(CONNECTION, HeaderValue::from_static("close"));
    reply
}
