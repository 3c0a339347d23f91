//! The model against the specification's own examples, programs in words, and what is smaller.

use super::*;
use crate::runner::Scale;

const FEE: Units = 1_250_000;

fn send(from: usize, to: usize, amount: Units) -> Op {
    Op::Send {
        from,
        to,
        amount,
        way: Way::Whole,
    }
}

fn after(ops: &[Op]) -> Model {
    let funded = Model::funded(FEE, ops);
    ops.iter().fold(funded, Model::after)
}

fn program(ops: &[Op]) -> Program {
    Program {
        ops: ops.to_vec(),
        people: [
            ("Alice", "she", "her"),
            ("Bob", "he", "his"),
            ("Dora", "she", "her"),
        ],
        dearest: FEE,
    }
}

fn steps(ops: &[Op]) -> Vec<String> {
    let scenario = program(ops).scenario("lcp.issuer.transfer.exact", "S");
    let lines = scenario.lines().skip(2);
    lines.map(|l| l.trim().to_owned()).collect()
}

#[test]
fn a_transfer_debits_the_payer_and_credits_the_recipient() {
    let model = after(&[send(0, 1, 100 * ONE)]);
    let funds = |who: usize| model.accounts[who].funds;
    assert_eq!(model.holds(0), funds(0) - 100 * ONE);
    assert_eq!(model.holds(1), funds(1) + 100 * ONE);
    assert_eq!(model.accounts[1].deposits, [100 * ONE]);
    // Alice can pay the amount and the dearest fee, and can be asked in the end.
    assert!(funds(0) >= 100 * ONE + 2 * FEE);
    assert_eq!(funds(2), 0, "who gets and sends nothing is lent nothing");
}

#[test]
fn what_is_redundant_changes_nothing() {
    let sent = after(&[send(0, 1, ONE)]);
    for redundant in [
        Op::Again(0, Over::Same),
        Op::Again(0, Over::Session),
        Op::Altered(0, Part::Amount),
        Op::Lower {
            from: 0,
            to: 1,
            amount: ONE,
        },
    ] {
        let model = sent.clone().after(&redundant);
        assert!(sent.allows(&redundant), "{redundant:?}");
        assert_eq!(
            (model.holds(0), model.holds(1)),
            (sent.holds(0), sent.holds(1)),
            "{redundant:?}"
        );
        assert_eq!(model.accounts[1].deposits, sent.accounts[1].deposits);
    }
}

#[test]
fn a_transfer_to_oneself_changes_nothing_and_is_told() {
    let model = after(&[send(0, 0, ONE)]);
    assert_eq!(model.holds(0), model.accounts[0].funds);
    assert_eq!(model.accounts[0].deposits, [ONE]);
}

#[test]
fn what_failed_stays_undone_when_money_comes() {
    let ops = [
        Op::TooMuch {
            from: 0,
            to: 1,
            more: ONE,
        },
        Op::MoneyComes(0),
        Op::Again(0, Over::Same),
        Op::Lists(1),
    ];
    assert_eq!(
        steps(&ops),
        [
            "Given Alice holds 4 Claire dollars",
            "When Alice sends 5 to Bob",
            "Then the transfer fails for good",
            "When Alice is lent 9 more",
            "And Alice sends the same message again over the same connection",
            "Then Bob finds no deposit",
        ]
    );
    assert_eq!(after(&ops).holds(0), 13 * ONE);
}

#[test]
fn what_has_no_sense_is_not_allowed() {
    let fresh = Model::new(FEE);
    for op in [
        Op::Again(0, Over::Same),
        Op::FirstAgain(0),
        Op::Altered(0, Part::User),
        Op::MoneyComes(0),
        Op::Succeeds,
        Op::HangUp(0),
    ] {
        assert!(!fresh.allows(&op), "{op:?}");
    }
    let waiting = fresh.after(&Op::Wait(1)).after(&Op::Wait(1));
    assert!(!waiting.allows(&Op::Wait(1)) && !waiting.allows(&Op::Holds(1)));
    // Money that came once does not come for the same failure again; and 7 is what an altered message says.
    let seven = Model::new(FEE).after(&send(0, 1, 7 * ONE));
    assert!(!seven.allows(&Op::Altered(0, Part::Amount)));
}

#[test]
fn lists_are_asked_for_in_the_plainest_words_that_fit() {
    let some = [send(0, 1, 500_000), Op::Lists(1)];
    assert_eq!(
        steps(&some).last().unwrap(),
        "Then Bob finds one deposit of 0.5"
    );
    let several = [
        send(0, 1, 500_000),
        send(2, 1, 2 * ONE),
        send(0, 1, 2 * ONE),
        Op::Lists(1),
    ];
    assert_eq!(
        steps(&several).last().unwrap(),
        "Then Bob has been told of \"0.5, 2 and 2\" in all, each once"
    );
    let lost = [send(0, 1, 500_000), Op::LoseReply(1), Op::Lists(1)];
    assert_eq!(
        steps(&lost).last().unwrap(),
        "Then Bob has been told of \"0.5\" in all, each at most once"
    );
}

#[test]
fn a_short_program_is_about_the_particular_thing_in_it() {
    let about = |ops: &[Op]| program(ops).about();
    assert_eq!(
        about(&[send(0, 1, ONE), Op::Lists(1)]),
        "lcp.issuer.transfer.exact"
    );
    assert_eq!(
        about(&[send(0, 1, 1), Op::Lists(1)]),
        "lcp.issuer.transfer.fraction-digits"
    );
    assert_eq!(about(&[send(0, 1, 1)]), "lcp.issuer.transfer.conserved");
    let twice = [Op::Wait(1), Op::Wait(1), send(0, 1, ONE), Op::Lists(1)];
    assert_eq!(about(&twice), "lcp.issuer.deposits.at-most-once");
    let in_turn = [Op::Wait(1), Op::Lists(1), Op::Wait(1), Op::Lists(1)];
    assert_eq!(about(&in_turn), "lcp.issuer.wait.either-order");
}

#[test]
fn a_seed_draws_the_same_programs_and_all_of_them_are_sound() {
    for number in 0..200 {
        let program = draw(7, number, FEE, Scale::default()).unwrap();
        assert_eq!(program, draw(7, number, FEE, Scale::default()).unwrap());
        assert!(
            program.is_sound() && program.lines().len() > 6,
            "{program:?}"
        );
    }
    assert_ne!(
        draw(7, 0, FEE, Scale::default()),
        draw(8, 0, FEE, Scale::default())
    );
}

#[test]
fn what_is_smaller_is_sound_and_smaller() {
    for number in 0..20 {
        let program = draw(3, number, FEE, Scale::default()).unwrap();
        let all = smaller(&program);
        assert!(!all.is_empty());
        for other in all {
            assert!(
                other.is_sound() && size(&other) < size(&program),
                "{other:?}"
            );
        }
    }
    // Of so much Bob can pay for being asked, and needs no loan.
    let shortest = program(&[send(0, 1, 2 * ONE)]);
    assert_eq!(smaller(&shortest), []);
    assert_eq!(smaller(&program(&[send(0, 1, ONE)])), [shortest]);
}

#[test]
fn a_program_that_does_more_is_taken_to_fail_for_the_same_reason() {
    let short = program(&[send(0, 1, ONE), Op::Again(0, Over::Same), Op::Lists(1)]);
    let copies = Op::Send {
        from: 2,
        to: 0,
        amount: 5,
        way: Way::Copies(4),
    };
    let more = program(&[copies, Op::Ask(1), Op::Again(2, Over::Same)]);
    assert!(more.contains(&short));
    let other = program(&[copies, Op::Again(2, Over::New), Op::Lists(1)]);
    assert!(!other.contains(&short));
    assert!(!short.contains(&more));
}
