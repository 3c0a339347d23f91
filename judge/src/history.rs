//! What a scenario's exchanges say when they are read together: who asked for which transfer, what was answered, and which
//! fees each holder has been told.

use std::collections::{BTreeMap, BTreeSet};

use record::{AnswerKind, Ending, Exchange, Operation, Purpose, ScenarioRecord};

use crate::{
    Decimal,
    decode::{Reply, TransferRequest, reply, transfer_request},
};

/// One exchange, read.
#[derive(Debug, Clone)]
pub(crate) struct Event<'a> {
    pub(crate) exchange: &'a Exchange,
    pub(crate) reply: Reply,
    pub(crate) transfer: Option<TransferRequest>,
}

impl Event<'_> {
    /// The class of its answer; absent where the answer cannot be read, or the request never left.
    pub(crate) fn kind(&self) -> Option<AnswerKind> {
        match (&self.reply, &self.exchange.ending) {
            (_, Ending::NotConnected(_) | Ending::HandshakeFailed(_))
            | (Reply::Unreadable(_), _) => None,
            (Reply::Transfer { result, .. }, _) if result == "success" => Some(AnswerKind::Success),
            (Reply::Transfer { .. }, _) => Some(AnswerKind::Failure),
            (Reply::Deposits { .. }, _) => Some(AnswerKind::Deposits),
            (Reply::Fault { .. } | Reply::Refused(_), _) => Some(AnswerKind::Fault),
            (Reply::None(_), _) => Some(AnswerKind::Silence),
        }
    }

    /// The fee that the answer tells, if it tells one.
    pub(crate) fn fee(&self) -> Option<Decimal> {
        match self.reply {
            Reply::Transfer { fee, .. } | Reply::Deposits { fee, .. } => Some(fee),
            _ => None,
        }
    }

    /// Whether the request may have been carried out although no answer says so.
    pub(crate) fn open(&self) -> bool {
        matches!(
            self.exchange.ending,
            Ending::Closed
                | Ending::Broken(_)
                | Ending::TimedOut
                | Ending::Cut
                | Ending::Garbled(_)
        ) || matches!(self.reply, Reply::Unreadable(_) | Reply::None(_))
            && self.exchange.ending == Ending::Answered
    }
}

/// One transfer with all its retransmissions: everything that one payer sent under one message counter.
#[derive(Debug, Clone)]
pub(crate) struct Group<'a> {
    pub(crate) events: Vec<Event<'a>>,
}

impl<'a> Group<'a> {
    /// The answers that told a result, in the order in which they arrived.
    fn told(&self) -> Vec<&Event<'a>> {
        let mut told: Vec<_> = self
            .events
            .iter()
            .filter(|e| matches!(e.reply, Reply::Transfer { .. }))
            .collect();
        told.sort_by_key(|e| e.exchange.times.ended);
        told
    }

    /// What was asked for by the one that the issuer said it executed. Where only a retransmission was answered, what the
    /// first readable request said.
    pub(crate) fn executed(&self) -> Option<&TransferRequest> {
        self.told()
            .into_iter()
            .find(|e| e.kind() == Some(AnswerKind::Success))
            .and_then(|e| e.transfer.as_ref())
    }

    /// Whether it may have been executed although no answer says so: some request is open, and no answer told a result
    /// that settles it. A failure told to a retransmission settles nothing, for the original may have been executed.
    pub(crate) fn open(&self) -> bool {
        let first_told = self
            .told()
            .first()
            .map_or(u64::MAX, |e| e.exchange.times.sent);
        self.executed().is_none()
            && self
                .events
                .iter()
                .any(|e| e.open() && e.exchange.times.sent < first_told)
    }

    /// What may have been executed where that is open.
    pub(crate) fn candidates(&self) -> Vec<&TransferRequest> {
        let mut all: Vec<&TransferRequest> = Vec::new();
        for request in self
            .events
            .iter()
            .filter(|e| e.open())
            .filter_map(|e| e.transfer.as_ref())
        {
            if !all.iter().any(|known| known.same_content(request)) {
                all.push(request);
            }
        }
        all
    }

    /// Fees told for it until a moment: one for the transfer, and whatever a later answer told that was not the same
    /// answer again.
    pub(crate) fn fees(&self, until: u64) -> Vec<Decimal> {
        let mut seen: Vec<&Reply> = Vec::new();
        for event in self.told() {
            if event.exchange.times.ended <= until && !seen.contains(&&event.reply) {
                seen.push(&event.reply);
            }
        }
        seen.into_iter()
            .filter_map(|r| match r {
                Reply::Transfer { fee, .. } => Some(*fee),
                _ => None,
            })
            .collect()
    }
}

/// What a holder was told that its messages cost, and what it was not told.
#[derive(Debug, Clone, Default)]
pub(crate) struct Costs {
    /// Told for transfers.
    pub(crate) transfers: Vec<Decimal>,
    /// Told for deposits requests.
    pub(crate) deposits: Vec<Decimal>,
    /// Told twice, by an issuer that repeated an answer.
    pub(crate) repeated: Vec<Decimal>,
    /// For each message whose fee is not known: the fees that it may have cost.
    pub(crate) unknown: Vec<BTreeSet<Decimal>>,
}

impl Costs {
    pub(crate) fn told(&self) -> Decimal {
        self.transfers.iter().chain(&self.deposits).copied().sum()
    }

    /// Every sum that the unknown fees can make.
    pub(crate) fn unknown_sums(&self) -> BTreeSet<Decimal> {
        let mut sums = BTreeSet::from([Decimal::ZERO]);
        for fees in &self.unknown {
            sums = sums
                .iter()
                .flat_map(|s| fees.iter().map(|f| *s + *f))
                .collect();
        }
        sums
    }
}

/// A scenario's exchanges, read.
#[derive(Debug, Clone)]
pub(crate) struct History<'a> {
    pub(crate) scenario: &'a ScenarioRecord,
    pub(crate) events: Vec<Event<'a>>,
}

impl<'a> History<'a> {
    pub(crate) fn of(scenario: &'a ScenarioRecord) -> Self {
        let events = scenario
            .exchanges
            .iter()
            .map(|exchange| Event {
                exchange,
                reply: reply(exchange),
                transfer: (exchange.operation == Operation::TransferFunds)
                    .then(|| transfer_request(exchange))
                    .flatten(),
            })
            .collect();
        Self { scenario, events }
    }

    pub(crate) fn event(&self, id: u32) -> Option<&Event<'a>> {
        self.events.iter().find(|e| e.exchange.id == id)
    }

    /// All transfers but those of the sweep, by payer and message counter. The treasury, which serves other scenarios
    /// too, is a payer like any other here.
    pub(crate) fn groups(&self) -> Vec<Group<'a>> {
        self.groups_of(|purpose| purpose != Purpose::Sweep)
    }

    fn groups_of(&self, wanted: impl Fn(Purpose) -> bool) -> Vec<Group<'a>> {
        let mut groups: BTreeMap<(&str, Option<u64>, u32), Group<'a>> = BTreeMap::new();
        for event in &self.events {
            let Some(transfer) = &event.transfer else {
                continue;
            };
            if !wanted(event.exchange.purpose) {
                continue;
            }
            let alone = if transfer.counter.is_none() {
                event.exchange.id
            } else {
                0
            };
            groups
                .entry((&event.exchange.holder, transfer.counter, alone))
                .or_insert_with(|| Group { events: Vec::new() })
                .events
                .push(event.clone());
        }
        groups.into_values().collect()
    }

    /// What all of a holder's messages cost, the sweep's included.
    pub(crate) fn costs_with_sweep(&self, holder: &str) -> Costs {
        self.costs_of(&self.groups_of(|_| true), holder, u64::MAX)
    }

    /// What a holder's messages cost until the moment `until` (microseconds since the run began).
    pub(crate) fn costs(&self, holder: &str, until: u64) -> Costs {
        self.costs_of(&self.groups(), holder, until)
    }

    fn costs_of(&self, groups: &[Group<'a>], holder: &str, until: u64) -> Costs {
        let mut costs = Costs::default();
        let own = |g: &&Group<'_>| g.events[0].exchange.holder == holder;
        for group in groups.iter().filter(own) {
            if group.events.iter().all(|e| e.exchange.times.sent > until) {
                continue;
            }
            let told = group.fees(until);
            if told.is_empty() || group.open() {
                let silent = group.events.iter().filter(|e| e.open()).count();
                if silent > 0 {
                    costs.unknown.push(self.fees_seen(Operation::TransferFunds));
                }
            }
            for _ in 1..group.events.len() {
                costs.repeated.extend(&told);
            }
            costs.transfers.extend(told);
        }
        for event in self.events.iter().filter(|e| e.exchange.holder == holder) {
            if event.exchange.operation != Operation::GetDeposits
                || event.exchange.times.sent > until
            {
                continue;
            }
            match event.fee() {
                Some(fee) if event.exchange.times.ended <= until => costs.deposits.push(fee),
                Some(_) => {}
                None if event.open() => costs.unknown.push(self.fees_seen(Operation::GetDeposits)),
                None => {}
            }
        }
        costs
    }

    /// Zero, and every fee that anybody was told in this scenario for that kind of message.
    fn fees_seen(&self, operation: Operation) -> BTreeSet<Decimal> {
        self.events
            .iter()
            .filter(|e| e.exchange.operation == operation)
            .filter_map(Event::fee)
            .chain([Decimal::ZERO])
            .collect()
    }
}
