//! Markup that is not well-formed, or that SOAP forbids, and is let pass: each function makes a
//! document of one that was refused.

use super::document::{Piece, pieces};

/// The most that expanded entities may make of a document, in bytes.
const MOST: usize = 1 << 16;

/// How deep entities may refer to entities.
const LEVELS: usize = 16;

/// An end tag ends the innermost open element whatever its name is, what is still open at the end is
/// closed, and an ampersand that begins no reference is itself. Attributes stay as they are.
pub(in crate::fault) fn repaired(text: &str) -> Option<String> {
    let (mut repaired, mut open) = (String::new(), Vec::new());
    for piece in pieces(text) {
        match piece {
            Piece::Start(tag) => {
                if !piece.is_empty_element() {
                    open.push(piece.name());
                }
                repaired += tag;
            }
            Piece::End(_) => repaired += &format!("</{}>", open.pop()?),
            Piece::Text(text) => repaired += &ampersands(text),
            other => repaired += other.written(),
        }
    }
    while let Some(name) = open.pop() {
        repaired += &format!("</{name}>");
    }
    Some(repaired)
}

fn ampersands(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut written = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let name = piece.split_once(';').map_or("", |(name, _)| name);
        let is_reference =
            !name.is_empty() && name.chars().all(|c| c == '#' || c.is_alphanumeric());
        written += if is_reference { "&" } else { "&amp;" };
        written += piece;
    }
    written
}

/// Entities that it declares stay unknown.
pub(in crate::fault) fn without_doctype(text: &str) -> Option<String> {
    let kept = pieces(text).filter(|piece| !matches!(piece, Piece::DocType(_)));
    Some(kept.map(Piece::written).collect())
}

/// Only documents that refer to an entity of their own are let pass.
pub(in crate::fault) fn expanded(text: &str) -> Option<String> {
    let doctype = pieces(text).find_map(|piece| match piece {
        Piece::DocType(it) => Some(it),
        _ => None,
    })?;
    let entities: Vec<_> = doctype
        .split("<!ENTITY")
        .skip(1)
        .filter_map(entity)
        .collect();
    let mut expanded = without_doctype(text)?;
    let refers = |text: &str| entities.iter().any(|(name, _)| text.contains(name));
    if !refers(&expanded) {
        return None;
    }
    for _ in 0..LEVELS {
        for (reference, value) in &entities {
            let times = expanded.matches(reference).count();
            if expanded.len() + times * value.len() > MOST {
                return None;
            }
            expanded = expanded.replace(reference, value);
        }
    }
    Some(expanded)
}

/// An internal general entity: how it is referred to, and what it stands for.
fn entity(declaration: &str) -> Option<(String, &str)> {
    let (name, rest) = declaration
        .trim_start()
        .split_once(|c: char| c.is_whitespace())?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, _) = rest[1..].split_once(quote)?;
    Some((format!("&{name};"), value))
}
