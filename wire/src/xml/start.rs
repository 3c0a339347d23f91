//! Start tags: names and attributes, which `quick-xml` splits but does not check.

use std::collections::HashSet;

use super::XmlError;
use super::chars::{is_qname, is_space};
use super::escape::resolve;

/// An attribute: its name as it is written, and its value as it is written and as it is meant,
/// with references resolved and white space made spaces (XML 1.0 §3.3.3).
pub(super) struct Attribute<'a> {
    pub(super) name: &'a str,
    pub(super) raw: &'a str,
    pub(super) value: String,
}

/// Splits what follows the name in a start tag, or in the XML declaration.
pub(super) fn attributes(mut rest: &str) -> Result<Vec<Attribute<'_>>, XmlError> {
    let mut attributes = Vec::new();
    let mut names = HashSet::new();
    loop {
        let trimmed = rest.trim_start_matches(is_space);
        if trimmed.is_empty() {
            return Ok(attributes);
        }
        if trimmed.len() == rest.len() {
            return Err(XmlError::IllFormed("no white space before an attribute"));
        }
        let (attribute, behind) = attribute(trimmed)?;
        if !names.insert(attribute.name) {
            return Err(XmlError::RepeatedAttribute(attribute.name.to_owned()));
        }
        attributes.push(attribute);
        rest = behind;
    }
}

fn attribute(text: &str) -> Result<(Attribute<'_>, &str), XmlError> {
    const NO_VALUE: XmlError = XmlError::IllFormed("an attribute has no quoted value");
    let (name, rest) = text.split_once('=').ok_or(NO_VALUE)?;
    let name = name.trim_end_matches(is_space);
    if !is_qname(name) {
        return Err(XmlError::IllFormed("an attribute has no proper name"));
    }
    let rest = rest.trim_start_matches(is_space);
    let quote = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\''))
        .ok_or(NO_VALUE)?;
    let (raw, behind) = rest[1..].split_once(quote).ok_or(NO_VALUE)?;
    let value = value(raw)?;
    Ok((Attribute { name, raw, value }, behind))
}

fn value(raw: &str) -> Result<String, XmlError> {
    if raw.contains('<') {
        return Err(XmlError::IllFormed("a < stands in an attribute"));
    }
    let mut pieces = raw.split('&');
    let mut value = spaces(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (reference, text) = piece
            .split_once(';')
            .ok_or(XmlError::IllFormed("a bare & stands in an attribute"))?;
        value.push(resolve(reference)?);
        value.push_str(&spaces(text));
    }
    Ok(value)
}

fn spaces(text: &str) -> String {
    text.replace(is_space, " ")
}
