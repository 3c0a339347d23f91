//! Names with a namespace, and where they stand in attributes.

use std::fmt;

use roxmltree::Node;

use super::{SOAP, WSDL, XSD};

/// A name and its namespace.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    pub(super) namespace: String,
    pub(super) local: String,
}

impl Name {
    pub(super) fn new(namespace: &str, local: &str) -> Self {
        Self {
            namespace: namespace.to_owned(),
            local: local.to_owned(),
        }
    }

    /// The name of an element.
    pub(super) fn of(node: Node<'_, '_>) -> Self {
        Self::new(
            node.tag_name().namespace().unwrap_or_default(),
            node.tag_name().name(),
        )
    }

    /// What a QName means where it stands (Namespaces in XML §6): without a prefix, the default namespace.
    pub(super) fn resolve(node: Node<'_, '_>, qname: &str) -> Result<Self, String> {
        let qname = trim(qname);
        let (prefix, local) = match qname.split_once(':') {
            Some((prefix, local)) => (Some(prefix), local),
            None => (None, qname),
        };
        if !is_ncname(local) || prefix.is_some_and(|p| !is_ncname(p)) {
            return Err(format!("{qname:?} is no name"));
        }
        match (node.lookup_namespace_uri(prefix), prefix) {
            (Some(namespace), _) => Ok(Self::new(namespace, local)),
            (None, None) => Ok(Self::new("", local)),
            (None, Some(prefix)) => Err(format!("the prefix of {prefix}:{local} is not declared")),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.namespace.as_str() {
            "" => f.write_str(&self.local),
            namespace => write!(f, "{{{namespace}}}{}", self.local),
        }
    }
}

/// Whether a text is a name without a colon (Namespaces in XML §3), as far as letters and digits go.
pub(super) fn is_ncname(text: &str) -> bool {
    let mut letters = text.chars();
    letters
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_')
        && letters.all(|c| c.is_alphanumeric() || "._-\u{b7}".contains(c))
}

/// Whether an attribute without namespace holds QNames on that element: one, or several with white space between.
pub(super) fn holds_names(element: &Name, attribute: &str) -> bool {
    match (element.namespace.as_str(), element.local.as_str()) {
        (WSDL, "part") => matches!(attribute, "type" | "element"),
        (WSDL, "input" | "output" | "fault") => attribute == "message",
        (WSDL, "binding") => attribute == "type",
        (WSDL, "port") => attribute == "binding",
        (SOAP, "header" | "headerfault") => attribute == "message",
        (XSD, "element") => matches!(attribute, "type" | "ref" | "substitutionGroup"),
        (XSD, "attribute") => matches!(attribute, "type" | "ref"),
        (XSD, "group" | "attributeGroup") => attribute == "ref",
        (XSD, "restriction" | "extension") => attribute == "base",
        (XSD, "list") => attribute == "itemType",
        (XSD, "union") => attribute == "memberTypes",
        (XSD, "keyref") => attribute == "refer",
        _ => false,
    }
}

/// The elements in an element.
pub(super) fn elements<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

/// A value without the white space around it (XML Schema part 2 §4.3.6).
pub(super) fn trim(value: &str) -> &str {
    value.trim_matches([' ', '\t', '\r', '\n'])
}

/// What an element is called for people: its name, and its `name` where it has one.
pub(super) fn label(node: Node<'_, '_>) -> String {
    let local = node.tag_name().name();
    match node.attribute("name") {
        Some(name) => format!("{local} {name:?}"),
        None => local.to_owned(),
    }
}
