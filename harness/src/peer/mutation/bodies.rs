//! More than one body, more than one wrapper, more than one document.

use wire::soap::NAMESPACE;

use super::{
    Base, CLIENT, Defect,
    anatomy::{Anatomy, put},
};

const SEVERAL: &str = "lcp.issuer.soap.several-bodies";
const TRAILING: &str = "lcp.issuer.soap.trailing-content";

const fn several(name: &'static str, spoil: super::Spoil) -> Defect {
    Defect {
        name,
        breaks: SEVERAL,
        codes: CLIENT,
        spoil,
    }
}

const fn trailing(name: &'static str, spoil: super::Spoil) -> Defect {
    Defect {
        name,
        breaks: TRAILING,
        codes: CLIENT,
        spoil,
    }
}

pub(super) static ALL: &[Defect] = &[
    several("two bodies", |b, a, _| {
        Some(b.encode(&a.with([put(a.body.whole.end, a.written(&a.body))])))
    }),
    several("two bodies, the second of them empty", |b, a, _| {
        Some(b.encode(&a.with([put(a.body.whole.end, emptied(a))])))
    }),
    several("two bodies, the first of them empty", |b, a, _| {
        Some(b.encode(&a.with([put(a.body.whole.start, emptied(a))])))
    }),
    several("two wrappers", |b, a, _| {
        Some(b.encode(&a.with([put(a.wrapper.whole.end, a.written(&a.wrapper))])))
    }),
    several("two operations", |b, a, _| {
        Some(b.encode(&a.with([put(a.wrapper.whole.end, question())])))
    }),
    several("two operations, the other one first", |b, a, _| {
        Some(b.encode(&a.with([put(a.wrapper.whole.start, question())])))
    }),
    trailing("an element behind the envelope", |b, a, _| {
        behind(b, a, "<more/>")
    }),
    trailing("text behind the envelope", |b, a, _| {
        behind(b, a, "\nThank you.")
    }),
    trailing("a second envelope", |b, a, _| {
        behind(b, a, a.written(&a.envelope))
    }),
    trailing("a second document", |b, a, _| behind(b, a, a.text)),
    trailing("a CDATA section behind the envelope", |b, a, _| {
        behind(b, a, "<![CDATA[ ]]>")
    }),
    trailing("a character reference behind the envelope", |b, a, _| {
        behind(b, a, "&#32;")
    }),
    trailing("an end tag behind the envelope", |b, a, _| {
        let end = a.envelope.end_tag()?;
        behind(b, a, &a.text[end])
    }),
];

fn behind(base: &Base, a: &Anatomy<'_>, more: &str) -> Option<Vec<u8>> {
    Some(base.encode(&a.with([put(a.envelope.whole.end, more)])))
}

/// A body like the one that is there, with nothing in it.
fn emptied(a: &Anatomy<'_>) -> String {
    let content = a.body.content.clone().unwrap_or_default();
    let start = &a.text[a.body.whole.start..content.start];
    format!("{start}{}", &a.text[content.end..a.body.whole.end])
}

/// A deposits request.
fn question() -> String {
    format!(
        "<q:getDeposits xmlns:q=\"{NAMESPACE}\"><millisecondsWait xmlns=\"\">0</millisecondsWait></q:getDeposits>"
    )
}
