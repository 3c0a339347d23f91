//! Requests in every lawful form: as toolkits of all kinds, and people who write XML by hand, may write them.
//!
//! Written by the suite itself, apart from the codec that its other requests and the reference issuer are made with, so that
//! the two cannot share a mistake.

mod document;
mod encoding;
mod http;
mod names;
mod pen;
pub mod texts;
mod value;
mod ways;

use std::collections::BTreeSet;

use record::Operation;
use wire::Request;

pub use ways::{Aspect, Way};

use super::Letter;
use crate::subject::Service;

/// In which ways a request is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendering {
    ways: BTreeSet<Way>,
    /// What is left open by them is drawn by this.
    seed: u64,
    /// Whether every value is written in these ways; otherwise some are.
    everywhere: bool,
}

impl Rendering {
    /// A request in just these ways, with all its values.
    #[must_use]
    pub fn of(ways: impl IntoIterator<Item = Way>, seed: u64) -> Self {
        Self {
            ways: ways.into_iter().collect(),
            seed,
            everywhere: true,
        }
    }

    /// The rendering that is called so: names of ways, with `and` between them.
    #[must_use]
    pub fn named(text: &str, seed: u64) -> Option<Self> {
        let ways: Option<Vec<Way>> = text.split(" and ").map(Way::named).collect();
        Some(Self::of(ways?, seed))
    }

    /// Any lawful rendering whose ways, each by itself, must be accepted.
    #[must_use]
    pub fn random(rng: &mut fastrand::Rng) -> Self {
        let mut ways = BTreeSet::new();
        let mut first = 0;
        while let Some(way) = Way::ALL.get(first) {
            let aspect = way.aspect();
            let many = Way::ALL[first..]
                .iter()
                .take_while(|w| w.aspect() == aspect);
            let many = many.count();
            if let Some(one_in) = aspect.one_in()
                && rng.u32(..one_in) == 0
            {
                ways.insert(Way::ALL[first + rng.usize(..many)]);
            }
            first += many;
        }
        Self {
            ways,
            seed: rng.u64(..),
            everywhere: false,
        }
    }

    /// The names of its ways.
    #[must_use]
    pub fn form(&self) -> Vec<String> {
        self.ways.iter().map(|way| way.name().to_owned()).collect()
    }

    /// A request to a service, written like this. Ways that the request gives no occasion for are left out.
    #[must_use]
    pub fn letter(&self, service: &Service, request: &Request) -> Letter {
        let mut rendering = self.fitting(request);
        let mut rng = fastrand::Rng::with_seed(self.seed);
        let text = document::write(&rendering, &mut rng, request);
        if !text.is_ascii() || rendering.of_aspect(Aspect::Encoding).is_some() {
            // Without a charset, text/xml was US-ASCII once (RFC 3023 §3.1).
            rendering.ways.remove(&Way::NoCharset);
        }
        let body = encoding::encode(&rendering, &text);
        let (bytes, delivery) = http::write(&rendering, &mut rng, service, &body);
        Letter {
            operation: match request {
                Request::TransferFunds(_) => Operation::TransferFunds,
                Request::GetDeposits(_) => Operation::GetDeposits,
            },
            bytes,
            form: rendering.form(),
            delivery,
        }
    }

    /// The document of a request, written like this, before it is bytes; and how it is to be encoded, where that is unusual.
    #[must_use]
    pub fn document(&self, request: &Request) -> (String, Option<Way>) {
        let rendering = self.fitting(request);
        let mut rng = fastrand::Rng::with_seed(self.seed);
        let text = document::write(&rendering, &mut rng, request);
        (text, rendering.of_aspect(Aspect::Encoding))
    }

    fn has(&self, way: Way) -> bool {
        self.ways.contains(&way)
    }

    fn of_aspect(&self, aspect: Aspect) -> Option<Way> {
        self.ways.iter().copied().find(|w| w.aspect() == aspect)
    }

    /// This rendering without what a request gives no occasion for.
    fn fitting(&self, request: &Request) -> Self {
        let mut fitting = self.clone();
        let mut never = |way| fitting.ways.remove(&way);
        match request {
            Request::TransferFunds(transfer) => {
                if transfer.userid.is_some() {
                    never(Way::EmptyUserid);
                }
                let userid = transfer.userid.as_deref().unwrap_or("user");
                let empty = transfer.transaction_id.is_empty() || userid.is_empty();
                if !(empty || self.has(Way::EmptyUserid) || self.has(Way::EmptyHeader)) {
                    never(Way::ShortEmpty);
                }
            }
            Request::GetDeposits(_) => {
                never(Way::EmptyUserid);
                never(Way::PaddedValues);
                never(Way::ReversedParts);
                never(Way::ShuffledParts);
                if !self.has(Way::EmptyHeader) {
                    never(Way::ShortEmpty);
                }
            }
        }
        fitting
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_is_written_and_what_is_unknown_is_not() {
        let named = Rendering::named("in UTF-16, big-endian and in chunks", 1).unwrap();
        assert_eq!(named.form(), ["in UTF-16, big-endian", "in chunks"]);
        assert_eq!(Rendering::named("in chunks and in vain", 1), None);
    }

    #[test]
    fn every_way_that_must_be_taken_is_drawn_and_no_other() {
        let mut rng = fastrand::Rng::with_seed(1);
        let mut drawn = BTreeSet::new();
        for _ in 0..2_000 {
            let ways = Rendering::random(&mut rng).ways;
            let aspects: BTreeSet<_> = ways.iter().map(|w| w.aspect()).collect();
            assert_eq!(aspects.len(), ways.len(), "one way of a kind");
            drawn.extend(ways);
        }
        for way in Way::ALL {
            let must = way.aspect() != Aspect::Order;
            assert_eq!(drawn.contains(way), must, "{}", way.name());
        }
    }
}
