//! `trialplate mock issuer`: the reference issuer in a process of its own.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use certs::{Authority, Identity};
use miette::{IntoDiagnostic, WrapErr, miette};
use mocks::{Config, Creature, FeeSchedule, Issuer, Liberties};
use serde::Serialize;
use wire::{Amount, KeyId};

use crate::cli::{self, flags::fault};

/// Flags of `mock issuer`.
#[derive(Debug, clap::Args)]
pub(crate) struct IssuerArgs {
    /// Its domain.
    #[arg(long, value_name = "DOMAIN", default_value = "money.com")]
    domain: String,
    /// Where the service listens; port 0 takes any.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Where lcp.wsdl is served; port 0 takes any.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    wsdl_listen: SocketAddr,
    /// A folder made by `trialplate certs`. Without it a fresh authority is made, and its certificate written to --ca-out.
    #[arg(long, value_name = "DIR")]
    certs: Option<PathBuf>,
    /// Where the certificate of the fresh authority is written.
    #[arg(long, value_name = "FILE", conflicts_with = "certs")]
    ca_out: Option<PathBuf>,
    /// The address that the description names [default: https://DOMAIN:PORT/lcp].
    #[arg(long, value_name = "URL")]
    service_address: Option<String>,
    /// What a transfer costs.
    #[arg(long, value_name = "AMOUNT", default_value = "0", value_parser = Amount::parse)]
    fee_transfer: Amount,
    /// What a deposits request costs.
    #[arg(long, value_name = "AMOUNT", default_value = "0", value_parser = Amount::parse)]
    fee_deposits: Amount,
    /// What either costs more on a connection with a full handshake.
    #[arg(long, value_name = "AMOUNT", default_value = "0", value_parser = Amount::parse)]
    fee_full_handshake: Amount,
    /// What an account holds to begin with; KEY is a key identifier, or a file with one; may be given several times.
    #[arg(long = "fund", value_name = "KEY=AMOUNT", value_parser = fund)]
    funds: Vec<(KeyId, Amount)>,
    /// Where its ledger is kept. What is there already says what accounts hold, and --fund does not count then.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// How many fraction digits it holds [default: 6].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(..=6))]
    fraction_digits: Option<u32>,
    /// A fault; may be given several times.
    #[arg(long = "fault", value_name = "NAME")]
    faults: Vec<String>,
    /// Take the liberties that the text leaves to an issuer, as this seed draws them; fees and fraction digits are those that are
    /// given here.
    #[arg(long, value_name = "SEED")]
    freedom: Option<u64>,
    /// Something out of the zoo: `trialplate list --zoo`.
    #[arg(long, value_name = "NAME", conflicts_with = "freedom")]
    zoo: Option<Creature>,
}

fn fund(text: &str) -> Result<(KeyId, Amount), String> {
    let (key, amount) = text.rsplit_once('=').ok_or("it is no KEY=AMOUNT")?;
    let key = match std::fs::read_to_string(key) {
        Ok(file) => file.trim().to_owned(),
        Err(_) => key.to_owned(),
    };
    let key = KeyId::parse(&key)
        .map_err(|e| format!("{key:?} is neither a key identifier nor a file with one: {e}"))?;
    let amount = Amount::parse(amount).map_err(|e| format!("{amount:?}: {e}"))?;
    if amount.is_negative() {
        return Err(format!("{amount} is negative"));
    }
    Ok((key, amount))
}

/// What the line says that is printed when the issuer is ready.
#[derive(Serialize)]
struct Ready {
    wsdl: String,
    service: String,
    listen: SocketAddr,
    wsdl_listen: SocketAddr,
    issuer_key: String,
    /// Rules for `--resolve`.
    resolve: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ca: Option<PathBuf>,
}

/// Serves until it is interrupted.
pub(super) fn run(args: IssuerArgs) -> miette::Result<u8> {
    cli::raise_descriptor_limit();
    cli::runtime()?.block_on(serve(args))
}

async fn serve(args: IssuerArgs) -> miette::Result<u8> {
    for (flag, fee) in [
        ("--fee-transfer", args.fee_transfer),
        ("--fee-deposits", args.fee_deposits),
        ("--fee-full-handshake", args.fee_full_handshake),
    ] {
        if fee.is_negative() {
            return Err(miette!("{flag} {fee}: a fee is not negative"));
        }
        if let Some(digits) = args.fraction_digits
            && fee.round_to(digits) != fee
        {
            return Err(miette!(
                "{flag} {fee}: that are more fraction digits than --fraction-digits {digits}"
            ));
        }
    }
    let faults = args.faults.iter().map(|name| fault(name));
    let faults = faults.collect::<miette::Result<_>>()?;
    let liberties = match (args.zoo, args.freedom) {
        (Some(creature), _) => creature.liberties(),
        (None, seed) => seed.map(Liberties::drawn).unwrap_or_default(),
    };
    let liberties = liberties.holding(args.fraction_digits);
    let (identity, authority, ca) = identity(&args)?;
    let issuer_key = identity.key_id().to_string();
    let issuer = Issuer::start(Config {
        domain: args.domain.clone(),
        identity,
        authority,
        listen: args.listen,
        wsdl_listen: args.wsdl_listen,
        service_address: args.service_address,
        fees: FeeSchedule {
            transfer: args.fee_transfer,
            deposits: args.fee_deposits,
            full_handshake: args.fee_full_handshake,
        },
        funds: args.funds,
        state: args.state,
        faults,
        liberties,
        creature: args.zoo,
    })
    .await
    .into_diagnostic()
    .wrap_err("the issuer does not start")?;
    let port = issuer.address().port();
    let ready = Ready {
        wsdl: format!("http://{}{}", issuer.wsdl_address(), issuer.wsdl_path()),
        service: issuer.service_address().to_owned(),
        listen: issuer.address(),
        wsdl_listen: issuer.wsdl_address(),
        issuer_key,
        resolve: vec![
            format!("{}:80={}", args.domain, issuer.wsdl_address()),
            format!("{}:{port}={}", args.domain, issuer.address()),
        ],
        ca,
    };
    println!("{}", serde_json::to_string(&ready).into_diagnostic()?);
    cli::interrupted().await;
    issuer.shutdown().await;
    Ok(0)
}

type Shown = (Identity, Option<Arc<Authority>>, Option<PathBuf>);

fn identity(args: &IssuerArgs) -> miette::Result<Shown> {
    let read = |path: &Path| {
        std::fs::read_to_string(path)
            .into_diagnostic()
            .wrap_err_with(|| path.display().to_string())
    };
    if let Some(dir) = &args.certs {
        let pem = format!(
            "{}{}",
            read(&dir.join("issuer.key.pem"))?,
            read(&dir.join("issuer.pem"))?
        );
        let identity = Identity::from_pem(&pem)
            .map_err(|e| miette!("{}: {e}", dir.join("issuer.key.pem").display()))?;
        return Ok((identity, None, Some(dir.join("ca.pem"))));
    }
    let authority = Authority::new("Trialplate test authority").into_diagnostic()?;
    let identity = authority
        .issue(&args.domain)
        .map_err(|e| miette!("--domain {:?}: {e}", args.domain))?;
    if let Some(path) = &args.ca_out {
        std::fs::write(path, authority.pem())
            .into_diagnostic()
            .wrap_err_with(|| path.display().to_string())?;
    }
    Ok((identity, Some(Arc::new(authority)), args.ca_out.clone()))
}
