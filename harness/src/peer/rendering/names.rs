//! Prefixes, and where namespaces are declared (Namespaces in XML 1.0 §3, §6).

use super::{
    Rendering, Way,
    pen::{Attributes, Pen},
};

pub(super) const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";
pub(super) const MESSAGE: &str = "http://lightweightcurrency.org";
pub(super) const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
pub(super) const SCHEMA: &str = "http://www.w3.org/2001/XMLSchema";

/// Prefixes that toolkits and people use, and some that look like something else.
const PREFIXES: [&str; 10] = [
    "s",
    "SOAP-ENV",
    "ns0",
    "_",
    "a.b-c",
    "S",
    "env",
    "transferFunds",
    "tns",
    "p2003",
];

const FOREIGN: [&str; 4] = ["é", "λ", "валюта", "通貨"];

/// The element that declares the message's namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Envelope,
    Body,
    Message,
}

/// Which prefixes stand for which namespace; none where it is the default.
#[derive(Debug)]
pub(super) struct Names {
    envelope: Option<&'static str>,
    message: Option<&'static str>,
    declared: Place,
}

impl Names {
    pub(super) fn of(rendering: &Rendering, rng: &mut fastrand::Rng) -> Self {
        let mut pair = |all: &[&'static str]| {
            let first = rng.usize(..all.len());
            let second = (first + rng.usize(1..all.len())) % all.len();
            (Some(all[first]), Some(all[second]))
        };
        let usual = (Some("soap"), Some("lcp"));
        let way = rendering.of_aspect(super::Aspect::Namespaces);
        let (envelope, message) = match way {
            Some(Way::OtherPrefixes) => pair(&PREFIXES),
            Some(Way::ForeignPrefixes) => pair(&FOREIGN),
            Some(Way::ExchangedPrefixes) => (Some("lcp"), Some("soap")),
            Some(Way::OnePrefix) => (Some("x"), Some("x")),
            Some(Way::EnvelopeByDefault) => (None, Some("lcp")),
            Some(Way::MessageByDefault) => (Some("soap"), None),
            Some(Way::BothByDefault) => (None, None),
            _ => usual,
        };
        Self {
            envelope,
            message,
            declared: match way {
                Some(Way::DeclaredOnEnvelope) => Place::Envelope,
                Some(Way::DeclaredOnBody) => Place::Body,
                _ => Place::Message,
            },
        }
    }

    /// The name of an element of the envelope.
    pub(super) fn in_envelope(&self, local: &str) -> String {
        qualified(self.envelope, local)
    }

    /// The name of the message.
    pub(super) fn in_message(&self, local: &str) -> String {
        qualified(self.message, local)
    }

    /// What an element declares of the two namespaces.
    pub(super) fn declared_on(&self, place: Place, pen: &mut Pen<'_>) -> Attributes {
        let mut declared = Vec::new();
        if place == Place::Envelope {
            declared.push((declaration(self.envelope), pen.namespace(ENVELOPE)));
        }
        if place == self.declared {
            declared.push((declaration(self.message), pen.namespace(MESSAGE)));
        }
        // Parts are in no namespace; where the message has the default one, each of them says so itself.
        if place == Place::Message && self.envelope.is_none() && self.message.is_some() {
            declared.push(("xmlns".into(), String::new()));
        }
        declared
    }

    /// What a part declares, so that it is in no namespace.
    pub(super) fn declared_on_part(&self) -> Attributes {
        let default = self.message.is_none();
        let none = default.then(|| ("xmlns".to_owned(), String::new()));
        none.into_iter().collect()
    }

    /// An attribute in the envelope's namespace, such as `encodingStyle`: an element without prefix lends it none, and so
    /// it comes with a declaration where there is none to be had.
    pub(super) fn attribute(
        &self,
        place: Option<Place>,
        local: &str,
        value: &str,
        pen: &mut Pen<'_>,
    ) -> Attributes {
        let inside = !matches!(place, Some(Place::Envelope | Place::Body));
        let hidden = inside && self.envelope == self.message;
        match self.envelope.filter(|_| !hidden) {
            Some(prefix) => vec![(format!("{prefix}:{local}"), value.to_owned())],
            None => vec![
                ("xmlns:e11".into(), pen.namespace(ENVELOPE)),
                (format!("e11:{local}"), value.to_owned()),
            ],
        }
    }
}

fn qualified(prefix: Option<&str>, local: &str) -> String {
    prefix.map_or(local.to_owned(), |prefix| format!("{prefix}:{local}"))
}

fn declaration(prefix: Option<&str>) -> String {
    prefix.map_or("xmlns".into(), |prefix| format!("xmlns:{prefix}"))
}

impl Pen<'_> {
    /// The name of a namespace as an attribute's value.
    pub(super) fn namespace(&mut self, name: &str) -> String {
        if !self.rendering.has(Way::NamespaceReferences) {
            return name.to_owned();
        }
        let at = self.rng.usize(..name.len());
        let reference = if self.rng.bool() {
            format!("&#{};", name.as_bytes()[at])
        } else {
            format!("&#x{:x};", name.as_bytes()[at])
        };
        format!("{}{reference}{}", &name[..at], &name[at + 1..])
    }
}
