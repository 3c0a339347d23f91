//! Tags, attributes and names that are not as XML wants them.

use super::{
    Base, CLIENT, Defect, Means,
    anatomy::{Anatomy, Element, put},
};

pub(super) const MALFORMED: &str = "lcp.issuer.soap.malformed";

/// A defect that leaves something that is not XML.
pub(super) const fn malformed(name: &'static str, spoil: super::Spoil) -> Defect {
    Defect {
        name,
        breaks: MALFORMED,
        codes: CLIENT,
        spoil,
    }
}

pub(super) static ALL: &[Defect] = &[
    malformed("tags that do not match", |b, a, m| {
        let end = closed(a, m)?.end_tag()?;
        Some(b.encode(&a.with([(end, "</other>".to_owned())])))
    }),
    malformed("tags that differ in case", |b, a, m| {
        let end = closed(a, m)?.end_tag()?;
        let written = a.text[end.clone()].to_uppercase();
        Some(b.encode(&a.with([(end, written)])))
    }),
    malformed("an element that is not closed", |b, a, m| {
        let end = closed(a, m)?.end_tag()?;
        Some(b.encode(&a.with([(end, String::new())])))
    }),
    malformed("an element that was never opened", |b, a, _| {
        Some(b.encode(&a.with([put(a.wrapper.whole.end, "</other>")])))
    }),
    malformed("an element closed twice", |b, a, m| {
        let end = closed(a, m)?.end_tag()?;
        let twice = a.text[end.clone()].repeat(2);
        Some(b.encode(&a.with([(end, twice)])))
    }),
    malformed("elements that overlap", |b, a, _| {
        let (body, wrapper) = (a.body.end_tag()?, a.wrapper.end_tag()?);
        let swapped = [
            (wrapper.clone(), a.text[body.clone()].to_owned()),
            (body, a.text[wrapper].to_owned()),
        ];
        Some(b.encode(&a.with(swapped)))
    }),
    malformed("a start tag without its end", |b, a, m| {
        let start = closed(a, m)?.content.as_ref()?.start;
        Some(b.encode(&a.with([(start - 1..start, String::new())])))
    }),
    malformed("a blank in front of an element's name", |b, a, m| {
        let name = any(a, m)?.name.start;
        Some(b.encode(&a.with([put(name, " ")])))
    }),
    malformed("an end tag with an attribute", |b, a, m| {
        let end = closed(a, m)?.end_tag()?.end;
        Some(b.encode(&a.with([put(end - 1, " a=\"1\"")])))
    }),
    malformed("an attribute without quotes", |b, a, m| {
        tagged(b, a, m, " a=1")
    }),
    malformed("an attribute without a value", |b, a, m| {
        tagged(b, a, m, " checked")
    }),
    malformed("an attribute twice", |b, a, m| {
        tagged(b, a, m, " a=\"1\" a=\"1\"")
    }),
    malformed("an attribute twice under two prefixes", |b, a, m| {
        let twice = " xmlns:p=\"urn:example:p\" xmlns:q=\"urn:example:p\" p:a=\"1\" q:a=\"2\"";
        tagged(b, a, m, twice)
    }),
    malformed("attributes without a blank between them", |b, a, m| {
        tagged(b, a, m, " a=\"1\"b=\"2\"")
    }),
    malformed("a < in an attribute", |b, a, m| {
        tagged(b, a, m, " a=\"1<2\"")
    }),
    malformed("a bare & in an attribute", |b, a, m| {
        tagged(b, a, m, " a=\"1 & 2\"")
    }),
    malformed("an attribute that does not end", |b, a, m| {
        tagged(b, a, m, " a=\"1")
    }),
    malformed("an undeclared prefix on an attribute", |b, a, m| {
        tagged(b, a, m, " nobody:a=\"1\"")
    }),
    malformed("an undeclared prefix on an element", |b, a, _| {
        let name = &a.text[a.wrapper.name.clone()];
        let local = name.rsplit(':').next().unwrap_or(name);
        let other = format!("nobody:{local}");
        let end = a.wrapper.end_tag()?;
        let edits = [
            (a.wrapper.name.clone(), other.clone()),
            (end, format!("</{other}>")),
        ];
        Some(b.encode(&a.with(edits)))
    }),
    malformed("a prefix that is bound to nothing", |b, a, m| {
        tagged(b, a, m, " xmlns:n=\"\"")
    }),
    malformed("two colons in a name", |b, a, m| {
        tagged(b, a, m, " xmlns:p=\"urn:example:p\" p:q:r=\"1\"")
    }),
    malformed("a name that begins with a digit", |b, a, m| {
        tagged(b, a, m, " 1a=\"1\"")
    }),
    malformed("a name with a bracket in it", |b, a, m| {
        tagged(b, a, m, " a(b)=\"1\"")
    }),
];

/// Any element.
fn any<'a>(a: &'a Anatomy<'_>, means: &mut Means<'_>) -> Option<&'a Element> {
    means.random.choice(&a.all)
}

/// Any element that has an end tag.
fn closed<'a>(a: &'a Anatomy<'_>, means: &mut Means<'_>) -> Option<&'a Element> {
    let closed: Vec<&Element> = a.all.iter().filter(|e| e.content.is_some()).collect();
    means.random.choice(&closed).copied()
}

/// The request with something more in one of its start tags.
fn tagged(base: &Base, a: &Anatomy<'_>, means: &mut Means<'_>, more: &str) -> Option<Vec<u8>> {
    let place = any(a, means)?.behind_name();
    Some(base.encode(&a.with([put(place, more)])))
}
