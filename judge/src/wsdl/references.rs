//! Whether names are unique, and references in a description lead somewhere (WSDL 1.1 §2).

use std::collections::BTreeSet;

use roxmltree::Node;

use super::{
    WSDL, XSD,
    names::{Name, elements, label, trim},
    schema::Schemas,
};

/// What a document defines, and what it takes from elsewhere.
pub(super) struct Definitions<'a, 'i> {
    root: Node<'a, 'i>,
    namespace: &'a str,
    imported: BTreeSet<String>,
}

/// What is wrong, and what lies outside of the document and was not looked into.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) problems: Vec<String>,
    pub(super) outside: Vec<String>,
}

/// Elements of WSDL's own with a name in an element.
pub(super) fn own<'a, 'i>(
    node: Node<'a, 'i>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    elements(node).filter(move |n| n.has_tag_name((WSDL, name)))
}

pub(super) fn name_of<'a>(node: Node<'a, '_>) -> &'a str {
    node.attribute("name").map(trim).unwrap_or_default()
}

impl<'a, 'i> Definitions<'a, 'i> {
    pub(super) fn of(root: Node<'a, 'i>) -> Self {
        let imports = own(root, "import").filter_map(|n| n.attribute("namespace"));
        Self {
            root,
            namespace: root.attribute("targetNamespace").unwrap_or_default(),
            imported: imports.map(str::to_owned).collect(),
        }
    }

    /// What a reference leads to: an element of that kind in this document. `None` where it leads nowhere, or outside.
    pub(super) fn find(
        &self,
        from: Node<'a, 'i>,
        attribute: &'static str,
        kind: &'static str,
        notes: &mut Notes,
    ) -> Option<Node<'a, 'i>> {
        let value = from.attribute(attribute)?;
        let name = match Name::resolve(from, value) {
            Ok(name) => name,
            Err(why) => {
                notes.problems.push(format!("<{}>: {why}", label(from)));
                return None;
            }
        };
        let there = own(self.root, kind).find(|n| name_of(*n) == name.local);
        match there {
            Some(node) if name.namespace == self.namespace => return Some(node),
            _ if self.imported.contains(&name.namespace) => notes.outside.push(name.to_string()),
            _ => notes
                .problems
                .push(format!("<{}>: there is no {kind} {name}", label(from))),
        }
        None
    }

    /// Checks everything but what the SOAP binding has to say.
    pub(super) fn check(&self, notes: &mut Notes) {
        for kind in ["message", "portType", "binding", "service"] {
            unique(own(self.root, kind), kind, notes);
        }
        let ports = own(self.root, "service").flat_map(|s| own(s, "port"));
        unique(ports, "port", notes);
        self.messages(notes);
        for operation in own(self.root, "portType").flat_map(|p| own(p, "operation")) {
            for turn in elements(operation).filter(|n| n.attribute("message").is_some()) {
                self.find(turn, "message", "message", notes);
            }
        }
        for binding in own(self.root, "binding") {
            if let Some(port_type) = self.find(binding, "type", "portType", notes) {
                operations(binding, port_type, notes);
            }
        }
        for port in own(self.root, "service").flat_map(|s| own(s, "port")) {
            self.find(port, "binding", "binding", notes);
        }
    }

    /// Parts have names of their own, and one type each (§2.3.1).
    fn messages(&self, notes: &mut Notes) {
        let types = own(self.root, "types").flat_map(elements);
        let schemas = Schemas::of(types.filter(|n| n.has_tag_name((XSD, "schema"))));
        schemas.check(notes);
        for message in own(self.root, "message") {
            unique(own(message, "part"), "part", notes);
            for part in own(message, "part") {
                match (part.attribute("type"), part.attribute("element")) {
                    (Some(name), None) => schemas.find_type(part, name, notes),
                    (None, Some(name)) => schemas.find_element(part, name, notes),
                    (Some(_), Some(_)) => notes
                        .problems
                        .push(format!("<{}> has both a type and an element", label(part))),
                    (None, None) => notes
                        .problems
                        .push(format!("<{}> has neither type nor element", label(part))),
                }
            }
        }
    }
}

fn unique<'a, 'i: 'a>(nodes: impl Iterator<Item = Node<'a, 'i>>, kind: &str, notes: &mut Notes) {
    let mut seen = BTreeSet::new();
    for node in nodes {
        let name = name_of(node);
        if !name.is_empty() && !seen.insert(name) {
            notes
                .problems
                .push(format!("there is more than one {kind} {name:?}"));
        }
    }
}

/// What a binding binds is in its port type (§2.5), in both directions of a message.
fn operations(binding: Node<'_, '_>, port_type: Node<'_, '_>, notes: &mut Notes) {
    for bound in own(binding, "operation") {
        let name = name_of(bound);
        let Some(operation) = own(port_type, "operation").find(|o| name_of(*o) == name) else {
            notes.problems.push(format!(
                "<{}> has the operation {name:?}, which its port type has not",
                label(binding)
            ));
            continue;
        };
        for turn in ["input", "output"] {
            if own(bound, turn).next().is_some() && own(operation, turn).next().is_none() {
                notes.problems.push(format!(
                    "<{}> has an {turn}, which the operation of its port type has not",
                    label(bound)
                ));
            }
        }
        for fault in own(bound, "fault") {
            if !own(operation, "fault").any(|f| name_of(f) == name_of(fault)) {
                notes.problems.push(format!(
                    "<{}> has the fault {:?}, which the operation of its port type has not",
                    label(bound),
                    name_of(fault)
                ));
            }
        }
    }
}
