//! What a user says about a subject: the `[subject]` table of `trialplate.toml`, and the flags that stand for its keys.

use std::path::{Path, PathBuf};

use miette::{Diagnostic, NamedSource, SourceSpan};
use record::{Capability, Fees};
use serde::Deserialize;

/// A subject as its user describes it. Every key has a flag of the same name.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct SubjectConfig {
    /// Its name in reports.
    pub name: Option<String>,
    /// Its version in reports.
    pub version: Option<String>,
    /// Where its description is: an http URL.
    pub wsdl: Option<String>,
    /// A PEM file with the authority that signed its certificate.
    pub ca: Option<PathBuf>,
    /// Its key identifier, where it is pinned instead.
    pub issuer_key: Option<String>,
    /// A PEM file with the private key of a funded account, with or without its certificate.
    pub purse: Option<PathBuf>,
    /// The most that may leave the purse, a decimal.
    pub budget: Option<String>,
    /// The most that one message may cost, a decimal. A subject that asks more ends the run.
    pub fee_limit: Option<String>,
    /// The message counter that the purse's next transfer takes; the time in milliseconds where it is not given.
    pub purse_counter: Option<u64>,
    /// Rules `HOST:PORT=ADDRESS`.
    pub resolve: Vec<String>,
    /// A command that starts it.
    pub exec: Option<String>,
    /// How long the command may take until the description is there, in milliseconds.
    pub ready_within: Option<u64>,
    /// Whether the suite may kill what the command started, and start it again.
    pub restart: Option<bool>,
    /// Whether the suite may put it under strain; by default where it is on loopback.
    pub endurance: Option<bool>,
    /// What it declares.
    pub capabilities: Vec<String>,
    /// The fees that it announces.
    pub fees: Option<Fees>,
    /// How many fraction digits it holds: six, where nothing else is said.
    pub fraction_digits: Option<u32>,
    /// How long an answer may take, beside the wait that was asked for, in milliseconds.
    pub patience: Option<u64>,
}

/// The flags of the command line, in the same form.
pub type Flags = SubjectConfig;

/// What is wrong with what a user says about a subject.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum ConfigError {
    /// A file cannot be read.
    #[error("{path}: {why}", path = path.display())]
    #[diagnostic(help("name a file that can be read: --config FILE (docs/configuration.md)"))]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        why: std::io::Error,
    },
    /// The configuration is malformed.
    #[error("the configuration cannot be read: {why}")]
    #[diagnostic(help("the keys of [subject] are listed in docs/configuration.md"))]
    Form {
        /// What is wrong.
        why: String,
        /// The file.
        #[source_code]
        text: NamedSource<String>,
        /// The place.
        #[label("here")]
        at: Option<SourceSpan>,
    },
    /// A value is none.
    #[error("{key}: {why}")]
    Value {
        /// The key, or the flag without its dashes.
        key: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// Something is missing.
    #[error("{0}")]
    Missing(&'static str),
}

impl SubjectConfig {
    /// Reads the `[subject]` table of a file.
    ///
    /// # Errors
    /// When the file cannot be read, or is malformed; the error points at the place.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            subject: SubjectConfig,
        }
        let text = std::fs::read_to_string(path).map_err(|why| ConfigError::Read {
            path: path.to_owned(),
            why,
        })?;
        toml::from_str::<File>(&text)
            .map(|f| f.subject)
            .map_err(|e| ConfigError::Form {
                why: e.message().to_owned(),
                at: e.span().map(SourceSpan::from),
                text: NamedSource::new(path.display().to_string(), text),
            })
    }

    /// This configuration with flags laid over it.
    #[must_use]
    pub fn overlaid(self, flags: Flags) -> Self {
        let list =
            |over: Vec<String>, under: Vec<String>| if over.is_empty() { under } else { over };
        Self {
            name: flags.name.or(self.name),
            version: flags.version.or(self.version),
            wsdl: flags.wsdl.or(self.wsdl),
            ca: flags.ca.or(self.ca),
            issuer_key: flags.issuer_key.or(self.issuer_key),
            purse: flags.purse.or(self.purse),
            budget: flags.budget.or(self.budget),
            fee_limit: flags.fee_limit.or(self.fee_limit),
            purse_counter: flags.purse_counter.or(self.purse_counter),
            resolve: list(flags.resolve, self.resolve),
            exec: flags.exec.or(self.exec),
            ready_within: flags.ready_within.or(self.ready_within),
            restart: flags.restart.or(self.restart),
            endurance: flags.endurance.or(self.endurance),
            capabilities: list(flags.capabilities, self.capabilities),
            fees: flags.fees.or(self.fees),
            fraction_digits: flags.fraction_digits.or(self.fraction_digits),
            patience: flags.patience.or(self.patience),
        }
    }

    /// A key that is given and means nothing for a holder.
    #[must_use]
    pub fn of_issuers(&self) -> Option<&'static str> {
        let keys = [
            ("wsdl", self.wsdl.is_some()),
            ("ca", self.ca.is_some()),
            ("issuer-key", self.issuer_key.is_some()),
            ("purse", self.purse.is_some()),
            ("budget", self.budget.is_some()),
            ("fee-limit", self.fee_limit.is_some()),
            ("purse-counter", self.purse_counter.is_some()),
            ("resolve", !self.resolve.is_empty()),
            ("ready-within", self.ready_within.is_some()),
            ("restart", self.restart.is_some()),
            ("endurance", self.endurance.is_some()),
            ("fees", self.fees.is_some()),
            ("fraction-digits", self.fraction_digits.is_some()),
            ("capabilities", !self.capabilities.is_empty()),
        ];
        let given = keys.into_iter().find(|(_, given)| *given);
        given.map(|(key, _)| key)
    }

    /// What it declares. Fees that are given are announced.
    ///
    /// # Errors
    /// When a word is no capability.
    pub fn declared(&self) -> Result<Vec<Capability>, ConfigError> {
        let parse = |word: &String| {
            word.parse()
                .map_err(|e: record::UnknownCapability| ConfigError::Value {
                    key: "capabilities",
                    why: e.to_string(),
                })
        };
        let mut all = self
            .capabilities
            .iter()
            .map(parse)
            .collect::<Result<Vec<Capability>, _>>()?;
        if self.ca.is_some() {
            all.push(Capability::Domain);
        }
        if self.fees.is_some() {
            all.push(Capability::FeesAnnounced);
        }
        if self.endurance == Some(true) {
            all.push(Capability::Endurance);
        }
        if self.restart == Some(true) {
            all.push(Capability::Restart);
        }
        if all.contains(&Capability::Restart) && self.exec.is_none() {
            return Err(ConfigError::Value {
                key: "restart",
                why: "only what the suite has started itself can be started again: it takes exec"
                    .into(),
            });
        }
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }
}
