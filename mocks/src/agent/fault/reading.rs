//! How answers are read wrongly.

use super::seams::read;
use super::text::{rewritten, text};
use crate::agent::parts::Parts;
use crate::agent::pen::Reader;
use crate::agent::transport::{Mail, connect};
use http::header::CONTENT_LENGTH;
use std::borrow::Cow;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use wire::Amount;
use wire::soap::{NAMESPACE, NoAnswer, Operation, Told};

/// The longest document that expansion may make, in characters.
const LONGEST: usize = 1 << 20;

/// So many bytes are enough for most lists.
const SHORT: usize = 600_000;

/// So many times entities are looked for in what entities stand for.
const DEPTH: usize = 16;

/// Refuses some answers that are in order.
fn refusing(parts: &mut Parts, refuses: fn(&Mail, &str) -> bool) {
    read(parts, move |right, asked, mail| {
        match refuses(mail, &text(mail)) {
            true => Err(NoAnswer::saying("this cannot be read")),
            false => right.read(asked, mail),
        }
    });
}

/// Reads other documents than those that came; where there is nothing to change, those.
fn rewriting(parts: &mut Parts, rewrite: fn(&str) -> Option<String>) {
    read(parts, move |right, asked, mail| {
        match rewrite(&text(mail)) {
            Some(other) => right.read(asked, &rewritten(mail, &other)),
            None => right.read(asked, mail),
        }
    });
}

pub(super) fn by_prefixes(parts: &mut Parts) {
    refusing(parts, |_, text| {
        let is_known = text.contains("<lcp:") || text.contains("<soap:Fault");
        !text.contains("<soap:Body") || !is_known
    });
}

pub(super) fn without_attributes(parts: &mut Parts) {
    let parts_of_answers = |_: &Mail, text: &str| {
        let names = ["<result ", "<fee ", "<deposits ", "<balance "];
        names.into_iter().any(|name| text.contains(name))
    };
    refusing(parts, parts_of_answers);
}

pub(super) fn utf_8_only(parts: &mut Parts) {
    refusing(parts, |mail, _| {
        matches!(mail.body.as_ref(), [0, ..] | [_, 0, ..] | [0xfe | 0xff, ..])
    });
}

pub(super) fn no_byte_order_mark(parts: &mut Parts) {
    refusing(parts, |mail, _| mail.body.starts_with(&[0xef, 0xbb, 0xbf]));
}

pub(super) fn body_first(parts: &mut Parts) {
    refusing(parts, |_, text| {
        let root = text.find("Envelope").unwrap_or_default();
        let children = text.get(root..).unwrap_or_default();
        children.contains(":Header") || children.contains("<Header")
    });
}

pub(super) fn length_required(parts: &mut Parts) {
    refusing(parts, |mail, _| !mail.fields.contains_key(CONTENT_LENGTH));
}

pub(super) fn no_comment_behind_the_declaration(parts: &mut Parts) {
    refusing(parts, |_, text| {
        let behind = text.split_once("?>").map(|(_, rest)| rest.trim_start());
        text.starts_with("<?xml") && behind.is_some_and(|rest| rest.starts_with("<!--"))
    });
}

pub(super) fn forms_unread(parts: &mut Parts) {
    refusing(parts, |_, text| {
        let values = ["fee", "amount", "balance"].into_iter();
        let mut values = values.filter_map(|name| between(text, name));
        values.any(|value| {
            let digits = value.trim();
            let is_padded =
                digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
            digits.starts_with(['+', '.']) || digits.ends_with('.') || is_padded
        })
    });
}

pub(super) fn understanding_nothing(parts: &mut Parts) {
    rewriting(parts, |text| {
        text.contains("mustUnderstand").then(|| {
            let plain = text.replace("mustUnderstand=\"1\"", "mustUnderstand=\"0\"");
            plain.replace("mustUnderstand='1'", "mustUnderstand='0'")
        })
    });
}

pub(super) fn up_to_the_envelope(parts: &mut Parts) {
    rewriting(parts, up_to_envelope);
}

/// A document up to the end of its envelope, if there is more.
fn up_to_envelope(text: &str) -> Option<String> {
    let end = text.find("Envelope>")? + "Envelope>".len();
    // The first is the start tag where that has no attributes.
    let end = match text.get(..end)?.rfind("</") {
        Some(_) => end,
        None => end + text.get(end..)?.find("Envelope>")? + "Envelope>".len(),
    };
    (end < text.len()).then(|| text.get(..end).map(str::to_owned))?
}

pub(super) fn first_result(parts: &mut Parts) {
    rewriting(parts, one_result);
}

/// A document without its second result, if it has two.
fn one_result(text: &str) -> Option<String> {
    let first = text.find("</result>")? + "</result>".len();
    let (start, rest) = text.split_at(first);
    let (before, again) = rest.split_once("<result>")?;
    let (_, after) = again.split_once("</result>")?;
    Some([start, before, after].concat())
}

pub(super) fn values_up_to_markup(parts: &mut Parts) {
    rewriting(parts, up_to_markup);
}

/// A document whose values end at the first comment or CDATA section in them, if there is such.
fn up_to_markup(text: &str) -> Option<String> {
    let mut kept = String::new();
    let mut rest = text;
    let mut has_changed = false;
    while let Some(at) = ["<!--", "<![CDATA["]
        .iter()
        .filter_map(|m| rest.find(m))
        .min()
    {
        let (before, markup) = rest.split_at(at);
        kept.push_str(before);
        let is_between = kept.trim_end().is_empty() || kept.trim_end().ends_with('>');
        let is_in_value = !is_between || markup.starts_with("<![");
        let end = match is_in_value {
            true => markup.find("</")?,
            false => markup.find("-->")? + 3,
        };
        has_changed |= is_in_value;
        kept.push_str(
            markup
                .get(..end)
                .filter(|_| !is_in_value)
                .unwrap_or_default(),
        );
        rest = markup.get(end..)?;
    }
    kept.push_str(rest);
    has_changed.then_some(kept)
}

pub(super) fn by_search(parts: &mut Parts) {
    read(parts, |right, asked, mail| {
        searched(asked, &text(mail)).map_or_else(|| right.read(asked, mail), Ok)
    });
}

pub(super) fn mended(parts: &mut Parts) {
    read(parts, |right, asked, mail| {
        let told = right.read(asked, mail);
        let is_whole = mail.status == 200 && mail.cut.is_none();
        told.or_else(|why| {
            let found = searched(asked, &text(mail)).filter(|_| is_whole);
            found.ok_or(why)
        })
    });
}

/// The answer to a transfer that is found by a search.
fn searched(asked: Operation, text: &str) -> Option<Told> {
    let found = (between(text, "result"), between(text, "fee"));
    let (Operation::TransferFunds, (Some(result), Some(fee))) = (asked, found) else {
        return None;
    };
    Some(Told::Transfer {
        result: result.trim().to_owned(),
        fee: Amount::parse_sum(fee).ok()?,
    })
}

/// What stands between the first tags of a name.
fn between<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("<{name}>"))?;
    let (value, _) = rest.split_once(&format!("</{name}>"))?;
    Some(value)
}

/// Fetches what answers of a kind name, and makes nothing of it.
fn fetching(parts: &mut Parts, kind: Operation) {
    read(parts, move |right, asked, mail| {
        let text = text(mail);
        if let (true, Some((host, port, path))) = (asked == kind, named(&text)) {
            let (host, path) = (host.to_owned(), path.to_owned());
            tokio::spawn(async move {
                let mut stream = connect(&host, port).await?;
                let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n");
                stream.write_all(request.as_bytes()).await?;
                stream.read(&mut [0; 256]).await
            });
        }
        right.read(asked, mail)
    });
}

/// Host, port and path of what a document type names.
fn named(text: &str) -> Option<(&str, u16, &str)> {
    let (_, declared) = text.split_once("<!DOCTYPE")?;
    let (_, rest) = declared.split_once("\"http://")?;
    let (url, _) = rest.split_once('"')?;
    let (place, path) = url.split_once('/')?;
    let (host, port) = place.rsplit_once(':')?;
    Some((host, port.parse().ok()?, path))
}

pub(super) fn fetched_for_transfers(parts: &mut Parts) {
    fetching(parts, Operation::TransferFunds);
}

pub(super) fn fetched_for_deposits(parts: &mut Parts) {
    fetching(parts, Operation::GetDeposits);
}

pub(super) fn entities_expanded(parts: &mut Parts) {
    read(parts, expanding);
}

pub(super) fn entities_expanded_in_deposits(parts: &mut Parts) {
    read(parts, |right, asked, mail| match asked {
        Operation::GetDeposits => expanding(right, asked, mail),
        Operation::TransferFunds => right.read(asked, mail),
    });
}

pub(super) fn short_lists(parts: &mut Parts) {
    read(parts, |right, asked, mail| match asked {
        Operation::GetDeposits if mail.body.len() > SHORT => {
            Err(NoAnswer::saying("this is too long"))
        }
        _ => right.read(asked, mail),
    });
}

pub(super) fn any_namespace(parts: &mut Parts) {
    rewriting(parts, in_lcp);
}

/// A document whose response is in LCP's namespace, if it was in another.
fn in_lcp(text: &str) -> Option<String> {
    let (before, rest) = text.split_once("Response xmlns:")?;
    let (prefix, rest) = rest.split_once("=\"")?;
    let (namespace, rest) = rest.split_once('"')?;
    let other = namespace != NAMESPACE;
    other.then(|| format!("{before}Response xmlns:{prefix}=\"{NAMESPACE}\"{rest}"))
}

fn expanding(right: &dyn Reader, asked: Operation, mail: &Mail) -> Result<Told, NoAnswer> {
    match expanded(&text(mail)) {
        Some(other) => right.read(asked, &rewritten(mail, &other)),
        None => right.read(asked, mail),
    }
}

/// A document without its internal subset, and with what its entities stand for.
fn expanded(text: &str) -> Option<String> {
    let (before, rest) = text.split_once("<!DOCTYPE")?;
    let (subset, after) = rest.split_once('[')?.1.split_once(']')?;
    let (_, after) = after.split_once('>')?;
    let entities = subset.split("<!ENTITY").skip(1).filter_map(|declared| {
        let (name, rest) = declared.trim_start().split_once(char::is_whitespace)?;
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, _) = rest.get(1..)?.split_once(quote)?;
        Some((format!("&{name};"), value))
    });
    let entities: Vec<_> = entities.collect();
    let mut text = format!("{before}{after}");
    for _ in 0..DEPTH {
        let mut next = Cow::Borrowed(text.as_str());
        for (reference, value) in &entities {
            if next.contains(reference) {
                next = Cow::Owned(next.replace(reference, value));
            }
            if next.len() > LONGEST {
                return None;
            }
        }
        match next {
            Cow::Borrowed(_) => break,
            Cow::Owned(next) => text = next,
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::{expanded, in_lcp, named, one_result, up_to_envelope, up_to_markup};

    #[test]
    fn what_a_document_type_names_is_found() {
        let text = "<!DOCTYPE a SYSTEM \"http://b:5/c/d\"><a/>";
        assert_eq!(named(text), Some(("b", 5, "c/d")));
        assert_eq!(named("<a/>"), None);
    }

    #[test]
    fn entities_are_expanded() {
        let text = "<!DOCTYPE a [<!ENTITY b \"success\"> <!ENTITY c '&b;']><a>&c;</a>";
        assert_eq!(expanded(text).as_deref(), Some("<a>success</a>"));
        assert_eq!(expanded("<a/>"), None);
    }

    #[test]
    fn another_namespace_is_as_good() {
        let text = "<a:getDepositsResponse xmlns:a=\"b\"><c/></a:getDepositsResponse>";
        let own = in_lcp(text).unwrap();
        assert!(
            own.starts_with(
                "<a:getDepositsResponse xmlns:a=\"http://lightweightcurrency.org\"><c/>"
            )
        );
        assert_eq!(in_lcp(&own), None);
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn what_follows_the_envelope_is_not_seen() {
        assert_eq!(
            up_to_envelope("<s:Envelope a=''><b/></s:Envelope> x"),
            some("<s:Envelope a=''><b/></s:Envelope>")
        );
        assert_eq!(
            up_to_envelope("<Envelope><b/></Envelope>x"),
            some("<Envelope><b/></Envelope>")
        );
        assert_eq!(up_to_envelope("<Envelope><b/></Envelope>"), None);
    }

    #[test]
    fn the_second_result_is_not_seen() {
        let two = "<result>a</result><result>b</result><fee>0</fee>";
        assert_eq!(one_result(two), some("<result>a</result><fee>0</fee>"));
        assert_eq!(one_result("<result>a</result><fee>0</fee>"), None);
    }

    #[test]
    fn values_end_at_markup() {
        let text = "<!-- c --><a>suc<!-- - -->cess</a><b><![CDATA[1]]></b>";
        assert_eq!(up_to_markup(text), some("<!-- c --><a>suc</a><b></b>"));
        assert_eq!(up_to_markup("<!-- c --><a>1</a>"), None);
    }
}
