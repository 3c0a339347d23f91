//! From what a user says of a subject to one that can be run against.

use std::{path::Path, time::Duration};

use certs::{Identity, Keyring, Trust};
use judge::Decimal;
use miette::{IntoDiagnostic, WrapErr, miette};
use record::{Capability, Fees, SubjectInfo};

use crate::{
    runner::{Debugging, Extent, RunOptions, Scale, is_rich},
    subject::{ConfigError, Embedded, Reference, Resolve, SubjectConfig},
};

/// How many scenarios run side by side, where nothing else is said.
pub(super) const SCENARIOS: u16 = 64;

/// The fewest fraction digits of the embedded reference: scenarios that need an issuer of their own have it charge hundredths.
const LEAST_DIGITS: u32 = 2;

/// How long a service may refuse connections while its description is there already: it may be starting.
const REFUSED_FOR: Duration = Duration::from_secs(2);

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
    pub(super) scale: Scale,
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
            scale: self.scale,
            embedded: self.embedded.map(|(_, faults)| faults),
            process: None,
            endurance: self.endurance,
            refused_for: self.exec.map_or(REFUSED_FOR, |(_, within)| within),
            patience: self.patience,
            jobs: SCENARIOS.into(),
            seed: 0,
            extent: Extent::WHOLE,
            strict: false,
            keys: Keyring::default(),
            command: String::new(),
            started,
            debugging: Debugging::default(),
        }
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

/// What a user describes, as the subject.
pub(super) fn external(config: SubjectConfig) -> miette::Result<Subject> {
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
    let scale = scale(&config, config.fees.as_ref())?;
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
            fraction_digits: fewer(scale),
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
        scale,
        patience: millis(config.patience.unwrap_or(10_000)),
        exec,
        endurance: config.endurance,
        embedded: None,
        config,
    })
}

/// How many fraction digits there are. No amount that is said beside may have more.
fn scale(config: &SubjectConfig, fees: Option<&Fees>) -> Result<Scale, ConfigError> {
    let digits = config.fraction_digits;
    let digits = digits.unwrap_or(Scale::default().digits());
    let scale = Scale::of(digits).ok_or_else(|| ConfigError::Value {
        key: "fraction-digits",
        why: format!("{digits} is more than the six that amounts have (spec/lcp.md, section 5)"),
    })?;
    let said = [("budget", &config.budget), ("fee-limit", &config.fee_limit)];
    let said = said
        .into_iter()
        .filter_map(|(key, text)| Some((key, text.as_ref()?)));
    let charged = fees
        .map(|it| [&it.transfer, &it.deposits, &it.full_handshake])
        .into_iter()
        .flatten()
        .map(|text| ("fees", text));
    for (key, text) in said.chain(charged) {
        if Decimal::parse(text).is_ok_and(|amount| !scale.holds(amount)) {
            return Err(ConfigError::Value {
                key,
                why: format!(
                    "{text} has more fraction digits than the issuer holds, which are {digits} (fraction-digits)"
                ),
            });
        }
    }
    Ok(scale)
}

/// The embedded reference issuer, which is like this, as the subject.
pub(super) async fn embedded(
    mut config: SubjectConfig,
    mut like: Reference,
) -> miette::Result<Subject> {
    // It declares what it can by itself; what is mistyped is said all the same.
    config.declared()?;
    config.fraction_digits = config.fraction_digits.or(like.liberties.fraction_digits);
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
    let scale = scale(&config, Some(&announced))?;
    if scale.digits() < LEAST_DIGITS {
        return Err(ConfigError::Value {
            key: "fraction-digits",
            why: format!(
                "the embedded reference holds {LEAST_DIGITS} at least, for it charges hundredths"
            ),
        }
        .into());
    }
    like.liberties = like.liberties.holding(fewer(scale));
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
            fraction_digits: fewer(scale),
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
        scale,
        patience: millis(config.patience.unwrap_or(10_000)),
        exec: None,
        endurance: config.endurance,
        embedded: Some((issuer, like)),
        config,
    })
}

/// How many digits it has, where that is no matter of course.
fn fewer(scale: Scale) -> Option<u32> {
    Some(scale.digits()).filter(|_| scale != Scale::default())
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
