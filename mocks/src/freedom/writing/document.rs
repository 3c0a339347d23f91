//! An answer as the reference writes it, taken apart.

use wire::soap::{ENVELOPE, NAMESPACE};

/// An element of an answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// In which namespace, if in one.
    pub(super) namespace: Option<&'static str>,
    /// Its name there.
    pub(super) name: String,
    /// What it says, where it has no elements in it.
    pub(super) text: String,
    pub(super) children: Vec<Element>,
}

/// The envelope of an answer that is written as the reference writes one, with nothing in it that would be lost by being
/// written otherwise. Any other is none: faults write such.
pub(super) fn read(text: &str) -> Option<Element> {
    let body = text
        .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?
        .trim_end();
    let mut rest = body;
    let envelope = element(&mut rest)?;
    (rest.is_empty() && envelope.namespace == Some(ENVELOPE)).then_some(envelope)
}

fn element(rest: &mut &str) -> Option<Element> {
    let tag = up_to(rest.strip_prefix('<')?, '>', rest)?;
    let (qualified, declared) = tag.split_once(' ').unwrap_or((tag, ""));
    let (namespace, name) = match qualified.split_once(':') {
        Some(("soap", name)) => (Some(ENVELOPE), name),
        Some(("lcp", name)) => (Some(NAMESPACE), name),
        Some(_) => return None,
        None => (None, qualified),
    };
    let usual = [
        String::new(),
        format!("xmlns:soap=\"{ENVELOPE}\""),
        format!("xmlns:lcp=\"{NAMESPACE}\""),
    ];
    if !usual.iter().any(|usual| usual == declared) || !is_name(name) {
        return None;
    }
    let mut element = Element {
        namespace,
        name: name.to_owned(),
        text: String::new(),
        children: Vec::new(),
    };
    let end = format!("</{qualified}>");
    loop {
        if let Some(after) = rest.strip_prefix(&*end) {
            *rest = after;
            let mixed = !element.children.is_empty() && !element.text.is_empty();
            return (!mixed).then_some(element);
        }
        if rest.starts_with('<') {
            element.children.push(self::element(rest)?);
        } else {
            let length = rest.find('<')?;
            element.text.push_str(&unescaped(&rest[..length])?);
            *rest = &rest[length..];
        }
    }
}

/// What comes before a mark; the rest is what comes behind it.
fn up_to<'a>(text: &'a str, mark: char, rest: &mut &'a str) -> Option<&'a str> {
    let (before, behind) = text.split_once(mark)?;
    *rest = behind;
    Some(before)
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn unescaped(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        plain.push_str(before);
        let (reference, behind) = behind.split_once(';')?;
        plain.push(match reference {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            number => char::from_u32(number.strip_prefix('#')?.parse().ok()?)?,
        });
        rest = behind;
    }
    plain.push_str(rest);
    Some(plain)
}
