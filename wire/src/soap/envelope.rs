//! The envelope: what is around a message, and whether it lets the message be served.

use crate::xml::{self, Element};
use crate::{Fault, FaultCode, lexical};

use super::{ENVELOPE, content_type};

/// How long a request may be, in bytes: the longest lawful one takes a few thousand, and its
/// headers are anybody's.
pub const MAX_BYTES: usize = 1 << 20;

/// The actor that every reader of a header is (SOAP 1.1 §4.2.2).
const NEXT: &str = "http://schemas.xmlsoap.org/soap/actor/next";

/// The one element in the body of an envelope whose headers may be ignored.
pub(super) fn body_element(content_type: Option<&str>, message: &[u8]) -> Result<Element, Fault> {
    if message.len() > MAX_BYTES {
        return Err(Fault::client(format!(
            "the message is longer than {MAX_BYTES} bytes"
        )));
    }
    let charset = content_type::charset(content_type)?;
    let envelope =
        xml::read(charset.as_deref(), message).map_err(|error| Fault::client(error.to_string()))?;
    check_version(&envelope)?;
    if envelope.has_text() {
        return Err(Fault::client("text stands beside the body"));
    }
    let mut children = envelope.children.into_iter().peekable();
    if let Some(header) = children.next_if(|child| child.is(ENVELOPE, "Header")) {
        check_header(&header)?;
    }
    let body = children
        .next()
        .filter(|child| child.is(ENVELOPE, "Body"))
        .ok_or_else(|| Fault::client("the envelope has no body where it belongs"))?;
    // SOAP 1.1 §4 lets qualified elements of others follow the body.
    let is_foreign = |child: &Element| {
        child
            .name
            .namespace
            .as_deref()
            .is_some_and(|namespace| namespace != ENVELOPE)
    };
    if !children.all(|child| is_foreign(&child)) {
        return Err(Fault::client("something follows the body that may not"));
    }
    only_child(body)
}

fn check_version(envelope: &Element) -> Result<(), Fault> {
    if envelope.is(ENVELOPE, "Envelope") {
        Ok(())
    } else if envelope.name.local == "Envelope" {
        Err(Fault::new(
            FaultCode::VersionMismatch,
            "the envelope is not SOAP 1.1's",
        ))
    } else {
        Err(Fault::client("the document is no SOAP envelope"))
    }
}

/// No header is understood here, so none may insist on it.
fn check_header(header: &Element) -> Result<(), Fault> {
    if header.has_text() {
        return Err(Fault::client("text stands between header entries"));
    }
    for entry in &header.children {
        let is_mine = matches!(entry.attribute(ENVELOPE, "actor"), None | Some("" | NEXT));
        let insists = match entry
            .attribute(ENVELOPE, "mustUnderstand")
            .map(lexical::trim)
        {
            None | Some("0" | "false") => false,
            Some("1" | "true") => true,
            Some(_) => return Err(Fault::client("mustUnderstand is neither 0 nor 1")),
        };
        if is_mine && insists {
            let string = format!("the header {} is not understood", entry.name.local);
            return Err(Fault::new(FaultCode::MustUnderstand, string));
        }
    }
    Ok(())
}

fn only_child(mut body: Element) -> Result<Element, Fault> {
    match (
        body.children.pop(),
        body.children.is_empty(),
        body.has_text(),
    ) {
        (Some(child), true, false) => Ok(child),
        _ => Err(Fault::client("the body does not hold exactly one element")),
    }
}
