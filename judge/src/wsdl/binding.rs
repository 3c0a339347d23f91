//! The SOAP 1.1 binding in a description (WSDL 1.1 §3).

use roxmltree::Node;

use super::{
    SOAP, WSDL,
    grammar::is_lawful_on_extension,
    names::{elements, label, trim},
    references::{Definitions, Notes, own},
};

/// SOAP over HTTP (§3.3).
const HTTP: &str = "http://schemas.xmlsoap.org/soap/http";

/// Where an element of the binding stands, which attributes it must have, and which it may have besides.
fn rule(
    name: &str,
) -> Option<(
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
)> {
    const LITERAL: &[&str] = &["encodingStyle", "namespace"];
    Some(match name {
        "binding" => (&["binding"], &["transport"], &["style"]),
        "operation" => (&["operation"], &[], &["soapAction", "style"]),
        "body" => (
            &["input", "output"],
            &["use"],
            &["parts", "encodingStyle", "namespace"],
        ),
        "header" | "headerfault" => (
            &["input", "output", "header"],
            &["message", "part", "use"],
            LITERAL,
        ),
        "fault" => (&["fault"], &["name", "use"], LITERAL),
        "address" => (&["port"], &["location"], &[]),
        _ => return None,
    })
}

fn soap<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    elements(node).filter(move |n| n.has_tag_name((SOAP, name)))
}

/// Checks every element of the binding, and whether each is there that has to be.
pub(super) fn check<'a, 'i>(root: Node<'a, 'i>, all: &Definitions<'a, 'i>, notes: &mut Notes) {
    let elements = root.descendants();
    for node in elements.filter(|n| n.tag_name().namespace() == Some(SOAP)) {
        element(node, &mut notes.problems);
    }
    let mut bound = 0;
    for binding in own(root, "binding") {
        match soap(binding, "binding").collect::<Vec<_>>().as_slice() {
            // Another binding than SOAP's.
            [] => continue,
            [one] => operations(binding, *one, &mut notes.problems),
            _ => notes.problems.push(format!(
                "<{}> has more than one soap:binding",
                label(binding)
            )),
        }
        bound += 1;
    }
    if bound == 0 {
        notes.problems.push("there is no SOAP 1.1 binding".into());
    }
    for port in own(root, "service").flat_map(|s| own(s, "port")) {
        // What is wrong with the reference has been said already.
        let binding = all.find(port, "binding", "binding", &mut Notes::default());
        let of_soap = binding.and_then(|b| soap(b, "binding").next());
        if let Some(binding) = of_soap {
            address(port, binding, &mut notes.problems);
        }
    }
}

fn element(node: Node<'_, '_>, problems: &mut Vec<String>) {
    let name = node.tag_name().name();
    let Some((parents, needs, may)) = rule(name) else {
        return problems.push(format!("the SOAP binding has no <{}>", label(node)));
    };
    let parent = node.parent_element();
    let fits = |p: Node<'_, '_>| {
        let namespace = if p.tag_name().name() == "header" {
            SOAP
        } else {
            WSDL
        };
        parents.contains(&p.tag_name().name()) && p.tag_name().namespace() == Some(namespace)
    };
    if !parent.is_some_and(fits) {
        problems.push(format!("<soap:{name}> does not belong where it stands"));
    }
    for needed in needs {
        if node.attribute(*needed).is_none() {
            problems.push(format!("<soap:{name}> has no {needed}"));
        }
    }
    let known = [needs, may].concat();
    for attribute in node.attributes() {
        if !is_lawful_on_extension(&attribute, &known) {
            problems.push(format!(
                "<soap:{name}> has no attribute {}",
                attribute.name()
            ));
        }
        let words: &[&str] = match attribute.name() {
            "use" => &["literal", "encoded"],
            "style" => &["rpc", "document"],
            _ => continue,
        };
        if attribute.namespace().is_none() && !words.contains(&trim(attribute.value())) {
            problems.push(format!(
                "<soap:{name}>: {}={:?} is none of {}",
                attribute.name(),
                attribute.value(),
                words.join(", ")
            ));
        }
    }
}

/// Over HTTP an operation has an action (§3.4), and each of its messages a body (§3.5).
fn operations(binding: Node<'_, '_>, of_soap: Node<'_, '_>, problems: &mut Vec<String>) {
    let over_http = of_soap.attribute("transport").map(trim) == Some(HTTP);
    for operation in own(binding, "operation") {
        let actions: Vec<_> = soap(operation, "operation").collect();
        let has_action = actions.iter().any(|a| a.attribute("soapAction").is_some());
        if actions.len() > 1 || (over_http && !has_action) {
            problems.push(format!("<{}> has no soapAction", label(operation)));
        }
        for turn in own(operation, "input").chain(own(operation, "output")) {
            if soap(turn, "body").count() != 1 {
                problems.push(format!(
                    "the {} of <{}> has not one soap:body",
                    turn.tag_name().name(),
                    label(operation)
                ));
            }
        }
    }
}

/// A port has exactly one address, with a scheme that fits the transport (§3.8).
fn address(port: Node<'_, '_>, of_soap: Node<'_, '_>, problems: &mut Vec<String>) {
    let addresses: Vec<_> = soap(port, "address").collect();
    let [address] = addresses.as_slice() else {
        return problems.push(format!(
            "<{}> has {} SOAP addresses in place of one",
            label(port),
            addresses.len()
        ));
    };
    let location = trim(address.attribute("location").unwrap_or_default());
    let scheme = location
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    let over_http = of_soap.attribute("transport").map(trim) == Some(HTTP);
    // A location without a scheme is a relative one, which another requirement speaks about.
    if over_http && scheme.is_some_and(|s| s != "http" && s != "https") {
        problems.push(format!("the address {location:?} is none of HTTP"));
    }
}
