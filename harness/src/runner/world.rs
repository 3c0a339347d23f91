//! The world of one scenario: its holders, what has been sent, what is expected.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use certs::Identity;
use judge::{Decimal, Readings, decode::Reply};
use record::{Exchange, ExpectedDeposit, Party, Purpose, ScenarioRecord};
use tokio::task::JoinHandle;

use super::{Halt, House, KeptKeys, Planned, Settings, Step};
use crate::{
    peer::{Call, Holder, Letter, Lookout, Recorder, Trap},
    subject::Embedded,
};

/// Amounts in scenarios are multiplied by so many hundredths, by seed, so that a subject cannot know them.
const RATES: std::ops::RangeInclusive<i32> = 61..=139;

/// The largest factor that an amount is multiplied by.
pub(super) fn most_varied() -> Decimal {
    hundredths_of_one(*RATES.end())
}

fn hundredths_of_one(n: i32) -> Decimal {
    Decimal::smallest_units(i128::from(n) * 10_000)
}

/// Message counters of scenarios begin below this.
const FIRST_COUNTERS: std::ops::Range<u64> = 1..900;

/// A transfer that was sent, kept for sending it again.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The message.
    pub letter: Letter,
    /// What it said.
    pub transfer: wire::TransferFunds,
    /// The exchange.
    pub exchange: u32,
}

/// A payment that succeeded, of which its recipient is to be told.
#[derive(Debug, Clone)]
pub struct Paid {
    /// The recipient's name in the story.
    pub recipient: String,
    /// What its list should show.
    pub deposit: ExpectedDeposit,
    /// Whether a step has looked for it already.
    pub looked_for: bool,
}

/// A request that must be refused, kept for looking at what came of it.
#[derive(Debug, Clone)]
pub struct Spoilt {
    /// Who sent it.
    pub holder: String,
    /// To whom money would have gone, where it was to move any.
    pub recipient: Option<String>,
    /// The transfer that is meant, without what is wrong with the request.
    pub transfer: Option<wire::TransferFunds>,
    /// The exchange.
    pub exchange: u32,
    /// The requirement that says that it is refused.
    pub breaks: &'static str,
    /// The codes that a Fault about it should have.
    pub codes: &'static [&'static str],
}

/// The world of one scenario.
#[derive(Debug)]
pub struct World {
    /// The issuer and its treasury.
    pub house: Arc<House>,
    /// What the run was told.
    pub settings: Arc<Settings>,
    /// Where exchanges are gathered.
    pub recorder: Arc<Recorder>,
    /// The evidence so far; its exchanges are filled in before it is judged.
    pub record: ScenarioRecord,
    /// What of the evidence was read already.
    pub readings: Readings,
    /// What varies by seed.
    pub random: fastrand::Rng,
    /// The holders by name.
    pub holders: BTreeMap<String, Holder>,
    /// The last transfer of each holder, its latest retransmission not counted.
    pub sent: BTreeMap<String, Sent>,
    /// All transfers of the steps in the order in which they were sent, and whose they were; retransmissions not counted.
    pub log: Vec<(String, Sent)>,
    /// The payments whose recipients are to be told, in order.
    pub paid: Vec<Paid>,
    /// What holders were lent later than in the beginning: it is listed among their deposits.
    pub lent_later: Vec<(String, ExpectedDeposit)>,
    /// Who was lent something to begin with.
    pub lent: BTreeSet<String>,
    /// The exchanges in which each holder asked for deposits since it was set up, answered or not.
    pub asked: BTreeMap<String, Vec<u32>>,
    /// Requests that are still waiting for their answer: whose, and the exchange that will come back.
    pub waiting: Vec<(String, u32, JoinHandle<()>)>,
    /// A transfer that was sent by somebody who must be taken for nobody: its own payer sends it later.
    pub withheld: Option<wire::TransferFunds>,
    /// Exchanges that steps want to come back to, by a name of their own.
    pub marks: BTreeMap<&'static str, Vec<u32>>,
    /// Requests that must be refused, in the order in which they were sent.
    pub spoilt: Vec<Spoilt>,
    /// Where nobody has a reason to come to.
    pub trap: Option<Trap>,
    /// Who listens where a holder was.
    pub lookout: Option<Lookout>,
    /// Issuers of this scenario's own.
    pub own_issuers: Vec<Embedded>,
    rate: Decimal,
    pub(super) step: Option<usize>,
}

impl World {
    /// The world at the beginning of a scenario.
    #[must_use]
    pub fn new(planned: &Planned, house: Arc<House>, settings: Arc<Settings>) -> Self {
        let story = &planned.story;
        let place = story.feature.bytes().chain(story.name.bytes());
        let salt = place.fold(story.line as u64, |hash, b| {
            hash.wrapping_mul(31).wrapping_add(u64::from(b))
        });
        let mut random = fastrand::Rng::with_seed(settings.seed ^ salt);
        let rate = match story.as_printed {
            true => hundredths_of_one(100),
            false => {
                let stretch = settings.prices().stretch();
                let varied = settings.scale.factor(random.i32(RATES)).times(stretch);
                // What cannot be held when it is varied is not varied.
                let holds = |amount: Decimal| settings.scale.holds(amount.times(varied));
                if planned.amounts().into_iter().all(holds) {
                    varied
                } else {
                    stretch
                }
            }
        };
        let recorder = Arc::new(
            Recorder::new(settings.began).with_key_log(settings.debugging.key_log.clone()),
        );
        let record = ScenarioRecord {
            rate: rate.to_string(),
            started: recorder.now(),
            announced: settings.fees.clone(),
            ..planned.unrun()
        };
        Self {
            house,
            settings,
            recorder,
            record,
            readings: Readings::default(),
            random,
            holders: BTreeMap::new(),
            sent: BTreeMap::new(),
            log: Vec::new(),
            paid: Vec::new(),
            lent_later: Vec::new(),
            lent: BTreeSet::new(),
            asked: BTreeMap::new(),
            waiting: Vec::new(),
            withheld: None,
            marks: BTreeMap::new(),
            spoilt: Vec::new(),
            trap: None,
            lookout: None,
            own_issuers: Vec::new(),
            rate,
            step: None,
        }
    }

    /// Says which step is being taken.
    pub(super) fn enter(&mut self, step: Option<usize>) {
        self.step = step;
    }

    /// An amount of the text, varied by the seed.
    #[must_use]
    pub fn vary(&self, amount: Decimal) -> Decimal {
        amount.times(self.rate)
    }

    /// A transaction id that nobody has used, for a recipient, in one of the forms that sellers give them: an issuer must not
    /// know the suite by it.
    pub fn fresh_id(&mut self, recipient: &str) -> String {
        let (form, number) = (self.random.u8(..4), self.random.u64(..));
        match form {
            0 => format!("{}-{:012x}", recipient.to_lowercase(), number >> 16),
            1 => {
                let [a, b, c, d] = [number >> 32, number >> 16 & 0xffff, number & 0xffff, 0x9bad];
                format!("{a:08x}-{b:04x}-4a31-{d:04x}-{c:012x}")
            }
            2 => number.to_string(),
            _ => format!("Order {}/{}", number >> 24, number & 0xff),
        }
    }

    /// A call in the current step, answered within the suite's patience beside a wait in milliseconds.
    #[must_use]
    pub fn call(&self, wait_ms: u64) -> Call {
        Call {
            purpose: Purpose::Step,
            step: self.step,
            patience: self.settings.patience + std::time::Duration::from_millis(wait_ms),
        }
    }

    /// The holder of that name, with a fresh key when it is the first time that it is named.
    ///
    /// # Errors
    /// When no key can be made, or written down.
    pub fn holder(&mut self, name: &str) -> Result<&mut Holder, Halt> {
        if !self.holders.contains_key(name) {
            let identity = self.settings.keys.anybody();
            let identity = identity.map_err(|e| Halt::error(e.to_string()))?;
            self.admit(name, Arc::new(identity))?;
        }
        self.holders
            .get_mut(name)
            .ok_or_else(|| Halt::error(format!("{name} is no holder")))
    }

    /// Admits a holder with a key of its own to the scenario.
    ///
    /// # Errors
    /// When the key makes no TLS configuration, or cannot be written down.
    pub fn admit(&mut self, name: &str, identity: Arc<Identity>) -> Result<(), Halt> {
        self.house
            .treasury
            .register(name, &identity)
            .map_err(|e| Halt::error(e.to_string()))?;
        let keep = |keys: &Arc<KeptKeys>| keys.keep(&self.record, name, &identity);
        let pem = self.settings.debugging.keys.as_ref().map(keep).transpose();
        self.record.parties.push(Party {
            name: name.to_owned(),
            key: identity.key_id().to_string(),
            pem: pem.map_err(|e| Halt::error(format!("the key of {name} cannot be kept: {e}")))?,
        });
        let first = self.random.u64(FIRST_COUNTERS);
        let holder = Holder::new(name, identity, Arc::clone(&self.house.service), first)
            .map_err(|e| Halt::error(e.to_string()))?;
        self.holders.insert(name.to_owned(), holder);
        Ok(())
    }

    /// The key identifier of a holder.
    ///
    /// # Errors
    /// As for [`World::holder`].
    pub fn key_of(&mut self, name: &str) -> Result<String, Halt> {
        Ok(self.holder(name)?.identity.key_id().to_string())
    }

    /// Remembers a transfer that was sent.
    pub fn remember(&mut self, payer: &str, sent: Sent) {
        self.sent.insert(payer.to_owned(), sent.clone());
        self.log.push((payer.to_owned(), sent));
    }

    /// Sends a message for a holder over the connection that it keeps, and waits for the answer.
    ///
    /// # Errors
    /// When the subject is not there any more.
    pub async fn send(&mut self, name: &str, letter: &Letter, call: Call) -> Result<u32, Halt> {
        let recorder = Arc::clone(&self.recorder);
        let holder = self.holder(name)?;
        let id = holder.exchange_surely(&recorder, letter, call).await;
        self.settled(id)?;
        Ok(id)
    }

    /// Looks at an exchange that is over: the fees it told are remembered, and where the subject has died the scenario ends.
    ///
    /// # Errors
    /// When the subject is not there any more.
    pub fn settled(&self, id: u32) -> Step {
        if let Some(exchange) = self.recorder.exchange(id) {
            self.learn(&exchange);
            self.settings.health.note(&exchange.ending);
        }
        self.alive()
    }

    /// Learns from an exchange what messages cost.
    pub fn learn(&self, exchange: &Exchange) {
        let reply = self.readings.reply(exchange);
        self.house.treasury.fees.learn(exchange, &reply);
    }

    /// # Errors
    /// When the subject is not there any more.
    pub fn alive(&self) -> Step {
        self.settings
            .health
            .ended()
            .map_or(Ok(()), |why| Err(Halt::inconclusive(why)))
    }

    /// What an exchange was answered.
    ///
    /// # Errors
    /// When there is no such exchange.
    pub fn reply(&self, id: u32) -> Result<Reply, Halt> {
        Ok(self.readings.reply(&self.exchange(id)?))
    }

    /// An exchange that is over.
    ///
    /// # Errors
    /// When there is no such exchange.
    pub fn exchange(&self, id: u32) -> Result<Exchange, Halt> {
        self.recorder
            .exchange(id)
            .ok_or_else(|| Halt::error(format!("there is no exchange {id}")))
    }

    /// Waits until requests of a holder that are under way are over; of all holders where none is named.
    ///
    /// # Errors
    /// When the subject is not there any more.
    pub async fn join(&mut self, name: Option<&str>) -> Result<Vec<u32>, Halt> {
        let (joined, rest) = std::mem::take(&mut self.waiting)
            .into_iter()
            .partition(|(who, _, _)| name.is_none_or(|name| who == name));
        self.waiting = rest;
        let mut ids = Vec::new();
        for (_, id, task) in joined {
            task.await
                .map_err(|e| Halt::error(format!("a request ended with {e}")))?;
            self.settled(id)?;
            ids.push(id);
        }
        Ok(ids)
    }
}
