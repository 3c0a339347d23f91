//! The declaration, comments and instructions: nothing in them matters, but they must be well-formed.

use quick_xml::events::{BytesDecl, BytesPI};

use super::XmlError;
use super::chars::is_ncname;
use super::encoding::Encoding;
use super::start::attributes;

/// Checks the XML declaration, and that the encoding it names is the document's.
pub(super) fn check_declaration(
    declaration: &BytesDecl<'_>,
    encoding: Encoding,
) -> Result<(), XmlError> {
    const ERROR: XmlError = XmlError::IllFormed("the XML declaration is not as it should be");
    let attributes = attributes(declaration.strip_prefix("xml").ok_or(ERROR)?)?;
    let mut rest = attributes.as_slice();
    let mut next = |name| match rest {
        [attribute, behind @ ..] if attribute.name == name => {
            rest = behind;
            Some(attribute.value.as_str())
        }
        _ => None,
    };
    let version = next("version").and_then(|version| version.strip_prefix("1."));
    let label = next("encoding");
    let standalone = next("standalone");
    let is_version = |minor: &str| !minor.is_empty() && minor.bytes().all(|b| b.is_ascii_digit());
    if !version.is_some_and(is_version)
        || !standalone.is_none_or(|value| matches!(value, "yes" | "no"))
        || !rest.is_empty()
    {
        return Err(ERROR);
    }
    label.map_or(Ok(()), |label| encoding.check_declaration(label))
}

pub(super) fn check_comment(comment: &str) -> Result<(), XmlError> {
    if comment.contains("--") || comment.ends_with('-') {
        return Err(XmlError::IllFormed("-- stands in a comment"));
    }
    Ok(())
}

pub(super) fn check_instruction(instruction: &BytesPI<'_>) -> Result<(), XmlError> {
    let target = instruction.target();
    if !is_ncname(target) || target.eq_ignore_ascii_case("xml") {
        return Err(XmlError::IllFormed(
            "a processing instruction has no proper target",
        ));
    }
    Ok(())
}
