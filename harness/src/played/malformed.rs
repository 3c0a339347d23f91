//! Documents that are not well-formed (XML 1.0 §2.1, Namespaces in XML §5).

/// What a document has that no well-formed one has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Malformed {
    /// An end tag is missing.
    NoEndTag,
    /// End tags are crossed.
    Crossed,
    /// A prefix is bound to nothing.
    Unbound,
    /// An element has an attribute twice.
    AttributeTwice,
    /// There is a character that XML has not (XML 1.0 §2.2).
    NoCharacter,
    /// There is another envelope behind it.
    SecondEnvelope,
    /// There are bytes that are not of the encoding that it names.
    NotUtf8,
}

impl Malformed {
    /// All of them, with their names in scenarios.
    pub const NAMED: [(Self, &'static str); 7] = [
        (Self::NoEndTag, "a success with an end tag missing"),
        (Self::Crossed, "a success with end tags crossed"),
        (Self::Unbound, "a success with an unbound prefix"),
        (Self::AttributeTwice, "a success with an attribute twice"),
        (
            Self::NoCharacter,
            "a success with a character that XML has not",
        ),
        (
            Self::SecondEnvelope,
            "a success with a second envelope behind",
        ),
        (
            Self::NotUtf8,
            "a success that is not the UTF-8 that it says",
        ),
    ];

    /// An envelope spoilt so.
    pub(super) fn spoil(self, envelope: &str) -> Vec<u8> {
        let text = match self {
            // All is there but what ends the fee, so that no search for the result would miss anything.
            Self::NoEndTag => envelope.replacen("</fee>", "", 1),
            Self::Crossed => envelope.replacen(
                "</soap:Body></soap:Envelope>",
                "</soap:Envelope></soap:Body>",
                1,
            ),
            Self::Unbound => envelope.replacen("<result>", "<result nobody:knows=\"1\">", 1),
            Self::AttributeTwice => envelope.replacen("<result>", "<result a=\"1\" a=\"1\">", 1),
            Self::NoCharacter => envelope.replacen("<fee>", "<!-- \u{1} --><fee>", 1),
            Self::SecondEnvelope => {
                let second = envelope.find("<soap:Envelope").unwrap_or_default();
                format!("{envelope}{}", &envelope[second..])
            }
            Self::NotUtf8 => return not_utf8(envelope),
        };
        text.into_bytes()
    }
}

fn not_utf8(envelope: &str) -> Vec<u8> {
    let (before, behind) = envelope.split_once("<fee>").unwrap_or((envelope, ""));
    [
        before.as_bytes(),
        b"<!-- z\xfcrich -->",
        b"<fee>",
        behind.as_bytes(),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use wire::{Amount, Response, TransferFundsResponse, TransferResult, soap};

    use super::*;

    #[test]
    fn none_of_them_can_be_read() {
        let truth = soap::response(&Response::TransferFunds(TransferFundsResponse {
            result: TransferResult::Success,
            fee: Amount::ZERO,
        }));
        for (malformed, name) in Malformed::NAMED {
            let bytes = malformed.spoil(&truth);
            assert_ne!(bytes, truth.as_bytes(), "{name}");
            let asked = soap::Operation::TransferFunds;
            let read = soap::parse_response(asked, Some(soap::CONTENT_TYPE), &bytes);
            assert!(read.is_err(), "{name}");
        }
    }
}
