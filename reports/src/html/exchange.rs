//! One exchange: a line, and behind it what went over the wire.

use maud::{Markup, PreEscaped, html};
use record::{Connection, Ending, Exchange, Handshake, Octets, Operation, Purpose, RunRecord};

use super::hex::hex;
use super::parts::anchor;
use super::selection::Shown;
use crate::curl::curl;
use crate::http::Message;
use crate::message::status;
use crate::text::{beginning, block, line};
use crate::wire_text::read;
use crate::words;

/// Bytes of a hex dump.
const DUMP: usize = 1_024;

pub(crate) fn exchange(run: &RunRecord, scenario: usize, shown: &Shown<'_>) -> Markup {
    let one = shown.exchange;
    html! {
        details.x id={ (anchor(scenario)) "x" (one.id) } open[shown.open] {
            summary { (row(one)) }
            p.facts {
                (connection(&one.connection)) "sent at " (words::moment(one.times.sent))
                @if let Some(first) = one.times.first_byte {
                    ", first byte after " (words::microseconds(first.saturating_sub(one.times.sent)))
                }
                @if !one.form.is_empty() { "; form: " (line(&one.form.join(", "))) }
            }
            @if let Some(command) = curl(run, &run.scenarios[scenario], one) { pre.command { (block(&command)) } }
            div.wire {
                (side("Request", one, &one.request, shown.bytes))
                (side("Response", one, &one.response, shown.bytes))
            }
        }
    }
}

fn row(one: &Exchange) -> Markup {
    let over = one.times.ended.saturating_sub(one.times.sent);
    html! {
        b { "#" (one.id) } " "
        span { (line(&one.holder)) " " (words::operation(one.operation)) } " "
        i { (reason(one)) } " "
        i { "c" (one.connection.id) (handshake(one)) } " "
        i { (words::microseconds(over)) } " "
        @match &one.ending {
            Ending::Answered => span { @match status(one.response.as_slice()) {
                Some(code) => (code),
                None => "answered",
            } },
            other => em { (words::ending(other)) },
        }
    }
}

/// What the line does not say of the connection.
fn connection(connection: &Connection) -> String {
    let ordinary = Connection {
        id: connection.id,
        handshake: connection.handshake,
        tls: connection.tls.clone(),
        ..Connection::default()
    };
    match &connection.tls {
        _ if *connection != ordinary => words::connection(connection) + ", ",
        Some(tls) => line(tls) + ", ",
        None => String::new(),
    }
}

fn reason(one: &Exchange) -> String {
    match (one.purpose, one.step) {
        (Purpose::Step, Some(step)) => format!("step {}", step + 1),
        (purpose, _) => words::purpose(purpose).to_owned(),
    }
}

fn handshake(one: &Exchange) -> &'static str {
    match one.connection.handshake {
        Some(Handshake::Full) => " full",
        Some(Handshake::Resumed) => " resumed",
        None => "",
    }
}

fn side(title: &str, one: &Exchange, octets: &Octets, most: usize) -> Markup {
    let bytes = octets.as_slice();
    html! {
        @if bytes.is_empty() {
            figure { figcaption { (title) ": nothing" } }
        } @else if one.operation == Operation::Probe && !Message::read(bytes).is_some_and(|m| m.is_plain) {
            (dump(title, octets))
        } @else {
            (text(title, octets, most))
        }
    }
}

/// Bytes that are no message.
fn dump(title: &str, octets: &Octets) -> Markup {
    let bytes = octets.as_slice();
    let shown = &bytes[..bytes.len().min(DUMP)];
    html! {
        figure {
            figcaption { (title) ", " (words::count(octets.length() as usize, "byte")) }
            pre.hex { (hex(shown)) }
            (cut(octets, shown.len() < bytes.len()))
        }
    }
}

/// A message. It stands there as it was; the page's script can indent it.
fn text(title: &str, octets: &Octets, most: usize) -> Markup {
    let text = read(octets.as_slice());
    let head = beginning(&text.head, most);
    let body = beginning(&text.body, most - head.len());
    let shown = head.len() + body.len();
    html! {
        figure {
            figcaption { (title) ", " (words::count(octets.length() as usize, "byte"))
                @if let Some(note) = text.note { ", " (note) } }
            pre.m { (escaped(head)) @if !body.is_empty() { "\n\n" (escaped(body)) } }
            (cut(octets, shown < text.head.len() + text.body.len()))
        }
    }
}

fn cut(octets: &Octets, is_shortened: bool) -> Markup {
    html! {
        @if is_shortened || octets.is_cut() {
            p.facts { "cut: " (octets.length()) " bytes in all, SHA-256 " code { (octets.sha256()) } }
        }
    }
}

/// Text for the inside of an element, escaped as the HTML standard has it (§13.1.3: only `<` and `&` can end text) and no
/// further: most of a page are messages, and most of a message are angle brackets.
fn escaped(text: &str) -> PreEscaped<String> {
    PreEscaped(text.replace('&', "&amp;").replace('<', "&lt;"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_element() {
        let hostile = "</pre><script>&lt;/x]]>";
        assert_eq!(escaped(hostile).0, "&lt;/pre>&lt;script>&amp;lt;/x]]>");
    }
}
