//! Writes an answer in a way that was drawn.

use super::document::Element;
use super::{Charset, Encoding, Header, Numbers, Style, Text, Writing};
use wire::soap::{ENVELOPE, NAMESPACE};

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// An encoding that is none: literal, as the description has it (SOAP 1.1 §4.1.1).
const STYLE: &str = "";

/// The document, and its content type.
pub(super) fn write(writing: &Writing, envelope: &Element) -> (Vec<u8>, String) {
    let mut pen = Pen {
        writing,
        out: String::new(),
    };
    pen.declaration();
    if writing.more.preface {
        pen.out.push_str("<!-- as the issuer likes -->");
    }
    pen.comment(" as the issuer likes ", 0);
    let mut scope = Scope::default();
    pen.element(envelope, &mut scope, 0);
    pen.comment(" the end ", 0);
    (encoded(writing.encoding, &pen.out), content_type(writing))
}

fn encoded(encoding: Encoding, text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf8WithMark => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        Encoding::Utf16LittleEnd => units.flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16BigEnd => units.flat_map(u16::to_be_bytes).collect(),
    }
}

fn label(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8WithMark => "utf-8",
        Encoding::Utf16LittleEnd | Encoding::Utf16BigEnd => "utf-16",
    }
}

fn content_type(writing: &Writing) -> String {
    let label = label(writing.encoding);
    match writing.charset {
        Charset::Bare => format!("text/xml; charset={label}"),
        Charset::Quoted => format!("text/xml; charset=\"{label}\""),
        Charset::Capitals => format!("Text/XML;Charset={}", label.to_uppercase()),
        Charset::Unsaid => "text/xml".to_owned(),
    }
}

/// Which prefixes are bound around an element.
#[derive(Clone, Default)]
struct Scope {
    bound: Vec<(&'static str, &'static str)>,
}

impl Scope {
    fn binds(&self, prefix: &str) -> &'static str {
        let innermost = self.bound.iter().rev().find(|(p, _)| *p == prefix);
        innermost.map_or("", |(_, namespace)| namespace)
    }
}

struct Pen<'a> {
    writing: &'a Writing,
    out: String,
}

impl Pen<'_> {
    fn declaration(&mut self) {
        if let Some(q) = self.writing.declaration {
            let label = label(self.writing.encoding).to_uppercase();
            self.out
                .push_str(&format!("<?xml version={q}1.0{q} encoding={q}{label}{q}?>"));
            if !self.writing.more.terse {
                self.out.push('\n');
            }
        }
    }

    fn comment(&mut self, text: &str, depth: usize) {
        if self.writing.comments {
            self.out.push_str(&format!("<!--{text}-->"));
            self.space(depth);
        }
    }

    /// White space between elements.
    fn space(&mut self, depth: usize) {
        let Some(indent) = self.writing.indent else {
            return;
        };
        let line = indent.trim_end_matches([' ', '\t']);
        self.out.push_str(line);
        self.out.push_str(&indent[line.len()..].repeat(depth));
    }

    fn prefix(&self, namespace: &str) -> &'static str {
        match namespace {
            ENVELOPE => self.writing.soap,
            // Where SOAP's namespace is the default, LCP's can be so again on the wrapper.
            NAMESPACE => self.writing.lcp,
            _ => "",
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        let q = self.writing.quote;
        let (space, around) = match self.writing.more.airy {
            true => ("\n\t", " "),
            false => (" ", ""),
        };
        let written = format!("{space}{name}{around}={around}{q}{value}{q}");
        self.out.push_str(&written);
    }

    /// White space before the end of a tag.
    fn air(&self) -> &'static str {
        match self.writing.more.airy {
            true => "\n ",
            false => "",
        }
    }

    /// What stands on a tag without meaning anything there.
    fn decoration(&mut self, element: &Element, scope: &mut Scope, depth: usize) {
        let more = &self.writing.more;
        let lcp = self.writing.lcp;
        if depth == 1 && more.declared_on_body && !lcp.is_empty() {
            self.bind(lcp, NAMESPACE, scope);
        }
        let styled = match more.style {
            Style::Nothing => false,
            Style::Envelope => depth == 0,
            Style::Response => element.namespace == Some(NAMESPACE),
        };
        if styled {
            let prefix = match self.writing.soap {
                "" => "e",
                prefix => prefix,
            };
            self.bind(prefix, ENVELOPE, scope);
            self.attribute(&format!("{prefix}:encodingStyle"), STYLE);
        }
        if more.idle && depth != 1 {
            self.attribute(&format!("xmlns:idle{depth}"), "urn:example:idle");
            self.attribute("xmlns:wsu", NAMESPACE);
        }
    }

    /// Binds a prefix where it is not bound so already.
    fn bind(&mut self, prefix: &'static str, namespace: &'static str, scope: &mut Scope) {
        if scope.binds(prefix) != namespace {
            let name = match prefix {
                "" => "xmlns".to_owned(),
                prefix => format!("xmlns:{prefix}"),
            };
            self.attribute(&name, namespace);
            scope.bound.push((prefix, namespace));
        }
    }

    fn element(&mut self, element: &Element, scope: &mut Scope, depth: usize) {
        let bound = scope.bound.len();
        let namespace = element.namespace.unwrap_or("");
        let name = match self.prefix(namespace) {
            "" => element.name.clone(),
            prefix => format!("{prefix}:{}", element.name),
        };
        self.out.push_str(&format!("<{name}"));
        self.bind(self.prefix(namespace), namespace_of(element), scope);
        if depth == 0 && self.writing.declared_outside && !self.writing.lcp.is_empty() {
            self.bind(self.writing.lcp, NAMESPACE, scope);
        }
        self.decoration(element, scope, depth);
        let value = self.value(element, scope);
        let header = depth == 0 && self.writing.header != Header::None;
        if value.is_empty() && element.children.is_empty() && self.writing.short && !header {
            self.out.push_str("/>");
        } else {
            self.out.push_str(&format!("{}>", self.air()));
            self.out.push_str(&value);
            if header {
                self.header(scope, depth + 1);
            }
            for child in &element.children {
                self.space(depth + 1);
                self.comment(self.writing.more.remark.unwrap_or(" - "), depth + 1);
                self.element(child, scope, depth + 1);
            }
            if element.name == "Fault" && self.writing.detailed {
                self.details(scope);
            }
            if !element.children.is_empty() {
                self.space(depth);
            }
            self.out.push_str(&format!("</{name}{}>", self.air()));
        }
        scope.bound.truncate(bound);
    }

    /// What an element says, as it is written; what it needs is declared on its tag.
    fn value(&mut self, element: &Element, scope: &mut Scope) -> String {
        if !element.children.is_empty() || element.text.is_empty() {
            return String::new();
        }
        match &*element.name {
            "faultcode" => self.fault_code(&element.text, scope),
            "fee" | "balance" | "amount" => {
                self.typed("decimal", scope);
                self.characters(&number(self.writing.numbers, &element.text))
            }
            "result" => {
                self.typed("string", scope);
                self.characters(&element.text)
            }
            "transactionId" | "userid" if self.writing.more.typed_texts => {
                self.typed("string", scope);
                self.characters(&element.text)
            }
            _ => self.characters(&element.text),
        }
    }

    /// A code is a name in SOAP's namespace, and needs a prefix of that.
    fn fault_code(&mut self, text: &str, scope: &mut Scope) -> String {
        let code = text.trim_start_matches("soap:");
        let prefix = match self.writing.soap {
            "" => "f",
            prefix => prefix,
        };
        self.bind(prefix, ENVELOPE, scope);
        let more = if self.writing.detailed && ["Client", "Server"].contains(&code) {
            ".Reason"
        } else {
            ""
        };
        format!("{prefix}:{code}{more}")
    }

    fn typed(&mut self, kind: &str, scope: &mut Scope) {
        if self.writing.typed {
            self.bind("xsi", XSI, scope);
            self.bind("xsd", XSD, scope);
            self.attribute("xsi:type", &format!("xsd:{kind}"));
        }
    }

    fn header(&mut self, scope: &mut Scope, depth: usize) {
        let name = match self.writing.soap {
            "" => "Header".to_owned(),
            prefix => format!("{prefix}:Header"),
        };
        self.space(depth);
        let content = match self.writing.header {
            Header::None | Header::Empty => Some(String::new()),
            Header::Unknown => {
                Some("<x:trace xmlns:x=\"urn:example:trace\">17</x:trace>".to_owned())
            }
            Header::Answer => Some(looks_like_an_answer()),
            Header::Entries => None,
        };
        if let Some(content) = content {
            self.out.push_str(&format!("<{name}>{content}</{name}>"));
            return;
        }
        let soap = match self.writing.soap {
            "" => "h",
            prefix => prefix,
        };
        self.out.push_str(&format!("<{name}>"));
        self.out.push_str("<x:trace");
        self.attribute("xmlns:x", "urn:example:trace");
        if scope.binds(soap) != ENVELOPE {
            self.attribute(&format!("xmlns:{soap}"), ENVELOPE);
        }
        self.attribute(&format!("{soap}:mustUnderstand"), "0");
        self.out.push_str("><x:Body>success</x:Body></x:trace>");
        self.out.push_str(&format!("</{name}>"));
    }

    fn details(&mut self, scope: &Scope) {
        let bare = if scope.binds("").is_empty() {
            String::new()
        } else {
            let q = self.writing.quote;
            format!(" xmlns={q}{q}")
        };
        self.out.push_str(&format!(
            "<faultactor{bare}>urn:example:issuer</faultactor><detail{bare}><why>it is not said</why></detail>"
        ));
    }

    fn characters(&self, text: &str) -> String {
        match self.writing.text {
            // A carriage return would come back as a line feed.
            Text::Cdata if !text.contains("]]>") && !text.contains('\r') => {
                format!("<![CDATA[{text}]]>")
            }
            Text::Commented => {
                let (before, behind) = halves(text);
                format!(
                    "{}<!-- - -->{}",
                    escaped(before, None),
                    escaped(behind, None)
                )
            }
            Text::PartlyCdata if !text.contains("]]>") && !text.contains('\r') => {
                let (before, behind) = halves(text);
                format!("{}<![CDATA[{behind}]]>", escaped(before, None))
            }
            Text::References => escaped(text, Some(Base::Sixteen)),
            Text::DecimalReferences => escaped(text, Some(Base::Ten)),
            Text::Plain | Text::Cdata | Text::PartlyCdata => escaped(text, None),
        }
    }
}

fn namespace_of(element: &Element) -> &'static str {
    element.namespace.unwrap_or("")
}

fn number(numbers: Numbers, text: &str) -> String {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    match numbers {
        Numbers::Plain => text.to_owned(),
        Numbers::SixDigits => format!("{whole}.{fraction:0<6}"),
        Numbers::Zeros => match text.strip_prefix('-') {
            Some(text) => format!("-00{text}"),
            None => format!("00{text}"),
        },
        Numbers::Spaced => format!("\n  {text}\t"),
    }
}

/// A header entry that is no answer, since it does not stand in the body.
fn looks_like_an_answer() -> String {
    format!(
        "<x:transferFundsResponse xmlns:x=\"{NAMESPACE}\" xmlns=\"\"><result>refused</result><fee>7</fee>\
         <deposits></deposits><balance>7</balance></x:transferFundsResponse>"
    )
}

fn halves(text: &str) -> (&str, &str) {
    let middle = text.char_indices().nth(text.chars().count() / 2);
    text.split_at(middle.map_or(0, |(at, _)| at))
}

/// Of character references.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Base {
    Ten,
    Sixteen,
}

fn escaped(text: &str, references: Option<Base>) -> String {
    let mut out = String::with_capacity(text.len());
    for (n, c) in text.chars().enumerate() {
        match c {
            _ if references == Some(Base::Sixteen) && n % 3 == 0 => {
                out.push_str(&format!("&#x{:X};", u32::from(c)));
            }
            _ if references == Some(Base::Ten) && n % 3 == 0 => {
                out.push_str(&format!("&#{};", u32::from(c)));
            }
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
    out
}
