//! The description of a service, `lcp.wsdl`.

use roxmltree::Document;

use super::{http, xml};

const WSDL: &str = "http://schemas.xmlsoap.org/wsdl/";
const WSDL_SOAP: &str = "http://schemas.xmlsoap.org/wsdl/soap/";

/// What the suite reads in a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// The location of the first SOAP address, if there is one.
    pub address: Option<String>,
}

/// Reads the description in an HTTP response.
///
/// # Errors
/// When it is no HTTP response with a WSDL 1.1 document in it; the text says why.
pub fn description(bytes: &[u8]) -> Result<Description, String> {
    let response = http::response(bytes)?.ok_or("the HTTP response is not whole")?;
    if response.status != 200 {
        return Err(format!("the HTTP status is {}", response.status));
    }
    let text = xml::text(&response.body)?;
    let document = Document::parse(&text).map_err(|e| format!("not well-formed XML: {e}"))?;
    if !document.root_element().has_tag_name((WSDL, "definitions")) {
        return Err("the root is no WSDL 1.1 definitions element".into());
    }
    let address = document
        .descendants()
        .find(|n| n.has_tag_name((WSDL_SOAP, "address")))
        .and_then(|n| n.attribute("location"))
        .map(|location| xml::trim(location).to_owned());
    Ok(Description { address })
}
