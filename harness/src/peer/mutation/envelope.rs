//! Other versions of SOAP, headers that must be understood, wrappers in other namespaces.

use wire::soap::{ENVELOPE, NAMESPACE};

use super::{
    CLIENT, Defect,
    anatomy::{Anatomy, put},
};

const UNDERSTAND: &str = "lcp.issuer.soap.must-understand";
const VERSION: &str = "lcp.issuer.soap.envelope-version";
const WRAPPER: &str = "lcp.issuer.soap.body-namespace";

const NOT_UNDERSTOOD: &[&str] = &["MustUnderstand"];
const MISMATCH: &[&str] = &["VersionMismatch"];
const NO_ENVELOPE: &[&str] = &["VersionMismatch", "Client"];

pub(super) static ALL: &[Defect] = &[
    Defect {
        name: "a header that must be understood",
        breaks: UNDERSTAND,
        codes: NOT_UNDERSTOOD,
        spoil: |base, a, _| Some(base.encode(&headed(a, &insisting("")))),
    },
    Defect {
        name: "a header that must be understood behind one that need not",
        breaks: UNDERSTAND,
        codes: NOT_UNDERSTOOD,
        spoil: |base, a, _| {
            let entries = format!(
                "<t:Note xmlns:t=\"urn:example:note\">7</t:Note>{}",
                insisting("")
            );
            Some(base.encode(&headed(a, &entries)))
        },
    },
    Defect {
        name: "a header that whoever reads it first must understand",
        breaks: UNDERSTAND,
        codes: NOT_UNDERSTOOD,
        spoil: |base, a, _| {
            let next = " h:actor=\"http://schemas.xmlsoap.org/soap/actor/next\"";
            Some(base.encode(&headed(a, &insisting(next))))
        },
    },
    Defect {
        name: "an envelope of SOAP 1.2",
        breaks: VERSION,
        codes: MISMATCH,
        spoil: |base, a, _| rebound(base, a, ENVELOPE, "http://www.w3.org/2003/05/soap-envelope"),
    },
    Defect {
        name: "an envelope of a draft of SOAP",
        breaks: VERSION,
        codes: MISMATCH,
        spoil: |base, a, _| rebound(base, a, ENVELOPE, "urn:schemas-xmlsoap-org:soap.v1"),
    },
    Defect {
        name: "an envelope whose namespace lacks its last character",
        breaks: VERSION,
        codes: MISMATCH,
        spoil: |base, a, _| rebound(base, a, ENVELOPE, ENVELOPE.trim_end_matches('/')),
    },
    Defect {
        name: "an envelope whose namespace is written in capitals",
        breaks: VERSION,
        codes: MISMATCH,
        spoil: |base, a, _| rebound(base, a, ENVELOPE, &ENVELOPE.to_uppercase()),
    },
    Defect {
        name: "an envelope in no namespace",
        breaks: VERSION,
        codes: MISMATCH,
        spoil: |base, a, _| {
            let all = [&a.envelope, &a.body].into_iter().chain(&a.header);
            Some(base.encode(&a.unqualified(&all.collect::<Vec<_>>())))
        },
    },
    Defect {
        name: "no envelope",
        breaks: VERSION,
        codes: NO_ENVELOPE,
        spoil: |base, a, _| {
            let alone = a.with([put(a.wrapper.behind_name(), a.inherited())]);
            let end = alone.len() - (a.text.len() - a.wrapper.whole.end);
            let message = &alone[a.wrapper.whole.start..end];
            Some(base.encode(&format!("{}{message}", &a.text[..a.prolog])))
        },
    },
    Defect {
        name: "another root than an envelope",
        breaks: VERSION,
        codes: NO_ENVELOPE,
        spoil: |base, a, _| {
            let name = &a.text[a.envelope.name.clone()];
            let other = name.replace("Envelope", "Letter");
            let end = a.envelope.end_tag()?;
            let edits = [
                (a.envelope.name.clone(), other.clone()),
                (end, format!("</{other}>")),
            ];
            Some(base.encode(&a.with(edits)))
        },
    },
    Defect {
        name: "a wrapper in another namespace",
        breaks: WRAPPER,
        codes: CLIENT,
        spoil: |base, a, _| rebound(base, a, NAMESPACE, "urn:example:currency"),
    },
    Defect {
        name: "a wrapper whose namespace has a character too many",
        breaks: WRAPPER,
        codes: CLIENT,
        spoil: |base, a, _| rebound(base, a, NAMESPACE, &format!("{NAMESPACE}/")),
    },
    Defect {
        name: "a wrapper whose namespace is written in capitals",
        breaks: WRAPPER,
        codes: CLIENT,
        spoil: |base, a, _| rebound(base, a, NAMESPACE, &NAMESPACE.to_uppercase()),
    },
    Defect {
        name: "a wrapper in the envelope's namespace",
        breaks: WRAPPER,
        codes: CLIENT,
        spoil: |base, a, _| rebound(base, a, NAMESPACE, ENVELOPE),
    },
    Defect {
        name: "a wrapper in no namespace",
        breaks: WRAPPER,
        codes: CLIENT,
        spoil: |base, a, _| Some(base.encode(&a.unqualified(&[&a.wrapper]))),
    },
];

fn rebound(base: &super::Base, a: &Anatomy<'_>, from: &str, to: &str) -> Option<Vec<u8>> {
    Some(base.encode(&a.rebind(from, to)?))
}

/// A header entry that nobody knows and that must be understood (SOAP 1.1 §4.2.3).
fn insisting(more: &str) -> String {
    format!(
        "<t:Tax xmlns:t=\"urn:example:tax\" xmlns:h=\"{ENVELOPE}\" h:mustUnderstand=\"1\"{more}>7</t:Tax>"
    )
}

/// The request with more header entries.
fn headed(a: &Anatomy<'_>, entries: &str) -> String {
    let new = format!("<h:Header xmlns:h=\"{ENVELOPE}\">{entries}</h:Header>");
    match &a.header {
        None => a.with([put(a.body.whole.start, new)]),
        Some(header) => match &header.content {
            Some(content) => a.with([put(content.end, entries)]),
            None => a.with([(header.whole.clone(), new)]),
        },
    }
}
