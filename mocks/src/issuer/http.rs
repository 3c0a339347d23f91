//! From HTTP to the service and back.

use super::config::Limits;
use super::mail::{Content, Letter, Mail, Reply};
use super::service::Service;
use crate::ledger::Caller;
use bytes::Bytes;
use http::header::{CONNECTION, CONTENT_TYPE, HeaderValue};
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Incoming};
use tokio::time::timeout;
use wire::soap;

/// The content type of everything that is answered in XML.
const XML: HeaderValue = HeaderValue::from_static(soap::CONTENT_TYPE);

/// The connection is closed without an answer.
#[derive(Debug, thiserror::Error)]
#[error("hung up")]
pub(super) struct HungUp;

/// Answers one HTTP request of a known holder.
pub(super) async fn answer(
    request: Request<Incoming>,
    caller: &Caller,
    mail: &dyn Mail,
    service: &dyn Service,
    limits: &Limits,
) -> Result<Response<Full<Bytes>>, HungUp> {
    let reply = match receive(request, caller, mail, service, limits).await {
        Ok(letter) => serve(&letter, caller, mail, service).await,
        Err(reply) => reply,
    };
    let sent = mail.send(caller, reply).ok_or(HungUp)?;
    Ok(sent.map(Full::new))
}

/// The whole request, or the answer to what is none.
async fn receive(
    request: Request<Incoming>,
    caller: &Caller,
    mail: &dyn Mail,
    service: &dyn Service,
    limits: &Limits,
) -> Result<Letter, Reply> {
    let (head, body) = request.into_parts();
    if let Some(reply) = mail.turn_away(&head) {
        return Err(reply);
    }
    let body = mail.body(&head, body.boxed_unsync());
    match timeout(limits.body_time, read(body, limits.body)).await {
        Ok(Ok(body)) => Ok(Letter { head, body }),
        Ok(Err(Unread::TooLarge)) => Err(last(StatusCode::PAYLOAD_TOO_LARGE)),
        Ok(Err(Unread::CutOff(so_far))) => {
            service.cut_off(caller, &so_far);
            Err(last(StatusCode::BAD_REQUEST))
        }
        Err(_) => Err(last(StatusCode::REQUEST_TIMEOUT)),
    }
}

async fn serve(letter: &Letter, caller: &Caller, mail: &dyn Mail, service: &dyn Service) -> Reply {
    let served = match mail.read(caller, letter) {
        Ok(request) => service.serve(caller, &request).await,
        Err(fault) => Err(fault),
    };
    match served {
        Ok(response) => xml(StatusCode::OK, service.write(&response)),
        Err(fault) => xml(StatusCode::INTERNAL_SERVER_ERROR, soap::fault(&fault)),
    }
}

/// Why a body is not read to its end.
enum Unread {
    TooLarge,
    CutOff(Vec<u8>),
}

async fn read(mut body: Content, most: usize) -> Result<Vec<u8>, Unread> {
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
    let mut reply = Response::new(document.into());
    *reply.status_mut() = status;
    reply.headers_mut().insert(CONTENT_TYPE, XML);
    reply
}

/// An answer that is its status.
pub(crate) fn plain(status: StatusCode) -> Reply {
    let mut reply = Response::new(Bytes::new());
    *reply.status_mut() = status;
    reply
}

/// The answer to a request that was not read to its end, so that no other can follow.
pub(crate) fn last(status: StatusCode) -> Reply {
    let mut reply = plain(status);
    reply
        .headers_mut()
        .insert(CONNECTION, HeaderValue::from_static("close"));
    reply
}
