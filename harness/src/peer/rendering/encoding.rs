//! A document as bytes (XML 1.0 §4.3.3).

use super::{Aspect, Rendering, Way};

const MARK: char = '\u{feff}';

/// Encodes a document.
pub(super) fn encode(rendering: &Rendering, text: &str) -> Vec<u8> {
    let marked = || format!("{MARK}{text}");
    let units = || marked().encode_utf16().collect::<Vec<u16>>();
    match rendering.of_aspect(Aspect::Encoding) {
        Some(Way::Utf8Marked) => marked().into_bytes(),
        Some(Way::Utf16Be) => units().into_iter().flat_map(u16::to_be_bytes).collect(),
        Some(Way::Utf16Le) => units().into_iter().flat_map(u16::to_le_bytes).collect(),
        _ => text.as_bytes().to_vec(),
    }
}
