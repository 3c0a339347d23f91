//! Document type declarations, and entities that they declare.

use super::{
    Base, CLIENT, Defect,
    anatomy::{Anatomy, put},
};

const DTD: &str = "lcp.issuer.soap.no-dtd";
const ENTITIES: &str = "lcp.issuer.soap.no-entities";

/// How often the parts of the million are tenfolded: six times.
const TENFOLD: usize = 6;

/// How long an entity is, and how often it is named, where that makes much of little.
const LONG: usize = 2000;

const fn typed(name: &'static str, spoil: super::Spoil) -> Defect {
    Defect {
        name,
        breaks: DTD,
        codes: CLIENT,
        spoil,
    }
}

const fn entity(name: &'static str, spoil: super::Spoil) -> Defect {
    Defect {
        name,
        breaks: ENTITIES,
        codes: CLIENT,
        spoil,
    }
}

pub(super) static ALL: &[Defect] = &[
    typed("a document type", |b, a, _| declared(b, a, "", &[])),
    typed("a document type with nothing in it", |b, a, _| {
        declared(b, a, " []", &[])
    }),
    typed("a document type that stands elsewhere", |b, a, _| {
        declared(b, a, " SYSTEM \"soap.dtd\"", &[])
    }),
    typed("a document type of public name", |b, a, _| {
        declared(
            b,
            a,
            " PUBLIC \"-//Example//DTD Message//EN\" \"soap.dtd\"",
            &[],
        )
    }),
    typed("a document type that declares an element", |b, a, _| {
        declared(b, a, " [<!ELEMENT amount (#PCDATA)>]", &[])
    }),
    typed("a document type that declares an attribute", |b, a, _| {
        declared(b, a, " [<!ATTLIST amount unit CDATA #IMPLIED>]", &[])
    }),
    typed("a document type that declares a notation", |b, a, _| {
        declared(b, a, " [<!NOTATION money SYSTEM \"money\">]", &[])
    }),
    typed("a document type with a comment in it", |b, a, _| {
        declared(b, a, " [<!-- ]> --> <?note ]> ?>]", &[])
    }),
    entity("an entity that nobody uses", |b, a, _| {
        declared(b, a, " [<!ENTITY ten \"10\">]", &[])
    }),
    entity("an entity in the amount", |b, a, _| {
        declared(b, a, " [<!ENTITY ten \"10\">]", &[("amount", "&ten;")])
    }),
    entity("an entity in the transaction id", |b, a, _| {
        declared(
            b,
            a,
            " [<!ENTITY id \"expanded\">]",
            &[("transactionId", "&id;")],
        )
    }),
    entity("entities in entities", |b, a, _| {
        let two = " [<!ENTITY one \"1\"><!ENTITY ten \"&one;0\">]";
        declared(b, a, two, &[("amount", "&ten;")])
    }),
    entity("an entity that holds itself", |b, a, _| {
        let two = " [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]";
        declared(b, a, two, &[("transactionId", "&a;")])
    }),
    entity("an entity in place of a predefined one", |b, a, _| {
        let amp = " [<!ENTITY amp \"&#38;#38;\">]";
        declared(b, a, amp, &[("transactionId", "a&amp;b")])
    }),
    entity("an entity with an element in it", |b, a, _| {
        let element = " [<!ENTITY e \"<x/>\">]";
        declared(b, a, element, &[("transactionId", "&e;")])
    }),
    entity("a million laughs", |b, a, _| {
        let mut laughs = "<!ENTITY l0 \"ha\">".to_owned();
        for n in 1..=TENFOLD {
            let ten = format!("&l{};", n - 1).repeat(10);
            laughs.push_str(&format!("<!ENTITY l{n} \"{ten}\">"));
        }
        let top = format!("&l{TENFOLD};");
        declared(b, a, &format!(" [{laughs}]"), &[("transactionId", &top)])
    }),
    entity("a long entity many times over", |b, a, _| {
        let long = format!(" [<!ENTITY l \"{}\">]", "ha".repeat(LONG / 2));
        declared(b, a, &long, &[("transactionId", &"&l;".repeat(LONG))])
    }),
    entity("a parameter entity", |b, a, _| {
        let declaration = " [<!ENTITY % all '<!ENTITY ten \"10\">'>%all;]";
        declared(b, a, declaration, &[("amount", "&ten;")])
    }),
    entity("an entity that stands elsewhere", |b, a, m| {
        let declaration = format!(" [<!ENTITY ten SYSTEM \"{}/ten\">]", m.trap);
        declared(b, a, &declaration, &[("amount", "&ten;")])
    }),
    entity("an entity of public name", |b, a, m| {
        let declaration = format!(
            " [<!ENTITY ten PUBLIC \"-//Example//TEXT Ten//EN\" \"{}/ten\">]",
            m.trap
        );
        declared(b, a, &declaration, &[("amount", "&ten;")])
    }),
    entity("a parameter entity that stands elsewhere", |b, a, m| {
        let declaration = format!(" [<!ENTITY % all SYSTEM \"{}/all.dtd\">%all;]", m.trap);
        declared(b, a, &declaration, &[])
    }),
    entity("entities that stand elsewhere, all of them", |b, a, m| {
        let declaration = format!(" SYSTEM \"{}/all.dtd\"", m.trap);
        declared(b, a, &declaration, &[("amount", "&ten;")])
    }),
];

/// The request behind a document type declaration, with other values in some of its parts. Where such a part is not there,
/// the declaration alone has to do.
fn declared(
    base: &Base,
    a: &Anatomy<'_>,
    declaration: &str,
    values: &[(&str, &str)],
) -> Option<Vec<u8>> {
    let root = &a.text[a.envelope.name.clone()];
    let mut edits = vec![put(a.prolog, format!("<!DOCTYPE {root}{declaration}>"))];
    for (name, value) in values {
        if let Some(content) = a.part(name).and_then(|p| p.content.clone()) {
            edits.push((content, (*value).to_owned()));
        }
    }
    Some(base.encode(&a.with(edits)))
}
