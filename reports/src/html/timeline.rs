//! Messages of a finding on a time line: a row for each holder, a bar from a message's sending to its answer.

use std::collections::BTreeMap;

use maud::{Markup, html};
use record::{Bar, Finding};

use super::parts::anchor;
use super::selection::Selection;
use crate::text::{line, short};

/// The picture is so many units wide; it is scaled to the page, but not to less than it can be read at.
const WIDTH: f64 = 960.0;
/// Where the bars begin, right of the names.
const LEFT: f64 = 84.0;
const RIGHT: f64 = WIDTH - 12.0;
/// From one line of bars to the next.
const LINE: f64 = 31.0;
const BAR: f64 = 9.0;
/// What a character of a label takes, at most.
const CHARACTER: f64 = 5.7;
/// Characters of a label; the tooltip has the rest.
const LABEL: usize = 84;
/// More than this is not drawn.
const MOST: usize = 200;
/// So many times are written below, about.
const TICKS: f64 = 6.0;

/// A message in its place.
struct Placed<'a> {
    bar: &'a Bar,
    from: f64,
    to: f64,
    label: String,
    /// Where the label begins, or, where `ends`, ends.
    at: f64,
    ends: bool,
    y: f64,
}

/// A row: whose, where it begins, and how high it is.
struct Row<'a> {
    holder: &'a str,
    y: f64,
    height: f64,
}

/// The picture, and what it shows in words.
pub(crate) fn timeline(index: usize, finding: &Finding, selection: &Selection<'_>) -> Markup {
    let bars = &finding.timeline[..finding.timeline.len().min(MOST)];
    let scale = Scale::of(bars);
    let (rows, placed) = place(bars, &scale);
    let bottom = rows.last().map_or(0.0, |row| row.y + row.height);
    let lost = bars.iter().any(|bar| bar.answered.is_none());
    let beside = bars.iter().any(|bar| !bar.contradicts);
    html! {
        figure.timeline {
            div {
                svg viewBox={ "0 0 " (WIDTH) " " (bottom + 24.0) } role="group" aria-label="the messages on a time line" {
                    @for (n, row) in rows.iter().enumerate() {
                        @if n % 2 == 0 { rect.row x="0" y=(px(row.y)) width=(WIDTH) height=(px(row.height)) {} }
                        text.who x="6" y=(px(row.y + 15.0)) { (short(row.holder, 12)) title { (line(row.holder)) } }
                    }
                    @for (at, said) in scale.ticks() {
                        line.tick x1=(px(at)) x2=(px(at)) y1="0" y2=(px(bottom)) {}
                        text.time x=(px(at)) y=(px(bottom + 16.0)) { (said) }
                    }
                    @for one in &placed {
                        @if selection.has_bytes(one.bar.exchange) {
                            a href={ "#" (anchor(index)) "x" (one.bar.exchange) } { (drawing(one, &scale)) }
                        } @else { g { (drawing(one, &scale)) } }
                    }
                }
            }
            figcaption {
                "Each bar reaches from when a message was sent until its answer was there."
                @if lost { " A dashed one had no answer." }
                @if beside { " The red ones contradict each other; the others went on beside them." }
            }
        }
    }
}

fn drawing(one: &Placed<'_>, scale: &Scale) -> Markup {
    let class = if one.bar.contradicts {
        "contradicts"
    } else {
        "beside"
    };
    let ends = one.ends.then_some("ends");
    html! {
        g class=(class) {
            title { "#" (one.bar.exchange) ": " (line(&one.bar.says)) ". " (scale.says(one.bar)) }
            @if one.bar.answered.is_some() {
                rect x=(px(one.from)) y=(px(one.y)) width=(px(one.to - one.from)) height=(BAR) rx="1.5" {}
            } @else {
                path.open d={ "M" (px(one.from)) " " (px(one.y + BAR / 2.0)) "H" (px(one.to)) } {}
                path.begin d={ "M" (px(one.from)) " " (px(one.y)) "v" (BAR) } {}
            }
            text class=[ends] x=(px(one.at)) y=(px(one.y + BAR + 11.0)) { (one.label) }
        }
    }
}

/// From times to places.
struct Scale {
    since: u64,
    per_microsecond: f64,
    end: u64,
}

impl Scale {
    fn of(bars: &[Bar]) -> Self {
        let since = bars.iter().map(|bar| bar.sent).min().unwrap_or_default();
        let end = bars
            .iter()
            .map(|bar| bar.answered.unwrap_or(bar.sent))
            .max();
        let end = end.unwrap_or_default().max(since.saturating_add(1));
        // What had no answer goes on behind the last one.
        let length = ((end - since) as f64 * 1.03).max(1.0);
        Self {
            since,
            per_microsecond: (RIGHT - LEFT) / length,
            end,
        }
    }

    fn at(&self, time: u64) -> f64 {
        LEFT + time.saturating_sub(self.since) as f64 * self.per_microsecond
    }

    fn milliseconds(&self, time: u64) -> f64 {
        time.saturating_sub(self.since) as f64 / 1000.0
    }

    /// Round times, in milliseconds since the first message was sent.
    fn ticks(&self) -> Vec<(f64, String)> {
        let all = (self.end - self.since) as f64 / TICKS;
        let power = 10_f64.powf(all.max(1.0).log10().floor());
        let steps = [1.0, 2.0, 5.0, 10.0].map(|n| n * power);
        let step = steps.into_iter().find(|s| *s >= all).unwrap_or(all);
        let mut ticks = Vec::new();
        let mut time = 0.0;
        while time <= (self.end - self.since) as f64 {
            let unit = if ticks.is_empty() { " ms" } else { "" };
            ticks.push((
                LEFT + time * self.per_microsecond,
                format!("{}{unit}", time / 1000.0),
            ));
            time += step;
        }
        ticks
    }

    fn says(&self, bar: &Bar) -> String {
        let sent = self.milliseconds(bar.sent);
        match bar.answered {
            Some(answered) => format!("From {sent:.2} to {:.2} ms.", self.milliseconds(answered)),
            None => format!("Sent at {sent:.2} ms, never answered."),
        }
    }
}

/// Puts the bars into rows by holder, and in each row into as many lines as they need not to lie over each other.
fn place<'a>(bars: &'a [Bar], scale: &Scale) -> (Vec<Row<'a>>, Vec<Placed<'a>>) {
    let mut first: BTreeMap<&str, u64> = BTreeMap::new();
    for bar in bars {
        let sent = first.entry(&bar.holder).or_insert(bar.sent);
        *sent = bar.sent.min(*sent);
    }
    let mut holders: Vec<(u64, &str)> =
        first.into_iter().map(|(name, sent)| (sent, name)).collect();
    holders.sort_unstable();
    let (mut rows, mut placed) = (Vec::new(), Vec::new());
    let mut y = 0.0;
    for (_, holder) in holders {
        // The right end of each line.
        let mut lines: Vec<f64> = Vec::new();
        for bar in bars.iter().filter(|bar| bar.holder == holder) {
            let mut one = placed_at(bar, scale);
            let (left, right) = extent(&one);
            let free = lines.iter().position(|end| *end + 6.0 < left);
            let line = free.unwrap_or(lines.len());
            if line == lines.len() {
                lines.push(right);
            } else {
                lines[line] = right;
            }
            one.y = y + 6.0 + line as f64 * LINE;
            placed.push(one);
        }
        let height = lines.len() as f64 * LINE + 4.0;
        rows.push(Row { holder, y, height });
        y += height;
    }
    (rows, placed)
}

fn placed_at<'a>(bar: &'a Bar, scale: &Scale) -> Placed<'a> {
    let from = scale.at(bar.sent);
    let to = bar
        .answered
        .map_or(RIGHT, |end| scale.at(end).max(from + 3.0));
    let says = bar.says.strip_prefix(&bar.holder).unwrap_or(&bar.says);
    let label = short(says.trim(), LABEL);
    let ends = from + label.chars().count() as f64 * CHARACTER > RIGHT;
    Placed {
        bar,
        from,
        to,
        label,
        at: if ends { to.min(RIGHT) } else { from },
        ends,
        y: 0.0,
    }
}

/// From where to where a bar and its label reach.
fn extent(one: &Placed<'_>) -> (f64, f64) {
    let label = one.label.chars().count() as f64 * CHARACTER;
    if one.ends {
        (one.from.min(one.at - label), one.to.max(one.at))
    } else {
        (one.from, one.to.max(one.at + label))
    }
}

fn px(number: f64) -> String {
    format!("{number:.1}")
}
