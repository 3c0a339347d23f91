//! One order for everything, or none: against every order tried out, against published histories, and large.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]
#![allow(unreachable_pub, reason = "the generator serves the benchmark too")]

mod generate;
mod oracle;
mod published;

use generate::{Dice, Plan, falsified, lawful};
use judge::linear::{Limits, OpHistory, Verdict, check, witness};

const SMALL: Plan = Plan {
    holders: 2,
    ops: 6,
    held: 4,
    lost: 4,
    at_once: true,
    bounded: false,
};

fn verdict(history: &OpHistory) -> bool {
    match check(history, Limits::of(history)) {
        Verdict::Lawful => true,
        Verdict::Unlawful => false,
        Verdict::Unknown => panic!("unknown: {history:?}"),
    }
}

#[test]
fn it_agrees_with_every_order_tried_out() {
    let mut unlawful = 0;
    for seed in 0..3_000 {
        let mut dice = Dice::new(seed);
        let plan = Plan {
            ops: 3 + dice.index(4),
            at_once: seed % 3 > 0,
            bounded: seed % 5 == 0,
            ..SMALL
        };
        let history = lawful(&plan, &mut dice);
        assert!(verdict(&history), "seed {seed}: {history:?}");
        let history = falsified(history, &mut dice);
        let expected = oracle::is_lawful(&history);
        assert_eq!(verdict(&history), expected, "seed {seed}: {history:?}");
        unlawful += u32::from(!expected);
    }
    assert!(unlawful > 1_000, "only {unlawful} unlawful histories");
}

#[test]
fn a_witness_is_unlawful_by_itself_and_nothing_of_it_can_be_left_out() {
    for seed in 0..300 {
        let mut dice = Dice::new(seed);
        let history = falsified(lawful(&SMALL, &mut dice), &mut dice);
        let found = witness(&history, Limits::of(&history));
        assert_eq!(found.is_empty(), verdict(&history), "seed {seed}");
        let only = |kept: &[usize]| {
            let mut rest = history.clone();
            for n in (0..rest.ops.len()).filter(|n| !kept.contains(n)) {
                rest.ops[n] = rest.ops[n].forgotten();
            }
            rest
        };
        if found.is_empty() {
            continue;
        }
        assert!(
            !oracle::is_lawful(&only(&found)),
            "seed {seed}: {found:?} is no witness of {history:?}"
        );
    }
}

#[test]
fn large_histories_of_holders_who_wait_for_their_answers_are_settled() {
    for seed in 0..4 {
        let mut dice = Dice::new(seed);
        let plan = Plan {
            holders: 50,
            ops: 2_000,
            held: 1_000,
            lost: 50,
            at_once: false,
            bounded: true,
        };
        let history = lawful(&plan, &mut dice);
        assert_eq!(
            check(&history, Limits::of(&history)),
            Verdict::Lawful,
            "seed {seed}"
        );
    }
}
