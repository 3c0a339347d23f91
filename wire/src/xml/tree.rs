//! Characters to a tree of elements.

use std::collections::HashSet;

use quick_xml::NsReader;
use quick_xml::events::{BytesDecl, BytesPI, BytesStart, Event};
use quick_xml::name::{Namespace, QName, ResolveResult};

use super::XmlError;
use super::chars::{is_legal, is_ncname, is_qname, is_space};
use super::encoding::Encoding;
use super::escape::resolve;
use super::start::{Attribute, attributes};

/// How deep elements may be nested: a request needs four, and headers are anybody's.
pub(crate) const MAX_DEPTH: usize = 64;

/// An expanded name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Name {
    pub(crate) namespace: Option<String>,
    pub(crate) local: String,
}

/// An element. What it has of text is in one piece: no message has mixed content.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: Name,
    pub(crate) attributes: Vec<(Name, String)>,
    pub(crate) children: Vec<Element>,
    pub(crate) text: String,
}

impl Element {
    /// Whether this is `local` in `namespace`.
    pub(crate) fn is(&self, namespace: &str, local: &str) -> bool {
        self.name.local == local && self.name.namespace.as_deref() == Some(namespace)
    }

    /// The value of an attribute in a namespace.
    pub(crate) fn attribute(&self, namespace: &str, local: &str) -> Option<&str> {
        let of_that_name =
            |name: &Name| name.local == local && name.namespace.as_deref() == Some(namespace);
        self.attributes
            .iter()
            .find_map(|(name, value)| of_that_name(name).then_some(value.as_str()))
    }

    /// Whether there is any text but white space between the children.
    pub(crate) fn has_text(&self) -> bool {
        !self.text.chars().all(is_space)
    }
}

/// Reads a whole document.
pub(super) fn parse(encoding: Encoding, text: &str) -> Result<Element, XmlError> {
    if let Some(illegal) = text.chars().find(|c| !is_legal(*c)) {
        return Err(XmlError::IllegalCharacter(illegal.into()));
    }
    if text.starts_with('\u{FEFF}') {
        return Err(XmlError::IllFormed("a second byte order mark"));
    }
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut builder = Builder {
        encoding,
        open: Vec::new(),
        root: None,
    };
    let mut first = true;
    loop {
        let event = reader.read_event()?;
        match event {
            Event::Eof => return builder.finish(),
            Event::Decl(declaration) if first => builder.declaration(&declaration)?,
            Event::Decl(_) => {
                return Err(XmlError::IllFormed(
                    "an XML declaration behind the beginning",
                ));
            }
            Event::DocType(_) => return Err(XmlError::DocumentType),
            Event::Start(start) => builder.start(&mut reader, &start)?,
            Event::End(_) => builder.end()?,
            // read_event has made pairs of empty elements
            Event::Empty(_) => return Err(XmlError::IllFormed("an unexpected empty element")),
            Event::Text(text) => builder.text(&text)?,
            Event::CData(text) => builder.content()?.push_str(&text),
            Event::GeneralRef(reference) => {
                let c = resolve(&reference)?;
                builder.content()?.push(c);
            }
            Event::Comment(comment) => check_comment(&comment)?,
            Event::PI(instruction) => check_instruction(&instruction)?,
        }
        first = false;
    }
}

struct Builder {
    encoding: Encoding,
    open: Vec<Element>,
    root: Option<Element>,
}

impl Builder {
    fn declaration(&self, declaration: &BytesDecl<'_>) -> Result<(), XmlError> {
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
        let is_version =
            |minor: &str| !minor.is_empty() && minor.bytes().all(|b| b.is_ascii_digit());
        if !version.is_some_and(is_version)
            || !standalone.is_none_or(|value| matches!(value, "yes" | "no"))
            || !rest.is_empty()
        {
            return Err(ERROR);
        }
        label.map_or(Ok(()), |label| self.encoding.check_declaration(label))
    }

    fn start(
        &mut self,
        reader: &mut NsReader<&[u8]>,
        start: &BytesStart<'_>,
    ) -> Result<(), XmlError> {
        if self.root.is_some() {
            return Err(XmlError::IllFormed("something behind the root element"));
        }
        if self.open.len() == MAX_DEPTH {
            return Err(XmlError::TooDeep);
        }
        self.open.push(element(reader, start)?);
        Ok(())
    }

    fn end(&mut self) -> Result<(), XmlError> {
        let element = self
            .open
            .pop()
            .ok_or(XmlError::IllFormed("an end without a start"))?;
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), XmlError> {
        if text.contains("]]>") {
            return Err(XmlError::IllFormed("]]> stands in text"));
        }
        if self.open.is_empty() && text.chars().all(is_space) {
            return Ok(());
        }
        self.content()?.push_str(text);
        Ok(())
    }

    /// Where text goes.
    fn content(&mut self) -> Result<&mut String, XmlError> {
        let element = self.open.last_mut();
        element
            .map(|element| &mut element.text)
            .ok_or(XmlError::IllFormed("text outside the root element"))
    }

    fn finish(self) -> Result<Element, XmlError> {
        match self.root {
            Some(root) if self.open.is_empty() => Ok(root),
            _ => Err(XmlError::IllFormed(
                "the document ends before its root element",
            )),
        }
    }
}

fn element(reader: &mut NsReader<&[u8]>, start: &BytesStart<'_>) -> Result<Element, XmlError> {
    let written = attributes(start.attributes_raw())?;
    let mut plain = Vec::new();
    for attribute in written {
        match QName(attribute.name).as_namespace_binding() {
            None => plain.push(attribute),
            Some(_) if attribute.value.is_empty() && attribute.name != "xmlns" => {
                return Err(XmlError::IllFormed("a prefix is bound to no namespace"));
            }
            // The reader has bound the prefix to the value as it is written; the later binding
            // wins, and this one has references resolved.
            Some(prefix) => reader
                .resolver_mut()
                .add(prefix, Namespace(&attribute.value))?,
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

fn check_comment(comment: &str) -> Result<(), XmlError> {
    if comment.contains("--") || comment.ends_with('-') {
        return Err(XmlError::IllFormed("-- stands in a comment"));
    }
    Ok(())
}

fn check_instruction(instruction: &BytesPI<'_>) -> Result<(), XmlError> {
    let target = instruction.target();
    if !is_ncname(target) || target.eq_ignore_ascii_case("xml") {
        return Err(XmlError::IllFormed(
            "a processing instruction has no proper target",
        ));
    }
    Ok(())
}
