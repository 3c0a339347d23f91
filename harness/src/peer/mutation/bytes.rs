//! Bytes that are no characters, and noise.

use super::{Base, Defect, Encoding, Means, anatomy::Anatomy, tags::malformed};

/// How often noise is tried until what comes out is no XML.
const TRIES: usize = 64;

/// How many bytes of noise there are at most.
const MOST_NOISE: usize = 4;

pub(super) static ALL: &[Defect] = &[
    malformed("a byte that UTF-8 does not have", |b, a, m| {
        let byte = m.random.choice([0xc0, 0xf8, 0xfe, 0xff])?;
        raw(b, a, &[byte])
    }),
    malformed("a character of UTF-8 that ends too soon", |b, a, _| {
        raw(b, a, &[0xe2, 0x82])
    }),
    malformed("a character of UTF-8 that does not begin", |b, a, _| {
        raw(b, a, &[0x82, 0xac])
    }),
    malformed("a letter in more bytes than it needs", |b, a, _| {
        raw(b, a, &[0xc1, 0xa1])
    }),
    malformed("half a character in UTF-8", |b, a, _| {
        raw(b, a, &[0xed, 0xa0, 0xb4])
    }),
    malformed("a letter of Latin-1", |b, a, _| raw(b, a, b"caf\xe9 ")),
    malformed("half a unit of UTF-16", |b, a, _| {
        let (base, mut bytes) = wide(b, a.text);
        bytes.pop();
        (base.encoding != Encoding::Utf8).then_some(bytes)
    }),
    malformed("half a character in UTF-16", |b, a, _| {
        let place = value(a)?;
        let (base, before) = wide(b, &a.text[..place]);
        let (_, behind) = wide(b, &a.text[place..]);
        let half = match base.encoding {
            Encoding::Utf16Be => [0xd8, 0x34],
            _ => [0x34, 0xd8],
        };
        // The second one's byte order mark goes.
        Some([&before[..], &half, &behind[2..]].concat())
    }),
    malformed("noise in it", noise),
];

/// The request in UTF-16, whatever it was in.
fn wide(base: &Base, text: &str) -> (Base, Vec<u8>) {
    let encoding = match base.encoding {
        Encoding::Utf8 => Encoding::Utf16Be,
        wide => wide,
    };
    let wide = Base {
        text: text.replacen("encoding=\"UTF-8\"", "encoding=\"UTF-16\"", 1),
        encoding,
    };
    let bytes = wide.bytes();
    (wide, bytes)
}

/// Where the value of a part begins.
fn value(a: &Anatomy<'_>) -> Option<usize> {
    let part = a.part("transactionId").or(a.part("millisecondsWait"))?;
    part.content.as_ref().map(|content| content.start)
}

/// The request in UTF-8, with these bytes in front of a value.
fn raw(base: &Base, a: &Anatomy<'_>, bytes: &[u8]) -> Option<Vec<u8>> {
    let text = match base.encoding {
        Encoding::Utf8 => a.text.to_owned(),
        _ => a.text.replacen("UTF-16", "UTF-8", 1),
    };
    let again = Anatomy::of(&text)?;
    let place = value(&again)?;
    Some([&text.as_bytes()[..place], bytes, &text.as_bytes()[place..]].concat())
}

/// The request with some of its bytes changed, taken out or put in, such that no XML is left: two parsers say so. Where chance
/// does not have it, the last `>` goes.
fn noise(base: &Base, a: &Anatomy<'_>, means: &mut Means<'_>) -> Option<Vec<u8>> {
    let bytes = base.bytes();
    for _ in 0..TRIES {
        let mut noisy = bytes.clone();
        for _ in 0..means.random.usize(1..=MOST_NOISE) {
            let at = means.random.usize(..noisy.len());
            match means.random.u8(..4) {
                0 => drop(noisy.remove(at)),
                1 => noisy.insert(at, means.random.u8(..)),
                2 => noisy[at] ^= 1 << means.random.u8(..8),
                _ => noisy[at] = means.random.u8(..),
            }
        }
        if is_no_xml(base, &noisy) {
            return Some(noisy);
        }
    }
    let end = a.envelope.whole.end;
    Some(base.encode(&a.with([(end - 1..end, String::new())])))
}

/// Whether two parsers that know nothing of each other say that this is not XML.
fn is_no_xml(base: &Base, bytes: &[u8]) -> bool {
    let text = match base.encoding {
        Encoding::Utf8 => String::from_utf8(bytes.to_vec()).ok(),
        Encoding::Utf16Be => units(bytes, u16::from_be_bytes),
        Encoding::Utf16Le => units(bytes, u16::from_le_bytes),
    };
    let refused = wire::soap::parse_request(Some(base.content_type()), bytes).is_err();
    refused && text.is_none_or(|text| roxmltree::Document::parse(&text).is_err())
}

fn units(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16(&units).ok().filter(|_| rest.is_empty())
}
