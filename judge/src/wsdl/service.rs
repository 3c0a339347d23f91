//! The service element.

use roxmltree::Node;

use super::{
    SOAP, WSDL,
    names::{Name, elements, label, trim},
};

/// The namespace of the protocol (draft §2.1).
const LCP: &str = "http://lightweightcurrency.org";
/// The name of the service (draft §2.1).
const SERVICE: &str = "AccountService";
/// The name of its port.
const PORT: &str = "Account";
/// What the port is for.
const BINDING: &str = "AccountSoapBinding";

/// What a description says of its service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Service {
    /// It has the names that it should have.
    Named,
    /// It has not; the text says what is there.
    Other(String),
}

/// Looks for the service and its port by their names.
pub(crate) fn service(description: Node<'_, '_>) -> Service {
    let services: Vec<_> = children(description, "service").collect();
    let service = match services.as_slice() {
        [] => return Service::Other("no service element".into()),
        [one] => *one,
        several => {
            let names: Vec<String> = several.iter().map(|s| label(*s)).collect();
            return Service::Other(format!(
                "{} service elements: {}",
                names.len(),
                names.join(", ")
            ));
        }
    };
    if name(service) != Some(SERVICE) {
        return Service::Other(label(service));
    }
    let Some(port) = children(service, "port").find(|p| name(*p) == Some(PORT)) else {
        let ports: Vec<String> = children(service, "port").map(label).collect();
        return Service::Other(format!("a service with the ports [{}]", ports.join(", ")));
    };
    let binding = port.attribute("binding").unwrap_or_default();
    match Name::resolve(port, binding) {
        Ok(name) if name == Name::new(LCP, BINDING) => Service::Named,
        Ok(name) => Service::Other(format!("a port for {name}")),
        Err(why) => Service::Other(format!("a port for {binding:?}: {why}")),
    }
}

/// The location that a description gives: that of the port named Account, or else the first of a SOAP address.
pub(crate) fn location<'a>(description: Node<'a, '_>) -> Option<&'a str> {
    let is_address = |n: &Node<'_, '_>| n.has_tag_name((SOAP, "address"));
    let ports = children(description, "service").flat_map(|s| children(s, "port"));
    let own = ports
        .filter(|p| name(*p) == Some(PORT))
        .flat_map(elements)
        .find(is_address);
    own.or_else(|| description.descendants().find(is_address))?
        .attribute("location")
        .map(trim)
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    elements(node).filter(move |n| n.has_tag_name((WSDL, name)))
}

fn name<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attribute("name").map(trim)
}
