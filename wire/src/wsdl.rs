//! The service description (paper §3): the same for every issuer but for the service address.

use crate::xml;

/// The normative file, which describes the paper's example issuer.
const NORMATIVE: &str = include_str!("../../spec/wsdl/lcp.wsdl");

/// The address attribute of the normative file.
const ADDRESS: &str = "location=\"https://money.com/lcp\"";

/// The description of an issuer whose service is at `service_address`.
pub fn document(service_address: &str) -> String {
    let address = format!("location=\"{}\"", xml::escape(service_address));
    NORMATIVE.replace(ADDRESS, &address)
}

#[cfg(test)]
mod tests {
    use super::{ADDRESS, NORMATIVE, document};

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
