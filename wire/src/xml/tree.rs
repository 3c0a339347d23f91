//! Characters to a tree of elements.

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};

use super::XmlError;
use super::chars::{is_legal, is_space};
use super::element::Element;
use super::encoding::Encoding;
use super::escape::resolve;
use super::markup::{check_comment, check_declaration, check_instruction};
use super::scope::element;

/// How deep elements may be nested: a request needs four, and headers are anybody's.
pub(crate) const MAX_DEPTH: usize = 64;

/// How many namespace declarations may be in scope at once: each costs time with every name.
const MAX_BINDINGS: usize = 256;

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
    reader
        .resolver_mut()
        .set_max_namespace_bindings(MAX_BINDINGS);
    let mut builder = Builder {
        open: Vec::new(),
        root: None,
    };
    let mut first = true;
    loop {
        let event = reader.read_event()?;
        match event {
            Event::Eof => return builder.finish(),
            Event::Decl(declaration) if first => check_declaration(&declaration, encoding)?,
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
    open: Vec<Element>,
    root: Option<Element>,
}

impl Builder {
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
