//! What a document comes to.

use super::chars::is_space;

/// An expanded name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Name {
    pub(crate) namespace: Option<String>,
    pub(crate) local: String,
}

/// An element. What it has of text is in one piece: no message has mixed content.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: Name,
    pub(crate) attributes: Vec<(Name, String)>,
    pub(crate) children: Vec<Element>,
    pub(crate) text: String,
}

impl Element {
    /// Whether this is `local` in `namespace`.
    pub(crate) fn is(&self, namespace: &str, local: &str) -> bool {
        self.name.local == local && self.name.namespace.as_deref() == Some(namespace)
    }

    /// The value of an attribute in a namespace.
    pub(crate) fn attribute(&self, namespace: &str, local: &str) -> Option<&str> {
        let of_that_name =
            |name: &Name| name.local == local && name.namespace.as_deref() == Some(namespace);
        self.attributes
            .iter()
            .find_map(|(name, value)| of_that_name(name).then_some(value.as_str()))
    }

    /// Whether there is any text but white space between the children.
    pub(crate) fn has_text(&self) -> bool {
        !self.text.chars().all(is_space)
    }
}
