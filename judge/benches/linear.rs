//! How long it takes to find one order for a large history, or a contradiction in it, and how much memory: by size, fifty holders.
//! Each history is judged in a process of its own, so that its memory is its own.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a measurement ends where something is not as it should be"
)]

use std::{fs, process::Command, time::Instant};

use generate::{Dice, Plan, falsified, lawful};
use judge::linear::{Limits, Verdict, check, witness};

#[path = "../tests/linear/generate.rs"]
#[allow(unreachable_pub, reason = "the tests' generator")]
mod generate;

const SIZES: [(usize, u64); 3] = [(1_000, 10), (10_000, 10), (100_000, 3)];

/// What is asked of a process: a history, by its size, whether an answer in it is falsified, and its seed.
const ONE: &str = "one-history";

/// One history, judged.
struct Judged {
    verdict: String,
    seconds: f64,
    witness: usize,
    witness_seconds: f64,
    /// What the process took beside the history, at its most.
    megabytes: f64,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [one, size, wrong, seed] = args.as_slice()
        && one == ONE
    {
        return judge(
            size.parse().unwrap(),
            wrong == "true",
            seed.parse().unwrap(),
        );
    }
    println!(
        "fifty holders who wait for their answers; one answer of fifty is lost; seconds and MB: median, most"
    );
    println!(
        "| messages | an answer falsified | verdicts | seconds | MB beside the history | witness: answers, seconds |"
    );
    println!("|---|---|---|---|---|---|");
    for (size, seeds) in SIZES {
        for wrong in [false, true] {
            let all: Vec<Judged> = (0..seeds).map(|seed| apart(size, wrong, seed)).collect();
            println!("{}", row(size, wrong, &all));
        }
    }
}

fn row(size: usize, wrong: bool, all: &[Judged]) -> String {
    let count = |name: &str| all.iter().filter(|j| j.verdict == name).count();
    let verdicts: Vec<String> = ["Lawful", "Unlawful", "Unknown"]
        .iter()
        .filter(|name| count(name) > 0)
        .map(|name| format!("{} {}", count(name), name.to_lowercase()))
        .collect();
    let found: Vec<&Judged> = all.iter().filter(|j| j.witness > 0).collect();
    let witness = found.iter().map(|j| j.witness as f64).collect();
    let witness = if found.is_empty() {
        "none".to_owned()
    } else {
        let seconds = found.iter().map(|j| j.witness_seconds).collect();
        format!("{}; {}", spread(witness, 0), spread(seconds, 2))
    };
    format!(
        "| {size} | {} | {} | {} | {} | {witness} |",
        if wrong { "yes" } else { "no" },
        verdicts.join(", "),
        spread(all.iter().map(|j| j.seconds).collect(), 3),
        spread(all.iter().map(|j| j.megabytes).collect(), 0),
    )
}

fn spread(mut all: Vec<f64>, digits: usize) -> String {
    all.sort_by(f64::total_cmp);
    format!(
        "{:.digits$}, {:.digits$}",
        all[all.len() / 2],
        all[all.len() - 1]
    )
}

fn apart(size: usize, wrong: bool, seed: u64) -> Judged {
    let program = std::env::current_exe().expect("the program's path");
    let output = Command::new(program)
        .args([
            ONE,
            &size.to_string(),
            &wrong.to_string(),
            &seed.to_string(),
        ])
        .output()
        .expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("text");
    let mut words = text.split_whitespace();
    let mut next = || words.next().expect("five words");
    Judged {
        verdict: next().to_owned(),
        seconds: next().parse().unwrap(),
        witness: next().parse().unwrap(),
        witness_seconds: next().parse().unwrap(),
        megabytes: next().parse().unwrap(),
    }
}

fn judge(ops: usize, wrong: bool, seed: u64) {
    let mut dice = Dice::new(seed);
    let plan = Plan {
        holders: 50,
        ops,
        held: 1_000,
        lost: 50,
        at_once: false,
        bounded: seed % 2 == 0,
    };
    let mut history = lawful(&plan, &mut dice);
    if wrong {
        history = falsified(history, &mut dice);
    }
    let limits = Limits::of(&history);
    // From here on the peak is counted anew (proc(5), clear_refs).
    fs::write("/proc/self/clear_refs", "5").expect("a Linux that counts peaks anew");
    let before = kilobytes("VmRSS:");
    let begun = Instant::now();
    let verdict = check(&history, limits);
    let seconds = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    let found = match verdict {
        Verdict::Unlawful => witness(&history, limits).len(),
        _ => 0,
    };
    println!(
        "{verdict:?} {seconds} {found} {} {}",
        begun.elapsed().as_secs_f64(),
        (kilobytes("VmHWM:") - before) / 1024.0
    );
}

fn kilobytes(name: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").expect("a Linux");
    let line = status.lines().find_map(|l| l.strip_prefix(name));
    let number = line.and_then(|l| l.split_whitespace().next());
    number.expect("a line for it").parse().expect("a number")
}
