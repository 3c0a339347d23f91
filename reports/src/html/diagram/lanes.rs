//! The participants, and where they stand.

use record::{Exchange, ScenarioRecord};

use super::Drawn;
use super::label::clip;
use crate::text::line;

/// Where the first holder stands, how far apart the next ones may be, and how far the last one may be; in per cent.
const FIRST: f64 = 17.0;
const APART: f64 = 18.0;
const LAST: f64 = 62.0;
/// Where the issuer stands.
pub(crate) const ISSUER: f64 = 92.0;
/// What a character of a label takes on a telephone, in per cent.
const CHARACTER: f64 = 1.45;
/// Holders that get a lane; any more share one.
const MOST: usize = 6;
/// Who hands holders their money.
pub(crate) const TREASURY: &str = "treasury";
/// Characters of a name.
const NAME: usize = 12;

/// A holder, or all those for whom there was no room.
#[derive(Debug)]
pub(crate) struct Lane {
    pub(crate) name: String,
    /// In per cent of the width.
    pub(crate) x: f64,
}

#[derive(Debug)]
pub(crate) struct Lanes<'a> {
    /// Each holder, and its lane.
    holders: Vec<(&'a str, usize)>,
    /// The lane that several share, if there is one.
    shared: Option<usize>,
    pub(crate) lanes: Vec<Lane>,
}

impl<'a> Lanes<'a> {
    /// A lane for each holder that sends something, in the order of the story, the treasury nearest to the issuer.
    pub(crate) fn of(scenario: &'a ScenarioRecord, drawn: &[Drawn<'a>]) -> Self {
        let mut names = senders(scenario, drawn);
        let treasury = names.iter().position(|name| *name == TREASURY);
        let treasury = treasury.map(|at| names.remove(at));
        let room = MOST - usize::from(treasury.is_some());
        let shared = (names.len() > room).then_some(room - 1);
        let lane_of = |at: usize| at.min(room - 1);
        let mut holders: Vec<(&str, usize)> = (0..names.len())
            .map(|at| (names[at], lane_of(at)))
            .collect();
        let mut titles: Vec<String> = names
            .iter()
            .take(room)
            .map(|n| clip(&line(n), NAME))
            .collect();
        if let Some(at) = shared {
            titles[at] = format!("{} others", names.len() - at);
        }
        if let Some(treasury) = treasury {
            holders.push((treasury, titles.len()));
            titles.push(TREASURY.to_owned());
        }
        let apart = ((LAST - FIRST) / (titles.len().max(2) - 1) as f64).min(APART);
        let lanes = (0..).zip(titles).map(|(at, name)| Lane {
            name,
            x: FIRST + apart * f64::from(at),
        });
        Self {
            holders,
            shared,
            lanes: lanes.collect(),
        }
    }

    /// Where the holder of an exchange stands.
    pub(crate) fn x(&self, exchange: &Exchange) -> f64 {
        self.lanes.get(self.lane(exchange)).map_or(FIRST, |l| l.x)
    }

    /// The name of a holder that shares its lane.
    pub(crate) fn shared(&self, exchange: &Exchange) -> Option<String> {
        let is_shared = self.shared == Some(self.lane(exchange));
        is_shared.then(|| clip(&line(&exchange.holder), NAME))
    }

    fn lane(&self, exchange: &Exchange) -> usize {
        let such = self
            .holders
            .iter()
            .find(|(name, _)| *name == exchange.holder);
        such.map_or(0, |(_, lane)| *lane)
    }

    /// Whether a label has room on a telephone when it begins at its holder. Otherwise it ends at the issuer.
    pub(crate) fn has_room(&self, exchange: &Exchange, label: &str) -> bool {
        self.x(exchange) + 3.0 + CHARACTER * (label.chars().count() as f64) < 100.0
    }
}

/// Whoever sends something, in the order of the story.
fn senders<'a>(scenario: &'a ScenarioRecord, drawn: &[Drawn<'a>]) -> Vec<&'a str> {
    let sends = |name: &str| drawn.iter().any(|d| d.exchange.holder == name);
    let parties = scenario.parties.iter().map(|p| p.name.as_str());
    let mut names: Vec<&str> = parties.filter(|name| sends(name)).collect();
    for one in drawn {
        if !names.contains(&one.exchange.holder.as_str()) {
            names.push(&one.exchange.holder);
        }
    }
    names
}
