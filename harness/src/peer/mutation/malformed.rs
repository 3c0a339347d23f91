//! References, comments, sections, declarations and characters that are not as XML wants them, and what is no XML at all.

use super::{
    Base, Defect,
    anatomy::{Anatomy, put},
    tags::malformed,
};

pub(super) static ALL: &[Defect] = &[
    malformed("a bare &", |b, a, _| valued(b, a, "a & b")),
    malformed("a reference without its semicolon", |b, a, _| {
        valued(b, a, "a &amp b")
    }),
    malformed("an entity of HTML", |b, a, _| valued(b, a, "a&nbsp;b")),
    malformed("a reference to nothing", |b, a, _| valued(b, a, "a&;b")),
    malformed("a character reference without digits", |b, a, _| {
        valued(b, a, "&#;")
    }),
    malformed("a character reference in letters", |b, a, _| {
        valued(b, a, "&#a;")
    }),
    malformed("a reference to a control character", |b, a, m| {
        let c = m.random.choice([1, 7, 8, 11, 12, 14, 27, 31])?;
        valued(b, a, &format!("&#{c};"))
    }),
    malformed("a reference to NUL", |b, a, _| valued(b, a, "&#0;")),
    malformed("a reference to half a character", |b, a, _| {
        valued(b, a, "&#xD834;")
    }),
    malformed("a reference beyond the last character", |b, a, _| {
        valued(b, a, "&#x110000;")
    }),
    malformed("a control character", |b, a, m| {
        let c = m.random.choice([
            '\u{1}', '\u{7}', '\u{8}', '\u{b}', '\u{c}', '\u{1b}', '\u{1f}',
        ])?;
        valued(b, a, &c.to_string())
    }),
    malformed("a NUL", |b, a, _| valued(b, a, "\0")),
    malformed("a character that is none", |b, a, m| {
        let c = m.random.choice(['\u{fffe}', '\u{ffff}'])?;
        valued(b, a, &c.to_string())
    }),
    malformed("the end of a CDATA section in text", |b, a, _| {
        valued(b, a, "a]]>b")
    }),
    malformed("a CDATA section that does not end", |b, a, _| {
        valued(b, a, "<![CDATA[a")
    }),
    malformed("a CDATA section in small letters", |b, a, _| {
        valued(b, a, "<![cdata[a]]>")
    }),
    malformed("two hyphens in a comment", |b, a, _| {
        among(b, a, "<!-- a -- b -->")
    }),
    malformed("three hyphens at the end of a comment", |b, a, _| {
        among(b, a, "<!-- a --->")
    }),
    malformed("a comment that does not end", |b, a, _| {
        among(b, a, "<!-- a")
    }),
    malformed("an instruction that does not end", |b, a, _| {
        // Another one's end would be its own.
        let alone = !a.text[a.prolog..].contains("?>");
        alone.then(|| among(b, a, "<?note a")).flatten()
    }),
    malformed("an instruction without a name", |b, a, _| {
        among(b, a, "<? note ?>")
    }),
    malformed("an instruction that is called XML", |b, a, _| {
        among(b, a, "<?XML a?>")
    }),
    malformed("a second XML declaration", |b, a, _| {
        among(b, a, "<?xml version=\"1.0\"?>")
    }),
    malformed("a declaration among the parts", |b, a, _| {
        among(b, a, "<!ELEMENT a ANY>")
    }),
    malformed("white space before the XML declaration", |b, a, _| {
        introduced(b, a, "\n<?xml version=\"1.0\"?>")
    }),
    malformed("an XML declaration without a version", |b, a, _| {
        introduced(b, a, "<?xml?>")
    }),
    malformed("an XML declaration without quotes", |b, a, _| {
        introduced(b, a, "<?xml version=1.0?>")
    }),
    malformed("an XML declaration of three quotes", |b, a, _| {
        introduced(b, a, "<?xml version=\"1.0?>")
    }),
    malformed("an XML declaration that does not end", |b, a, _| {
        introduced(b, a, "<?xml version=\"1.0\">")
    }),
    malformed(
        "an XML declaration that may stand alone or not",
        |b, a, _| introduced(b, a, "<?xml version=\"1.0\" standalone=\"maybe\"?>"),
    ),
    malformed("text before the envelope", |b, a, _| {
        Some(b.encode(&a.with([put(a.envelope.whole.start, "Dear issuer, ")])))
    }),
    malformed("an element before the envelope", |b, a, _| {
        Some(b.encode(&a.with([put(a.envelope.whole.start, "<less/>")])))
    }),
    malformed("a byte order mark in the middle", |b, a, _| {
        // The first one, where nothing stands in front of it, is where it belongs.
        Some(b.encode(&a.with([put(a.envelope.whole.start, "\u{feff}\u{feff}")])))
    }),
    malformed("the first half of the document", |b, a, m| {
        let places: Vec<usize> = a.text[a.prolog..a.envelope.whole.end]
            .char_indices()
            .map(|(at, _)| a.prolog + at)
            .collect();
        let place = m.random.choice(&places)?;
        Some(b.encode(&a.text[..*place]))
    }),
    malformed("the second half of the document", |b, a, m| {
        let inside = a.envelope.name.end..a.envelope.whole.end;
        let places: Vec<usize> = a.text[inside.clone()]
            .char_indices()
            .map(|(at, _)| inside.start + at)
            .collect();
        let place = m.random.choice(&places)?;
        Some(b.encode(&a.text[*place..]))
    }),
    malformed("nothing in it", |_, _, _| Some(Vec::new())),
    malformed("nothing but white space in it", |_, _, _| {
        Some(b" \r\n\t\n".to_vec())
    }),
    malformed("words instead of XML", |_, _, _| {
        Some(b"Please send ten to Bob.".to_vec())
    }),
    malformed("JSON instead of XML", |_, a, _| {
        let part = |name: &str| {
            let content = a.part(name).and_then(|p| p.content.clone());
            content.map_or("", |content| &a.text[content])
        };
        let json = format!(
            "{{\"transferFunds\":{{\"recipient\":\"{}\",\"amount\":\"{}\"}}}}",
            part("recipient"),
            part("amount")
        );
        Some(json.into_bytes())
    }),
];

/// The request with something in front of one of its values.
fn valued(base: &Base, a: &Anatomy<'_>, more: &str) -> Option<Vec<u8>> {
    let named = a.part("transactionId").or(a.part("millisecondsWait"));
    let place = named?.content.as_ref()?.start;
    Some(base.encode(&a.with([put(place, more)])))
}

/// The request with something among its parts.
fn among(base: &Base, a: &Anatomy<'_>, more: &str) -> Option<Vec<u8>> {
    let first = a.parts.first()?;
    Some(base.encode(&a.with([put(first.whole.start, more)])))
}

/// The request behind another XML declaration.
fn introduced(base: &Base, a: &Anatomy<'_>, declaration: &str) -> Option<Vec<u8>> {
    Some(base.encode(&a.with([(0..a.prolog, declaration.to_owned())])))
}
