//! Start tags to elements: names in their namespaces.

use std::collections::HashSet;

use quick_xml::NsReader;
use quick_xml::events::BytesStart;
use quick_xml::name::{Namespace, QName, ResolveResult};

use super::XmlError;
use super::chars::is_qname;
use super::element::{Element, Name};
use super::start::{Attribute, attributes};

/// The element that a start tag, which the reader has just read, begins.
pub(super) fn element(
    reader: &mut NsReader<&[u8]>,
    start: &BytesStart<'_>,
) -> Result<Element, XmlError> {
    let written = attributes(start.attributes_raw())?;
    let mut plain = Vec::new();
    for attribute in written {
        match QName(attribute.name).as_namespace_binding() {
            None => plain.push(attribute),
            Some(_) if attribute.value.is_empty() && attribute.name != "xmlns" => {
                return Err(XmlError::IllFormed("a prefix is bound to no namespace"));
            }
            // The reader has bound the prefix to the value as it is written. The later binding
            // wins.
            Some(prefix) if attribute.value != attribute.raw => {
                reader
                    .resolver_mut()
                    .add(prefix, Namespace(&attribute.value))?;
            }
            Some(_) => {}
        }
    }
    let tag = start.name();
    if !is_qname(tag.0) || tag.0.starts_with("xmlns:") {
        return Err(XmlError::IllFormed("an element has no proper name"));
    }
    let (namespace, local) = reader.resolver().resolve_element(tag);
    let name = name(namespace, local.as_ref())?;
    Ok(Element {
        name,
        attributes: expand(reader, plain)?,
        children: Vec::new(),
        text: String::new(),
    })
}

fn expand(
    reader: &NsReader<&[u8]>,
    written: Vec<Attribute<'_>>,
) -> Result<Vec<(Name, String)>, XmlError> {
    let mut seen = HashSet::new();
    let mut expanded = Vec::with_capacity(written.len());
    for attribute in written {
        let (namespace, local) = reader.resolver().resolve_attribute(QName(attribute.name));
        let name = name(namespace, local.as_ref())?;
        if !seen.insert(name.clone()) {
            return Err(XmlError::RepeatedAttribute(attribute.name.to_owned()));
        }
        expanded.push((name, attribute.value));
    }
    Ok(expanded)
}

fn name(namespace: ResolveResult<'_>, local: &str) -> Result<Name, XmlError> {
    let namespace = match namespace {
        ResolveResult::Unbound => None,
        ResolveResult::Bound(namespace) => Some(namespace.0.to_owned()),
        ResolveResult::Unknown(prefix) => return Err(XmlError::UnknownPrefix(prefix)),
    };
    Ok(Name {
        namespace,
        local: local.to_owned(),
    })
}
