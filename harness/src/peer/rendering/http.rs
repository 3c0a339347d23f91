//! A document as an HTTP/1.1 request (RFC 9112), and how it leaves.

use super::{Aspect, Rendering, Way};
use crate::{peer::Delivery, subject::Service};

/// The longest of the chunks whose size is drawn.
const LONGEST_CHUNK: usize = 200;

/// How often a request is cut at most, where the places are drawn.
const MOST_PIECES: usize = 12;

/// How often the sender pauses in the body, so that what it has sent is read before the rest is there. Where many requests
/// are drawn, once is time enough.
const PAUSES: [usize; 2] = [1, 7];

/// Writes a POST request.
pub(super) fn write(
    rendering: &Rendering,
    rng: &mut fastrand::Rng,
    service: &Service,
    document: &[u8],
) -> (Vec<u8>, Delivery) {
    let mut fields = vec![
        ("Host", service.authority()),
        ("Content-Type", content_type(rendering)),
    ];
    fields.extend(action(rendering).map(|action| ("SOAPAction", action)));
    let body = match rendering.of_aspect(Aspect::Framing) {
        None => {
            fields.push(("Content-Length", document.len().to_string()));
            document.to_vec()
        }
        Some(way) => {
            let coding = if rng.bool() { "chunked" } else { "Chunked" };
            fields.push(("Transfer-Encoding", coding.into()));
            chunked(way, rng, document)
        }
    };
    if rendering.has(Way::Expect) {
        fields.push(("Expect", "100-continue".into()));
    }
    if rendering.has(Way::OtherFields) {
        fields.push(("User-Agent", "Trialplate".into()));
        fields.push(("Accept", "text/xml, multipart/*;q=0.1".into()));
        fields.push(("X-Amount", "999999".into()));
    }
    if rendering.has(Way::ShuffledFields) {
        rng.shuffle(&mut fields);
    }
    let mut bytes = format!("POST {} HTTP/1.1\r\n", service.path).into_bytes();
    for (name, value) in fields {
        bytes.extend_from_slice(field(rendering, rng, name, &value).as_bytes());
    }
    bytes.extend_from_slice(b"\r\n");
    let head = bytes.len();
    bytes.extend_from_slice(&body);
    let delivery = delivery(rendering, rng, head, bytes.len());
    (bytes, delivery)
}

/// The media type and its parameter, in the spellings that RFC 9110 §8.3.1 and §5.6.6 allow.
fn content_type(rendering: &Rendering) -> String {
    let charset = match rendering.of_aspect(Aspect::Encoding) {
        Some(Way::Utf16Be | Way::Utf16Le) => "utf-16",
        _ => "utf-8",
    };
    match rendering.of_aspect(Aspect::ContentType) {
        Some(Way::CapitalType) => format!("TEXT/XML; CHARSET={}", charset.to_uppercase()),
        Some(Way::QuotedCharset) => format!("text/xml; charset=\"{charset}\""),
        Some(Way::SpacedType) => format!("text/xml \t;  charset={charset}"),
        Some(Way::DenseType) => format!("text/xml;charset={charset}"),
        Some(Way::NoCharset) => "text/xml".into(),
        _ => format!("text/xml; charset={charset}"),
    }
}

fn action(rendering: &Rendering) -> Option<String> {
    match rendering.of_aspect(Aspect::SoapAction) {
        Some(Way::NoAction) => None,
        Some(Way::OtherAction) => Some("\"http://lightweightcurrency.org/transferFunds\"".into()),
        Some(Way::UnquotedAction) => Some("urn:whatever#getDeposits".into()),
        Some(Way::EmptyAction) => Some(String::new()),
        _ => Some("\"\"".into()),
    }
}

/// A field, whose name may be in any case, and whose value may stand between white space (RFC 9112 §5).
fn field(rendering: &Rendering, rng: &mut fastrand::Rng, name: &str, value: &str) -> String {
    let name = match rendering.of_aspect(Aspect::FieldNames) {
        Some(Way::CapitalFields) => name.to_uppercase(),
        Some(Way::SmallFields) => name.to_lowercase(),
        _ => name.to_owned(),
    };
    let mut space = || [" ", "  ", "\t", ""][rng.usize(..4)];
    let (front, back) = match rendering.of_aspect(Aspect::FieldSpace) {
        Some(Way::SpacedFields) => (space(), space()),
        Some(Way::DenseFields) => ("", ""),
        _ => (" ", ""),
    };
    format!("{name}:{front}{value}{back}\r\n")
}

/// A body in chunks (RFC 9112 §7.1).
fn chunked(way: Way, rng: &mut fastrand::Rng, body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(2 * body.len());
    let mut rest = body;
    while !rest.is_empty() {
        let size = match way {
            Way::OneChunk => rest.len(),
            Way::SmallChunks => 1,
            _ => rng.usize(1..=LONGEST_CHUNK).min(rest.len()),
        };
        let size_text = match rng.u8(..3) {
            0 => format!("{size:x}"),
            1 => format!("{size:X}"),
            _ => format!("{size:04x}"),
        };
        let extension = match way {
            Way::ExtendedChunks => [";a", ";a=b", ";a=\"b;c\"", ";a=1;b=2"][rng.usize(..4)],
            _ => "",
        };
        bytes.extend_from_slice(format!("{size_text}{extension}\r\n").as_bytes());
        bytes.extend_from_slice(&rest[..size]);
        bytes.extend_from_slice(b"\r\n");
        rest = &rest[size..];
    }
    bytes.extend_from_slice(match way {
        Way::TrailedChunks => b"0\r\nX-Trailer: 0\r\nX-Amount: 999999\r\n\r\n",
        _ => b"0\r\n\r\n",
    });
    bytes
}

fn delivery(
    rendering: &Rendering,
    rng: &mut fastrand::Rng,
    head: usize,
    length: usize,
) -> Delivery {
    let cuts = match rendering.of_aspect(Aspect::Pieces) {
        Some(Way::ByteByByte) => (1..length).collect(),
        Some(Way::BodyApart) => vec![head],
        Some(_) => {
            let fewest = if rendering.everywhere { MOST_PIECES } else { 1 };
            let cuts = rng.usize(fewest..=MOST_PIECES);
            let mut cuts: Vec<usize> = (0..cuts).map(|_| rng.usize(1..length)).collect();
            cuts.sort_unstable();
            cuts
        }
        None => Vec::new(),
    };
    let most = PAUSES[usize::from(rendering.everywhere)];
    let in_body: Vec<usize> = cuts.iter().copied().filter(|cut| *cut >= head).collect();
    let step = in_body.len().div_ceil(most).max(1);
    Delivery {
        pauses: in_body.into_iter().step_by(step).collect(),
        cuts,
        waits_behind: rendering.has(Way::Expect).then_some(head),
    }
}
