//! What class of answer came, and in which words.

use record::AnswerKind;

use super::{Found, Outcome};
use crate::{decode::Reply, history::History};

fn word_of(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Success => "success",
        AnswerKind::Failure => "a failure",
        AnswerKind::Deposits => "a list of deposits",
        AnswerKind::Fault => "a Fault",
        AnswerKind::Silence => "silence",
    }
}

/// Some kinds of answers, for people.
pub(super) fn words_of(allowed: &[AnswerKind]) -> String {
    let words: Vec<&str> = allowed.iter().map(|k| word_of(*k)).collect();
    words.join(" or ")
}

/// The answer is one of those allowed. No answer, where one was due, settles nothing: the network may have eaten it. An
/// answer that cannot be read is the business of the form's checker.
pub(super) fn answer(history: &History<'_>, exchange: u32, allowed: &[AnswerKind]) -> Found {
    let Some(event) = history.event(exchange) else {
        return Found::missing(exchange);
    };
    let expected = words_of(allowed);
    let outcome = match event.kind() {
        Some(kind) if allowed.contains(&kind) => Outcome::Holds,
        None | Some(AnswerKind::Silence) => Outcome::Unsettled,
        Some(_) => Outcome::Broken,
    };
    Found::new(outcome, expected, event.reply.describe()).at([exchange])
}

/// The answer's word is one of these. A Fault is a lawful way to refuse without a word.
pub(super) fn word(history: &History<'_>, exchange: u32, words: &[String]) -> Found {
    let Some(event) = history.event(exchange) else {
        return Found::missing(exchange);
    };
    let outcome = match &event.reply {
        Reply::Transfer { result, .. } if words.contains(result) => Outcome::Holds,
        Reply::Transfer { .. } => Outcome::Broken,
        Reply::Fault { .. } | Reply::Refused(_) => Outcome::Holds,
        _ => Outcome::Unsettled,
    };
    Found::new(outcome, words.join(" or "), event.reply.describe()).at([exchange])
}

/// The answer repeats another one's result and fee.
pub(super) fn same(history: &History<'_>, exchange: u32, original: u32) -> Found {
    let (Some(event), Some(first)) = (history.event(exchange), history.event(original)) else {
        return Found::missing(exchange);
    };
    let outcome = match (&event.reply, &first.reply) {
        (Reply::Transfer { .. }, Reply::Transfer { .. }) if event.reply == first.reply => {
            Outcome::Holds
        }
        (_, Reply::Transfer { .. }) if event.kind().is_some() => Outcome::Broken,
        _ => Outcome::Unsettled,
    };
    Found::new(
        outcome,
        format!("the recorded answer: {}", first.reply.describe()),
        event.reply.describe(),
    )
    .at([original, exchange])
}
