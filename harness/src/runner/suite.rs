//! A whole run: preflight, money, scenarios, money back, verdict.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use certs::{Identity, Keyring, Trust};
use judge::{Decimal, Levels, Readings, conclude, fees_told, findings, scenario_verdict};
use record::{
    Capability, FORMAT, Fees, Ledger, PROFILE, PurseAccount, RequirementOutcome, RunRecord,
    ScenarioRecord, SubjectInfo, Summary, Verdict,
};
use tokio::sync::watch;

use super::{
    Debugging, Extent, Plan, Prices, Programme, Scale, Stage,
    opening::{Opening, open},
    preflight::{self, Facts},
};
use crate::{
    peer::Recorder,
    purse::{Journal, PurseError, Spent},
    subject::{Reference, Resolve, Restartable},
};

/// What a run needs to know.
#[derive(Debug)]
pub struct RunOptions {
    /// The role: `lcp/issuer`.
    pub role: String,
    /// How the subject is shown in reports.
    pub subject: SubjectInfo,
    /// Where its description is.
    pub wsdl: String,
    /// Where hosts are.
    pub resolve: Resolve,
    /// What is trusted.
    pub trust: Trust,
    /// The operator's key.
    pub purse: Identity,
    /// The message counter of its next transfer.
    pub purse_counter: u64,
    /// The most that may leave the purse.
    pub budget: Decimal,
    /// The most that one message may cost.
    pub fee_limit: Decimal,
    /// How many fraction digits the subject holds.
    pub scale: Scale,
    /// Where keys are written down before money goes to them.
    pub journal: Option<Journal>,
    /// The fees that the subject announces.
    pub fees: Option<Fees>,
    /// What the embedded reference is like, where the subject is that.
    pub embedded: Option<Reference>,
    /// The subject's process, where the suite may kill it and start it again.
    pub process: Option<Arc<Restartable>>,
    /// Whether the subject may be put under strain; where that was not said, it may on loopback.
    pub endurance: Option<bool>,
    /// How long the service may refuse connections in the beginning, while its description is there already.
    pub refused_for: Duration,
    /// How long an answer may take.
    pub patience: Duration,
    /// How many scenarios run side by side.
    pub jobs: usize,
    /// What names, amounts and ids vary by.
    pub seed: u64,
    /// How much is done.
    pub extent: Extent,
    /// Whether warnings count as failures.
    pub strict: bool,
    /// Where holders come from.
    pub keys: Keyring,
    /// The command that repeats the run.
    pub command: String,
    /// When it began: RFC 3339.
    pub started: String,
    /// What is kept beside the record.
    pub debugging: Debugging,
}

/// Why a run could not begin.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The purse cannot carry it.
    #[error(transparent)]
    Purse(#[from] PurseError),
    /// The budget cannot carry it.
    #[error(
        "a budget of {budget} is too small: the largest scenario borrows {loan}, and one message may cost {fee_limit} \
         (fee-limit); allow {needed} or more"
    )]
    Budget {
        /// What was allowed.
        budget: Decimal,
        /// What the largest scenario borrows.
        loan: Decimal,
        /// What one message may cost.
        fee_limit: Decimal,
        /// What is needed at least.
        needed: Decimal,
    },
    /// A key or the journal could not be made.
    #[error("{0}")]
    Harness(String),
}

/// How many messages a scenario's own fees are reckoned with, when the smallest budget is reckoned.
const MESSAGES_RECKONED: u32 = 8;

/// What became of a run: the record, and scenarios as they were over.
pub type Outcome = Result<RunRecord, RunError>;

/// Runs a programme, which may be just a plan. `over` is called with each scenario when it is over; when `stop` turns true, the
/// run ends, and what was lent is taken back.
///
/// # Errors
/// When it cannot begin. What happens later is in the record.
pub async fn run(
    options: RunOptions,
    programme: impl Programme,
    ledger: &Ledger,
    over: impl Fn(&ScenarioRecord),
    stop: watch::Receiver<bool>,
) -> Outcome {
    affordable(
        programme.dearest(),
        options.fees.as_ref(),
        options.budget,
        options.fee_limit,
        (options.scale, options.extent.variations),
    )?;
    let began = Instant::now();
    let mut run = blank(&options, ledger);
    let levels: Levels = ledger.iter().map(|r| (r.id.clone(), r.level)).collect();
    let recorder = Arc::new(Recorder::new(began).with_key_log(options.debugging.key_log.clone()));
    let mut facts = Facts {
        by_domain: matches!(options.trust, Trust::Authority(_))
            && options.subject.capabilities.contains(&Capability::Domain),
        same_host: false,
    };
    let mut first = preflight::record(&recorder, facts.by_domain);
    let opened = open(options, &recorder, &mut run, &mut facts.same_host).await;
    let (house, mut purse, settings) = match opened {
        Ok(opened) => opened.into_parts(levels.clone(), began),
        Err(Opening::Refused(e)) => return Err(e),
        Err(Opening::Unproven(why)) => {
            first.halted = Some((Verdict::Inconclusive, why.clone()));
            run.scenarios =
                programme.unplayed("the run ended before it: the preflight did not come through");
            run.ended_early = Some(why);
            first.expectations = preflight::expectations(&recorder, facts);
            close(&mut run, first, &recorder, &levels, None, began);
            over(&run.scenarios[0]);
            return Ok(run);
        }
    };
    if let Some(why) = purse.handed_over.take() {
        settings.health.end(why);
    }
    let mut stage = Stage {
        house: Arc::clone(&house),
        settings: Arc::clone(&settings),
        over: &over,
        stop: stop.clone(),
        jobs: purse.jobs,
        lendable: purse.lendable,
    };
    let played = programme.play(&mut stage).await;
    run.scenarios = played.scenarios;
    run.ended_early = played.ended_early;
    if *stop.borrow() {
        run.ended_early = Some("it was interrupted".into());
    } else if let Some(why) = settings.health.ended() {
        run.ended_early = Some(why);
    }
    if settings.health.ended().is_some() {
        house.treasury.hurry();
    }
    if !house.treasury.is_all_back() {
        house.treasury.take_all_back(&recorder).await;
    }
    let left = house.treasury.close(&recorder, &purse.purse.key()).await;
    first.exchanges = recorder.exchanges();
    let spent = Spent {
        fees: fees_told(&first, &Readings::default()),
        given: Decimal::ZERO,
    }
    .and(played.spent);
    let mut account = purse
        .purse
        .settle(&recorder, spent, left, house.treasury.patience())
        .await;
    if !played.whole {
        // What an answer would have told that was lost in a scenario which is not in the record, nobody can see there.
        account.after = None;
    }
    first.expectations = preflight::expectations(&recorder, facts);
    close(&mut run, first, &recorder, &levels, Some(account), began);
    over(&run.scenarios[0]);
    Ok(run)
}

/// Whether a budget carries a plan: half of it must cover the largest loan.
///
/// # Errors
/// When it does not; the error says which budget would.
pub fn affordable(
    plan: &Plan,
    announced: Option<&Fees>,
    budget: Decimal,
    fee_limit: Decimal,
    (scale, variations): (Scale, u32),
) -> Result<(), RunError> {
    let prices = Prices::new(variations, announced, fee_limit, scale);
    let loan = plan.largest_loan(announced, prices);
    let fees: Decimal = (0..MESSAGES_RECKONED).map(|_| fee_limit).sum();
    let needed = loan + loan + fees;
    if budget < needed {
        return Err(RunError::Budget {
            budget,
            loan,
            fee_limit,
            needed,
        });
    }
    Ok(())
}

fn close(
    run: &mut RunRecord,
    mut first: ScenarioRecord,
    recorder: &Arc<Recorder>,
    levels: &Levels,
    purse: Option<PurseAccount>,
    began: Instant,
) {
    first.exchanges = recorder.exchanges();
    first.findings = findings(&first, levels, &Readings::default());
    first.verdict = scenario_verdict(&first);
    run.scenarios.insert(0, first);
    run.purse = purse;
    run.duration_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    conclude(run);
}

/// What stands above the record of a run.
#[derive(Debug, Clone)]
pub struct Heading {
    /// The role: `lcp/holder`.
    pub role: String,
    /// How the subject is shown in reports.
    pub subject: SubjectInfo,
    /// What names, amounts and ids vary by.
    pub seed: u64,
    /// Whether warnings count as failures.
    pub strict: bool,
    /// The command that repeats the run.
    pub command: String,
    /// When it began: RFC 3339.
    pub started: String,
}

fn blank(options: &RunOptions, ledger: &Ledger) -> RunRecord {
    let heading = Heading {
        role: options.role.clone(),
        subject: options.subject.clone(),
        seed: options.seed,
        strict: options.strict,
        command: options.command.clone(),
        started: options.started.clone(),
    };
    blank_run(&heading, ledger)
}

/// The record of a run before anything of it has happened.
#[must_use]
pub fn blank_run(heading: &Heading, ledger: &Ledger) -> RunRecord {
    let requirements = ledger
        .iter()
        .filter(|r| r.id.role() == heading.role)
        .map(|r| RequirementOutcome {
            id: r.id.clone(),
            level: r.level,
            verdict: None,
            says: r.says.clone(),
            source: r.source.clone(),
            scenarios: Vec::new(),
            untested: r.untested.clone(),
        })
        .collect();
    RunRecord {
        format: FORMAT.into(),
        profile: PROFILE.into(),
        version: env!("CARGO_PKG_VERSION").into(),
        role: heading.role.clone(),
        seed: heading.seed,
        started: heading.started.clone(),
        duration_ms: 0,
        strict: heading.strict,
        command: heading.command.clone(),
        explored: false,
        subject: heading.subject.clone(),
        verdict: Verdict::Inconclusive,
        exit: 3,
        ended_early: None,
        summary: Summary::default(),
        requirements,
        purse: None,
        scenarios: Vec::new(),
    }
}

/// Whether a budget makes a purse rich: the profile's largest amounts can be tried with it.
#[must_use]
pub fn is_rich(budget: Decimal) -> Option<Capability> {
    Decimal::parse("500000000000000000")
        .ok()
        .filter(|rich| budget >= *rich)
        .map(|_| Capability::RichPurse)
}
