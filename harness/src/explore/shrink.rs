//! Programs that are a little shorter or simpler than another one.
//!
//! proptest would try them one after the other; a program takes its time, for requests in it wait, and so all that come next
//! are tried side by side, and the shortest that still fails is gone on with.

use super::{
    model::OTHER,
    op::{HOLDERS, ONE, Op, Over, Units, Way},
    program::{Program, decimal},
};

/// Two operations at once are left out where there are no more than so many.
const FEW: usize = 10;

/// For how many steps a transfer to oneself counts beside its own: it is a thing of its own, and saves its payer's telling of
/// somebody else.
const TO_ONESELF: usize = 2;

/// How long and how involved a program is: its steps first, then all that can be simpler about them.
#[must_use]
pub fn size(program: &Program) -> (usize, usize, usize, Units) {
    let to_oneself = |op: &&Op| matches!(op, Op::Send { from, to, .. } if from == to);
    let alone = program.ops.iter().filter(to_oneself).count();
    let lines = program.lines().len() + TO_ONESELF * alone;
    let involved = program.ops.iter().map(involved).sum();
    let letters = program.scenario("", "").len();
    let amounts = program.ops.iter().filter_map(Op::amount).sum();
    (lines, involved, letters, amounts)
}

fn involved(op: &Op) -> usize {
    let holders: usize = op.holders().sum();
    let digits = |amount: Units| decimal(amount).len();
    holders
        + match *op {
            Op::Send { amount, way, .. } => {
                digits(amount)
                    + match way {
                        Way::Whole => 0,
                        Way::Lost | Way::Stutter => 8,
                        Way::Copies(copies) => 8 + usize::from(copies),
                    }
            }
            Op::TooMuch { more, .. } => digits(more),
            Op::Lower { amount, .. } => digits(amount),
            Op::Again(_, over) => match over {
                Over::Same => 0,
                Over::New => 2,
                Over::Session => 4,
            },
            _ => 0,
        }
}

/// Programs that are smaller than one, the smallest first.
#[must_use]
pub fn smaller(program: &Program) -> Vec<Program> {
    let mut all: Vec<Vec<Op>> = Vec::new();
    let ops = &program.ops;
    let mut window = ops.len().div_ceil(2);
    while window > 0 {
        for at in 0..=ops.len().saturating_sub(window) {
            let mut fewer = ops.clone();
            fewer.drain(at..(at + window).min(ops.len()));
            all.push(fewer);
        }
        window /= 2;
    }
    let pairs = if ops.len() > FEW { 0 } else { ops.len() };
    for (one, other) in (0..pairs).flat_map(|one| (0..one).map(move |other| (one, other))) {
        let mut fewer = ops.clone();
        fewer.remove(one);
        fewer.remove(other);
        all.push(fewer);
    }
    for at in 0..ops.len() {
        for simpler in simpler(&ops[at], enough(program.dearest)) {
            let mut other = ops.clone();
            other[at] = simpler;
            all.push(other);
        }
    }
    for (who, instead) in (0..HOLDERS).flat_map(|who| (0..who).map(move |i| (who, i))) {
        all.push(ops.iter().map(|op| renamed(op, who, instead)).collect());
    }
    let now = size(program);
    let sized = all.into_iter().filter(|ops| !ops.is_empty()).map(|ops| {
        let smaller = Program {
            ops,
            ..program.clone()
        };
        (size(&smaller), smaller)
    });
    let mut sized: Vec<_> = sized
        .filter(|(size, smaller)| *size < now && smaller.is_sound())
        .collect();
    sized.sort_by_key(|(size, _)| *size);
    sized.dedup_by(|a, b| a.1 == b.1);
    sized.into_iter().map(|(_, smaller)| smaller).collect()
}

fn simpler(op: &Op, enough: Units) -> Vec<Op> {
    let mut all = Vec::new();
    match *op {
        Op::Send {
            from,
            to,
            amount,
            way,
        } => {
            let ways = match way {
                Way::Whole => vec![],
                Way::Copies(copies) if copies > 2 => vec![Way::Whole, Way::Copies(copies / 2)],
                _ => vec![Way::Whole],
            };
            if from == to {
                all.push(Op::Send {
                    from,
                    to: (from + 1) % HOLDERS,
                    amount,
                    way,
                });
            }
            all.extend(ways.into_iter().map(|way| Op::Send {
                from,
                to,
                amount,
                way,
            }));
        }
        Op::Again(who, Over::New | Over::Session) => all.push(Op::Again(who, Over::Same)),
        _ => {}
    }
    let mut other = *op;
    if let Some(amount) = other.amount_mut().copied() {
        for amount in rounder(amount).into_iter().chain([enough]) {
            let mut rounder = *op;
            if let Some(place) = rounder.amount_mut() {
                *place = amount;
            }
            all.push(rounder);
        }
    }
    all
}

/// An amount of which its recipient can pay for being asked, so that nobody need lend it anything.
fn enough(dearest: Units) -> Units {
    let whole = (dearest + ONE - 1).div_euclid(ONE) * ONE;
    if whole == OTHER { whole + ONE } else { whole }
}

/// Amounts that are easier to read.
fn rounder(amount: Units) -> Vec<Units> {
    let mut all = vec![ONE, amount / ONE * ONE, amount % ONE];
    let mut unit = ONE / 10;
    while unit > 0 {
        // The first digits, and the same number of digits with as little in them as can be.
        all.push(amount / unit * unit);
        if amount % unit == 0 {
            all.push(unit);
            break;
        }
        unit /= 10;
    }
    all.retain(|a| *a > 0 && *a != OTHER);
    all
}

fn renamed(op: &Op, who: usize, instead: usize) -> Op {
    let mut other = *op;
    for holder in other.holders_mut().filter(|holder| **holder == who) {
        *holder = instead;
    }
    other
}
