//! What is wrong with an envelope, or around the wrapper in it, and is let pass: each function makes a
//! document of one that was refused.

use super::document::{Piece, pieces, placed};
use super::wrapper::{Wrapper, is_wrapper};
use wire::soap::{ENVELOPE, NAMESPACE};

/// The tags of a document and what is between them, some of them rewritten.
fn rewritten(text: &str, rewrite: impl Fn(Piece<'_>) -> Option<String>) -> String {
    let written = |piece: Piece<'_>| rewrite(piece).unwrap_or_else(|| piece.written().to_owned());
    pieces(text).map(written).collect()
}

pub(in crate::fault) fn understood(text: &str) -> Option<String> {
    Some(rewritten(text, |piece| match piece {
        Piece::Start(tag) => {
            let (before, rest) = tag.split_once("mustUnderstand")?;
            let quote = rest.find(is_quote)? + 1;
            let value = rest[quote..].find(is_quote)?;
            let (equals, behind) = (&rest[..quote], &rest[quote + value..]);
            Some(format!("{before}mustUnderstand{equals}0{behind}"))
        }
        _ => None,
    }))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'')
}

/// Whatever the root's prefix is bound to in the root stands for SOAP 1.1's namespace. A root without
/// a namespace stays refused.
pub(in crate::fault) fn any_envelope(text: &str) -> Option<String> {
    let root = pieces(text).find(|piece| matches!(piece, Piece::Start(_)))?;
    let declaration = match root.name().split_once(':') {
        Some((prefix, _)) => format!("xmlns:{prefix}="),
        None => "xmlns=".to_owned(),
    };
    let (_, rest) = root.written().split_once(&declaration)?;
    let quote = rest.chars().next().filter(|it| is_quote(*it))?;
    let namespace = rest[1..].split(quote).next()?;
    let bound = |quote| format!("{quote}{namespace}{quote}");
    let text = text.replace(&bound('"'), &format!("\"{ENVELOPE}\""));
    Some(text.replace(&bound('\''), &format!("\"{ENVELOPE}\"")))
}

/// The wrapper is in LCP's namespace wherever it was. One with a prefix that is not declared stays
/// refused, and parts that are in another namespace too, but for one that the wrapper declares as the
/// default.
pub(in crate::fault) fn any_namespace(text: &str) -> Option<String> {
    let wrapper = Wrapper::find(text)?;
    let name = wrapper.start.name();
    if let Some((prefix, _)) = name.split_once(':')
        && !text.contains(&format!("xmlns:{prefix}="))
    {
        return None;
    }
    let local = wrapper.start.local();
    let attributes = wrapper
        .start
        .written()
        .strip_prefix('<')?
        .strip_prefix(name)?;
    let attributes = without_default(attributes);
    let content = &text[wrapper.content.clone()];
    Some(format!(
        "{}<any:{local} xmlns:any=\"{NAMESPACE}\"{attributes}{content}</any:{local}>{}",
        &text[..wrapper.begin],
        &text[wrapper.end..]
    ))
}

/// Attributes without a declaration of the default namespace.
fn without_default(attributes: &str) -> String {
    let parts = || {
        let (before, rest) = attributes.split_once("xmlns=")?;
        let quote = rest.chars().next().filter(|it| is_quote(*it))?;
        let (_, behind) = rest[1..].split_once(quote)?;
        Some(format!("{before}{behind}"))
    };
    parts().unwrap_or_else(|| attributes.to_owned())
}

/// What is between the first wrapper and the end of the envelope is left out, if it is another body
/// or another wrapper.
pub(in crate::fault) fn first_wrapper(text: &str) -> Option<String> {
    let wrapper = Wrapper::find(text)?;
    let is_envelope_end =
        |piece: &Piece<'_>| matches!(piece, Piece::End(_)) && piece.local() == "Envelope";
    let (envelope, _) = placed(text)
        .filter(|(_, piece)| is_envelope_end(piece))
        .last()?;
    let between = text.get(wrapper.end..envelope)?;
    pieces(between).find(|piece| {
        matches!(piece, Piece::Start(_)) && (piece.local() == "Body" || is_wrapper(piece.local()))
    })?;
    let body = pieces(text).find(|piece| piece.local() == "Body")?.name();
    Some(format!(
        "{}</{body}>{}",
        &text[..wrapper.end],
        &text[envelope..]
    ))
}

pub(in crate::fault) fn nothing_behind(text: &str) -> Option<String> {
    let is_envelope_end =
        |piece: &Piece<'_>| matches!(piece, Piece::End(_)) && piece.local() == "Envelope";
    let (at, end) = placed(text).find(|(_, piece)| is_envelope_end(piece))?;
    Some(text[..at + end.written().len()].to_owned())
}
