//! Where things stand in the text of a request, so that it can be spoilt in one place and stay as it is in all others.

use std::ops::Range;

use roxmltree::{Document, Node};

/// A change to a text: what stands there gives way to something else.
pub(super) type Edit = (Range<usize>, String);

/// Something is put in.
pub(super) fn put(at: usize, text: impl Into<String>) -> Edit {
    (at..at, text.into())
}

/// An attribute: its name and its value, without quotes.
#[derive(Debug, Clone)]
pub(super) struct Attribute {
    pub(super) name: Range<usize>,
    pub(super) value: Range<usize>,
}

/// An element of the text.
#[derive(Debug, Clone)]
pub(super) struct Element {
    /// Its name without prefix.
    pub(super) local: String,
    /// All of it.
    pub(super) whole: Range<usize>,
    /// Its name in the start tag, prefix included.
    pub(super) name: Range<usize>,
    /// Of its start tag, namespace declarations included.
    pub(super) attributes: Vec<Attribute>,
    /// Between the tags; nothing where it is written as an empty-element tag.
    pub(super) content: Option<Range<usize>>,
}

impl Element {
    fn of(text: &str, node: Node<'_, '_>) -> Self {
        let whole = node.range();
        let (name, attributes, behind) = start_tag(text, whole.start);
        let content = (!text[..behind].ends_with("/>"))
            .then(|| behind..whole.start + text[whole.clone()].rfind("</").unwrap_or_default());
        Self {
            local: node.tag_name().name().to_owned(),
            whole,
            name,
            attributes,
            content,
        }
    }

    /// Where an attribute can be put in.
    pub(super) fn behind_name(&self) -> usize {
        self.name.end
    }

    /// Where content begins, and the end tag: nothing where it is written as an empty-element tag.
    pub(super) fn end_tag(&self) -> Option<Range<usize>> {
        Some(self.content.as_ref()?.end..self.whole.end)
    }
}

/// A request taken apart.
#[derive(Debug, Clone)]
pub(super) struct Anatomy<'t> {
    pub(super) text: &'t str,
    pub(super) envelope: Element,
    pub(super) header: Option<Element>,
    pub(super) body: Element,
    pub(super) wrapper: Element,
    pub(super) parts: Vec<Element>,
    /// Every element there is, headers' included.
    pub(super) all: Vec<Element>,
    /// Behind the byte order mark and the XML declaration, if there are any.
    pub(super) prolog: usize,
}

impl<'t> Anatomy<'t> {
    /// Nothing where the text is no request in an envelope.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let document = Document::parse(text).ok()?;
        let element = |node| Element::of(text, node);
        let root = document.root_element();
        let child = |name: &str| {
            let mut children = root.children().filter(Node::is_element);
            children.find(|n| n.tag_name().name() == name)
        };
        let body = child("Body")?;
        let wrapper = body.children().find(Node::is_element)?;
        let parts = wrapper.children().filter(Node::is_element);
        let nodes = document.descendants().filter(Node::is_element);
        Some(Self {
            text,
            envelope: element(root),
            header: child("Header").map(element),
            body: element(body),
            wrapper: element(wrapper),
            parts: parts.map(element).collect(),
            all: nodes.map(element).collect(),
            prolog: prolog(text),
        })
    }

    /// The part of that name.
    pub(super) fn part(&self, name: &str) -> Option<&Element> {
        self.parts.iter().find(|p| p.local == name)
    }

    /// How an element is written.
    pub(super) fn written(&self, element: &Element) -> &'t str {
        &self.text[element.whole.clone()]
    }

    /// The text with changes that do not overlap.
    pub(super) fn with(&self, edits: impl IntoIterator<Item = Edit>) -> String {
        let mut edits: Vec<Edit> = edits.into_iter().collect();
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = String::with_capacity(self.text.len());
        let mut at = 0;
        for (range, new) in edits {
            text.push_str(&self.text[at..range.start]);
            text.push_str(&new);
            at = range.end;
        }
        text.push_str(&self.text[at..]);
        text
    }

    /// Binds everything that is bound to one namespace to another one. Nothing where none is.
    pub(super) fn rebind(&self, from: &str, to: &str) -> Option<String> {
        let bindings = self.all.iter().flat_map(|e| &e.attributes).filter(|a| {
            let name = &self.text[a.name.clone()];
            (name == "xmlns" || name.starts_with("xmlns:"))
                && plain(&self.text[a.value.clone()]).as_deref() == Some(from)
        });
        let edits: Vec<Edit> = bindings.map(|a| (a.value.clone(), to.to_owned())).collect();
        (!edits.is_empty()).then(|| self.with(edits))
    }

    /// Writes elements without prefix, and takes the default namespace off them.
    pub(super) fn unqualified(&self, elements: &[&Element]) -> String {
        let mut edits = Vec::new();
        for element in elements {
            let name = &self.text[element.name.clone()];
            let local = name.rsplit(':').next().unwrap_or(name);
            edits.push((element.name.clone(), local.to_owned()));
            if let Some(end) = element.end_tag() {
                edits.push((end, format!("</{local}>")));
            }
            let default = |a: &&Attribute| &self.text[a.name.clone()] == "xmlns";
            match element.attributes.iter().find(default) {
                Some(default) => edits.push((default.value.clone(), String::new())),
                None => edits.push(put(element.behind_name(), " xmlns=\"\"")),
            }
        }
        self.with(edits)
    }

    /// The declarations that are in scope at the wrapper and are not its own, as attributes.
    pub(super) fn inherited(&self) -> String {
        let mut seen: Vec<&str> = Vec::new();
        let mut inherited = String::new();
        for (own, element) in [
            (true, &self.wrapper),
            (false, &self.body),
            (false, &self.envelope),
        ] {
            for attribute in &element.attributes {
                let name = &self.text[attribute.name.clone()];
                let binds = name == "xmlns" || name.starts_with("xmlns:");
                if !binds || seen.contains(&name) {
                    continue;
                }
                seen.push(name);
                if !own {
                    // With one quotation mark on either side.
                    let value = &self.text[attribute.value.start - 1..=attribute.value.end];
                    inherited.push_str(&format!(" {name}={value}"));
                }
            }
        }
        inherited
    }
}

/// Behind a byte order mark and an XML declaration.
fn prolog(text: &str) -> usize {
    let rest = text.trim_start_matches('\u{feff}');
    let is_declared = rest
        .strip_prefix("<?xml")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_whitespace()));
    let declared = is_declared.then(|| rest.find("?>")).flatten();
    text.len() - rest.len() + declared.map_or(0, |end| end + 2)
}

/// The name and the attributes of a well-formed start tag that begins there, and where it ends.
fn start_tag(text: &str, start: usize) -> (Range<usize>, Vec<Attribute>, usize) {
    let bytes = text.as_bytes();
    let is_space = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_whitespace);
    let skip = |mut at: usize| {
        while is_space(at) {
            at += 1;
        }
        at
    };
    let name_end = |mut at: usize| {
        while at < bytes.len() && !is_space(at) && !b"=/>".contains(&bytes[at]) {
            at += 1;
        }
        at
    };
    let name = start + 1..name_end(start + 1);
    let mut attributes = Vec::new();
    let mut at = skip(name.end);
    while at < bytes.len() && !b"/>".contains(&bytes[at]) {
        let attribute = at..name_end(at);
        let quote = skip(skip(attribute.end) + 1);
        let value = quote + 1;
        let length = bytes
            .get(value..)
            .and_then(|rest| rest.iter().position(|b| *b == bytes[quote]));
        let value = value..value + length.unwrap_or_default();
        at = skip(value.end + 1);
        attributes.push(Attribute {
            name: attribute,
            value,
        });
    }
    let behind = bytes[at..].iter().position(|b| *b == b'>');
    (name, attributes, at + behind.unwrap_or_default() + 1)
}

/// An attribute's value with its references resolved; nothing where one is not known.
fn plain(value: &str) -> Option<String> {
    let mut pieces = value.split('&');
    let mut plain = pieces.next()?.to_owned();
    for piece in pieces {
        let (reference, rest) = piece.split_once(';')?;
        let number = reference.strip_prefix('#');
        plain.push(match (number, number.and_then(|n| n.strip_prefix('x'))) {
            (_, Some(digits)) => char::from_u32(u32::from_str_radix(digits, 16).ok()?)?,
            (Some(digits), None) => char::from_u32(digits.parse().ok()?)?,
            (None, None) => return None,
        });
        plain.push_str(rest);
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\u{feff}<?xml version='1.0'?><!-- > --><s:Envelope a = '>'\n xmlns:s=\"http&#58;//s\" xmlns='urn:d'>\
                        <s:Header/><s:Body ><o xmlns='urn:o'><amount xmlns=''>1<!-- </ --></amount ><userid xmlns=''/></o></s:Body></s:Envelope>\n";

    #[test]
    fn what_stands_where_is_found() {
        let anatomy = Anatomy::of(TEXT).unwrap();
        assert!(TEXT[anatomy.prolog..].starts_with("<!-- >"));
        let amount = anatomy.part("amount").unwrap();
        assert_eq!(
            anatomy.written(amount),
            "<amount xmlns=''>1<!-- </ --></amount >"
        );
        assert_eq!(&TEXT[amount.content.clone().unwrap()], "1<!-- </ -->");
        assert_eq!(&TEXT[amount.end_tag().unwrap()], "</amount >");
        assert_eq!(anatomy.part("userid").unwrap().content, None);
        assert_eq!(anatomy.header.as_ref().unwrap().content, None);
        assert_eq!(anatomy.envelope.attributes.len(), 3);
        assert_eq!(anatomy.inherited(), " xmlns:s=\"http&#58;//s\"");
    }

    #[test]
    fn namespaces_are_bound_anew_and_taken_off() {
        let anatomy = Anatomy::of(TEXT).unwrap();
        let rebound = anatomy.rebind("http://s", "urn:t").unwrap();
        assert!(rebound.contains("xmlns:s=\"urn:t\""), "{rebound}");
        assert_eq!(anatomy.rebind("urn:none", "urn:t"), None);
        let bare = anatomy.unqualified(&[&anatomy.envelope, &anatomy.body]);
        let document = Document::parse(&bare).unwrap();
        assert_eq!(
            document
                .root_element()
                .tag_name()
                .namespace()
                .unwrap_or_default(),
            ""
        );
    }
}
