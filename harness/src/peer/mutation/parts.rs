//! Parts that are missing, repeated, or unknown.

use super::{
    Base, CLIENT, Defect, Means,
    anatomy::{Anatomy, put},
};

const ABSENT: &str = "lcp.issuer.soap.missing-part";
const TWICE: &str = "lcp.issuer.soap.repeated-part";
const STRANGE: &str = "lcp.issuer.soap.unknown-part";

const fn missing(name: &'static str, spoil: super::Spoil) -> Defect {
    Defect {
        name,
        breaks: ABSENT,
        codes: CLIENT,
        spoil,
    }
}

const fn repeated(name: &'static str, spoil: super::Spoil) -> Defect {
    Defect {
        name,
        breaks: TWICE,
        codes: CLIENT,
        spoil,
    }
}

const fn unknown(name: &'static str, spoil: super::Spoil) -> Defect {
    Defect {
        name,
        breaks: STRANGE,
        codes: CLIENT,
        spoil,
    }
}

pub(super) static MISSING: &[Defect] = &[
    missing("no recipient", |b, a, _| without(b, a, "recipient")),
    missing("no amount", |b, a, _| without(b, a, "amount")),
    missing("no transaction id", |b, a, _| {
        without(b, a, "transactionId")
    }),
    missing("no message counter", |b, a, _| {
        without(b, a, "messageCounter")
    }),
    missing("no wait", |b, a, _| without(b, a, "millisecondsWait")),
    missing("a misspelt amount", |b, a, _| {
        renamed(b, a, "amount", "amuont")
    }),
    missing("a misspelt recipient", |b, a, _| {
        renamed(b, a, "recipient", "recepient")
    }),
    missing("a message counter in small letters", |b, a, _| {
        renamed(b, a, "messageCounter", "messagecounter")
    }),
    missing("a misspelt wait", |b, a, _| {
        renamed(b, a, "millisecondsWait", "miliSecondsWait")
    }),
    missing("an amount of another namespace", |b, a, _| {
        let amount = a.part("amount")?;
        let (name, end) = (amount.name.clone(), amount.end_tag()?);
        let spelt = "x:amount xmlns:x=\"urn:example:money\"";
        Some(b.encode(&a.with([(name, spelt.to_owned()), (end, "</x:amount>".to_owned())])))
    }),
    missing("no parts", |b, a, _| {
        let all = a
            .parts
            .iter()
            .map(|part| (part.whole.clone(), String::new()));
        Some(b.encode(&a.with(all)))
    }),
    missing("no operation", |b, a, _| {
        Some(b.encode(&a.with([(a.wrapper.whole.clone(), String::new())])))
    }),
    missing("no body", |b, a, _| {
        Some(b.encode(&a.with([(a.body.whole.clone(), String::new())])))
    }),
];

pub(super) static REPEATED: &[Defect] = &[
    repeated("the recipient twice", |b, a, m| {
        again(b, a, m, "recipient", None)
    }),
    repeated("two recipients", |b, a, m| {
        again(b, a, m, "recipient", Some(&"0F".repeat(32)))
    }),
    repeated("the user twice", |b, a, m| {
        again(b, a, m, "userid", Some("carol"))
    }),
    repeated("the amount twice", |b, a, m| again(b, a, m, "amount", None)),
    repeated("two amounts", |b, a, m| {
        again(b, a, m, "amount", Some("20"))
    }),
    repeated("the transaction id twice", |b, a, m| {
        again(b, a, m, "transactionId", None)
    }),
    repeated("two transaction ids", |b, a, m| {
        again(b, a, m, "transactionId", Some("another"))
    }),
    repeated("the message counter twice", |b, a, m| {
        again(b, a, m, "messageCounter", None)
    }),
    repeated("two message counters", |b, a, m| {
        again(b, a, m, "messageCounter", Some("9007199254740993"))
    }),
    repeated("the wait twice", |b, a, m| {
        again(b, a, m, "millisecondsWait", None)
    }),
    repeated("another wait", |b, a, m| {
        again(b, a, m, "millisecondsWait", Some("1"))
    }),
];

/// A request with one of these should be refused.
pub(super) static UNKNOWN: &[Defect] = &[
    unknown("an unknown part", |b, a, _| {
        more(b, a, "<memo xmlns=\"\">for the tickets</memo>")
    }),
    unknown("an unknown part of another namespace", |b, a, _| {
        more(
            b,
            a,
            "<x:memo xmlns:x=\"urn:example:memo\">for the tickets</x:memo>",
        )
    }),
    unknown("a misspelt user", |b, a, _| {
        more(b, a, "<userID xmlns=\"\">carol</userID>")
    }),
    unknown("a part of the answer", |b, a, _| {
        more(b, a, "<fee xmlns=\"\">0</fee>")
    }),
];

fn without(base: &Base, a: &Anatomy<'_>, name: &str) -> Option<Vec<u8>> {
    let part = a.part(name)?;
    Some(base.encode(&a.with([(part.whole.clone(), String::new())])))
}

fn renamed(base: &Base, a: &Anatomy<'_>, name: &str, other: &str) -> Option<Vec<u8>> {
    let part = a.part(name)?;
    let written = a.text[part.name.clone()].replace(name, other);
    let end = part.end_tag()?;
    let edits = [
        (part.name.clone(), written.clone()),
        (end, format!("</{written}>")),
    ];
    Some(base.encode(&a.with(edits)))
}

/// The request with a part once more, somewhere, with the same value or another one. A userid that is not there comes twice.
fn again(
    base: &Base,
    a: &Anatomy<'_>,
    means: &mut Means<'_>,
    name: &str,
    value: Option<&str>,
) -> Option<Vec<u8>> {
    let Some(part) = a.part(name) else {
        // A transfer without it is a transfer; any other part is missing, or belongs to the other operation.
        let is_transfer = a.part("messageCounter").is_some();
        if name != "userid" || !is_transfer {
            return None;
        }
        let one = format!("<{name} xmlns=\"\">{}</{name}>", value?);
        return more(base, a, &one.repeat(2));
    };
    let copy = match (value, &part.content) {
        (None, _) => a.written(part).to_owned(),
        (Some(value), Some(content)) => {
            let start = &a.text[part.whole.start..content.start];
            format!("{start}{value}{}", &a.text[content.end..part.whole.end])
        }
        (Some(value), None) => format!("<{name} xmlns=\"\">{value}</{name}>"),
    };
    let places = a.parts.iter().flat_map(|p| [p.whole.start, p.whole.end]);
    let places: Vec<usize> = places.collect();
    let place = means.random.choice(&places)?;
    Some(base.encode(&a.with([put(*place, copy)])))
}

/// The request with one more element among its parts.
fn more(base: &Base, a: &Anatomy<'_>, element: &str) -> Option<Vec<u8>> {
    let last = a.parts.last()?;
    Some(base.encode(&a.with([put(last.whole.end, element)])))
}
