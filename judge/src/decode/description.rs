//! The description of a service, `lcp.wsdl`.

use roxmltree::Document;

use super::{http, xml};
use crate::wsdl;

/// What the suite reads in a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// The location of the SOAP address, if there is one: that of the port named Account, or else the first.
    pub address: Option<String>,
}

/// Reads the description in an HTTP response.
///
/// # Errors
/// When it is no HTTP response with a WSDL 1.1 document in it; the text says why.
pub fn description(bytes: &[u8]) -> Result<Description, String> {
    let text = description_text(bytes)?;
    let document = description_document(&text)?;
    let address = wsdl::location(document.root_element()).map(str::to_owned);
    Ok(Description { address })
}

/// The document in an HTTP response, as text.
///
/// # Errors
/// When there is none.
pub(crate) fn description_text(bytes: &[u8]) -> Result<String, String> {
    let response = http::response(bytes)?.ok_or("the HTTP response is not whole")?;
    if response.status != 200 {
        return Err(format!("the HTTP status is {}", response.status));
    }
    xml::text(&response.body)
}

/// The document, parsed.
///
/// # Errors
/// When it is not well-formed, or no WSDL 1.1 description.
pub(crate) fn description_document(text: &str) -> Result<Document<'_>, String> {
    let document = Document::parse(text).map_err(|e| format!("not well-formed XML: {e}"))?;
    if !document
        .root_element()
        .has_tag_name((wsdl::WSDL, "definitions"))
    {
        return Err("the root is no WSDL 1.1 definitions element".into());
    }
    Ok(document)
}
