//! Whether a description is the normative one (paper §3: identical across all issuers but for the service element).
//!
//! Compared are elements in their order, attributes and text. Names count by their namespace and not by their prefix, also
//! where they stand in attributes. Comments, processing instructions and white space between elements do not count.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::{
    WSDL, XSI,
    names::{Name, elements, holds_names, label, trim},
};

/// The normative description.
const NORMATIVE: &str = include_str!("../../../spec/wsdl/lcp.wsdl");

/// Where two documents part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    /// The elements that lead there.
    pub(crate) place: String,
    /// What stands in the normative one.
    pub(crate) expected: String,
    /// What stands there.
    pub(crate) actual: String,
}

/// The first place where a description is another than the normative one.
pub(crate) fn difference(description: Node<'_, '_>) -> Option<Difference> {
    let normative = Document::parse(NORMATIVE).expect("the normative file is well-formed");
    compare(normative.root_element(), description, "")
}

fn compare(wanted: Node<'_, '_>, found: Node<'_, '_>, outer: &str) -> Option<Difference> {
    let place = match outer {
        "" => label(wanted),
        outer => format!("{outer} > {}", label(wanted)),
    };
    let differ = |expected: String, actual: String| {
        Some(Difference {
            place: place.clone(),
            expected,
            actual,
        })
    };
    let (own, other) = (Name::of(wanted), Name::of(found));
    if own != other {
        return differ(format!("<{own}>"), format!("<{other}>"));
    }
    let (own, other) = (attributes(wanted), attributes(found));
    for name in own.keys().chain(other.keys()) {
        if own.get(name) != other.get(name) {
            return differ(
                attribute(name, own.get(name)),
                attribute(name, other.get(name)),
            );
        }
    }
    let (own, other) = (text(wanted), text(found));
    if own != other {
        return differ(format!("the text {own:?}"), format!("the text {other:?}"));
    }
    let mut others = children(found);
    for child in children(wanted) {
        match others.next() {
            Some(other) => {
                if let Some(difference) = compare(child, other, &place) {
                    return Some(difference);
                }
            }
            None => return differ(format!("<{}>", label(child)), "no more elements".into()),
        }
    }
    others
        .next()
        .and_then(|other| differ("no more elements".into(), format!("<{}>", label(other))))
}

fn attribute(name: &Name, value: Option<&String>) -> String {
    match value {
        Some(value) => format!("{name}={value:?}"),
        None => format!("no attribute {name}"),
    }
}

/// Attributes by name, QNames in them resolved. Where a schema may be found is no part of what is described.
fn attributes(node: Node<'_, '_>) -> BTreeMap<Name, String> {
    let element = Name::of(node);
    let own = node.attributes().filter(|a| a.namespace() != Some(XSI));
    own.map(|a| {
        let name = Name::new(a.namespace().unwrap_or_default(), a.name());
        let value = if a.namespace().is_none() && holds_names(&element, a.name()) {
            let resolve = |qname: &str| {
                Name::resolve(node, qname)
                    .map_or_else(|_| qname.to_owned(), |name| name.to_string())
            };
            let all: Vec<String> = a.value().split_whitespace().map(resolve).collect();
            all.join(" ")
        } else {
            a.value().to_owned()
        };
        (name, value)
    })
    .collect()
}

/// The text directly in an element, without the white space around its pieces.
fn text(node: Node<'_, '_>) -> String {
    let pieces = node.children().filter(Node::is_text);
    pieces
        .filter_map(|n| n.text())
        .map(trim)
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// The elements in an element, but the service.
fn children<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    elements(node).filter(|n| !n.has_tag_name((WSDL, "service")))
}
