//! Answers that are not written as they should be: each function amends one.

use crate::issuer::mail::Reply;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue};
use wire::soap::NAMESPACE;

/// An answer with other text; one that is no text stays as it is.
fn retold(reply: Reply, retell: impl Fn(&str) -> String) -> Reply {
    let text = str::from_utf8(reply.body()).map(retell);
    match text {
        Ok(text) => reply.map(|_| text.into()),
        Err(_) => reply,
    }
}

fn says(reply: &Reply, what: &str) -> bool {
    str::from_utf8(reply.body()).is_ok_and(|text| text.contains(what))
}

pub(in crate::fault) fn fault_with_200(mut reply: Reply) -> Reply {
    if says(&reply, "<soap:Fault>") {
        *reply.status_mut() = StatusCode::OK;
    }
    reply
}

pub(in crate::fault) fn server_code(reply: Reply) -> Reply {
    const CODES: [&str; 3] = ["Client", "MustUnderstand", "VersionMismatch"];
    retold(reply, |text| {
        CODES.iter().fold(text.to_owned(), |text, code| {
            text.replace(
                &format!("<faultcode>soap:{code}<"),
                "<faultcode>soap:Server<",
            )
        })
    })
}

pub(in crate::fault) fn failure_elsewhere(reply: Reply) -> Reply {
    if !says(&reply, "<result>") || says(&reply, "<result>success<") {
        return reply;
    }
    retold(reply, |text| {
        text.replace(NAMESPACE, "urn:lightweightcurrency")
    })
}

/// Only where a deposit is for a user: lists without one stay as they are.
pub(in crate::fault) fn qualified_parts(reply: Reply) -> Reply {
    if !says(&reply, "<userid>") {
        return reply;
    }
    const PARTS: [&str; 4] = ["deposit", "transactionId", "amount", "userid"];
    retold(reply, |text| {
        PARTS.iter().fold(text.to_owned(), |text, part| {
            text.replace(&format!("<{part}>"), &format!("<lcp:{part}>"))
                .replace(&format!("</{part}>"), &format!("</lcp:{part}>"))
        })
    })
}

/// What has no place in ISO-8859-1 becomes a character reference, but only where something has.
fn latin_1(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for c in text.chars() {
        match u8::try_from(c) {
            Ok(byte) => bytes.push(byte),
            Err(_) => bytes.extend(format!("&#{};", u32::from(c)).bytes()),
        }
    }
    bytes
}

/// Answers in ASCII alone stay as they are.
pub(in crate::fault) fn in_latin_1(reply: Reply) -> Reply {
    if reply.body().is_ascii() {
        return reply;
    }
    let mut reply = retold(reply, |text| {
        text.replacen("encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\"", 1)
    });
    let said = HeaderValue::from_static("text/xml; charset=iso-8859-1");
    reply.headers_mut().insert(CONTENT_TYPE, said);
    secretly_latin_1(reply)
}

pub(in crate::fault) fn secretly_latin_1(reply: Reply) -> Reply {
    let bytes = str::from_utf8(reply.body()).map(latin_1);
    match bytes {
        Ok(bytes) => reply.map(|_| bytes.into()),
        Err(_) => reply,
    }
}

pub(in crate::fault) fn plain_text(mut reply: Reply) -> Reply {
    if let Some(said) = reply.headers_mut().get_mut(CONTENT_TYPE) {
        *said = HeaderValue::from_static("text/plain; charset=utf-8");
    }
    reply
}
