//! The world of one scenario about a holder: its process, the issuers that are played for it, what it was told to do.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use certs::Identity;
use judge::{Decimal, Readings};
use mocks::FeeSchedule;
use record::{Capability, Check, Expectation, Holding, RequirementId, ScenarioRecord, Verdict};
use tempfile::TempDir;
use wire::{Amount, KeyId};

use super::{Due, Settings};
use crate::{
    adapter::{Adapter, Launch},
    peer::Trap,
    played::{Address, Issuer, Manner, Watch},
    runner::{Halt, Planned, Step},
};

/// Amounts in scenarios are multiplied by so many hundredths, by seed, so that a subject cannot know them.
const RATES: std::ops::RangeInclusive<i32> = 61..=139;

/// The issuer that is meant where none is named.
pub const MAIN: &str = "main";

/// The world of one scenario about a holder.
pub struct World {
    /// What the run was told.
    pub settings: Arc<Settings>,
    /// How the holder is started in this scenario.
    pub launch: Launch,
    /// Where everything is gathered that there is to see.
    pub watch: Arc<Watch>,
    /// The evidence so far; what was seen is filled in before it is judged.
    pub record: ScenarioRecord,
    /// What of the evidence was read already.
    pub readings: Readings,
    /// What varies by seed.
    pub random: fastrand::Rng,
    /// The issuers by name.
    pub issuers: BTreeMap<String, Issuer>,
    /// The holder's process, while it runs.
    pub adapter: Option<Adapter>,
    /// What the holder keeps on disk.
    pub folder: TempDir,
    /// Those who are paid, by name.
    pub partners: BTreeMap<String, KeyId>,
    /// What the holder is doing: it was told to, and has not answered yet.
    pub due: Vec<Due>,
    /// The payments that it was told to make, in order: the ids of the calls.
    pub payments: Vec<u64>,
    /// The payments of the last step that told it to make some.
    pub these: Vec<u64>,
    /// The questions for deposits, in order.
    pub questions: Vec<u64>,
    /// The questions for deposits since the last expectation about them, or those that it was about.
    pub asked: Vec<u64>,
    /// The applications that asked them, where one did.
    pub askers: BTreeMap<u64, String>,
    /// Whether something was expected about those.
    pub is_judged: bool,
    /// The transaction ids that it gave, by what scenarios call them.
    pub invoices: BTreeMap<String, wire::adapter::Invoice>,
    /// What it was paid, in order.
    pub paid: Vec<record::ExpectedDeposit>,
    /// What it was told to keep to.
    pub policies: Vec<wire::adapter::Policy>,
    /// Who is to supply whom, by the last word on each application.
    pub supplies: BTreeMap<String, wire::adapter::Supply>,
    /// The applications that it serves, and the keys that they told, where they have their own.
    pub applications: BTreeMap<String, Option<KeyId>>,
    /// The key that it told first, by issuer.
    pub keys: BTreeMap<String, KeyId>,
    /// The issuers that it knows by their keys.
    pub known_by_key: BTreeSet<String>,
    /// Where the service of the issuer is, while its description says something else.
    pub home: Option<Address>,
    /// The ways in which answers are to be written.
    pub ways: Vec<Manner>,
    /// Who comes here was led here by a document.
    pub trap: Option<Trap>,
    /// What its adapter said it can do.
    pub(super) operations: Vec<String>,
    needs: Vec<Capability>,
    rate: Decimal,
    step: Option<usize>,
    next_id: u64,
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World")
            .field("scenario", &self.record.name)
            .finish_non_exhaustive()
    }
}

impl World {
    /// The world at the beginning of a scenario.
    ///
    /// # Errors
    /// When this machine has no place for the holder's folder.
    pub fn new(planned: &Planned<Self>, settings: Arc<Settings>) -> Result<Self, Halt> {
        let story = &planned.story;
        let place = story.feature.bytes().chain(story.name.bytes());
        let salt = place.fold(story.line as u64, |hash, b| {
            hash.wrapping_mul(31).wrapping_add(u64::from(b))
        });
        let mut random = fastrand::Rng::with_seed(settings.seed ^ salt);
        let hundredths = match story.as_printed {
            true => 100,
            false => random.i32(RATES),
        };
        let rate = Decimal::smallest_units(i128::from(hundredths) * 10_000);
        let watch = Watch::new(settings.began);
        let record = ScenarioRecord {
            rate: rate.to_string(),
            started: watch.recorder.now(),
            ..planned.unrun()
        };
        let folder = tempfile::tempdir().map_err(|e| Halt::error(e.to_string()))?;
        Ok(Self {
            launch: settings.launch.able(&planned.needs),
            needs: planned.needs.clone(),
            settings,
            watch,
            record,
            readings: Readings::default(),
            next_id: random.u64(10..1000),
            random,
            issuers: BTreeMap::new(),
            adapter: None,
            folder,
            partners: BTreeMap::new(),
            due: Vec::new(),
            payments: Vec::new(),
            these: Vec::new(),
            questions: Vec::new(),
            asked: Vec::new(),
            askers: BTreeMap::new(),
            is_judged: false,
            invoices: BTreeMap::new(),
            paid: Vec::new(),
            policies: Vec::new(),
            supplies: BTreeMap::new(),
            applications: BTreeMap::new(),
            keys: BTreeMap::new(),
            known_by_key: BTreeSet::new(),
            home: None,
            ways: Vec::new(),
            trap: None,
            operations: Vec::new(),
            rate,
            step: None,
        })
    }

    /// Says which step is being taken.
    pub(super) fn enter(&mut self, step: Option<usize>) {
        self.step = step;
        self.watch.enter(step);
    }

    /// An id for a request to the adapter, that was not used before.
    pub(super) fn next_id(&mut self) -> u64 {
        self.next_id += self.random.u64(1..5);
        self.next_id
    }

    /// An amount of the text, varied by the seed.
    #[must_use]
    pub fn vary(&self, amount: Decimal) -> Decimal {
        amount.times(self.rate)
    }

    /// The same as the protocol's amount.
    ///
    /// # Errors
    /// When the text has more digits than the profile.
    pub fn varied(&self, amount: Decimal) -> Result<Amount, Halt> {
        amount_of(self.vary(amount))
    }

    /// A transaction id that nobody has used.
    pub fn fresh_id(&mut self) -> String {
        format!("{:016x}-{}", self.random.u64(..), self.random.u16(..))
    }

    /// Plays an issuer, with whom nobody has anything yet.
    ///
    /// # Errors
    /// When it cannot be played here.
    pub async fn play(&mut self, name: &str) -> Result<&mut Issuer, Halt> {
        let started = Issuer::start(name, Arc::clone(&self.watch), FeeSchedule::default()).await;
        let issuer = started.map_err(|e| Halt::error(e.to_string()))?;
        issuer.lay(&self.trap().await?);
        Ok(self.issuers.entry(name.to_owned()).or_insert(issuer))
    }

    /// An issuer.
    ///
    /// # Errors
    /// When the scenario has none of that name.
    pub fn issuer(&mut self, name: &str) -> Result<&mut Issuer, Halt> {
        let found = self.issuers.get_mut(name);
        found.ok_or_else(|| Halt::error(format!("the scenario has no issuer {name:?} yet: Given an issuer with whom the holder has …")))
    }

    /// The key of somebody who is paid; a fresh one when it is the first time that the name is used.
    ///
    /// # Errors
    /// When no key can be made.
    pub fn partner(&mut self, name: &str) -> Result<KeyId, Halt> {
        if let Some(key) = self.partners.get(name) {
            return Ok(*key);
        }
        let identity = Identity::anybody().map_err(|e| Halt::error(e.to_string()))?;
        let key = identity.key_id();
        self.watch.party(name, &key.to_string());
        self.partners.insert(name.to_owned(), key);
        Ok(key)
    }

    /// Expects something that decides the requirement which the scenario is tagged with first.
    ///
    /// # Errors
    /// When it does not come out, or nothing can be said.
    pub fn expect(&mut self, is: Holding) -> Step {
        self.expect_check(Check::Holder { is })
    }

    /// The same of anything that can be checked.
    ///
    /// # Errors
    /// As [`World::expect`].
    pub fn expect_check(&mut self, check: Check) -> Step {
        let requirement = self.record.tags[0].clone();
        self.expect_of(&requirement, check)
    }

    /// Expects something that decides a requirement given by its id.
    ///
    /// # Errors
    /// As [`World::expect`].
    pub fn expect_id(&mut self, requirement: &'static str, is: Holding) -> Step {
        let requirement =
            RequirementId::parse(requirement).map_err(|e| Halt::error(e.to_string()))?;
        self.expect_of(&requirement, Check::Holder { is })
    }

    /// Whether an expectation would settle something now.
    #[must_use]
    pub fn settles(&mut self, is: &Holding) -> bool {
        self.look();
        let expectation = Expectation {
            requirement: self.record.tags[0].clone(),
            step: self.step,
            check: Check::Holder { is: is.clone() },
        };
        let (levels, readings) = (&self.settings.levels, &self.readings);
        let findings = judge::find_all(&self.record, &[expectation], levels, readings);
        findings.iter().all(|f| f.verdict != Verdict::Inconclusive)
    }

    fn expect_of(&mut self, requirement: &RequirementId, check: Check) -> Step {
        let expectation = Expectation {
            requirement: requirement.clone(),
            step: self.step,
            check,
        };
        self.look();
        let expectations = vec![expectation];
        let findings = judge::find_all(
            &self.record,
            &expectations,
            &self.settings.levels,
            &self.readings,
        );
        let own = *requirement == self.record.tags[0];
        let end = findings
            .iter()
            .filter(|f| own && f.requirement == *requirement)
            .map(|f| f.verdict)
            .filter(|v| matches!(v, Verdict::Failed | Verdict::Inconclusive))
            .max();
        self.record.expectations.extend(expectations);
        self.record.findings.extend(findings);
        match end {
            Some(Verdict::Failed) => {
                Err(Halt::inconclusive("a step did not come out as it should"))
            }
            Some(_) => Err(Halt::inconclusive("a step settled nothing")),
            None => Ok(()),
        }
    }

    /// Where the trap is for whoever fetches what documents name.
    async fn trap(&mut self) -> Result<String, Halt> {
        if let Some(trap) = &self.trap {
            return Ok(trap.url().to_owned());
        }
        let token = format!("{:016x}", self.random.u64(..));
        let recorder = Arc::clone(&self.watch.recorder);
        let here = SocketAddr::from((Ipv4Addr::LOCALHOST, 9));
        let laid = Trap::open(recorder, here, &token, self.step).await;
        let trap = laid.map_err(|e| Halt::error(format!("no trap can be laid: {e}")))?;
        let url = trap.url().to_owned();
        self.trap = Some(trap);
        Ok(url)
    }

    /// Takes everything that was seen so far into the record.
    pub(super) fn look(&mut self) {
        // All of it anew: what a played issuer is in the middle of is kept as it stands, and changes.
        self.record.exchanges = self.watch.recorder.exchanges();
        self.record.played = self.watch.seen();
        self.record.parties = self.watch.parties().clone();
    }

    /// Whether the holder can do something, as it is started in this scenario.
    #[must_use]
    pub fn declares(&self, capability: Capability) -> bool {
        let only_where_needed = self.launch.more().contains(&capability);
        self.settings.capabilities.contains(&capability)
            && (!only_where_needed || self.needs.contains(&capability))
    }

    /// How long a payment may take.
    #[must_use]
    pub fn within(&self) -> Duration {
        self.settings.within
    }
}

/// A decimal as the protocol's amount.
///
/// # Errors
/// When it has more digits than the profile.
pub fn amount_of(amount: Decimal) -> Result<Amount, Halt> {
    Amount::parse(&amount.to_string())
        .map_err(|e| Halt::error(format!("{amount} is no amount of the profile: {e}")))
}
