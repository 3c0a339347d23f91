//! Which elements and attributes of WSDL 1.1 stand where (§2.1 there, and its schema).
//!
//! Where the Note and its schema differ, both are taken: elements of other namespaces may stand before or behind WSDL's own.

use roxmltree::Node;

use super::{
    SOAP, WSDL, XSI,
    names::{elements, is_ncname, label, trim},
};

/// How an element may be written.
struct Rule {
    /// Attributes that it must have.
    needs: &'static [&'static str],
    /// Attributes that it may have.
    may: &'static [&'static str],
    /// Elements of WSDL's own that may stand in it.
    holds: &'static [&'static str],
    /// Those of them that may stand there once only.
    once: &'static [&'static str],
    /// What else it may have.
    open: Open,
}

/// Where other namespaces have a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Elements,
    Attributes,
}

const fn rule(
    needs: &'static [&'static str],
    may: &'static [&'static str],
    holds: &'static [&'static str],
    once: &'static [&'static str],
    open: Open,
) -> Rule {
    Rule {
        needs,
        may,
        holds,
        once,
        open,
    }
}

/// The rule for an element, by its own name and those of the two around it, inner first.
fn rule_for(name: &str, around: Option<&str>, outer: Option<&str>) -> Option<Rule> {
    const TOP: &[&str] = &[
        "import", "types", "message", "portType", "binding", "service",
    ];
    const TURNS: &[&str] = &["input", "output", "fault"];
    const ONCE: &[&str] = &["input", "output"];
    use Open::{Attributes, Elements};
    Some(match (name, around, outer) {
        ("definitions", None, None) => {
            rule(&[], &["name", "targetNamespace"], TOP, &["types"], Elements)
        }
        ("import", Some("definitions"), _) => {
            rule(&["namespace", "location"], &[], &[], &[], Attributes)
        }
        ("types", Some("definitions"), _) => rule(&[], &[], &[], &[], Elements),
        ("message", Some("definitions"), _) => rule(&["name"], &[], &["part"], &[], Elements),
        ("part", Some("message"), _) => rule(&["name"], &["element", "type"], &[], &[], Attributes),
        ("portType", Some("definitions"), _) => {
            rule(&["name"], &[], &["operation"], &[], Attributes)
        }
        ("operation", Some("portType"), _) => {
            rule(&["name"], &["parameterOrder"], TURNS, ONCE, Elements)
        }
        ("input" | "output", Some("operation"), Some("portType")) => {
            rule(&["message"], &["name"], &[], &[], Attributes)
        }
        ("fault", Some("operation"), Some("portType")) => {
            rule(&["message", "name"], &[], &[], &[], Attributes)
        }
        ("binding", Some("definitions"), _) => {
            rule(&["name", "type"], &[], &["operation"], &[], Elements)
        }
        ("operation", Some("binding"), _) => rule(&["name"], &[], TURNS, ONCE, Elements),
        ("input" | "output", Some("operation"), Some("binding")) => {
            rule(&[], &["name"], &[], &[], Elements)
        }
        ("fault", Some("operation"), Some("binding")) => rule(&["name"], &[], &[], &[], Elements),
        ("service", Some("definitions"), _) => rule(&["name"], &[], &["port"], &[], Elements),
        ("port", Some("service"), _) => rule(&["name", "binding"], &[], &[], &[], Elements),
        _ => return None,
    })
}

/// The local name of an element of WSDL's own.
fn own<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    (node.tag_name().namespace() == Some(WSDL)).then(|| node.tag_name().name())
}

/// Checks an element of WSDL's own, and all those in it.
pub(super) fn check(node: Node<'_, '_>, problems: &mut Vec<String>) {
    let around = node.parent_element();
    let outer = around.and_then(|n| n.parent_element());
    let name = node.tag_name().name();
    let Some(rule) = rule_for(name, around.and_then(own), outer.and_then(own)) else {
        return problems.push(format!("<{}> does not belong where it stands", label(node)));
    };
    attributes(node, &rule, problems);
    let text = node.children().filter(Node::is_text);
    if text.filter_map(|n| n.text()).any(|t| !trim(t).is_empty()) {
        problems.push(format!("<{}> has text in it", label(node)));
    }
    let mut seen: Vec<&str> = Vec::new();
    for child in elements(node) {
        match own(child) {
            Some("documentation") => {}
            Some(local) if rule.holds.contains(&local) => {
                if rule.once.contains(&local) && seen.contains(&local) {
                    problems.push(format!("<{}> has more than one {local}", label(node)));
                }
                seen.push(local);
                check(child, problems);
            }
            None if rule.open == Open::Elements && child.tag_name().namespace().is_some() => {}
            _ => problems.push(format!(
                "<{}> has no place in <{}>",
                label(child),
                label(node)
            )),
        }
    }
    let abstract_one = name == "operation" && around.and_then(own) == Some("portType");
    if abstract_one && !seen.contains(&"input") && !seen.contains(&"output") {
        problems.push(format!("<{}> has neither input nor output", label(node)));
    }
}

fn attributes(node: Node<'_, '_>, rule: &Rule, problems: &mut Vec<String>) {
    for needed in rule.needs {
        if node.attribute(*needed).is_none() {
            problems.push(format!("<{}> has no {needed}", label(node)));
        }
    }
    for attribute in node.attributes() {
        let name = attribute.name();
        match attribute.namespace() {
            None if rule.needs.contains(&name) || rule.may.contains(&name) => {
                if name == "name" && !is_ncname(trim(attribute.value())) {
                    problems.push(format!("{:?} is no name", attribute.value()));
                }
            }
            Some(XSI) => {}
            Some(other) if other != WSDL && rule.open == Open::Attributes => {}
            _ => problems.push(format!("<{}> has no attribute {name}", label(node))),
        }
    }
}

/// Whether an attribute may stand on an element of the SOAP binding: one of those named, or what every extension may have.
pub(super) fn is_lawful_on_extension(
    attribute: &roxmltree::Attribute<'_, '_>,
    may: &[&str],
) -> bool {
    match attribute.namespace() {
        None => may.contains(&attribute.name()),
        Some(WSDL) => attribute.name() == "required",
        Some(SOAP) => false,
        Some(_) => true,
    }
}
