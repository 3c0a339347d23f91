//! Requests that are a burden: very large ones, and very deep ones. An issuer may serve them or refuse them.

use wire::soap::{ENVELOPE, NAMESPACE};

/// Many megabytes, in bytes.
const LARGE: usize = 8 << 20;

/// Thousands of thousands.
const MANY: usize = 100_000;

/// Thousands.
const DEEP: usize = 10_000;

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
        make: || around(&format!("<!-- {} -->", "blah ".repeat(LARGE / 5)), WAIT),
    },
    Burden {
        name: "a header entry of 8 MiB",
        make: || {
            headed(&format!(
                "<e xmlns=\"urn:example:e\">{}</e>",
                "blah ".repeat(LARGE / 5)
            ))
        },
    },
    Burden {
        name: "8 MiB of white space",
        make: || around(&" \n".repeat(LARGE / 2), WAIT),
    },
    Burden {
        name: "a wait of 8 Mi zeros",
        make: || {
            around(
                "",
                &format!("<millisecondsWait>{}</millisecondsWait>", "0".repeat(LARGE)),
            )
        },
    },
    Burden {
        name: "an attribute of 8 MiB",
        make: || {
            headed(&format!(
                "<e xmlns=\"urn:example:e\" a=\"{}\"/>",
                "a".repeat(LARGE)
            ))
        },
    },
    Burden {
        name: "a hundred thousand header entries",
        make: || headed(&"<e xmlns=\"urn:example:e\"/>".repeat(MANY)),
    },
    Burden {
        name: "ten thousand attributes",
        make: || {
            headed(&format!(
                "<e xmlns=\"urn:example:e\" {}/>",
                numbered("a", "=''")
            ))
        },
    },
    Burden {
        name: "ten thousand namespaces",
        make: || {
            headed(&format!(
                "<e xmlns=\"urn:example:e\" {}/>",
                numbered("xmlns:n", "='urn:n'")
            ))
        },
    },
    Burden {
        name: "a header of ten thousand levels",
        make: || {
            let inner = "<e>".repeat(DEEP) + &"</e>".repeat(DEEP);
            headed(&format!("<h xmlns=\"urn:example:e\">{inner}</h>"))
        },
    },
    Burden {
        name: "a header of a hundred thousand levels",
        make: || {
            let inner = "<e>".repeat(MANY) + &"</e>".repeat(MANY);
            headed(&format!("<h xmlns=\"urn:example:e\">{inner}</h>"))
        },
    },
    Burden {
        name: "a part of a hundred thousand levels",
        make: || around(&("<e>".repeat(MANY) + &"</e>".repeat(MANY)), WAIT),
    },
    Burden {
        name: "a hundred thousand levels, none of them closed",
        make: || "<e>".repeat(MANY),
    },
];

const WAIT: &str = "<millisecondsWait>0</millisecondsWait>";

fn around(more: &str, wait: &str) -> String {
    envelope("", &[more, wait].concat())
}

fn headed(entries: &str) -> String {
    envelope(&["<s:Header>", entries, "</s:Header>"].concat(), WAIT)
}

fn envelope(header: &str, parts: &str) -> String {
    // What is many megabytes long is copied once.
    [
        &format!("<s:Envelope xmlns:s=\"{ENVELOPE}\">"),
        header,
        &format!("<s:Body><l:getDeposits xmlns:l=\"{NAMESPACE}\">"),
        parts,
        "</l:getDeposits></s:Body></s:Envelope>",
    ]
    .concat()
}

/// As many attributes of different names.
fn numbered(name: &str, rest: &str) -> String {
    (0..DEEP).map(|n| format!("{name}{n}{rest} ")).collect()
}
