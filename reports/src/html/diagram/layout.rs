//! How far down things stand.

use record::{Exchange, Purpose, ScenarioRecord, Verdict};

use super::Drawn;
use crate::text::line;
use crate::words::count;

/// Pixels: above everything, for the names; for an arrow and its label; for the arrow back right behind it; for a heading.
const TOP: f64 = 26.0;
const THERE: f64 = 26.0;
const BACK: f64 = 17.0;
const HEADING: f64 = 30.0;
const BOTTOM: u32 = 16;
/// An exchange that takes as long as this is drawn to scale, in microseconds, as are all waits that were asked for.
const LONG: u64 = 250_000;
/// Pixels of the longest wait, and of all time together.
const LONGEST: f64 = 170.0;
const ALL: f64 = 1_000.0;

/// A step, or what comes behind the steps.
#[derive(Debug)]
pub(crate) struct Heading {
    pub(crate) y: u32,
    pub(crate) text: String,
    /// Of the step.
    pub(crate) verdict: Option<Verdict>,
}

/// Where the arrows of an exchange stand.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Arrow {
    pub(crate) sent: u32,
    pub(crate) over: u32,
    /// Where the wait that was asked for ends, to the scale of the way from the one to the other.
    pub(crate) asked: Option<u32>,
    /// Whether something else came between the two, or time.
    pub(crate) is_apart: bool,
    /// Whether something else came between the two.
    pub(crate) is_interrupted: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) headings: Vec<Heading>,
    /// In the order of the exchanges that are drawn.
    pub(crate) arrows: Vec<Arrow>,
    pub(crate) is_to_scale: bool,
    pub(crate) height: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    Sent(usize),
    Over(usize),
}

impl Layout {
    /// `afterwards` exchanges follow that are not drawn because all is well.
    pub(crate) fn of(scenario: &ScenarioRecord, drawn: &[Drawn<'_>], afterwards: usize) -> Self {
        let events = events(drawn);
        let scale = scale(drawn, &events);
        let mut layout = Self {
            arrows: vec![Arrow::default(); drawn.len()],
            is_to_scale: scale > 0.0,
            ..Self::default()
        };
        let mut gaps = gaps(drawn).into_iter().peekable();
        let (mut y, mut before, mut stage) = (TOP, None, None);
        for (n, (at, event)) in events.iter().enumerate() {
            let passed = before.map_or(0.0, |b| (at - b) as f64 * scale);
            let mut least = BACK;
            if let Event::Sent(i) = *event {
                least = THERE;
                let one = drawn[i].exchange;
                while let Some(gap) = gaps.next_if(|gap| gap.before <= i) {
                    layout.head(&mut y, gap.text, None);
                    before = None;
                }
                if stage.is_none_or(|s| s < order(one)) {
                    stage = Some(order(one));
                    let (text, verdict) = heading(scenario, one);
                    layout.head(&mut y, text, verdict);
                }
            }
            y += if before.is_some() {
                passed.max(least)
            } else {
                least
            };
            before = Some(*at);
            layout.place(
                *event,
                y,
                events.get(n.wrapping_sub(1)).map(|e| e.1),
                passed > least,
            );
        }
        if afterwards > 0 {
            let text = format!(
                "then settlement and sweep: {}",
                count(afterwards, "exchange")
            );
            layout.head(&mut y, text, None);
        }
        for (arrow, one) in layout.arrows.iter_mut().zip(drawn) {
            arrow.asked = one.asked.map(|ms| asked(arrow, one, ms, scale));
        }
        let lowest = layout.arrows.iter().filter_map(|a| a.asked).max();
        layout.height = lowest.unwrap_or_default().max(y as u32) + BOTTOM;
        layout
    }

    fn head(&mut self, y: &mut f64, text: String, verdict: Option<Verdict>) {
        *y += HEADING;
        let y = *y as u32;
        self.headings.push(Heading { y, text, verdict });
    }

    fn place(&mut self, event: Event, y: f64, before: Option<Event>, is_long: bool) {
        let y = y as u32;
        match event {
            Event::Sent(i) => self.arrows[i].sent = y,
            Event::Over(i) => {
                self.arrows[i].over = y;
                self.arrows[i].is_interrupted = before != Some(Event::Sent(i));
                self.arrows[i].is_apart = is_long || self.arrows[i].is_interrupted;
            }
        }
    }
}

/// Where a wait ends. Lines that came between stretched the exchange; the wait is stretched with it, so that one sees by how
/// much an answer was early or late. What took less than its line has no scale of its own.
fn asked(arrow: &Arrow, one: &Drawn<'_>, ms: u64, scale: f64) -> u32 {
    let times = one.exchange.times;
    let took = times.ended.saturating_sub(times.sent) as f64;
    let drawn = f64::from(arrow.over - arrow.sent);
    let scale = if took * scale > BACK {
        drawn / took
    } else {
        scale
    };
    arrow.sent + (ms as f64 * 1000.0 * scale) as u32
}

/// Everything that happens, in order. Of what happens at the same time, what was sent first comes first.
fn events(drawn: &[Drawn<'_>]) -> Vec<(u64, Event)> {
    let mut events = Vec::with_capacity(drawn.len() * 2);
    for (i, one) in drawn.iter().enumerate() {
        let times = one.exchange.times;
        events.push((times.sent, Event::Sent(i)));
        events.push((times.ended.max(times.sent), Event::Over(i)));
    }
    events.sort_by_key(|e| e.0);
    events
}

/// Pixels for a microsecond; 0 where nobody waits.
fn scale(drawn: &[Drawn<'_>], events: &[(u64, Event)]) -> f64 {
    let took = |d: &Drawn<'_>| d.exchange.times.ended.saturating_sub(d.exchange.times.sent);
    let waits = drawn.iter().map(|d| d.asked.map_or(0, |ms| ms * 1000));
    let longest = waits
        .chain(drawn.iter().map(took).filter(|t| *t >= LONG))
        .max()
        .unwrap_or_default();
    let all = match (events.first(), events.last()) {
        (Some(first), Some(last)) => last.0 - first.0,
        _ => 0,
    };
    if longest == 0 || all == 0 {
        return 0.0;
    }
    (LONGEST / longest as f64).min(ALL / all as f64)
}

/// Stages come in this order; what runs beside a later stage gets no heading again.
fn order(one: &Exchange) -> (u8, usize) {
    let step = one.step.unwrap_or_default();
    match one.purpose {
        Purpose::Preflight => (0, 0),
        Purpose::Funding | Purpose::Step => (1, step),
        Purpose::Settlement => (2, 0),
        Purpose::Sweep => (3, 0),
    }
}

fn heading(scenario: &ScenarioRecord, one: &Exchange) -> (String, Option<Verdict>) {
    let step = one.step.and_then(|at| scenario.steps.get(at));
    match (one.purpose, step) {
        (Purpose::Funding | Purpose::Step, Some(step)) => {
            let text = format!("{} {}", line(step.keyword.trim()), line(&step.text));
            (text, Some(step.verdict))
        }
        (Purpose::Preflight, _) => ("Preflight".to_owned(), None),
        (Purpose::Funding, None) => ("Funding".to_owned(), None),
        (Purpose::Step, None) => ("Beside the steps".to_owned(), None),
        (Purpose::Settlement, _) => (
            "Settlement: what the accounts hold at the end".to_owned(),
            None,
        ),
        (Purpose::Sweep, _) => ("Sweep: what is left goes back".to_owned(), None),
    }
}

/// Exchanges that are not drawn, and the one that comes behind them.
struct Gap {
    before: usize,
    text: String,
}

fn gaps(drawn: &[Drawn<'_>]) -> Vec<Gap> {
    let ids = drawn
        .windows(2)
        .map(|w| (w[0].exchange.id, w[1].exchange.id));
    let gaps = ids.enumerate().map(|(i, (last, next))| Gap {
        before: i + 1,
        text: match next.saturating_sub(last) {
            0 | 1 => String::new(),
            2 => format!("⋮ #{} is left out", last + 1),
            n => format!(
                "⋮ {} exchanges are left out, #{} to #{}",
                n - 1,
                last + 1,
                next - 1
            ),
        },
    });
    gaps.filter(|g| !g.text.is_empty()).collect()
}
