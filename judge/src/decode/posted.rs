//! A request of a holder's, read as strictly as an issuer may: what of it the profile does not have.

use roxmltree::{Document, Node};

use super::{http, xml};

const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const LCP: &str = "http://lightweightcurrency.org";

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
        if name == "amount" {
            posted.amount = xml::content(part).ok();
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
