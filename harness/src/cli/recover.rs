//! `trialplate recover`: take back what a run had lent when it was cut off.

use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use certs::{Identity, Trust};
use judge::{Decimal, Readings, fees_told};
use miette::{IntoDiagnostic, WrapErr, miette};

use crate::{
    peer::{Holder, Recorder},
    purse::{Entry, Journal, Place, RECOVERY_COUNTER, Treasury, read},
    runner::{self, Scale, Source},
    subject::{Resolve, Service},
};

/// Flags of `recover`.
#[derive(Debug, clap::Args)]
pub(super) struct RecoverArgs {
    /// The journal of the run that was cut off.
    journal: PathBuf,
    /// Where a host is, where that has changed since: HOST:PORT=ADDRESS.
    #[arg(long, value_name = "RULE")]
    resolve: Vec<String>,
    /// How long an answer may take, in milliseconds.
    #[arg(long, value_name = "MS", default_value_t = 10_000)]
    patience: u64,
}

/// Takes back what there is, and gives the exit status: 0 when nothing stays behind, 3 when something does.
pub(super) fn run(args: &RecoverArgs) -> miette::Result<u8> {
    super::runtime()?.block_on(recover(args))
}

async fn recover(args: &RecoverArgs) -> miette::Result<u8> {
    let (place, entries) = read(&args.journal).into_diagnostic()?;
    if let Some(Entry::Closed { left_behind: 0 }) = entries.last() {
        println!(
            "{}: everything was taken back already",
            args.journal.display()
        );
        return Ok(0);
    }
    let mut treasury = None;
    let mut holders = Vec::new();
    for entry in &entries {
        let Entry::Key { name, pem, .. } = entry else {
            continue;
        };
        let identity = Arc::new(
            Identity::from_pem(pem)
                .into_diagnostic()
                .wrap_err_with(|| format!("the key of {name}"))?,
        );
        if name == "treasury" {
            treasury = Some(identity);
        } else {
            holders.push((name, identity));
        }
    }
    let Some(till) = treasury else {
        println!(
            "{}: no money had left the purse yet",
            args.journal.display()
        );
        return Ok(0);
    };
    let patience = Duration::from_millis(args.patience);
    let recorder = Arc::new(Recorder::new(Instant::now()));
    let service = match find(&place, args, &recorder, patience).await {
        Ok(service) => Arc::new(service),
        Err(why) => {
            eprintln!("nothing was taken back: {why}");
            return Ok(record::Exit::Unproven.code());
        }
    };
    let till = Holder::new("treasury", till, service, RECOVERY_COUNTER).into_diagnostic()?;
    let journal = Journal::append(&args.journal).into_diagnostic()?;
    let limit = Decimal::smallest_units(i128::MAX);
    let scale = match place.fraction_digits {
        None => Scale::default(),
        Some(digits) => Scale::of(digits).ok_or_else(|| {
            miette!(
                "{}:1: {digits} fraction digits are more than the six that amounts have",
                args.journal.display()
            )
        })?,
    };
    let treasury = Treasury::new(till, Some(journal), limit, patience).counting_in(scale.unit());
    for (name, identity) in holders {
        treasury.remember(name, &identity);
    }
    treasury.take_all_back(&recorder).await;
    let left = treasury.close(&recorder, &place.purse).await;
    let mut told = runner::blank_evidence(&recorder, false);
    told.exchanges = recorder.exchanges();
    let fees = fees_told(&told, &Readings::default());
    if left.is_empty() {
        println!(
            "all that was lent went back to the purse {}, less {fees} in fees",
            place.purse
        );
    } else {
        println!(
            "not all that was lent went back to the purse {}; {fees} went in fees",
            place.purse
        );
    }
    for stray in &left {
        println!(
            "left behind: {} on {} ({})",
            stray.amount, stray.key, stray.why
        );
    }
    Ok(if left.is_empty() {
        0
    } else {
        record::Exit::Unproven.code()
    })
}

async fn find(
    place: &Place,
    args: &RecoverArgs,
    recorder: &Arc<Recorder>,
    patience: Duration,
) -> Result<Service, String> {
    let rules = if args.resolve.is_empty() {
        &place.resolve
    } else {
        &args.resolve
    };
    let resolve = Resolve::parse(rules).map_err(|e| e.to_string())?;
    let trust = match (&place.ca, &place.issuer_key) {
        (Some(ca), _) => Trust::Authority(ca.clone()),
        (None, Some(key)) => Trust::Pinned(wire::KeyId::parse(key).map_err(|e| e.to_string())?),
        (None, None) => return Err("the journal does not say whom to trust".into()),
    };
    let source = Source {
        wsdl: place.wsdl.clone(),
        resolve,
        trust,
    };
    runner::find_service(recorder, &source, patience).await
}
