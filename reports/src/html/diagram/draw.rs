//! The drawing.

use maud::{Markup, html};
use record::{Ending, Handshake, Verdict};

use super::label::clip;
use super::lanes::{ISSUER, Lanes};
use super::layout::{Arrow, Heading, Layout};
use super::{Drawn, Selection};
use crate::html::parts::{anchor, class};
use crate::words;

/// Characters of a heading.
const HEADING: usize = 84;
/// Where an arrow that does not arrive ends, as a part of its way.
const BROKEN: f64 = 0.45;
/// Pixels to an arrow back right behind its arrow; the style has it as well.
const BACK: u32 = 17;
/// Lanes whose names stand in one line.
const CLOSE: usize = 4;
/// As high as this, a diagram says below once more who is who.
const TALL: u32 = 900;

pub(crate) fn draw(
    index: usize,
    selection: &Selection<'_>,
    drawn: &[Drawn<'_>],
    lanes: &Lanes<'_>,
    layout: &Layout,
    label: &str,
) -> Markup {
    let foot = if layout.height > TALL { 26 } else { 0 };
    html! {
        svg.seq height=(layout.height + foot) role="group" aria-label=(label) {
            (names(lanes, 23))
            @if foot > 0 { (names(lanes, layout.height + 20)) }
            @for x in lanes.lanes.iter().map(|l| l.x).chain([ISSUER]) {
                line.life x1=(pc(x)) x2=(pc(x)) y1="28" y2=(layout.height) {}
            }
            @for (one, arrow) in drawn.iter().zip(&layout.arrows) { @if one.named.is_some() { (tint(arrow)) } }
            @for (one, arrow) in drawn.iter().zip(&layout.arrows) { (bars(one, lanes, arrow)) }
            @for (one, arrow) in drawn.iter().zip(&layout.arrows) {
                @let class = one.named.map(|_| "named");
                @let drawing = exchange(one, lanes, arrow, selection.since);
                @if selection.has_bytes(one.exchange.id) {
                    a class=[class] href={ "#" (anchor(index)) "x" (one.exchange.id) } transform=(down(arrow.sent)) { (drawing) }
                } @else {
                    g class=[class] transform=(down(arrow.sent)) { (drawing) }
                }
            }
            (rules(&layout.headings))
            @for one in &layout.headings { (heading(one)) }
        }
    }
}

/// The ends of arrows, once for all diagrams of a page.
pub(crate) fn marks() -> Markup {
    let mark = |id: &str, at: &str, shape: Markup| {
        html! { marker id={ "mark-" (id) } viewBox="0 0 10 10" refX=(at) refY="5" markerWidth="10" markerHeight="10"
        markerUnits="userSpaceOnUse" orient="auto" { (shape) } }
    };
    html! {
        svg.marks aria-hidden="true" {
            (mark("to", "10", html! { path.to d="M0 1l10 4-10 4z" {} }))
            (mark("fro", "10", html! { path.fro d="M0 1l10 4-10 4z" {} }))
            (mark("lost", "5", html! { path.lost d="M1 1l8 8M9 1l-8 8" {} }))
        }
    }
}

fn names(lanes: &Lanes<'_>, y: u32) -> Markup {
    html! {
        @for (n, lane) in lanes.lanes.iter().enumerate() {
            // Where many stand close together, every other name stands higher.
            @let lift = if lanes.lanes.len() > CLOSE && n % 2 == 1 { 11 } else { 0 };
            text.who x=(pc(lane.x)) y=(y - lift) { (lane.name) }
        }
        text.who x=(pc(ISSUER)) y=(y) { "issuer" }
    }
}

/// The lines above all headings, longer than any page is wide.
fn rules(headings: &[Heading]) -> Markup {
    let lines: String = headings
        .iter()
        .map(|one| format!("M0 {}h3e3", one.y - 14))
        .collect();
    html! { path.head d=(lines) {} }
}

fn heading(one: &Heading) -> Markup {
    let text = clip(&one.text, HEADING);
    html! {
        @match one.verdict {
            Some(v) if v != Verdict::Passed => text.step.(class(Some(v))) y=(one.y) { (words::mark(v)) " " (text) },
            _ => text.step y=(one.y) { (text) },
        }
    }
}

/// The ground of an exchange that a finding names: there and back, where something else came between.
fn tint(at: &Arrow) -> Markup {
    html! {
        @if at.is_interrupted {
            rect width="100%" y=(at.sent - 17) height="23" {}
            rect width="100%" y=(at.over - 14) height="17" {}
        } @else {
            rect width="100%" y=(at.sent - 17) height=(at.over - at.sent + 23) {}
        }
    }
}

/// How long an exchange took, and how long it should have.
fn bars(one: &Drawn<'_>, lanes: &Lanes<'_>, at: &Arrow) -> Markup {
    let x = pc(lanes.x(one.exchange));
    html! {
        @if at.is_apart { line.busy x1=(x) x2=(x) y1=(at.sent) y2=(at.over) {} }
        @if let Some(y) = at.asked { line.asked x1=(pc(ISSUER)) x2=(pc(ISSUER)) y1=(at.sent) y2=(y) {} }
    }
}

/// An exchange, in coordinates that begin where it was sent.
fn exchange(one: &Drawn<'_>, lanes: &Lanes<'_>, at: &Arrow, since: u64) -> Markup {
    let times = one.exchange.times;
    let took = times.ended.saturating_sub(times.sent);
    let ended = times.ended.saturating_sub(since);
    let x = lanes.x(one.exchange);
    html! {
        (moment(times.sent.saturating_sub(since)))
        (there(one, lanes))
        @match at.over - at.sent {
            BACK if !at.is_apart => (back(one, x, "")),
            way => g transform=(down(way - BACK)) {
                @if took >= 1000 { (moment_back(ended)) }
                (back(one, x, &format!("#{} ", one.exchange.id)))
            },
        }
        @if let Some(verdict) = one.named {
            @let way = at.over - at.sent;
            @let y = if at.is_interrupted { way } else { way / 2 + 5 };
            text.flag.(class(Some(verdict))) x="99%" y=(y) { (words::mark(verdict)) }
        }
    }
}

/// The arrow to the issuer, with a dot where a connection was made for it: full for a full handshake.
fn there(one: &Drawn<'_>, lanes: &Lanes<'_>) -> Markup {
    let x = lanes.x(one.exchange);
    let arrives = !matches!(
        one.exchange.ending,
        Ending::NotConnected(_) | Ending::Unheard(_) | Ending::HandshakeFailed(_)
    );
    let way = if arrives { 1.0 } else { 1.0 - BROKEN };
    let label = match lanes.shared(one.exchange) {
        Some(name) => format!("{name}: {}", one.request),
        None => one.request.clone(),
    };
    html! {
        line.to.lost[!arrives] x1=(pc(x)) x2=(pc(x + (ISSUER - x) * way)) {}
        @match one.exchange.connection.handshake {
            Some(Handshake::Full) if one.is_new => circle cx=(pc(x)) {},
            Some(Handshake::Resumed) if one.is_new => circle.resumed cx=(pc(x)) {},
            _ => {}
        }
        @if lanes.has_room(one.exchange, &label) {
            text.s x=(pc(x)) { (label) }
        } @else {
            text x=(pc(ISSUER)) { (label) }
        }
    }
}

/// The arrow back: broken where no whole answer came, absent where nothing was asked.
fn back(one: &Drawn<'_>, x: f64, number: &str) -> Markup {
    html! {
        @match &one.exchange.ending {
            Ending::Answered | Ending::Garbled(_) => line.fro x1=(pc(ISSUER)) x2=(pc(x)) {},
            Ending::NotConnected(_) | Ending::Unheard(_) | Ending::HandshakeFailed(_) => {}
            Ending::Closed | Ending::Broken(_) | Ending::TimedOut | Ending::Cut => {
                line.fro.lost x1=(pc(ISSUER)) x2=(pc(ISSUER - (ISSUER - x) * BROKEN)) {}
            }
        }
        text.answer.odd[one.exchange.ending != Ending::Answered] x=(pc(ISSUER)) { (number) (one.response) }
    }
}

/// The time since the scenario began, beside the lanes.
fn moment(us: u64) -> Markup {
    html! { text.t { (time(us)) } }
}

/// The same beside an arrow back.
fn moment_back(us: u64) -> Markup {
    html! { text.t.back { (time(us)) } }
}

/// A time, in microseconds, for people.
pub(crate) fn time(us: u64) -> String {
    match us {
        0..10_000 => format!("{:.1} ms", us as f64 / 1000.0),
        10_000..1_000_000 => format!("{} ms", us / 1000),
        _ => format!("{:.2} s", us as f64 / 1e6),
    }
}

fn down(y: u32) -> String {
    format!("translate(0 {y})")
}

fn pc(x: f64) -> String {
    format!("{}%", (x * 10.0).round() / 10.0)
}
