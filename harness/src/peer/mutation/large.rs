//! Requests that are a burden: very large ones, and very deep ones. An issuer may serve them or refuse them.

use wire::soap::{ENVELOPE, NAMESPACE};

/// Many megabytes, in bytes.
const LARGE: usize = 8 << 20;

/// Thousands of thousands.
const MANY: usize = 100_000;

/// Thousands.
const DEEP: usize = 10_000;

/// The head of a request is no longer than this.
const ROOM: usize = 1024;

/// A kind of burden: its name, in the words of scenarios, and the deposits request that is one.
pub struct Burden {
    /// Its name.
    pub name: &'static str,
    make: fn() -> String,
}

impl Burden {
    /// A deposits request, or what is left of one.
    #[must_use]
    pub fn request(&self) -> String {
        (self.make)()
    }
}

impl std::fmt::Debug for Burden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Burden")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// The burden of that name.
#[must_use]
pub fn burden(name: &str) -> Option<&'static Burden> {
    ALL.iter().find(|b| b.name == name)
}

pub(super) static ALL: &[Burden] = &[
    Burden {
        name: "a comment of 8 MiB",
        make: || around(&[("<!-- ", 1), ("blah ", LARGE / 5), (" -->", 1)], WAIT),
    },
    Burden {
        name: "a header entry of 8 MiB",
        make: || headed(&[(ENTRY, 1), (">", 1), ("blah ", LARGE / 5), ("</e>", 1)]),
    },
    Burden {
        name: "8 MiB of white space",
        make: || around(&[(" \n", LARGE / 2)], WAIT),
    },
    Burden {
        name: "a wait of 8 Mi zeros",
        make: || {
            let (begin, end) = ("<millisecondsWait>", "</millisecondsWait>");
            around(&[], &[(begin, 1), ("0", LARGE), (end, 1)])
        },
    },
    Burden {
        name: "an attribute of 8 MiB",
        make: || headed(&[(ENTRY, 1), (" a=\"", 1), ("a", LARGE), ("\"/>", 1)]),
    },
    Burden {
        name: "a hundred thousand header entries",
        make: || headed(&[("<e xmlns=\"urn:example:e\"/>", MANY)]),
    },
    Burden {
        name: "ten thousand attributes",
        make: || headed(&[(ENTRY, 1), (" ", 1), (&numbered("a", "=''"), 1), ("/>", 1)]),
    },
    Burden {
        name: "ten thousand namespaces",
        make: || {
            let namespaces = numbered("xmlns:n", "='urn:n'");
            headed(&[(ENTRY, 1), (" ", 1), (&namespaces, 1), ("/>", 1)])
        },
    },
    Burden {
        name: "a header of ten thousand levels",
        make: || {
            let (begin, end) = ("<h xmlns=\"urn:example:e\">", "</h>");
            headed(&[(begin, 1), ("<e>", DEEP), ("</e>", DEEP), (end, 1)])
        },
    },
    Burden {
        name: "a header of a hundred thousand levels",
        make: || {
            let (begin, end) = ("<h xmlns=\"urn:example:e\">", "</h>");
            headed(&[(begin, 1), ("<e>", MANY), ("</e>", MANY), (end, 1)])
        },
    },
    Burden {
        name: "a part of a hundred thousand levels",
        make: || around(&[("<e>", MANY), ("</e>", MANY)], WAIT),
    },
    Burden {
        name: "a hundred thousand levels, none of them closed",
        make: || written(&[("<e>", MANY)]),
    },
];

/// A text, and how many times it stands there.
type Piece<'a> = (&'a str, usize);

const WAIT: &[Piece<'_>] = &[("<millisecondsWait>0</millisecondsWait>", 1)];

const ENTRY: &str = "<e xmlns=\"urn:example:e\"";

fn around(more: &[Piece<'_>], wait: &[Piece<'_>]) -> String {
    envelope(&[], &[more, wait].concat())
}

fn headed(entry: &[Piece<'_>]) -> String {
    let header = [&[("<s:Header>", 1)], entry, &[("</s:Header>", 1)]].concat();
    envelope(&header, WAIT)
}

fn envelope(header: &[Piece<'_>], parts: &[Piece<'_>]) -> String {
    let begin = format!("<s:Envelope xmlns:s=\"{ENVELOPE}\">");
    let wrapper = format!("<s:Body><l:getDeposits xmlns:l=\"{NAMESPACE}\">");
    let end = "</l:getDeposits></s:Body></s:Envelope>";
    let (begin, wrapper) = ((begin.as_str(), 1), (wrapper.as_str(), 1));
    written(&[&[begin], header, &[wrapper], parts, &[(end, 1)]].concat())
}

/// What is many megabytes long is written once, with room for what stands before it in a request.
fn written(pieces: &[Piece<'_>]) -> String {
    let length: usize = pieces.iter().map(|(text, times)| text.len() * times).sum();
    let mut all = String::with_capacity(length + ROOM);
    for (text, times) in pieces {
        let (from, end) = (all.len(), all.len() + text.len() * times);
        all.push_str(text);
        while all.len() < end {
            let more = (all.len() - from).min(end - all.len());
            all.extend_from_within(from..from + more);
        }
    }
    all
}

/// As many attributes of different names.
fn numbered(name: &str, rest: &str) -> String {
    (0..DEEP).map(|n| format!("{name}{n}{rest} ")).collect()
}
