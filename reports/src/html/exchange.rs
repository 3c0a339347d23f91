//! One exchange: a line, and behind it what went over the wire.

use maud::{Markup, html};
use record::{Ending, Exchange, Handshake, Octets, Purpose};

use super::parts::anchor;
use super::selection::Shown;
use crate::text::{beginning, line};
use crate::wire_text::{pieces, read};
use crate::words;

pub(crate) fn exchange(scenario: usize, shown: &Shown<'_>) -> Markup {
    let one = shown.exchange;
    let id = format!("{}x{}", anchor(scenario), one.id);
    html! {
        @match shown.bytes {
            Some(bytes) => details.x id=(id) open[shown.open] {
                summary { (row(one)) }
                p.facts { (words::exchange(one)) }
                div.wire {
                    (side("Request", &one.request, bytes))
                    (side("Response", &one.response, bytes))
                }
            },
            None => div.x id=(id) {
                div.row { (row(one)) }
            },
        }
    }
}

fn row(one: &Exchange) -> Markup {
    let over = one.times.ended.saturating_sub(one.times.sent);
    html! {
        b { "#" (one.id) }
        span { (line(&one.holder)) }
        span.op { (words::operation(one.operation)) }
        i { (reason(one)) }
        i { "c" (one.connection.id) (handshake(one)) }
        i { (words::moment(one.times.sent)) }
        i { (words::microseconds(over)) }
        @match &one.ending {
            Ending::Answered => span { (status(&one.response)) },
            other => em { (words::ending(other)) },
        }
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

/// The status code of an answer, where it has one.
fn status(response: &Octets) -> String {
    let start = &response.as_slice()[..response.as_slice().len().min(64)];
    let start = String::from_utf8_lossy(start);
    let mut words = start.split_ascii_whitespace();
    match (words.next(), words.next()) {
        (Some(version), Some(code)) if version.starts_with("HTTP/") => line(code),
        _ => "answered".to_owned(),
    }
}

fn side(title: &str, octets: &Octets, most: usize) -> Markup {
    let text = read(octets.as_slice());
    let head = beginning(&text.head, most);
    let body = beginning(&text.body, most - head.len());
    let shown = head.len() + body.len();
    let is_cut = octets.is_cut() || shown < text.head.len() + text.body.len();
    html! {
        figure {
            figcaption { (title) " " span.place { (octets.length()) " bytes"
                @if let Some(note) = text.note { ", " (note) } } }
            @if octets.length() == 0 {
                p.facts { "nothing" }
            } @else {
                pre { span.head { (head) } @if !body.is_empty() { "\n\n"
                    @for (n, piece) in pieces(body).enumerate() { @if n > 0 { wbr; } (piece) } } }
            }
            @if is_cut {
                p.facts { "cut: " (octets.length()) " bytes in all, SHA-256 " code { (octets.sha256()) } }
            }
        }
    }
}
