//! Who sent what when: a sequence diagram of a scenario, as SVG that flows with the width of the page.
//!
//! Across, everything is in per cent, so that the same picture fits a telephone and a sheet of paper; down, in pixels.
//! Time runs downwards. What takes no time to speak of gets a line of its own; where a scenario waits, distances are to
//! scale.

mod draw;
mod label;
mod lanes;
mod layout;

use std::collections::HashSet;

use maud::{Markup, PreEscaped, html};
use record::{Exchange, RunRecord, ScenarioRecord, Verdict};

use super::selection::Selection;
use crate::words::count;
use draw::draw;
pub(crate) use draw::{marks, time};
pub(crate) use label::Labels;
use lanes::{Lanes, TREASURY};
use layout::Layout;

/// An exchange as it is drawn.
#[derive(Debug)]
pub(crate) struct Drawn<'a> {
    pub(crate) exchange: &'a Exchange,
    /// What the request says.
    pub(crate) request: String,
    /// What came back.
    pub(crate) response: String,
    /// The wait that was asked for and that nothing arrived in, in milliseconds.
    pub(crate) asked: Option<u64>,
    /// Whether its connection was made for it.
    pub(crate) is_new: bool,
    /// What a finding that something is wrong or unsettled names it for.
    pub(crate) named: Option<Verdict>,
}

/// The diagram of a scenario. Arrows lead to the bytes of their exchange, where those are shown.
pub(crate) fn diagram(run: &RunRecord, index: usize, selection: &Selection<'_>) -> Markup {
    let scenario = &run.scenarios[index];
    let drawn = drawn(run, scenario, selection);
    let lanes = Lanes::of(scenario, &drawn);
    let layout = Layout::of(scenario, &drawn, selection.afterwards);
    let label = format!("Sequence diagram, {}", count(drawn.len(), "exchange"));
    html! {
        @if !drawn.is_empty() {
            figure.diagram {
                (brief(draw(index, selection, &drawn, &lanes, &layout, &label)))
                @if layout.is_to_scale {
                    figcaption { "Waits are drawn to scale; what is shorter than a line gets a line."
                        @if drawn.iter().any(|d| d.asked.is_some()) { " The bar at the issuer is the wait that was asked for." } }
                }
            }
        }
    }
}

/// The same, with empty elements closed as XML does it, which foreign elements in HTML may be (HTML §13.1.2.1). No text of a
/// peer's is touched: its angle brackets are escaped.
fn brief(drawing: Markup) -> Markup {
    let mut text = drawing.0;
    for name in ["line", "circle", "rect"] {
        text = text.replace(&format!("></{name}>"), "/>");
    }
    PreEscaped(text)
}

fn drawn<'a>(
    run: &RunRecord,
    scenario: &'a ScenarioRecord,
    selection: &Selection<'a>,
) -> Vec<Drawn<'a>> {
    let labels = Labels::of(run, scenario);
    let first = firsts(scenario);
    let one = |exchange: &'a Exchange| Drawn {
        exchange,
        request: labels.request(exchange),
        response: labels.response(exchange),
        asked: labels.asked(exchange),
        is_new: first.contains(&exchange.id),
        named: selection
            .named
            .contains(&exchange.id)
            .then_some(scenario.verdict),
    };
    selection.drawn.iter().map(|e| one(e)).collect()
}

/// The exchanges that are the first on their connection. Holders number their connections each for itself, and those of the
/// treasury are older than the scenario.
fn firsts(scenario: &ScenarioRecord) -> HashSet<u32> {
    let mut connections = HashSet::new();
    let own = scenario.exchanges.iter().filter(|e| e.holder != TREASURY);
    own.filter(|e| connections.insert((&e.holder, e.connection.id)))
        .map(|e| e.id)
        .collect()
}
