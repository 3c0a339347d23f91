//! A request as an XML document.

use wire::{Request, TransferFunds};

use super::{
    Aspect, Rendering, Way,
    names::{INSTANCE, MESSAGE, Names, Place, SCHEMA},
    pen::{Attributes, Pen},
};

const STYLE: &str = "http://schemas.xmlsoap.org/soap/encoding/";

/// A part of a message: its name, its types (XML Schema's, and the description's), and what it says.
struct Part<'v> {
    name: &'static str,
    types: [&'static str; 2],
    value: &'v str,
    /// Whether white space around it means nothing (spec §4, §5).
    collapses: bool,
}

/// Writes a request down.
pub(super) fn write(rendering: &Rendering, rng: &mut fastrand::Rng, request: &Request) -> String {
    let names = Names::of(rendering, rng);
    let mut pen = Pen::new(rendering, rng);
    declare(&mut pen);
    if rendering.has(Way::CommentsAround) {
        let comment = pen.comment();
        pen.text.push_str(&comment);
    }
    let envelope = names.in_envelope("Envelope");
    let mut attributes = names.declared_on(Place::Envelope, &mut pen);
    attributes.extend(types_declared(rendering));
    attributes.extend(style(&names, Place::Envelope, &mut pen));
    pen.open(&envelope, &attributes);
    header(&mut pen, &names);
    body(&mut pen, &names, request);
    pen.close(&envelope);
    if rendering.has(Way::CommentsAround) {
        let comment = pen.comment();
        pen.text.push_str(&comment);
        pen.text.push('\n');
    }
    pen.text
}

fn declare(pen: &mut Pen<'_>) {
    let encoding = match pen.rendering.of_aspect(Aspect::Encoding) {
        Some(Way::Utf16Be | Way::Utf16Le) => "UTF-16",
        _ => "UTF-8",
    };
    let text = match pen.rendering.of_aspect(Aspect::Declaration) {
        Some(Way::NoDeclaration) => String::new(),
        Some(Way::ShortDeclaration) => "<?xml version=\"1.0\"?>".into(),
        Some(Way::SmallDeclaration) => {
            let encoding = encoding.to_lowercase();
            format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n")
        }
        Some(Way::QuotedDeclaration) => {
            format!("<?xml version='1.0' encoding='{encoding}' ?>")
        }
        Some(Way::StandaloneDeclaration) => {
            format!("<?xml version=\"1.0\" encoding=\"{encoding}\" standalone=\"yes\"?>\r\n")
        }
        _ => format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n"),
    };
    pen.text.push_str(&text);
}

fn types_declared(rendering: &Rendering) -> Attributes {
    let declared = |all: &[(&str, &str)]| {
        let all = all.iter();
        all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    };
    match rendering.of_aspect(Aspect::Types) {
        Some(Way::SchemaTypes) => declared(&[("xmlns:xsi", INSTANCE), ("xmlns:xsd", SCHEMA)]),
        Some(Way::OwnTypes) => declared(&[("xmlns:xsi", INSTANCE), ("xmlns:own", MESSAGE)]),
        _ => Vec::new(),
    }
}

/// The attribute `encodingStyle`, where this element has one (SOAP 1.1 §4.1.1).
fn style(names: &Names, place: Place, pen: &mut Pen<'_>) -> Attributes {
    let here = match place {
        Place::Envelope => Way::StyleOnEnvelope,
        Place::Body => Way::StyleOnBody,
        Place::Message => Way::StyleOnMessage,
    };
    if pen.rendering.has(here) {
        names.attribute(Some(place), "encodingStyle", STYLE, pen)
    } else {
        Vec::new()
    }
}

/// The header, where there is one. None of its entries has to be understood (SOAP 1.1 §4.2).
fn header(pen: &mut Pen<'_>, names: &Names) {
    let Some(way) = pen.rendering.of_aspect(Aspect::Headers) else {
        return;
    };
    let header = names.in_envelope("Header");
    if way == Way::EmptyHeader {
        return pen.leaf(&header, &Vec::new(), "");
    }
    pen.open(&header, &Vec::new());
    let place = Some(Place::Body);
    let mut attributes = vec![("xmlns:h".to_owned(), "urn:example:tracing".to_owned())];
    attributes.extend(match way {
        Way::OptionalHeader => names.attribute(place, "mustUnderstand", "0", pen),
        Way::RelayedHeader => names.attribute(place, "actor", "http://relay.example/", pen),
        _ => Vec::new(),
    });
    pen.open("h:trace", &attributes);
    if way == Way::DecoyHeader {
        decoy(pen);
    } else {
        pen.leaf("h:hop", &vec![("n".into(), "1".into())], "relay.example");
    }
    pen.close("h:trace");
    pen.close(&header);
}

/// What would be a transfer if it stood in the body.
fn decoy(pen: &mut Pen<'_>) {
    let none: Attributes = Vec::new();
    let message = vec![("xmlns:d".to_owned(), pen.namespace(MESSAGE))];
    pen.open("d:transferFunds", &message);
    pen.leaf("recipient", &none, &"0".repeat(64));
    pen.leaf("amount", &none, "999999");
    pen.leaf("transactionId", &none, "decoy");
    pen.leaf("messageCounter", &none, "9223372036854775807");
    pen.leaf("millisecondsWait", &none, "60000");
    pen.close("d:transferFunds");
}

fn body(pen: &mut Pen<'_>, names: &Names, request: &Request) {
    let body = names.in_envelope("Body");
    let mut attributes = names.declared_on(Place::Body, pen);
    attributes.extend(style(names, Place::Body, pen));
    pen.open(&body, &attributes);
    let operation = match request {
        Request::TransferFunds(_) => "transferFunds",
        Request::GetDeposits(_) => "getDeposits",
    };
    let message = if pen.rendering.has(Way::MessageName) {
        names.in_message(&format!("{operation}Request"))
    } else {
        names.in_message(operation)
    };
    let mut attributes = names.declared_on(Place::Message, pen);
    attributes.extend(style(names, Place::Message, pen));
    pen.open(&message, &attributes);
    parts(pen, names, request);
    pen.close(&message);
    pen.close(&body);
}

fn parts(pen: &mut Pen<'_>, names: &Names, request: &Request) {
    let mut all = match request {
        Request::TransferFunds(transfer) => parts_of(pen.rendering, transfer),
        Request::GetDeposits(deposits) => {
            let types = ["xsd:unsignedInt"; 2];
            vec![part(
                "millisecondsWait",
                types,
                &deposits.milliseconds_wait,
                false,
            )]
        }
    };
    match pen.rendering.of_aspect(Aspect::Order) {
        Some(Way::ReversedParts) => all.reverse(),
        Some(Way::ShuffledParts) => pen.rng.shuffle(&mut all),
        _ => {}
    }
    let sure = pen.rng.usize(..all.len());
    for (n, part) in all.iter().enumerate() {
        let chosen = pen.rendering.everywhere || n == sure || pen.rng.bool();
        write_part(pen, names, part, chosen);
    }
}

fn write_part(pen: &mut Pen<'_>, names: &Names, part: &Part<'_>, chosen: bool) {
    let mut attributes = names.declared_on_part();
    let kind = match pen.rendering.of_aspect(Aspect::Types) {
        Some(Way::SchemaTypes) => Some(part.types[0]),
        Some(Way::OwnTypes) => Some(part.types[1]),
        _ => None,
    };
    if let Some(kind) = kind {
        if kind.starts_with("xsd:") && !pen.rendering.has(Way::SchemaTypes) {
            attributes.push(("xmlns:xsd".into(), SCHEMA.into()));
        }
        attributes.push(("xsi:type".into(), kind.into()));
    }
    if pen.rendering.has(Way::StyleOnParts) {
        attributes.extend(names.attribute(None, "encodingStyle", STYLE, pen));
    }
    let mut content = if chosen {
        pen.value(part.value)
    } else {
        super::value::plainly(part.value)
    };
    if part.collapses && pen.rendering.has(Way::PaddedValues) {
        let (front, back) = (pen.one_of(&["", " ", "\n\t"]), pen.one_of(&[" ", "\r\n"]));
        content = format!("{front}{content}{back}");
    }
    pen.leaf(part.name, &attributes, &content);
}

fn part<'v>(
    name: &'static str,
    types: [&'static str; 2],
    value: &'v str,
    collapses: bool,
) -> Part<'v> {
    Part {
        name,
        types,
        value,
        collapses,
    }
}

fn parts_of<'v>(rendering: &Rendering, transfer: &'v TransferFunds) -> Vec<Part<'v>> {
    let userid = transfer.userid.as_deref();
    let userid = userid.or_else(|| rendering.has(Way::EmptyUserid).then_some(""));
    let counter = &transfer.message_counter;
    let all = [
        Some(part(
            "recipient",
            ["xsd:token", "own:KeyIdentifier"],
            &transfer.recipient,
            true,
        )),
        userid.map(|user| part("userid", ["xsd:string", "own:UserId"], user, false)),
        Some(part(
            "amount",
            ["xsd:decimal", "own:Amount"],
            &transfer.amount,
            true,
        )),
        Some(part(
            "transactionId",
            ["xsd:string", "own:TransactionId"],
            &transfer.transaction_id,
            false,
        )),
        Some(part(
            "messageCounter",
            ["xsd:long", "own:MessageCounter"],
            counter,
            true,
        )),
    ];
    all.into_iter().flatten().collect()
}
