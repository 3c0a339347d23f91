//! The parts of a message.

use crate::xml::Element;
use crate::{Fault, lexical};

use super::NAMESPACE;

const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The parts of an operation that nobody has asked for yet.
pub(super) struct Parts(Vec<Element>);

impl Parts {
    pub(super) fn of(operation: Element) -> Result<Self, Fault> {
        if operation.has_text() {
            return Err(Fault::client("text stands between the parts"));
        }
        Ok(Self(operation.children))
    }

    pub(super) fn required(&mut self, name: &str) -> Result<String, Fault> {
        self.take(name)?.ok_or_else(|| missing(name))
    }

    /// A part's text, verbatim. One that is nil is as good as absent.
    pub(super) fn take(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let Some(part) = self.only(name)? else {
            return Ok(None);
        };
        if !part.children.is_empty() {
            return Err(Fault::client(format!("the part {name} has elements in it")));
        }
        let is_nil = matches!(
            part.attribute(INSTANCE, "nil").map(lexical::trim),
            Some("1" | "true")
        );
        Ok((!is_nil).then_some(part.text))
    }

    /// A part that has elements in it.
    pub(super) fn element(&mut self, name: &str) -> Result<Element, Fault> {
        self.only(name)?.ok_or_else(|| missing(name))
    }

    fn only(&mut self, name: &str) -> Result<Option<Element>, Fault> {
        let Some(position) = self.0.iter().position(|part| is_part(part, name)) else {
            return Ok(None);
        };
        let part = self.0.swap_remove(position);
        if self.0.iter().any(|other| is_part(other, name)) {
            return Err(Fault::client(format!("the part {name} is repeated")));
        }
        Ok(Some(part))
    }

    pub(super) fn finish(self) -> Result<(), Fault> {
        self.0.first().map_or(Ok(()), |part| {
            Err(Fault::client(format!(
                "there is no part {}",
                part.name.local
            )))
        })
    }
}

fn missing(name: &str) -> Fault {
    Fault::client(format!("the part {name} is missing"))
}

/// RPC/literal leaves parts unqualified; some toolkits qualify them with the operation's namespace.
fn is_part(element: &Element, name: &str) -> bool {
    let namespace = element.name.namespace.as_deref();
    element.name.local == name && (namespace.is_none() || namespace == Some(NAMESPACE))
}
