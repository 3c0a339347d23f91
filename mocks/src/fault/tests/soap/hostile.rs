//! Whatever is sent, amendments of documents come to an end.

use crate::Fault;
use crate::fault::amend::Amendment;
use std::fmt::Write;

/// A document with something of everything, in which markup may be cut or put in anywhere.
const DOCUMENT: &str = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'é'>]><s:Envelope xmlns:s='urn:é'>\
    <s:Header><a s:mustUnderstand = '1'/></s:Header><s:Body><transferFunds xmlns='é'><amount>&b;&#10;<!-- é -->\
    </amount><amount/><![CDATA[é]]></transferFunds></s:Body></s:Envelope>é";

/// What may stand where it should not.
const SPLINTERS: [&str; 14] = [
    "",
    "<",
    ">",
    "</",
    "'",
    "\"",
    "é",
    "=",
    "&",
    "&#",
    "<!--",
    "<![CDATA[",
    "]",
    "xmlns=é",
];

#[test]
fn no_document_is_too_much() {
    let mut total = 0;
    for fault in Fault::ALL {
        let amend: Box<dyn Fn(&str) -> usize> = match fault.amendment() {
            Amendment::Rewrite(amend) => Box::new(move |text| amend(text).len()),
            Amendment::Repair(amend) => Box::new(move |text| amend(text).map_or(0, |it| it.len())),
            _ => continue,
        };
        let mut text = String::new();
        for (at, _) in DOCUMENT.char_indices() {
            for splinter in SPLINTERS {
                text.clear();
                let (before, behind) = DOCUMENT.split_at(at);
                write!(text, "{before}{splinter}{behind}").unwrap();
                total += amend(&text);
                total += amend(&text[..at + splinter.len()]);
            }
        }
    }
    assert!(total > 0);
}
