//! `trialplate selftest`: the suite against every fault of the reference, and against none.

use std::{
    fs,
    io::IsTerminal,
    path::{Path, PathBuf},
    time::Instant,
};

use judge::Decimal;
use miette::{IntoDiagnostic, WrapErr, miette};
use record::{KillMatrix, MATRIX_FORMAT, MatrixColumn, MatrixTrial, PROFILE};

use super::{
    defects::{Defect, defects},
    rehearsal::{CROWD, PER_CORE, Rehearsal, Stage, VARIATIONS, rehearse},
    session::{now, repeat},
    subject::SCENARIOS,
};
use crate::runner::{Extent, nearest_id};

/// Where the matrix goes by default.
const OUT: &str = "target/trialplate/selftest";

/// How many are enough where nothing depends on how many.
const FEW: u32 = 8;

/// How many requests are generated with a fault: the rest of a run's many are more of the same.
const DRAWN: u32 = 24;

/// How many scenarios go on side by side in one of many runs, which share the processors' memory.
const AT_ONCE: usize = 24;

/// What holders may be left with, in units: whoever borrows more gives it back, so that the purse is rich to the end.
const SMALL_CHANGE: i128 = 1_000_000;

/// Flags of `selftest`.
#[derive(Debug, clap::Args)]
pub(super) struct SelftestArgs {
    /// Suite and role: lcp/issuer, lcp/holder.
    role: String,
    /// Only this fault, and none; may be given several times.
    #[arg(long = "fault", value_name = "NAME")]
    faults: Vec<String>,
    /// How many runs go on side by side [default: eight for each core].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// What names, amounts and ids vary by [default: another one each time].
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Where the matrix goes: kill-matrix.json, kill-matrix.md, kill-matrix.html.
    #[arg(long, value_name = "DIR", default_value = OUT)]
    out: PathBuf,
}

/// Runs, and gives the exit status.
pub(super) fn run(args: &SelftestArgs) -> miette::Result<u8> {
    let stage = Stage::of(&args.role)?;
    let all = defects(&args.role)?;
    let complete = args.faults.is_empty();
    let faults = chosen(all, &args.faults, &args.role)?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = args.jobs.map_or(cores * PER_CORE, usize::from);
    let seed = args.seed.unwrap_or_else(|| fastrand::u64(..1 << 32));
    fs::create_dir_all(&args.out)
        .into_diagnostic()
        .wrap_err_with(|| format!("--out {}", args.out.display()))?;
    super::raise_descriptor_limit();
    let rehearsal = |defect: Option<&Defect>| Rehearsal {
        seed,
        strict: true,
        extent: extent(defect),
        jobs: defect.map_or(SCENARIOS.into(), |_| AT_ONCE),
        like: defect.map_or_else(|| stage.faultless(), |d| d.like.clone()),
        command: String::new(),
    };
    eprintln!(
        "{} · {} {} and none · seed {seed} · {} scenarios each · {jobs} side by side",
        args.role,
        faults.len(),
        if faults.len() == 1 { "fault" } else { "faults" },
        stage.scenarios()
    );
    let began = Instant::now();
    let mut matrix = KillMatrix {
        format: MATRIX_FORMAT.into(),
        profile: PROFILE.into(),
        version: env!("CARGO_PKG_VERSION").into(),
        role: args.role.clone(),
        started: now(),
        command: repeat(seed),
        seed,
        jobs,
        duration_ms: 0,
        requirements: columns(&stage),
        // Alone, so that how long it takes can be compared.
        faultless: faultless(&stage, rehearsal(None))?,
        faults: faults.iter().map(|f| f.row.clone()).collect(),
        complete,
        problems: Vec::new(),
        exit: 0,
    };
    let order = order(&faults);
    let rehearsals: Vec<Rehearsal> = order.iter().map(|n| rehearsal(Some(&faults[*n]))).collect();
    let progress = bar(faults.len());
    rehearse(&stage, &rehearsals, jobs, |n, ran| {
        match ran {
            Ok(run) => matrix.faults[order[n]].trial = Some(judge::trial(&run)),
            Err(why) => progress.suspend(|| eprintln!("{}: {why}", matrix.faults[order[n]].name)),
        }
        progress.inc(1);
    });
    progress.finish_and_clear();
    matrix.duration_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    judge::conclude_matrix(&mut matrix);
    write(&matrix, &args.out)?;
    Ok(matrix.exit)
}

/// In which order faults are tried: those that take long at the front, so that none of them is left at the end while cores have
/// nothing to do, and with each of them another, for what takes long mostly waits.
fn order(faults: &[Defect]) -> Vec<usize> {
    let (long, short): (Vec<usize>, Vec<usize>) =
        (0..faults.len()).partition(|n| faults[*n].is_long());
    let mut order = Vec::with_capacity(faults.len());
    let mut short = short.into_iter();
    for n in long {
        order.push(n);
        order.extend(short.next());
    }
    order.extend(short);
    order
}

/// How much is done. With a fault that shows in few there are few, and small change is not given back: only the purse's own books
/// depend on that, and those are looked into without a fault.
fn extent(defect: Option<&Defect>) -> Extent {
    let whole = Extent {
        variations: VARIATIONS,
        ..Extent::WHOLE
    };
    let few = Extent {
        variations: DRAWN,
        crowd: CROWD,
        up_to: FEW,
        ..whole
    };
    let extent = match defect {
        None => return whole,
        Some(defect) if defect.needs_a_crowd => whole,
        Some(_) => few,
    };
    let leaves = Decimal::smallest_units(SMALL_CHANGE * 1_000_000);
    Extent { leaves, ..extent }
}

fn chosen(all: Vec<Defect>, names: &[String], role: &str) -> miette::Result<Vec<Defect>> {
    if names.is_empty() {
        return Ok(all);
    }
    let find = |name: &String| {
        let found = all.iter().find(|d| d.row.name == *name).cloned();
        found.ok_or_else(|| {
            let known = all.iter().map(|d| d.row.name.as_str());
            let near = nearest_id(name, known).map_or(String::new(), |n| format!(", but {n}"));
            miette!(
                "--fault: no fault is called {name:?}{near}; `trialplate list {role} --faults` shows all that there are"
            )
        })
    };
    names.iter().map(find).collect()
}

fn columns(stage: &Stage) -> Vec<MatrixColumn> {
    let of_role = stage.ledger.iter().filter(|r| r.id.role() == stage.role);
    of_role
        .map(|r| MatrixColumn {
            id: r.id.clone(),
            level: r.level,
            says: r.says.clone(),
        })
        .collect()
}

fn faultless(stage: &Stage, rehearsal: Rehearsal) -> miette::Result<MatrixTrial> {
    let mut came = Err("it came to no end".to_owned());
    rehearse(stage, &[rehearsal], 1, |_, ran| came = ran);
    let run = came.map_err(|why| miette!("the run without a fault broke down: {why}"))?;
    Ok(judge::trial(&run))
}

fn bar(faults: usize) -> indicatif::ProgressBar {
    if std::io::stderr().is_terminal() {
        indicatif::ProgressBar::new(faults as u64)
    } else {
        indicatif::ProgressBar::hidden()
    }
}

fn write(matrix: &KillMatrix, out: &Path) -> miette::Result<()> {
    let files = [
        ("kill-matrix.json", reports::matrix::json(matrix)),
        ("kill-matrix.md", reports::matrix::markdown(matrix)),
        ("kill-matrix.html", reports::matrix::html(matrix)),
    ];
    let mut links = Vec::new();
    for (name, text) in files {
        let path = out.join(name);
        fs::write(&path, text)
            .into_diagnostic()
            .wrap_err_with(|| path.display().to_string())?;
        links.push(path.display().to_string());
    }
    let color = std::io::stdout().is_terminal();
    super::print(&reports::matrix::text(matrix, color, &links));
    Ok(())
}
