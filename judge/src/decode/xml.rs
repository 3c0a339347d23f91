//! XML text out of bytes, and small helpers over a parsed tree.

use roxmltree::Node;

/// The characters of an XML document: UTF-16 by its byte order mark, else UTF-8 (XML 1.0 §4.3.3).
pub(super) fn text(bytes: &[u8]) -> Result<String, String> {
    let text = decoded(bytes)?;
    // The parser would take a second one for the first.
    if text.starts_with('\u{feff}') {
        return Err("a second byte order mark".to_owned());
    }
    Ok(text)
}

fn decoded(bytes: &[u8]) -> Result<String, String> {
    let utf16 = |unit: fn([u8; 2]) -> u16, rest: &[u8]| {
        if rest.len() % 2 == 1 {
            return Err("half a UTF-16 unit at the end".to_owned());
        }
        let units: Vec<u16> = rest
            .chunks_exact(2)
            .map(|pair| unit([pair[0], pair[1]]))
            .collect();
        String::from_utf16(&units).map_err(|_| "not UTF-16, as its byte order mark says".to_owned())
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(u16::from_be_bytes, rest),
        [0xff, 0xfe, rest @ ..] => utf16(u16::from_le_bytes, rest),
        // The mark may be left out where the charset says which order it is; the first `<` says so too.
        [0, b'<', ..] => utf16(u16::from_be_bytes, bytes),
        [b'<', 0, ..] => utf16(u16::from_le_bytes, bytes),
        _ => {
            let rest = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
            String::from_utf8(rest.to_vec()).map_err(|_| "not UTF-8".to_owned())
        }
    }
}

/// A value without the white space around it (XML 1.0 §2.3).
pub(super) fn trim(value: &str) -> &str {
    value.trim_matches([' ', '\t', '\r', '\n'])
}

/// The element children.
pub(super) fn elements<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

/// The character content of an element that has no element children.
pub(super) fn content(node: Node<'_, '_>) -> Result<String, String> {
    if elements(node).next().is_some() {
        return Err(format!(
            "{} has elements where a value belongs",
            node.tag_name().name()
        ));
    }
    Ok(node
        .children()
        .filter_map(|n| n.is_text().then(|| n.text()).flatten())
        .collect())
}

/// The namespace of an element; `xmlns=""` is none (Namespaces in XML §6.2).
pub(super) fn namespace<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.tag_name().namespace().filter(|ns| !ns.is_empty())
}

/// The one child of that name, whatever its namespace.
pub(super) fn part<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Result<Node<'a, 'i>, String> {
    let mut found = elements(node).filter(|n| n.tag_name().name() == name);
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => Err(format!("{} has no {name}", node.tag_name().name())),
        (Some(_), Some(_)) => Err(format!(
            "{} has {name} more than once",
            node.tag_name().name()
        )),
    }
}

/// An error when there is text between the element children, or when there are others than those named.
pub(super) fn only(node: Node<'_, '_>, names: &[&str]) -> Result<(), String> {
    let text = node
        .children()
        .filter_map(|n| n.is_text().then(|| n.text()).flatten());
    if let Some(text) = text.map(trim).find(|text| !text.is_empty()) {
        return Err(format!(
            "{} has the text {text:?} where elements belong",
            node.tag_name().name()
        ));
    }
    match elements(node).find(|n| !names.contains(&n.tag_name().name())) {
        Some(n) => Err(format!(
            "{} has an element {:?} that does not belong there",
            node.tag_name().name(),
            n.tag_name().name(),
        )),
        None => Ok(()),
    }
}
