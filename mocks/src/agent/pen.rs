//! The seam between messages and bytes: writing and reading.

use super::transport::{Letter, Mail};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue};
use wire::Request;
use wire::soap::{self, NoAnswer, Operation, Told};

/// How requests are written. The same request is the same letter always: what is sent again is sent as it was.
pub(crate) trait Pen: Send + Sync {
    /// Writes a request down.
    fn write(&self, request: &Request) -> Letter;
}

/// How answers are read.
pub(crate) trait Reader: Send + Sync {
    /// Reads the answer to what was asked.
    fn read(&self, asked: Operation, mail: &Mail) -> Result<Told, NoAnswer>;
}

/// Writes as the description has it.
pub(crate) struct Plain;

impl Pen for Plain {
    fn write(&self, request: &Request) -> Letter {
        // Toolkits cannot leave a part out, and neither does this.
        let mut request = request.clone();
        if let Request::TransferFunds(transfer) = &mut request {
            transfer.userid.get_or_insert_default();
        }
        Letter {
            fields: vec![
                (CONTENT_TYPE, HeaderValue::from_static(soap::CONTENT_TYPE)),
                (
                    HeaderName::from_static("soapaction"),
                    HeaderValue::from_static("\"\""),
                ),
            ],
            body: Bytes::from(soap::request(&request)),
        }
    }
}

/// Reads whatever an issuer may write, and takes nothing else for an answer.
pub(crate) struct Strict;

impl Reader for Strict {
    fn read(&self, asked: Operation, mail: &Mail) -> Result<Told, NoAnswer> {
        if let Some(why) = &mail.cut {
            return Err(NoAnswer::saying(why.as_str()));
        }
        let told = soap::parse_response(asked, mail.content_type().as_deref(), &mail.body);
        match (mail.status, told) {
            (200..=299, told) => told,
            (400.., Ok(Told::Fault(fault))) => Ok(Told::Fault(fault)),
            // A status is an answer, too; one with a result in it says two things, and so nothing.
            (400.., Ok(_)) => Err(NoAnswer::saying("a result with a status of failure")),
            (400.., Err(_)) => Ok(Told::Fault(format!("HTTP status {}", mail.status))),
            (status, _) => Err(NoAnswer::saying(format!("HTTP status {status}"))),
        }
    }
}
