//! What an issuer's answer says.

use record::{Ending, Exchange};
use roxmltree::{Document, Node};

use super::{characters, http, xml};
use crate::Decimal;

pub(super) const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
pub(super) const LCP: &str = "http://lightweightcurrency.org";

/// A deposit as it was listed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Deposit {
    /// Verbatim.
    pub transaction_id: String,
    /// How much.
    pub amount: Decimal,
    /// Verbatim, where there is one.
    pub userid: Option<String>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The answer to a transfer.
    Transfer {
        /// `success`, or why not.
        result: String,
        /// What was debited for it.
        fee: Decimal,
    },
    /// The answer to a deposits request.
    Deposits {
        /// In the order in which they were listed.
        list: Vec<Deposit>,
        /// What was debited for the request.
        fee: Decimal,
        /// What the account holds after that.
        balance: Decimal,
    },
    /// A SOAP Fault (SOAP 1.1 §4.4).
    Fault {
        /// Its code, without prefix.
        code: String,
        /// What it says.
        text: String,
    },
    /// An HTTP status of 400 or more without a Fault.
    Refused(u16),
    /// A whole answer that does not have the form it should have.
    Unreadable(String),
    /// No whole answer.
    None(String),
}

impl Reply {
    /// A short description for people.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Transfer { result, fee } => format!("{result}, fee {fee}"),
            Self::Deposits { list, fee, balance } => {
                format!("{} deposits, fee {fee}, balance {balance}", list.len())
            }
            Self::Fault { code, text } => format!("a Fault, {code}: {text}"),
            Self::Refused(status) => format!("HTTP status {status}"),
            Self::Unreadable(why) => format!("an answer that cannot be read: {why}"),
            Self::None(why) => format!("no answer: {why}"),
        }
    }
}

/// What is wrong with how an answer is written, although what it says can be read: each of them is a requirement of its own,
/// and none of them keeps the rest from being judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It comes as another media type than `text/xml`.
    MediaType(String),
    /// Its wrapper is not in LCP's namespace, or what is in it has one.
    Namespace(String),
    /// Its bytes are not what it says they are, or neither UTF-8 nor UTF-16.
    Encoding(String),
    /// It is a Fault, and comes with this status of success.
    FaultStatus(u16),
}

impl Flaw {
    /// A short description for people.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::MediaType(why) | Self::Namespace(why) | Self::Encoding(why) => why.clone(),
            Self::FaultStatus(status) => format!("a Fault with HTTP status {status}"),
        }
    }
}

/// An answer, and how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What it says.
    pub reply: Reply,
    /// What is wrong with how it says it.
    pub flaws: Vec<Flaw>,
}

impl From<Reply> for Answer {
    fn from(reply: Reply) -> Self {
        let flaws = Vec::new();
        Self { reply, flaws }
    }
}

/// Reads the answer of an exchange, from its bytes.
#[must_use]
pub fn reply(exchange: &Exchange) -> Reply {
    answer(exchange).reply
}

/// Reads the answer of an exchange, from its bytes, and looks at how it is written.
#[must_use]
pub fn answer(exchange: &Exchange) -> Answer {
    let reply = match &exchange.ending {
        Ending::Answered if exchange.response.is_cut() => {
            Reply::None("it is longer than a record keeps".into())
        }
        Ending::Answered => {
            let bytes = exchange.response.as_slice();
            let is_head = exchange.request.as_slice().starts_with(b"HEAD ");
            return answered(match is_head {
                true => http::response_without_body(bytes),
                false => http::response(bytes),
            });
        }
        Ending::Garbled(why) => Reply::Unreadable(why.clone()),
        Ending::Closed => Reply::None("the connection was closed".into()),
        Ending::Broken(why) => Reply::None(format!("the connection broke: {why}")),
        Ending::TimedOut => Reply::None("nothing came in time".into()),
        Ending::Cut => Reply::None("the connection was cut by the suite".into()),
        Ending::NotConnected(why) | Ending::Unheard(why) => {
            Reply::None(format!("no connection: {why}"))
        }
        Ending::HandshakeFailed(why) => Reply::None(format!("the TLS handshake failed: {why}")),
    };
    reply.into()
}

fn answered(response: Result<Option<http::Response>, String>) -> Answer {
    let response = match response {
        Ok(Some(response)) => response,
        Ok(None) => return Reply::Unreadable("the HTTP response is not whole".into()).into(),
        Err(why) => return Reply::Unreadable(why).into(),
    };
    let (status, media) = (response.status, response.content_type.as_deref());
    let mut flaws = Vec::new();
    let reply = match (status, envelope(media, &response.body, &mut flaws)) {
        (400.., Ok(fault @ Reply::Fault { .. })) => fault,
        (400.., _) => return Reply::Refused(status).into(),
        (200..=299, message) => {
            flaws.extend(media_type(media).err().map(Flaw::MediaType));
            if let Ok(Reply::Fault { .. }) = message {
                flaws.push(Flaw::FaultStatus(status));
            }
            message.unwrap_or_else(Reply::Unreadable)
        }
        (status, _) => {
            let why = format!("HTTP status {status} answers no SOAP request");
            return Reply::Unreadable(why).into();
        }
    };
    Answer { reply, flaws }
}

fn media_type(content_type: Option<&str>) -> Result<(), String> {
    let media = content_type
        .and_then(|c| c.split(';').next())
        .map(str::trim);
    match media {
        Some(media) if media.eq_ignore_ascii_case("text/xml") => Ok(()),
        Some(media) => Err(format!("the content type is {media}, not text/xml")),
        None => Err("it has no content type".into()),
    }
}

/// The message in an envelope. What is wrong with it and does not keep it from being read is added to `flaws`.
fn envelope(media: Option<&str>, body: &[u8], flaws: &mut Vec<Flaw>) -> Result<Reply, String> {
    let (text, mislabelled) =
        characters::read(media, body).inspect_err(|why| flaws.push(Flaw::Encoding(why.clone())))?;
    flaws.extend(mislabelled.map(Flaw::Encoding));
    let document = Document::parse(&text).map_err(|e| format!("not well-formed XML: {e}"))?;
    let root = document.root_element();
    if !root.has_tag_name((SOAP, "Envelope")) {
        return Err("the root is no SOAP 1.1 envelope".into());
    }
    let mut bodies = xml::elements(root).filter(|n| n.has_tag_name((SOAP, "Body")));
    let (Some(body), None) = (bodies.next(), bodies.next()) else {
        return Err("the envelope has not exactly one body".into());
    };
    let mut messages = xml::elements(body);
    let (Some(message), None) = (messages.next(), messages.next()) else {
        return Err("the body has not exactly one element".into());
    };
    if message.has_tag_name((SOAP, "Fault")) {
        return Ok(fault(message));
    }
    let reply = match message.tag_name().name() {
        "transferFundsResponse" => transfer(message)?,
        "getDepositsResponse" => deposits(message)?,
        name => return Err(format!("the body has {name}, which is no LCP response")),
    };
    flaws.extend(misplaced(message).map(Flaw::Namespace));
    Ok(reply)
}

/// What of a message is in another namespace than it should be (WS-I Basic Profile 1.1 R2729, R2735).
fn misplaced(message: Node<'_, '_>) -> Option<String> {
    if xml::namespace(message) != Some(LCP) {
        return Some(shown(message));
    }
    let mut parts = message.descendants().skip(1).filter(Node::is_element);
    parts
        .find(|n| xml::namespace(*n).is_some())
        .map(|part| format!("{}, and belongs into none", shown(part)))
}

fn shown(node: Node<'_, '_>) -> String {
    let place = xml::namespace(node);
    let place = place.map_or("no namespace".to_owned(), |ns| {
        format!("the namespace {ns}")
    });
    format!("{} is in {place}", node.tag_name().name())
}

fn fault(node: Node<'_, '_>) -> Reply {
    let value = |name| {
        xml::part(node, name)
            .and_then(xml::content)
            .unwrap_or_default()
    };
    Reply::Fault {
        code: xml::elements(node)
            .find(|n| {
                n.tag_name().name() == "faultcode"
                    && n.tag_name().namespace().is_none_or(str::is_empty)
            })
            .map(fault_code)
            .unwrap_or_default(),
        text: value("faultstring"),
    }
}

/// A code without its prefix, where that stands for SOAP 1.1, or where there is none; any other is no code of SOAP's and keeps
/// its prefix (SOAP 1.1 §4.4.1).
fn fault_code(node: Node<'_, '_>) -> String {
    let content = xml::content(node).unwrap_or_default();
    let code = xml::trim(&content);
    match code.split_once(':') {
        Some((prefix, local)) if node.lookup_namespace_uri(Some(prefix)) == Some(SOAP) => {
            local.to_owned()
        }
        _ => code.to_owned(),
    }
}

fn transfer(node: Node<'_, '_>) -> Result<Reply, String> {
    xml::only(node, &["result", "fee"])?;
    let result = xml::content(xml::part(node, "result")?)?;
    Ok(Reply::Transfer {
        result: xml::trim(&result).to_owned(),
        fee: amount(node, "fee")?,
    })
}

fn deposits(node: Node<'_, '_>) -> Result<Reply, String> {
    xml::only(node, &["deposits", "fee", "balance"])?;
    let list = xml::part(node, "deposits")?;
    xml::only(list, &["deposit"])?;
    let list = xml::elements(list).map(deposit).collect::<Result<_, _>>()?;
    Ok(Reply::Deposits {
        list,
        fee: amount(node, "fee")?,
        balance: amount(node, "balance")?,
    })
}

fn deposit(node: Node<'_, '_>) -> Result<Deposit, String> {
    xml::only(node, &["transactionId", "amount", "userid"])?;
    let has_user = xml::elements(node).any(|n| n.tag_name().name() == "userid");
    Ok(Deposit {
        transaction_id: xml::content(xml::part(node, "transactionId")?)?,
        amount: amount(node, "amount")?,
        userid: has_user
            .then(|| xml::part(node, "userid").and_then(xml::content))
            .transpose()?,
    })
}

fn amount(node: Node<'_, '_>, name: &str) -> Result<Decimal, String> {
    let text = xml::content(xml::part(node, name)?)?;
    Decimal::parse(&text).map_err(|e| format!("{name}: {e}"))
}
