//! A request of a holder's, read as strictly as an issuer may: what of it the profile does not have.

use roxmltree::{Document, Node};

use super::{http, request::whole_number, xml};

const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const LCP: &str = "http://lightweightcurrency.org";

/// Digits of a key identifier (spec/lcp.md, section 4).
const KEY_DIGITS: usize = 64;

/// The highest `xsd:long`.
const HIGHEST_COUNTER: u64 = i64::MAX as u64;

/// The highest `xsd:unsignedInt`.
const LONGEST_WAIT: u64 = u32::MAX as u64;

/// A kind of what can be wrong with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// Its HTTP, its SOAP or its XML.
    Form,
    /// Its parts.
    Parts,
    /// What is only best to keep.
    Conventions,
}

/// A request, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Posted {
    /// What is wrong with it.
    pub(crate) troubles: Vec<(Trouble, String)>,
    /// The amount as it is written, where it is a transfer.
    pub(crate) amount: Option<String>,
}

impl Posted {
    fn wrong(&mut self, kind: Trouble, why: impl Into<String>) {
        self.troubles.push((kind, why.into()));
    }
}

/// Reads the bytes of a request.
pub(crate) fn posted(bytes: &[u8]) -> Posted {
    let mut posted = Posted::default();
    head(bytes, &mut posted);
    let Some(body) = http::request_body(bytes) else {
        posted.wrong(Trouble::Form, "it is no whole HTTP request");
        return posted;
    };
    let text = match xml::text(&body) {
        Ok(text) => text,
        Err(why) => {
            posted.wrong(Trouble::Form, format!("its body is no text: {why}"));
            return posted;
        }
    };
    match Document::parse(&text) {
        Ok(document) => envelope(document.root_element(), &mut posted),
        Err(why) => posted.wrong(
            Trouble::Form,
            format!("it is no XML, or has a document type: {why}"),
        ),
    }
    posted
}

fn head(bytes: &[u8], posted: &mut Posted) {
    let mut fields = [httparse::EMPTY_HEADER; 100];
    let mut request = httparse::Request::new(&mut fields);
    if !matches!(request.parse(bytes), Ok(httparse::Status::Complete(_))) {
        return;
    }
    if request.method != Some("POST") {
        posted.wrong(
            Trouble::Form,
            format!("its method is {:?}", request.method.unwrap_or_default()),
        );
    }
    let field = |name: &str| {
        let mut all = request.headers.iter();
        let found = all.find(|f| f.name.eq_ignore_ascii_case(name));
        found.map(|f| String::from_utf8_lossy(f.value).into_owned())
    };
    let media = field("content-type").unwrap_or_default();
    let media = media
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    if media != "text/xml" {
        posted.wrong(Trouble::Form, format!("its content type is {media:?}"));
    }
    if field("soapaction").is_none() {
        posted.wrong(Trouble::Conventions, "it has no SOAPAction");
    }
}

fn is(node: Node<'_, '_>, namespace: &str, name: &str) -> bool {
    xml::namespace(node) == Some(namespace) && node.tag_name().name() == name
}

fn envelope(root: Node<'_, '_>, posted: &mut Posted) {
    if !is(root, ENVELOPE, "Envelope") {
        return posted.wrong(Trouble::Form, "its root is no Envelope of SOAP 1.1");
    }
    let mut bodies = 0;
    for child in xml::elements(root) {
        if is(child, ENVELOPE, "Header") {
            if xml::elements(child).any(|h| h.attribute((ENVELOPE, "mustUnderstand")) == Some("1"))
            {
                posted.wrong(Trouble::Form, "it has a header that must be understood");
            }
        } else if is(child, ENVELOPE, "Body") {
            bodies += 1;
            body(child, posted);
        }
    }
    if bodies != 1 {
        posted.wrong(Trouble::Form, format!("it has {bodies} bodies"));
    }
}

/// What the value of a part has to be, where it is not: of those that no application can have asked for otherwise.
fn unfit(part: &str, content: Option<&str>) -> Option<&'static str> {
    let most = |limit: u64| {
        let number = content.and_then(whole_number);
        number.is_some_and(|number| number <= limit)
    };
    let (fits, wanted) = match part {
        "recipient" => {
            let key = content.map_or("", xml::trim);
            let is_key = key.len() == KEY_DIGITS && key.bytes().all(|b| b.is_ascii_hexdigit());
            (is_key, "64 hexadecimal digits")
        }
        "messageCounter" => (
            most(HIGHEST_COUNTER),
            "a whole number from 0 to 9223372036854775807",
        ),
        "millisecondsWait" => (most(LONGEST_WAIT), "a whole number of milliseconds"),
        _ => return None,
    };
    (!fits).then_some(wanted)
}

fn body(body: Node<'_, '_>, posted: &mut Posted) {
    let messages: Vec<_> = xml::elements(body).collect();
    let [message] = messages[..] else {
        return posted.wrong(
            Trouble::Parts,
            format!("its body has {} elements", messages.len()),
        );
    };
    let name = message.tag_name().name();
    let known: &[&str] = match name {
        "transferFunds" | "transferFundsRequest" => &[
            "recipient",
            "userid",
            "amount",
            "transactionId",
            "messageCounter",
        ],
        "getDeposits" | "getDepositsRequest" => &["millisecondsWait"],
        _ => return posted.wrong(Trouble::Parts, format!("its message is {name:?}")),
    };
    if xml::namespace(message) != Some(LCP) {
        posted.wrong(Trouble::Parts, format!("{name} is not in LCP's namespace"));
    }
    let mut last = 0;
    for part in xml::elements(message) {
        let name = part.tag_name().name();
        let at = known.iter().position(|k| *k == name);
        if xml::namespace(part).is_some() {
            posted.wrong(Trouble::Parts, format!("{name} is in a namespace"));
        }
        match at {
            None => posted.wrong(Trouble::Parts, format!("{name} is no part of it")),
            Some(at) if at < last => {
                posted.wrong(
                    Trouble::Conventions,
                    "its parts are in another order than the description's",
                );
            }
            Some(at) => last = at,
        }
        let content = xml::content(part).ok();
        if let Some(wanted) = unfit(name, content.as_deref()) {
            let came = content.as_ref();
            let came = came.map_or("made of elements".to_owned(), |it| format!("{it:?}"));
            posted.wrong(
                Trouble::Parts,
                format!("{name} is to be {wanted}, and is {came}"),
            );
        }
        if name == "amount" {
            posted.amount = content;
        }
    }
    for wanted in known {
        let times = xml::elements(message)
            .filter(|p| p.tag_name().name() == *wanted)
            .count();
        if times > 1 || times == 0 && *wanted != "userid" {
            posted.wrong(
                Trouble::Parts,
                format!("{wanted} stands there {times} times"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with a message of these parts.
    fn wrong(message: &str, parts: &str) -> Vec<String> {
        let body = format!(
            "<s:Envelope xmlns:s=\"{ENVELOPE}\"><s:Body><l:{message} xmlns:l=\"{LCP}\">{parts}</l:{message}></s:Body></s:Envelope>"
        );
        let bytes = format!(
            "POST /lcp HTTP/1.1\r\nContent-Type: text/xml\r\nSOAPAction: \"\"\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let troubles = posted(bytes.as_bytes()).troubles.into_iter();
        let parts = troubles.filter(|(kind, _)| *kind == Trouble::Parts);
        parts.map(|(_, why)| why).collect()
    }

    fn wait(text: &str) -> Vec<String> {
        wrong(
            "getDeposits",
            &format!("<millisecondsWait>{text}</millisecondsWait>"),
        )
    }

    fn transfer(recipient: &str, counter: &str) -> Vec<String> {
        let parts = format!(
            "<recipient>{recipient}</recipient><amount>x</amount><transactionId/><messageCounter>{counter}</messageCounter>"
        );
        wrong("transferFunds", &parts)
    }

    #[test]
    fn a_wait_is_a_whole_number_of_milliseconds() {
        for good in [
            "0",
            "1000",
            " 1000 ",
            "+5",
            "007",
            "1<!-- - -->000",
            "4294967295",
        ] {
            assert_eq!(wait(good), [""; 0], "{good}");
        }
        for bad in [
            "1000.0",
            "-1",
            "1e3",
            "",
            "  ",
            "1 000",
            "PT1S",
            "4294967296",
            "<ms>5</ms>",
        ] {
            let wrong = wait(bad);
            assert_eq!(wrong.len(), 1, "{bad}: {wrong:?}");
            assert!(
                wrong[0].starts_with("millisecondsWait is to be"),
                "{wrong:?}"
            );
        }
        let missing = wrong("getDeposits", "");
        assert_eq!(missing, ["millisecondsWait stands there 0 times"]);
    }

    #[test]
    fn recipient_and_counter_are_what_their_types_ask() {
        let key = "2a462615af65d7e59fd53cd30605e23720dc54eb6b0a33b60dee67515fdf9caf";
        for good in ["0", "7", "9223372036854775807", "\n42\n"] {
            assert_eq!(transfer(key, good), [""; 0], "{good}");
        }
        assert_eq!(transfer(&key.to_uppercase(), "1"), [""; 0]);
        for bad in ["-1", "1.0", "1e3", "", "9223372036854775808", "seven"] {
            assert_eq!(transfer(key, bad).len(), 1, "{bad}");
        }
        for bad in ["", "Bob", &key[1..], &format!("0x{}", &key[2..])] {
            assert_eq!(transfer(bad, "1").len(), 1, "{bad}");
        }
    }
}
