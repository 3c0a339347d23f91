//! What stands in the description, and how it is served.

use roxmltree::Node;

use super::{Found, Outcome, description::answer};
use crate::{
    decode::{description_document, description_text, http},
    history::History,
    wsdl::{self, Service, Validity},
};

/// So many things that are wrong with a document are told.
const TOLD: usize = 5;

/// The media types of XML, and that of WSDL (RFC 7303 §9, WSDL 1.1 has none of its own registered).
const XML_TYPES: [&str; 3] = ["text/xml", "application/xml", "application/wsdl+xml"];

/// Looks into the description, where there is one. That there should be one is another requirement.
fn looked_into(
    history: &History<'_>,
    exchange: u32,
    expected: &str,
    look: impl FnOnce(Node<'_, '_>) -> Found,
) -> Found {
    let unsettled = |why: String| Found::new(Outcome::Unsettled, expected, why);
    let found = match answer(history, exchange).map(|bytes| bytes.and_then(description_text)) {
        None => unsettled("no description to look into".into()),
        Some(Err(why)) => unsettled(why),
        Some(Ok(text)) => match description_document(&text) {
            Ok(document) => look(document.root_element()),
            Err(why) => unsettled(why),
        },
    };
    found.at([exchange])
}

/// It is the normative one, but for its service element.
pub(super) fn normative(history: &History<'_>, exchange: u32) -> Found {
    let expected = "the normative lcp.wsdl, but for the service element";
    looked_into(history, exchange, expected, |root| {
        match wsdl::difference(root) {
            None => Found::new(Outcome::Holds, expected, "no difference"),
            Some(difference) => Found::new(
                Outcome::Broken,
                format!("in {}: {}", difference.place, difference.expected),
                difference.actual,
            )
            .why("the first difference to the normative lcp.wsdl"),
        }
    })
}

/// It is valid.
pub(super) fn valid(history: &History<'_>, exchange: u32) -> Found {
    let expected = "valid WSDL 1.1 with the SOAP 1.1 binding";
    looked_into(history, exchange, expected, |root| {
        match wsdl::validity(root) {
            Validity::Valid => Found::new(Outcome::Holds, expected, "it is"),
            Validity::Invalid(problems) => Found::new(Outcome::Broken, expected, first(&problems)),
            Validity::Outside(names) => Found::new(Outcome::Unsettled, expected, first(&names))
                .why("what is defined in another document is not looked into"),
        }
    })
}

/// Service and port are named as toolkits look for them.
pub(super) fn service_element(history: &History<'_>, exchange: u32) -> Found {
    let expected = "one service AccountService, with a port Account for AccountSoapBinding";
    looked_into(history, exchange, expected, |root| {
        match wsdl::service(root) {
            Service::Named => Found::new(Outcome::Holds, expected, "that"),
            Service::Other(what) => Found::new(Outcome::Broken, expected, what),
        }
    })
}

/// It comes as XML.
pub(super) fn media_type(history: &History<'_>, exchange: u32) -> Found {
    let expected = format!("a Content-Type of {}", XML_TYPES.join(", "));
    let response = answer(history, exchange).and_then(|bytes| http::response(bytes.ok()?).ok()?);
    let Some(response) = response.filter(|r| r.status == 200) else {
        return Found::new(Outcome::Unsettled, expected, "no description").at([exchange]);
    };
    let value = response.content_type.as_deref().unwrap_or_default();
    let essence = value.split(';').next().unwrap_or_default().trim();
    let outcome = if XML_TYPES.iter().any(|t| t.eq_ignore_ascii_case(essence)) {
        Outcome::Holds
    } else {
        Outcome::Broken
    };
    let actual = match response.content_type {
        Some(value) => value,
        None => "no Content-Type".into(),
    };
    Found::new(outcome, expected, actual).at([exchange])
}

fn first(problems: &[String]) -> String {
    let mut told: Vec<String> = problems.iter().take(TOLD).cloned().collect();
    if problems.len() > TOLD {
        told.push(format!("and {} more", problems.len() - TOLD));
    }
    told.join("; ")
}
