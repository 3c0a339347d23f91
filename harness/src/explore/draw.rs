//! Drawing programs: a seed, and what the model allows.

use proptest::{
    prelude::{BoxedStrategy, Just, Strategy},
    strategy::{Union, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use proptest_state_machine::Sequential;

use super::{
    model::{Model, OTHER},
    op::{HOLDERS, ONE, Op, Over, Part, Units, Way},
    program::Program,
};
use crate::runner::Scale;

/// How many operations are drawn for a program; looks at everybody's account come behind them.
const OPERATIONS: std::ops::RangeInclusive<usize> = 4..=12;

/// How much is sent at most, without what stands behind the point.
const MOST: Units = 9;

/// The program of a number, among those of a seed.
///
/// Amounts have no more fraction digits than are held.
///
/// # Errors
/// When the model allows next to nothing, which no seed should come to.
pub fn draw(seed: u64, number: u64, dearest: Units, scale: Scale) -> Result<Program, String> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    bytes[8..16].copy_from_slice(&number.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let digits = scale.digits();
    let strategy = Sequential::new(
        OPERATIONS.into(),
        move || Just(Model::new(dearest)).boxed(),
        |model: &Model, op: &Op| model.allows(op),
        move |model: &Model| operations(model, digits),
        |model: Model, op: &Op| model.after(op),
    );
    let tree = strategy
        .new_tree(&mut runner)
        .map_err(|why| format!("no program can be drawn: {why}"))?;
    let (_, ops, _) = tree.current();
    let program = Program {
        ops: with_looks(ops),
        people: Program::cast(seed.rotate_left(32) ^ number),
        dearest,
    };
    Ok(program.sound())
}

/// Who is in doubt asks again; then everybody looks.
fn with_looks(mut ops: Vec<Op>) -> Vec<Op> {
    let model = ops.iter().fold(Model::new(0), Model::after);
    let doubtful = (0..HOLDERS).filter(|who| model.is_in_doubt(*who));
    ops.extend(doubtful.map(|who| Op::Again(who, Over::New)));
    ops.extend((0..HOLDERS).flat_map(|who| [Op::Lists(who), Op::Holds(who)]));
    ops
}

fn amount(most_digits: u32) -> BoxedStrategy<Units> {
    (0..=MOST, 0..ONE, 0..=most_digits)
        .prop_map(|(whole, fraction, digits)| {
            // As many digits behind the point as were drawn.
            let unit = 10_i64.pow(6 - digits);
            let amount = whole * ONE + fraction / unit * unit;
            if amount == 0 || amount == OTHER {
                unit
            } else {
                amount
            }
        })
        .boxed()
}

fn holder() -> std::ops::Range<usize> {
    0..HOLDERS
}

/// What can come next, with what makes it likely: where something has begun, what goes on with it.
fn operations(model: &Model, digits: u32) -> BoxedStrategy<Op> {
    let mut all: Vec<(u32, BoxedStrategy<Op>)> = vec![
        (12, sends(way(), digits)),
        (2, too_much(digits)),
        (4, holder().prop_map(Op::Wait).boxed()),
        (1, holder().prop_map(Op::HangUpWaiting).boxed()),
        (1, holder().prop_map(Op::LoseReply).boxed()),
        (2, holder().prop_map(Op::Ask).boxed()),
        (2, holder().prop_map(Op::HangUp).boxed()),
        (1, holder().prop_map(Op::Forget).boxed()),
        (2, holder().prop_map(Op::Lists).boxed()),
        (2, holder().prop_map(Op::Holds).boxed()),
        (2, Just(Op::Succeeds).boxed()),
    ];
    for who in 0..HOLDERS {
        match model.waiting(who) {
            0 => {}
            1 => all.extend([
                (12, Just(Op::Wait(who)).boxed()),
                (8, sends_to(who, digits)),
                (2, Just(Op::Lists(who)).boxed()),
            ]),
            _ => all.extend([
                (30, sends_to(who, digits)),
                (4, Just(Op::Lists(who)).boxed()),
            ]),
        }
        if model.has_sent(who) {
            all.push((6, over().prop_map(move |over| Op::Again(who, over)).boxed()));
            all.push((
                3,
                part().prop_map(move |part| Op::Altered(who, part)).boxed(),
            ));
            all.push((2, lower(who, digits)));
            all.push((1, Just(Op::FirstAgain(who)).boxed()));
        }
        if model.lacks(who) {
            all.push((12, Just(Op::MoneyComes(who)).boxed()));
        }
    }
    Union::new_weighted(all)
        .boxed()
        .prop_filter_map("it has no sense here", {
            let model = model.clone();
            move |op| model.allows(&op).then_some(op)
        })
        .boxed()
}

fn way() -> BoxedStrategy<Way> {
    let copies = [2, 4, 8].map(|n| Just(Way::Copies(n)).boxed());
    Union::new_weighted(vec![
        (10, Just(Way::Whole).boxed()),
        (3, Just(Way::Lost).boxed()),
        (2, Just(Way::Stutter).boxed()),
        (3, Union::new(copies).boxed()),
    ])
    .boxed()
}

fn sends(way: BoxedStrategy<Way>, digits: u32) -> BoxedStrategy<Op> {
    (holder(), holder(), amount(digits), way)
        .prop_map(|(from, to, amount, way)| Op::Send {
            from,
            to,
            amount,
            way,
        })
        .boxed()
}

fn sends_to(to: usize, digits: u32) -> BoxedStrategy<Op> {
    (holder(), amount(digits))
        .prop_map(move |(from, amount)| Op::Send {
            from,
            to,
            amount,
            way: Way::Whole,
        })
        .boxed()
}

fn too_much(digits: u32) -> BoxedStrategy<Op> {
    (holder(), holder(), amount(digits))
        .prop_map(|(from, to, more)| Op::TooMuch { from, to, more })
        .boxed()
}

fn lower(from: usize, digits: u32) -> BoxedStrategy<Op> {
    (holder(), amount(digits))
        .prop_map(move |(to, amount)| Op::Lower { from, to, amount })
        .boxed()
}

fn over() -> BoxedStrategy<Over> {
    Union::new([Over::Same, Over::New, Over::Session].map(Just)).boxed()
}

fn part() -> BoxedStrategy<Part> {
    Union::new([Part::Amount, Part::TransactionId, Part::User].map(Just)).boxed()
}
