//! The reference reader of requests.

use super::http::plain;
use super::mail::{Letter, Mail, Reply};
use crate::ledger::Caller;
use http::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use http::request::Parts;
use http::{Method, StatusCode};
use wire::{Fault, Request, soap};

/// Reads what is posted to the path of the service, as the profile wants it.
pub(super) struct Clerk {
    path: String,
}

impl Clerk {
    /// Reads what comes to this path.
    pub(super) fn new(path: String) -> Clerk {
        Clerk { path }
    }
}

impl Mail for Clerk {
    fn turn_away(&self, head: &Parts) -> Option<Reply> {
        if head.uri.path() != self.path {
            return Some(plain(StatusCode::NOT_FOUND));
        }
        if head.method != Method::POST {
            let mut reply = plain(StatusCode::METHOD_NOT_ALLOWED);
            reply
                .headers_mut()
                .insert(ALLOW, HeaderValue::from_static("POST"));
            return Some(reply);
        }
        None
    }

    fn read(&self, _caller: &Caller, letter: &Letter) -> Result<Request, Fault> {
        let content_type = letter
            .head
            .headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        soap::parse_request(content_type, &letter.body)
    }
}
