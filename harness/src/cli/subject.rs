//! From flags and the configuration file to a subject that can be run against.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use certs::{Identity, Keyring, Trust};
use judge::Decimal;
use miette::{IntoDiagnostic, WrapErr, miette};
use record::{Capability, Fees, SubjectInfo};

use crate::{
    runner::{Debugging, RunOptions, is_rich},
    subject::{ConfigError, Embedded, Reference, Resolve, SubjectConfig},
};

/// The file that is read where none is named.
const DEFAULT_FILE: &str = "trialplate.toml";

/// How many scenarios run side by side, where nothing else is said.
pub(super) const SCENARIOS: u16 = 64;

/// How many requests are generated, where nothing else is said.
pub(super) const VARIATIONS: u32 = 200;

/// How many wait at once where a crowd does, where nothing else is said.
pub(super) const CROWD: u32 = 1000;

/// How long a service may refuse connections while its description is there already: it may be starting.
const REFUSED_FOR: Duration = Duration::from_secs(2);

/// Flags that say what is under test. Each stands for the key of the same name in `[subject]` of `trialplate.toml`.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Subject (default: the embedded reference issuer)")]
pub(super) struct SubjectArgs {
    /// Where its description is.
    #[arg(long, value_name = "URL")]
    wsdl: Option<String>,
    /// The authority that signed its certificate, PEM.
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
    /// Its key identifier, where it is pinned instead: SHA-256 of its SubjectPublicKeyInfo, hexadecimal.
    #[arg(long, value_name = "KEYID")]
    issuer_key: Option<String>,
    /// The private key of a funded account, PEM.
    #[arg(long, value_name = "FILE")]
    purse: Option<PathBuf>,
    /// The most that may leave the purse.
    #[arg(long, value_name = "AMOUNT")]
    budget: Option<String>,
    /// The most that one message may cost [default: 5].
    #[arg(long, value_name = "AMOUNT")]
    fee_limit: Option<String>,
    /// The message counter of the purse's next transfer [default: the time in milliseconds].
    #[arg(long, value_name = "N")]
    purse_counter: Option<u64>,
    /// Where a host is, as curl has it: HOST:PORT=ADDRESS.
    #[arg(long, value_name = "RULE")]
    resolve: Vec<String>,
    /// A command that starts it; it is stopped at the end.
    #[arg(long, value_name = "COMMAND")]
    exec: Option<String>,
    /// How long the command may take until somebody listens [default: 30000].
    #[arg(long, value_name = "MS")]
    ready_within: Option<u64>,
    /// The suite may kill what the command started, and start it again: is everything still there then?
    #[arg(long)]
    restart: bool,
    /// The suite may put it under strain, with garbage and hundreds of connections [default: only on loopback].
    #[arg(long)]
    endurance: bool,
    /// Something that it declares: domain, fees-announced, rich-purse, raw-public-keys, endurance, restart.
    #[arg(long = "capability", value_name = "WORD")]
    capabilities: Vec<String>,
    /// The fees that it announces: transfer=1.2,deposits=0[,full-handshake=0].
    #[arg(long, value_name = "FEES", value_parser = parse_fees)]
    fees: Option<Fees>,
    /// How long an answer may take, beside the wait that was asked for [default: 10000].
    #[arg(long, value_name = "MS")]
    patience: Option<u64>,
    /// Its name in reports.
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// A configuration file [default: trialplate.toml, where there is one and no subject is given by flags].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Put a fault into the embedded reference issuer: the suite must notice it.
    #[arg(long = "fault", value_name = "NAME", conflicts_with_all = ["wsdl", "exec", "config"])]
    faults: Vec<String>,
    /// Let the embedded reference issuer take the liberties that the text leaves to an issuer, as this seed draws them.
    #[arg(long, value_name = "SEED", conflicts_with_all = ["wsdl", "exec", "config"])]
    freedom: Option<u64>,
    /// Let something out of the zoo take the embedded reference issuer's place: `trialplate list --zoo`.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["wsdl", "exec", "config", "faults", "freedom"])]
    zoo: Option<mocks::Creature>,
}

fn parse_fees(text: &str) -> Result<Fees, String> {
    let mut fees = Fees {
        transfer: String::new(),
        deposits: String::new(),
        full_handshake: "0".into(),
    };
    for part in text.split(',') {
        let (key, value) = part
            .split_once('=')
            .ok_or_else(|| format!("{part:?} is no KEY=AMOUNT"))?;
        Decimal::parse(value).map_err(|e| e.to_string())?;
        match key {
            "transfer" => fees.transfer = value.into(),
            "deposits" => fees.deposits = value.into(),
            "full-handshake" => fees.full_handshake = value.into(),
            other => {
                return Err(format!(
                    "{other:?} is no fee: there are transfer, deposits and full-handshake"
                ));
            }
        }
    }
    if fees.transfer.is_empty() || fees.deposits.is_empty() {
        return Err("both transfer=AMOUNT and deposits=AMOUNT are needed".into());
    }
    Ok(fees)
}

/// What is under test, checked as far as that goes without sending anything.
#[derive(Debug)]
pub(super) struct Subject {
    pub(super) info: SubjectInfo,
    pub(super) wsdl: String,
    pub(super) resolve: Resolve,
    pub(super) trust: Trust,
    pub(super) purse: Identity,
    pub(super) purse_counter: u64,
    pub(super) budget: Decimal,
    pub(super) fee_limit: Decimal,
    pub(super) fees: Option<Fees>,
    pub(super) patience: Duration,
    pub(super) exec: Option<(String, Duration)>,
    /// Whether it may be put under strain, where that was said.
    pub(super) endurance: Option<bool>,
    pub(super) embedded: Option<(Embedded, Reference)>,
    pub(super) config: SubjectConfig,
}

impl Subject {
    /// A run against it in which nothing is kept beside the record: no journal, no command to restart. The embedded issuer itself
    /// stays with whoever started it.
    pub(super) fn options(self, role: &str, started: String) -> RunOptions {
        RunOptions {
            role: role.to_owned(),
            journal: None,
            subject: self.info,
            wsdl: self.wsdl,
            resolve: self.resolve,
            trust: self.trust,
            purse: self.purse,
            purse_counter: self.purse_counter,
            budget: self.budget,
            fee_limit: self.fee_limit,
            fees: self.fees,
            embedded: self.embedded.map(|(_, faults)| faults),
            process: None,
            endurance: self.endurance,
            refused_for: self.exec.map_or(REFUSED_FOR, |(_, within)| within),
            patience: self.patience,
            jobs: SCENARIOS.into(),
            seed: 0,
            variations: VARIATIONS,
            crowd: CROWD,
            strict: false,
            keys: Keyring::default(),
            command: String::new(),
            started,
            debugging: Debugging::default(),
        }
    }
}

impl SubjectArgs {
    fn read(self) -> miette::Result<(SubjectConfig, Reference)> {
        let like = self.reference()?;
        let flags = SubjectConfig {
            name: self.name,
            version: None,
            wsdl: self.wsdl,
            ca: self.ca,
            issuer_key: self.issuer_key,
            purse: self.purse,
            budget: self.budget,
            fee_limit: self.fee_limit,
            purse_counter: self.purse_counter,
            resolve: self.resolve,
            exec: self.exec,
            ready_within: self.ready_within,
            restart: self.restart.then_some(true),
            endurance: self.endurance.then_some(true),
            capabilities: self.capabilities,
            fees: self.fees,
            patience: self.patience,
        };
        let file = match self.config {
            Some(path) => Some(path),
            None if flags.wsdl.is_none() && like == Reference::default() => {
                Some(PathBuf::from(DEFAULT_FILE)).filter(|p| p.exists())
            }
            None => None,
        };
        let under = file
            .as_deref()
            .map(SubjectConfig::read)
            .transpose()?
            .unwrap_or_default();
        Ok((under.overlaid(flags), like))
    }

    fn reference(&self) -> miette::Result<Reference> {
        if let Some(creature) = self.zoo {
            return Ok(creature.into());
        }
        let fault = |name: &String| name.parse().map_err(|e| miette!("--fault: {e}"));
        Ok(Reference {
            faults: self
                .faults
                .iter()
                .map(fault)
                .collect::<miette::Result<_>>()?,
            liberties: self
                .freedom
                .map(mocks::Liberties::drawn)
                .unwrap_or_default(),
            creature: None,
        })
    }

    /// Makes a subject of the flags.
    pub(super) async fn subject(self) -> miette::Result<Subject> {
        let (config, like) = self.read()?;
        if config.wsdl.is_none() {
            if config.exec.is_some()
                || config.purse.is_some()
                || config.ca.is_some()
                || config.issuer_key.is_some()
            {
                return Err(ConfigError::Missing(
                    "wsdl is missing: say where the subject's description is, with --wsdl URL",
                )
                .into());
            }
            return embedded(config, like).await;
        }
        external(config)
    }
}

fn amount(key: &'static str, text: Option<&String>, default: &str) -> miette::Result<Decimal> {
    let value =
        Decimal::parse(text.map_or(default, String::as_str)).map_err(|e| ConfigError::Value {
            key,
            why: e.to_string(),
        })?;
    if value.is_negative() {
        return Err(ConfigError::Value {
            key,
            why: format!("{value} is negative"),
        }
        .into());
    }
    Ok(value)
}

fn read(key: &'static str, path: &Path) -> miette::Result<String> {
    std::fs::read_to_string(path).map_err(|e| {
        ConfigError::Value {
            key,
            why: format!("{}: {e}", path.display()),
        }
        .into()
    })
}

fn external(config: SubjectConfig) -> miette::Result<Subject> {
    let wsdl = config.wsdl.clone().unwrap_or_default();
    // The description is published without encryption (paper §3).
    if !wsdl.starts_with("http://") {
        let why =
            format!("{wsdl:?} is no http:// URL: the description is published without encryption");
        return Err(ConfigError::Value { key: "wsdl", why }.into());
    }
    let mut capabilities = config.declared()?;
    let trust = match (&config.ca, &config.issuer_key) {
        (Some(path), None) => Trust::Authority(read("ca", path)?),
        (None, Some(key)) => {
            Trust::Pinned(wire::KeyId::parse(key).map_err(|e| ConfigError::Value {
                key: "issuer-key",
                why: e.to_string(),
            })?)
        }
        (None, None) => {
            return Err(ConfigError::Missing(
                "nothing says which certificate to trust: give the authority with --ca FILE, or the issuer's key \
                 identifier with --issuer-key KEYID",
            )
            .into());
        }
        (Some(_), Some(_)) => {
            return Err(ConfigError::Missing("ca and issuer-key exclude each other: an issuer is known by its domain or by its key").into());
        }
    };
    let path = config.purse.as_ref().ok_or(ConfigError::Missing(
        "the purse is missing: give the private key of a funded account with --purse FILE",
    ))?;
    let purse = Identity::from_pem(&read("purse", path)?).map_err(|e| ConfigError::Value {
        key: "purse",
        why: format!("{}: {e}", path.display()),
    })?;
    if config.budget.is_none() {
        return Err(ConfigError::Missing(
            "the budget is missing: say how much may leave the purse with --budget AMOUNT",
        )
        .into());
    }
    let budget = amount("budget", config.budget.as_ref(), "0")?;
    capabilities.extend(is_rich(budget));
    capabilities.sort_unstable();
    capabilities.dedup();
    let resolve = Resolve::parse(&config.resolve).map_err(|e| ConfigError::Value {
        key: "resolve",
        why: e.to_string(),
    })?;
    // A client configuration is made once here, so that a file that is no certificate is found before anything is sent.
    certs::client_config(&purse, &trust).map_err(|e| ConfigError::Value {
        key: "ca",
        why: e.to_string(),
    })?;
    let exec = config
        .exec
        .clone()
        .map(|c| (c, millis(config.ready_within.unwrap_or(30_000))));
    Ok(Subject {
        info: SubjectInfo {
            name: config.name.clone().unwrap_or_else(|| wsdl.clone()),
            kind: if exec.is_some() { "exec" } else { "url" }.into(),
            wsdl: wsdl.clone(),
            service: None,
            address: None,
            trust: None,
            version: config.version.clone(),
            capabilities,
            faults: Vec::new(),
            liberties: Vec::new(),
        },
        wsdl,
        resolve,
        trust,
        purse,
        purse_counter: config.purse_counter.unwrap_or_else(now_ms),
        budget,
        fee_limit: amount("fee-limit", config.fee_limit.as_ref(), "5")?,
        fees: config.fees.clone(),
        patience: millis(config.patience.unwrap_or(10_000)),
        exec,
        endurance: config.endurance,
        embedded: None,
        config,
    })
}

/// The embedded reference issuer, which is like this, as the subject.
pub(super) async fn embedded(config: SubjectConfig, like: Reference) -> miette::Result<Subject> {
    // It declares what it can by itself; what is mistyped is said all the same.
    config.declared()?;
    let purse = Identity::anybody().into_diagnostic()?;
    let amount_of = |text: &str| wire::Amount::parse(text).into_diagnostic();
    let (held, budget) = ("900000000000000000", "800000000000000000");
    let usual = mocks::FeeSchedule {
        transfer: amount_of("1")?,
        deposits: amount_of("0.1")?,
        full_handshake: amount_of("0.25")?,
    };
    let fees = like.liberties.fees.clone().unwrap_or(usual);
    let announced = Fees {
        transfer: fees.transfer.to_string(),
        deposits: fees.deposits.to_string(),
        full_handshake: fees.full_handshake.to_string(),
    };
    let fee = |text: &str| Decimal::parse(text).into_diagnostic();
    let dearest = fee(&announced.transfer)?.max(fee(&announced.deposits)?);
    let fee_limit = fee("5")?.max(dearest + fee(&announced.full_handshake)?);
    let funds = vec![(purse.key_id(), amount_of(held)?)];
    let issuer = Embedded::start("money.com", fees, funds, like.clone())
        .await
        .map_err(|e| miette!("{e}"))
        .wrap_err("the reference issuer does not start")?;
    Ok(Subject {
        info: SubjectInfo {
            name: like.name(),
            kind: "embedded".into(),
            wsdl: issuer.wsdl.clone(),
            service: None,
            address: None,
            trust: None,
            version: Some(env!("CARGO_PKG_VERSION").into()),
            capabilities: vec![
                Capability::Domain,
                Capability::FeesAnnounced,
                Capability::RichPurse,
                Capability::RawPublicKeys,
                Capability::Restart,
            ],
            faults: like.faults.iter().map(|f| f.name().to_owned()).collect(),
            liberties: like.liberties.describe(),
        },
        wsdl: issuer.wsdl.clone(),
        resolve: issuer.resolve.clone(),
        trust: issuer.trust.clone(),
        purse,
        purse_counter: 1,
        budget: Decimal::parse(budget).into_diagnostic()?,
        fee_limit,
        fees: Some(announced),
        patience: millis(config.patience.unwrap_or(10_000)),
        exec: None,
        endurance: config.endurance,
        embedded: Some((issuer, like)),
        config,
    })
}

fn millis(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

/// Milliseconds since 1970: above any counter that a purse is likely to have used.
fn now_ms() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since
        .ok()
        .and_then(|d| u64::try_from(d.as_millis()).ok())
        .unwrap_or(1)
}
