//! How a description is written: what XML and HTTP leave to an issuer, and what nobody may follow.

use super::Address;

/// How a description is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Described {
    /// As the normative one.
    #[default]
    Plainly,
    /// With other prefixes.
    OtherPrefixes,
    /// With the namespace of WSDL as the default.
    DefaultNamespace,
    /// With a comment that has another address.
    OtherAddress,
    /// In UTF-16.
    Utf16,
    /// With single quotes, and attributes in another order.
    SingleQuotes,
    /// With character references in the address.
    References,
    /// In chunks.
    Chunked,
    /// With an address that is an entity.
    Entity,
    /// With an address that is an entity declared where the document leads to.
    Fetched,
}

/// The path that the entity's address has; whoever comes there expanded it.
pub const ENTITY_TARGET: &str = "/by-entity";

/// A document as it is sent.
pub(super) struct Document {
    pub(super) bytes: Vec<u8>,
    pub(super) content_type: &'static str,
    pub(super) chunked: bool,
}

impl Described {
    /// What is called so in a scenario.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        Some(match text {
            "as usual" => Self::Plainly,
            "with other prefixes" => Self::OtherPrefixes,
            "with the WSDL namespace as the default" => Self::DefaultNamespace,
            "with a comment that has another address" => Self::OtherAddress,
            "in UTF-16" => Self::Utf16,
            "with single quotes and attributes in any order" => Self::SingleQuotes,
            "with character references in the address" => Self::References,
            "chunked" => Self::Chunked,
            "with an address that is an entity" => Self::Entity,
            "with an address that is an entity to be fetched" => Self::Fetched,
            _ => return None,
        })
    }

    /// The document of an issuer whose service is at an address. `trap` is where it leads whoever fetches what it names.
    pub(super) fn document(self, address: &Address, trap: &str) -> Document {
        let text = self.text(address, trap);
        let (bytes, content_type) = match self {
            Self::Utf16 => {
                let units = std::iter::once(0xfeff).chain(text.encode_utf16());
                let bytes = units.flat_map(u16::to_be_bytes).collect();
                (bytes, "text/xml")
            }
            _ => (text.into_bytes(), "text/xml; charset=utf-8"),
        };
        Document {
            bytes,
            content_type,
            chunked: self == Self::Chunked,
        }
    }

    fn text(self, address: &Address, trap: &str) -> String {
        let plain = wire::wsdl::document(&address.to_string());
        match self {
            Self::Plainly | Self::Chunked => plain,
            Self::OtherPrefixes => plain
                .replace("xmlns:soap=", "xmlns:http=")
                .replace("<soap:", "<http:")
                .replace("</soap:", "</http:")
                .replace("wsdl:", "soap:")
                .replace("xmlns:wsdl=", "xmlns:soap="),
            Self::DefaultNamespace => plain
                .replace("<wsdl:", "<")
                .replace("</wsdl:", "</")
                .replace("xmlns:wsdl=", "xmlns="),
            Self::OtherAddress => {
                let other = format!(
                    "<!-- <soap:address location=\"{}\"/> -->",
                    elsewhere(address)
                );
                plain.replace("<soap:address ", &format!("{other}\n      <soap:address "))
            }
            Self::Utf16 => plain.replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\""),
            Self::SingleQuotes => {
                let service = "<wsdl:port name=\"Account\" binding=\"lcp:AccountSoapBinding\">";
                let turned =
                    "<wsdl:port\n binding=\"lcp:AccountSoapBinding\"\n name = \"Account\" >";
                plain.replace(service, turned).replace('"', "'")
            }
            Self::References => {
                let letters = address.to_string();
                let letters = letters.chars().enumerate().map(|(n, c)| match n % 2 {
                    0 => format!("&#x{:x};", u32::from(c)),
                    _ => format!("&#{};", u32::from(c)),
                });
                with_location(address, &letters.collect::<String>())
            }
            Self::Entity => {
                let elsewhere = elsewhere(address);
                let declared = format!("<!ENTITY where \"{elsewhere}\">");
                under(&with_location(address, "&where;"), &declared)
            }
            Self::Fetched => {
                let declared = format!("<!ENTITY % all SYSTEM \"{trap}/all.dtd\"> %all;");
                under(&with_location(address, "&ten;"), &declared)
            }
        }
    }
}

/// Where the entity leads: to the same service, by another path.
fn elsewhere(address: &Address) -> Address {
    Address {
        target: ENTITY_TARGET.to_owned(),
        ..address.clone()
    }
}

/// The description with this in the place of the address, as it is.
fn with_location(address: &Address, written: &str) -> String {
    let whole = wire::wsdl::document(&address.to_string());
    let Some((before, rest)) = whole.split_once("<soap:address location=\"") else {
        return whole;
    };
    let behind = rest.split_once('"').map_or("", |(_, behind)| behind);
    format!("{before}<soap:address location=\"{written}\"{behind}")
}

/// A document under a document type that declares something.
fn under(document: &str, declared: &str) -> String {
    let at = document.find("<wsdl:definitions").unwrap_or_default();
    let (before, element) = document.split_at(at);
    format!("{before}<!DOCTYPE wsdl:definitions [{declared}]>\n{element}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn however_it_is_written_the_address_is_the_same() {
        let address = Address {
            scheme: "https",
            host: "localhost".into(),
            port: 8443,
            target: "/a%20b?c=d&e=f".into(),
        };
        for name in [
            "as usual",
            "with other prefixes",
            "with the WSDL namespace as the default",
            "with a comment that has another address",
            "in UTF-16",
            "with single quotes and attributes in any order",
            "with character references in the address",
            "chunked",
        ] {
            let described = Described::named(name).unwrap();
            let document = described.document(&address, "http://trap");
            let read = wire::wsdl::service_address(None, &document.bytes);
            assert_eq!(read.ok(), Some(address.to_string()), "{name}");
        }
        for described in [Described::Entity, Described::Fetched] {
            let document = described.document(&address, "http://trap");
            assert!(wire::wsdl::service_address(None, &document.bytes).is_err());
        }
    }
}
