//! The types in a description: XML Schema, as far as names and what they refer to go. What facets and content models mean is
//! not looked into.

use roxmltree::Node;

use super::{
    XSD,
    names::{Name, elements, holds_names, label},
    references::{Notes, name_of},
};

/// The types that XML Schema itself has (XML Schema part 2 §3).
const BUILT_IN: [&str; 46] = [
    "anyType",
    "anySimpleType",
    "string",
    "boolean",
    "decimal",
    "float",
    "double",
    "duration",
    "dateTime",
    "time",
    "date",
    "gYearMonth",
    "gYear",
    "gMonthDay",
    "gDay",
    "gMonth",
    "hexBinary",
    "base64Binary",
    "anyURI",
    "QName",
    "NOTATION",
    "normalizedString",
    "token",
    "language",
    "NMTOKEN",
    "NMTOKENS",
    "Name",
    "NCName",
    "ID",
    "IDREF",
    "IDREFS",
    "ENTITY",
    "ENTITIES",
    "integer",
    "nonPositiveInteger",
    "negativeInteger",
    "long",
    "int",
    "short",
    "byte",
    "nonNegativeInteger",
    "unsignedLong",
    "unsignedInt",
    "unsignedShort",
    "unsignedByte",
    "positiveInteger",
];

/// The elements that schemas are written in (XML Schema part 1 §3, part 2 §4).
const ELEMENTS: [&str; 41] = [
    "schema",
    "import",
    "include",
    "redefine",
    "notation",
    "annotation",
    "appinfo",
    "documentation",
    "element",
    "attribute",
    "attributeGroup",
    "group",
    "simpleType",
    "complexType",
    "simpleContent",
    "complexContent",
    "restriction",
    "extension",
    "list",
    "union",
    "all",
    "choice",
    "sequence",
    "any",
    "anyAttribute",
    "key",
    "keyref",
    "unique",
    "selector",
    "field",
    "length",
    "minLength",
    "maxLength",
    "pattern",
    "enumeration",
    "whiteSpace",
    "maxInclusive",
    "maxExclusive",
    "minInclusive",
    "minExclusive",
    "totalDigits",
];

/// The schemas of a description.
pub(super) struct Schemas<'a, 'i>(Vec<Node<'a, 'i>>);

impl<'a, 'i: 'a> Schemas<'a, 'i> {
    pub(super) fn of(schemas: impl Iterator<Item = Node<'a, 'i>>) -> Self {
        Self(schemas.collect())
    }

    /// Every element is one of XML Schema's, and every reference leads to something.
    pub(super) fn check(&self, notes: &mut Notes) {
        for node in self.0.iter().flat_map(Node::descendants) {
            if node.tag_name().namespace() != Some(XSD) || is_annotation(node) {
                continue;
            }
            let local = node.tag_name().name();
            if !ELEMENTS.contains(&local) && local != "fractionDigits" {
                notes
                    .problems
                    .push(format!("XML Schema has no <{}>", label(node)));
            }
            let element = Name::of(node);
            for attribute in node.attributes().filter(|a| a.namespace().is_none()) {
                if holds_names(&element, attribute.name()) {
                    for name in attribute.value().split_whitespace() {
                        self.find(node, name, kinds(local, attribute.name()), notes);
                    }
                }
            }
        }
    }

    pub(super) fn find_type(&self, from: Node<'_, '_>, name: &str, notes: &mut Notes) {
        self.find(from, name, TYPES, notes);
    }

    pub(super) fn find_element(&self, from: Node<'_, '_>, name: &str, notes: &mut Notes) {
        self.find(from, name, &["element"], notes);
    }

    fn find(&self, from: Node<'_, '_>, name: &str, kinds: &[&str], notes: &mut Notes) {
        let name = match Name::resolve(from, name) {
            Ok(name) => name,
            Err(why) => return notes.problems.push(format!("<{}>: {why}", label(from))),
        };
        let built_in = name.namespace == XSD && BUILT_IN.contains(&name.local.as_str());
        if built_in && kinds == TYPES {
            return;
        }
        let target = |s: &&Node<'_, '_>| {
            s.attribute("targetNamespace").unwrap_or_default() == name.namespace
        };
        let mut globals = self.0.iter().filter(target).flat_map(|s| elements(*s));
        let there = |n: Node<'_, '_>| {
            n.tag_name().namespace() == Some(XSD)
                && kinds.contains(&n.tag_name().name())
                && name_of(n) == name.local
        };
        if globals.any(there) {
            return;
        }
        if self.takes_from_elsewhere(&name.namespace) {
            notes.outside.push(name.to_string());
        } else {
            let kind = kinds.first().copied().unwrap_or_default();
            notes
                .problems
                .push(format!("<{}>: there is no {kind} {name}", label(from)));
        }
    }

    /// Whether some schema imports a namespace, or includes more of its own, from where this document cannot be asked.
    fn takes_from_elsewhere(&self, namespace: &str) -> bool {
        self.0.iter().flat_map(|s| elements(*s)).any(|n| {
            let own = n
                .parent_element()
                .and_then(|s| s.attribute("targetNamespace"));
            match n.tag_name().name() {
                "import" => n.attribute("namespace").unwrap_or_default() == namespace,
                "include" | "redefine" => own.unwrap_or_default() == namespace,
                _ => false,
            }
        })
    }
}

const TYPES: &[&str] = &["simpleType", "complexType"];

/// What a reference in an attribute of an element may lead to.
fn kinds(element: &str, attribute: &str) -> &'static [&'static str] {
    match (element, attribute) {
        ("element", "ref" | "substitutionGroup") => &["element"],
        ("attribute", "ref") => &["attribute"],
        ("group", _) => &["group"],
        ("attributeGroup", _) => &["attributeGroup"],
        ("keyref", _) => &["key", "unique"],
        _ => TYPES,
    }
}

/// Whether an element stands in an annotation, where anything may.
fn is_annotation(node: Node<'_, '_>) -> bool {
    node.ancestors()
        .skip(1)
        .any(|n| n.has_tag_name((XSD, "appinfo")) || n.has_tag_name((XSD, "documentation")))
}
