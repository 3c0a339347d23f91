//! A message as it went over the wire, in a few lines.

use record::{Exchange, Octets};

use crate::text::{cut, line};
use crate::wire_text::{pieces, read};

/// Lines of a request, and of a response: together some ten.
const REQUEST: usize = 5;
const RESPONSE: usize = 6;
/// Characters of a line.
const WIDTH: usize = 100;

/// The start of the request and of the response, with the envelope of SOAP left out.
pub(crate) fn excerpt(exchange: &Exchange) -> Vec<String> {
    let mut lines = side(&exchange.request, REQUEST, "> ");
    if exchange.response.length() > 0 {
        lines.extend(side(&exchange.response, RESPONSE, "< "));
    }
    lines
}

fn side(octets: &Octets, most: usize, prefix: &str) -> Vec<String> {
    let text = read(octets.as_slice());
    let mut lines: Vec<String> = Vec::new();
    if text.body.is_empty() {
        lines.extend(text.head.lines().map(|l| cut(&line(l), WIDTH)));
    } else {
        lines.extend(text.head.lines().next().map(|l| cut(&line(l), WIDTH)));
        lines.extend(packed(&text.body));
    }
    let rest = lines.len().saturating_sub(most);
    lines.truncate(most);
    let cut_off = octets.length() - octets.as_slice().len() as u64;
    if rest > 0 || cut_off > 0 {
        lines.push(format!("… ({} bytes in all)", octets.length()));
    }
    lines.into_iter().map(|l| format!("{prefix}{l}")).collect()
}

/// The pieces of a body, as many to a line as fit.
fn packed(body: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for physical in body.lines() {
        for piece in pieces(physical.trim()).map(str::trim) {
            if piece.is_empty() || is_envelope(piece) {
                continue;
            }
            let piece = line(piece);
            match lines.last_mut() {
                Some(last) if fits(last, &piece) => {
                    last.push_str(&piece);
                }
                _ => lines.push(cut(&piece, WIDTH)),
            }
        }
    }
    lines
}

/// Whether a piece goes to the end of a line: where there is room, and an end tag rather than alone on a line.
fn fits(last: &str, piece: &str) -> bool {
    let closes = piece.starts_with("</") && piece.len() <= 40;
    let room = if closes { WIDTH + 40 } else { WIDTH };
    last.chars().count() + piece.chars().count() <= room
}

/// Whether a piece is one tag of the envelope, or the XML declaration: what every message has.
fn is_envelope(piece: &str) -> bool {
    let Some(tag) = piece.strip_prefix('<').and_then(|p| p.strip_suffix('>')) else {
        return false;
    };
    if tag.contains('<') {
        return false;
    }
    let name = tag.trim_matches('/').split_whitespace().next();
    let local = name.map(|n| n.rsplit(':').next().unwrap_or(n));
    tag.starts_with("?xml ") || matches!(local, Some("Envelope" | "Header" | "Body"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_envelope_is_left_out_and_the_content_is_kept() {
        let body = "<?xml version=\"1.0\"?>\n<s:Envelope xmlns:s=\"x\"><s:Body>\n  <t><a>1</a><b/></t>\n</s:Body></s:Envelope>";
        assert_eq!(packed(body), ["<t><a>1</a><b/></t>"]);
    }

    #[test]
    fn what_is_long_is_cut_and_its_length_said() {
        let lines = side(&Octets::new("x\n".repeat(50).as_bytes()), 3, "> ");
        assert_eq!(lines, ["> x", "> x", "> x", "> … (100 bytes in all)"]);
        let long = side(&Octets::new("y".repeat(150).as_bytes()), 3, "< ");
        assert_eq!(
            long,
            [format!("< {}… (50 more characters)", "y".repeat(100))]
        );
    }
}
