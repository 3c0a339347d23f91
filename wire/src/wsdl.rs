//! The service description (paper §3): the same for every issuer but for the service address.

use thiserror::Error;

use crate::soap::NAMESPACE;
use crate::xml::{self, Element};

/// The normative file, which describes the paper's example issuer.
const NORMATIVE: &str = include_str!("../../spec/wsdl/lcp.wsdl");

/// The address attribute of the normative file.
const ADDRESS: &str = "location=\"https://money.com/lcp\"";

/// The description of an issuer whose service is at `service_address`.
pub fn document(service_address: &str) -> String {
    let address = format!("location=\"{}\"", xml::escape(service_address));
    NORMATIVE.replace(ADDRESS, &address)
}

/// The namespace of WSDL 1.1.
const WSDL: &str = "http://schemas.xmlsoap.org/wsdl/";

/// The namespace of its SOAP binding.
const SOAP: &str = "http://schemas.xmlsoap.org/wsdl/soap/";

/// A document describes no service of this protocol.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct NotDescribed(String);

/// Where the service is that a description describes: the address of the port `Account` of the service `AccountService`.
///
/// # Errors
/// When the document is no WSDL of this protocol, or does not say where, or says it twice.
pub fn service_address(charset: Option<&str>, bytes: &[u8]) -> Result<String, NotDescribed> {
    let definitions = xml::read(charset, bytes).map_err(|error| NotDescribed(error.to_string()))?;
    if !definitions.is(WSDL, "definitions") || own(&definitions, "targetNamespace") != NAMESPACE {
        return Err(NotDescribed("it is no WSDL of this protocol".into()));
    }
    let service = only(&definitions, WSDL, "service", "AccountService")?;
    let port = only(service, WSDL, "port", "Account")?;
    let addresses = port.children.iter().filter(|it| it.is(SOAP, "address"));
    match addresses.collect::<Vec<_>>().as_slice() {
        [address] => Ok(own(address, "location").trim().to_owned()),
        several => Err(NotDescribed(format!(
            "its port has {} addresses",
            several.len()
        ))),
    }
}

fn only<'a>(
    parent: &'a Element,
    namespace: &str,
    local: &str,
    name: &str,
) -> Result<&'a Element, NotDescribed> {
    let mut named = parent
        .children
        .iter()
        .filter(|child| child.is(namespace, local) && own(child, "name") == name);
    match (named.next(), named.next()) {
        (Some(one), None) => Ok(one),
        _ => Err(NotDescribed(format!("it has not one {local} {name}"))),
    }
}

/// The value of an attribute in no namespace.
fn own<'a>(element: &'a Element, local: &str) -> &'a str {
    let of_that_name = |name: &xml::Name| name.local == local && name.namespace.is_none();
    let found = element
        .attributes
        .iter()
        .find(|(name, _)| of_that_name(name));
    found.map_or("", |(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::{ADDRESS, NORMATIVE, document, service_address};

    #[test]
    fn the_address_that_is_written_is_read() {
        for address in ["https://money.com/lcp", "https://[::1]:8443/a?b=1&c=\"<"] {
            let read = service_address(None, document(address).as_bytes());
            assert_eq!(read.as_deref(), Ok(address));
        }
    }

    #[test]
    fn a_description_of_something_else_has_no_address() {
        let other = NORMATIVE.replace("\"AccountService\"", "\"Other\"");
        assert!(service_address(None, other.as_bytes()).is_err());
        let other = NORMATIVE.replace("http://lightweightcurrency.org", "http://example.org");
        assert!(service_address(None, other.as_bytes()).is_err());
        let doctype = NORMATIVE.replace("<wsdl:definitions", "<!DOCTYPE a><wsdl:definitions");
        assert!(service_address(None, doctype.as_bytes()).is_err());
    }

    #[test]
    fn there_is_one_address_to_replace() {
        assert_eq!(NORMATIVE.matches(ADDRESS).count(), 1);
        assert_eq!(NORMATIVE.matches("money.com").count(), 1);
    }

    #[test]
    fn the_address_is_the_issuers() {
        let document = document("https://claire.example:8443/lcp");
        assert!(document.contains("<soap:address location=\"https://claire.example:8443/lcp\"/>"));
        assert!(!document.contains("money.com"));
    }

    #[test]
    fn the_address_is_escaped() {
        let document = document("https://claire.example/?a=1&b=\"<");
        assert!(document.contains("location=\"https://claire.example/?a=1&amp;b=&quot;&lt;\""));
    }

    #[test]
    fn the_paper_issuer_is_described_by_the_file_itself() {
        assert_eq!(document("https://money.com/lcp"), NORMATIVE);
    }
}
