//! Flags that several commands have: what is under test, and how scenarios or programs are run against it.

use std::path::{Path, PathBuf};

use judge::Decimal;
use miette::miette;
use mocks::{Fault, agent::HolderFault};
use record::Fees;

use super::{
    debugging::DebuggingArgs,
    subject::{SCENARIOS, Subject, embedded, external},
};
use crate::subject::{ConfigError, Reference, SubjectConfig};

/// The file that is read where none is named.
const DEFAULT_FILE: &str = "trialplate.toml";

/// Where reports go by default.
pub(super) const OUT: &str = "target/trialplate";

/// Flags that `run` and `explore` have alike.
#[derive(Debug, clap::Args)]
pub(super) struct CommonArgs {
    /// Suite and role: lcp/issuer, lcp/holder.
    pub(super) role: String,
    #[command(flatten)]
    pub(super) subject: SubjectArgs,
    /// A warning counts as a failure.
    #[arg(long)]
    pub(super) strict: bool,
    /// What names, amounts and ids vary by, and programs are drawn from [default: another one each time].
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// How many scenarios or programs run side by side.
    #[arg(long, value_name = "N", default_value_t = SCENARIOS, value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) jobs: u16,
    /// Where the reports go, and counterexamples.
    #[arg(long, value_name = "DIR", default_value = OUT)]
    pub(super) out: PathBuf,
    #[command(flatten)]
    pub(super) debugging: DebuggingArgs,
}

impl CommonArgs {
    /// The seed that was given, or one that is drawn.
    pub(super) fn seed(&self) -> u64 {
        self.seed.unwrap_or_else(|| fastrand::u64(..1 << 32))
    }
}

/// Makes the folder that reports go to.
pub(super) fn make_folder(out: &Path) -> miette::Result<()> {
    std::fs::create_dir_all(out).map_err(|e| {
        miette!(
            help = "name a folder that can be made and written to: --out DIR",
            "--out {}: {e}",
            out.display()
        )
    })
}

/// A fault by its name.
pub(super) fn fault(name: &str) -> miette::Result<Fault> {
    name.parse().map_err(|e| {
        miette!("--fault: {e}; `trialplate list lcp/issuer --faults` shows all that there are")
    })
}

/// A fault of a holder by its name.
pub(super) fn holder_fault(name: &str) -> miette::Result<HolderFault> {
    name.parse().map_err(|e| {
        miette!("--fault: {e}; `trialplate list lcp/holder --faults` shows all that there are")
    })
}

/// Flags that say what is under test. Each stands for the key of the same name in `[subject]` of `trialplate.toml`.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Subject (default: the embedded reference)")]
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
    /// How many fraction digits it holds [default: 6].
    #[arg(long, value_name = "N")]
    fraction_digits: Option<u32>,
    /// How long an answer may take, beside the wait that was asked for [default: 10000].
    #[arg(long, value_name = "MS")]
    patience: Option<u64>,
    /// Its name in reports.
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// A configuration file [default: trialplate.toml, where there is one and no subject is given by flags].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Put a fault into the embedded reference: the suite must notice it.
    #[arg(long = "fault", value_name = "NAME", conflicts_with_all = ["wsdl", "exec", "config"])]
    faults: Vec<String>,
    /// Let the embedded reference take the liberties that the text leaves to it, as this seed draws them.
    #[arg(long, value_name = "SEED", conflicts_with_all = ["wsdl", "exec", "config"])]
    freedom: Option<u64>,
    /// Let something out of the zoo take the embedded reference issuer's place: `trialplate list --zoo`.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["wsdl", "exec", "config", "faults", "freedom"])]
    zoo: Option<mocks::Creature>,
}

/// What the flags say about a holder.
#[derive(Debug)]
pub(super) struct HolderFlags {
    /// The command that starts its adapter; absent for the embedded reference.
    pub(super) exec: Option<String>,
    /// Its name in reports, in place of what it says itself.
    pub(super) name: Option<String>,
    /// Its version, in the same way.
    pub(super) version: Option<String>,
    pub(super) faults: Vec<String>,
    pub(super) freedom: Option<u64>,
    /// How long a payment may take, in milliseconds.
    pub(super) patience: Option<u64>,
}

/// What is said about something that only a run of an issuer looks at.
pub(super) fn for_issuers(what: &str) -> miette::Report {
    miette!(
        help = "take it out: a holder is started with --exec COMMAND, has --patience and --name beside that, and is told of issuers that \
                the suite plays (docs/adapter.md, docs/configuration.md)",
        "{what} is for lcp/issuer, and means nothing for lcp/holder"
    )
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

impl SubjectArgs {
    /// The keys of `[subject]` that flags stand for.
    fn keys(self) -> SubjectConfig {
        SubjectConfig {
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
            fraction_digits: self.fraction_digits,
            patience: self.patience,
        }
    }

    fn read(mut self) -> miette::Result<(SubjectConfig, Reference)> {
        let like = self.reference()?;
        let file = self.config.take();
        let flags = self.keys();
        let file = match file {
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
        Ok(Reference {
            faults: self
                .faults
                .iter()
                .map(|name| fault(name))
                .collect::<miette::Result<_>>()?,
            liberties: self
                .freedom
                .map(mocks::Liberties::drawn)
                .unwrap_or_default(),
            creature: None,
        })
    }

    /// What they say about a holder, which is commanded through an adapter and has neither address nor purse.
    pub(super) fn holder(mut self) -> miette::Result<HolderFlags> {
        let (file, faults) = (self.config.take(), std::mem::take(&mut self.faults));
        let (freedom, zoo) = (self.freedom, self.zoo.is_some());
        let flags = self.keys();
        if let Some(key) = flags.of_issuers().or(zoo.then_some("zoo")) {
            // The only flag with another name than its key: it is given for each of them.
            let flag = if key == "capabilities" {
                "capability"
            } else {
                key
            };
            return Err(for_issuers(&format!("--{flag}")));
        }
        let config = file.as_deref().map(SubjectConfig::read).transpose()?;
        let config = config.unwrap_or_default();
        if let (Some(key), Some(file)) = (config.of_issuers(), &file) {
            return Err(for_issuers(&format!("{}: {key}", file.display())));
        }
        let config = config.overlaid(flags);
        Ok(HolderFlags {
            exec: config.exec,
            name: config.name,
            version: config.version,
            faults,
            freedom,
            patience: config.patience,
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
