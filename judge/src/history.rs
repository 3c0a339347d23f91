//! What a scenario's exchanges say when they are read together: who asked for which transfer, what was answered, and which
//! fees each holder has been told.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use record::{AnswerKind, Exchange, Handshake, Operation, Purpose, ScenarioRecord};

use crate::{
    Decimal,
    costs::{Costs, Unknown},
    decode::{Reply, TransferRequest},
    holding::View,
    readings::{Event, Readings},
};

/// With more sums than this of open transfers, no more of them are told apart.
const MOST_OPEN: usize = 4096;

/// One transfer with all its retransmissions: everything that one payer sent under one message counter.
#[derive(Debug, Clone)]
pub(crate) struct Group<'a> {
    pub(crate) events: Vec<Event<'a>>,
}

impl<'a> Group<'a> {
    pub(crate) fn payer(&self) -> &'a str {
        &self.events[0].exchange.holder
    }

    /// The answer that says what became of it: the first success, else the first failure. Later answers are about
    /// messages that were redundant.
    fn telling(&self) -> Option<&Event<'a>> {
        let is_success = |e: &Event<'_>| e.kind() == Some(AnswerKind::Success);
        self.events
            .iter()
            .filter(|e| e.told())
            .min_by_key(|e| (!is_success(e), e.exchange.times.ended))
    }

    /// The messages that may have been the one that the issuer acted upon, although the answer that tells is another's:
    /// those without an answer, and those that told the same kind of answer, that were sent before that answer was there. A
    /// failure told to a retransmission settles nothing, for the original may have been executed.
    fn rivals(&self) -> impl Iterator<Item = &Event<'a>> {
        let telling = self.telling();
        let until = telling.map_or(u64::MAX, |e| e.exchange.times.ended);
        self.events.iter().filter(move |e| {
            let other = telling.is_none_or(|t| t.exchange.id != e.exchange.id);
            let alike = telling.is_some_and(|t| e.told() && t.kind() == e.kind());
            other && e.exchange.times.sent <= until && (e.open() || alike)
        })
    }

    /// What it may have come to: every transfer that may be the one that was executed, and nothing, where that may be. There
    /// is exactly one where the answers settle it.
    pub(crate) fn outcomes(&self) -> Vec<Option<&TransferRequest>> {
        let telling = self.telling();
        let executed = telling.filter(|e| e.kind() == Some(AnswerKind::Success));
        let failure = |e: &&Event<'_>| e.kind() == Some(AnswerKind::Failure);
        let mut outcomes: Vec<Option<&TransferRequest>> = Vec::new();
        if executed.is_none() {
            outcomes.push(None);
        }
        let rivals = self.rivals().filter(|e| !failure(e));
        for request in executed.into_iter().chain(rivals) {
            let Some(request) = &request.transfer else {
                continue;
            };
            let known = outcomes.iter().flatten();
            if !known.into_iter().any(|known| known.same_content(request)) {
                outcomes.push(Some(request));
            }
        }
        outcomes
    }
}

/// When an account was looked at: from when the question was sent until the answer was there (microseconds since the run
/// began). What happened in between may or may not be in the answer.
#[derive(Debug, Clone, Copy)]
struct Look {
    exchange: Option<u32>,
    sent: u64,
    ended: u64,
}

impl Look {
    fn at(exchange: &Exchange) -> Self {
        Self {
            exchange: Some(exchange.id),
            sent: exchange.times.sent,
            ended: exchange.times.ended,
        }
    }

    const AFTER_ALL: Self = Self {
        exchange: None,
        sent: u64::MAX,
        ended: u64::MAX,
    };
}

/// A scenario's exchanges, read.
#[derive(Debug, Clone)]
pub(crate) struct History<'a> {
    pub(crate) scenario: &'a ScenarioRecord,
    pub(crate) events: Vec<Event<'a>>,
    /// Where the exchange of a number stands among the events.
    places: HashMap<u32, usize>,
    /// The same of a holder: all that its adapter said is read once.
    pub(crate) view: View<'a>,
}

impl<'a> History<'a> {
    /// A scenario of which nothing was read before.
    #[cfg(test)]
    pub(crate) fn of(scenario: &'a ScenarioRecord) -> Self {
        Self::read(scenario, &Readings::default())
    }

    pub(crate) fn read(scenario: &'a ScenarioRecord, readings: &Readings) -> Self {
        let exchanges = scenario.exchanges.iter();
        let events: Vec<_> = exchanges.map(|e| readings.event(e)).collect();
        let mut places = HashMap::with_capacity(events.len());
        for (place, event) in events.iter().enumerate() {
            places.entry(event.exchange.id).or_insert(place);
        }
        Self {
            scenario,
            events,
            places,
            view: View::of(scenario),
        }
    }

    pub(crate) fn event(&self, id: u32) -> Option<&Event<'a>> {
        self.places.get(&id).map(|place| &self.events[*place])
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

    /// The transaction ids of transfers that may or may not have happened, because no answer settles it.
    pub(crate) fn open_ids(&self) -> BTreeSet<String> {
        let groups = self.groups();
        let open = groups.iter().map(Group::outcomes);
        open.filter(|outcomes| outcomes.contains(&None))
            .flat_map(|outcomes| outcomes.into_iter().flatten())
            .map(|t| t.transaction_id.clone())
            .collect()
    }

    /// What a holder would have more, or, as recipient, less, if transfers that no answer settles had not happened which a
    /// story takes for executed.
    pub(crate) fn open_amounts(&self, holder: &str) -> BTreeSet<Decimal> {
        let mut sums = BTreeSet::from([Decimal::ZERO]);
        for group in self.groups() {
            let outcomes = group.outcomes();
            if !outcomes.contains(&None) || sums.len() > MOST_OPEN {
                continue;
            }
            let pays = group.payer() == holder;
            for request in outcomes.into_iter().flatten() {
                let receives = self.scenario.party_of_key(&request.recipient) == Some(holder);
                let amount = request.amount.unwrap_or_default();
                let without = match (pays, receives) {
                    (true, false) => amount,
                    (false, true) => Decimal::ZERO - amount,
                    _ => continue,
                };
                sums = sums.iter().flat_map(|s| [*s, *s + without]).collect();
            }
        }
        sums
    }

    /// What all of a holder's messages cost, the sweep's included.
    pub(crate) fn costs_with_sweep(&self, holder: &str) -> Costs {
        self.costs_of(&self.groups_of(|_| true), holder, Look::AFTER_ALL)
    }

    /// What a holder's messages have cost when an exchange of its own shows its balance.
    pub(crate) fn costs(&self, at: &Exchange) -> Costs {
        self.costs_of(&self.groups(), &at.holder, Look::at(at))
    }

    fn costs_of(&self, groups: &[Group<'a>], holder: &str, look: Look) -> Costs {
        let mut costs = Costs {
            amounts: self.amounts(),
            going: self.going(),
            ..Costs::default()
        };
        for group in groups.iter().filter(|g| g.payer() == holder) {
            if group
                .events
                .iter()
                .any(|e| e.exchange.times.sent <= look.ended)
            {
                self.cost_of_transfer(group, look, &mut costs);
            }
        }
        for event in self.events.iter().filter(|e| e.exchange.holder == holder) {
            let times = event.exchange.times;
            if event.exchange.operation != Operation::GetDeposits || times.sent > look.ended {
                continue;
            }
            let own = look.exchange == Some(event.exchange.id);
            let nothing =
                matches!(&event.reply, Reply::Deposits { balance, .. } if balance.is_zero());
            costs.emptied |= nothing && (own || times.ended <= look.sent);
            match event.fee() {
                Some(fee) if own || times.ended <= look.sent => costs.deposits.push(fee),
                Some(fee) => costs.unknown.push(Unknown::either([Decimal::ZERO, fee])),
                None if event.open() => costs.unknown.push(self.lost([event])),
                None => {}
            }
        }
        costs
    }

    /// What anybody sent, as far as it is above zero.
    fn amounts(&self) -> BTreeSet<Decimal> {
        let requests = self.events.iter().filter_map(|e| e.transfer.as_ref());
        let amounts = requests.filter_map(|t| t.amount);
        amounts
            .filter(|a| !a.is_zero() && !a.is_negative())
            .collect()
    }

    /// The fees that anybody was told for a transfer that was executed.
    fn going(&self) -> BTreeSet<Decimal> {
        let executed = |e: &&Event<'_>| e.kind() == Some(AnswerKind::Success);
        self.events
            .iter()
            .filter(executed)
            .filter_map(Event::fee)
            .collect()
    }

    /// A transfer costs what the answer says that tells what became of it; redundant messages cost nothing, whatever
    /// their answers say.
    fn cost_of_transfer(&self, group: &Group<'a>, look: Look, costs: &mut Costs) {
        let Some(telling) = group.telling() else {
            let open: Vec<_> = group.events.iter().filter(|e| e.open()).collect();
            if !open.is_empty() {
                costs.unknown.push(self.lost(open));
            }
            return;
        };
        let fee = telling.fee().unwrap_or_default();
        if telling.exchange.times.ended > look.sent {
            costs.unknown.push(Unknown::either([Decimal::ZERO, fee]));
        } else {
            costs.transfers.push(fee);
        }
        let begun = |e: &&Event<'_>| e.exchange.times.sent <= look.ended;
        let again = group.events.iter().filter(begun).count() - 1;
        if again > 0 {
            costs.repeated.push((fee, again));
        }
        // Where it failed, another message than the one that was answered may have been the first, and have cost another
        // fee. A success that is told again shows the fee that was taken.
        if telling.kind() == Some(AnswerKind::Failure) {
            costs.failed += 1;
            let (open, told): (Vec<_>, Vec<_>) = group.rivals().partition(|e| e.open());
            let told: Vec<Decimal> = told.into_iter().filter_map(Event::fee).collect();
            let other = if open.is_empty() {
                Unknown::either(told)
            } else {
                self.lost(open).or(told)
            };
            costs.unknown.extend(other.instead_of(fee));
        }
    }

    /// What the issuer has announced for a message, where it announces fees.
    fn announced(&self, exchange: &Exchange) -> Option<Decimal> {
        let fees = self.scenario.announced.as_ref()?;
        let amount = |text: &str| match text {
            "" => Some(Decimal::ZERO),
            text => Decimal::parse(text).ok(),
        };
        let fee = match exchange.operation {
            Operation::TransferFunds => amount(&fees.transfer)?,
            Operation::GetDeposits => amount(&fees.deposits)?,
            _ => return None,
        };
        match exchange.connection.handshake? {
            Handshake::Full => Some(fee + amount(&fees.full_handshake)?),
            Handshake::Resumed => Some(fee),
        }
    }

    /// What messages without an answer may have cost: nothing, what anybody was told in this scenario for that kind of
    /// message, or what was announced for it.
    fn lost<'e>(&self, events: impl IntoIterator<Item = &'e Event<'a>>) -> Unknown
    where
        'a: 'e,
    {
        let mut unknown = Unknown {
            fees: BTreeSet::from([Decimal::ZERO]),
            lost: true,
            any: false,
        };
        for event in events {
            let alike = |e: &&Event<'_>| e.exchange.operation == event.exchange.operation;
            let seen = self.events.iter().filter(alike);
            let mut known = false;
            for (other, fee) in seen.filter_map(|e| Some((e, e.fee()?))) {
                // What a redundant message is told says nothing about what the first one cost.
                let telling = other.transfer.is_none() || other.kind() == Some(AnswerKind::Success);
                let handshake = other.exchange.connection.handshake;
                known |= telling && handshake == event.exchange.connection.handshake;
                unknown.fees.insert(fee);
            }
            let announced = self.announced(event.exchange);
            known |= announced.is_some();
            unknown.fees.extend(announced);
            unknown.any |= !known;
        }
        unknown
    }
}
