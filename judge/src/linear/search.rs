//! The search for an order.

use std::collections::{HashMap, HashSet};

use super::{
    candidates::{concerned, paid_by},
    links::Links,
    model::{Act, Op, OpHistory},
    problem::{Problem, executed_under},
    state::{Choice, Mark, State, mix},
};

/// How far a search goes.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many messages are carried out, those included that are taken back, before the search gives up.
    pub steps: u64,
}

impl Limits {
    /// Enough for a few knots of answers that were lost: one market of a hundred messages took half a million.
    #[must_use]
    pub fn of(history: &OpHistory) -> Self {
        Self {
            steps: 1_000_000.max(200_000 + 20 * history.ops.len() as u64),
        }
    }
}

/// What a search comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// One order explains every answer.
    Lawful,
    /// No order does.
    Unlawful,
    /// The search has gone as far as it may.
    Unknown,
}

/// Which messages without an answer are thought of when nothing else explains an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Those of the holder who got the answer, and those to it.
    Near,
    /// All.
    Far,
}

/// Looks for an order that explains every answer. With [`Reach::Near`] an order may be there although none is found.
pub(super) fn search(history: &OpHistory, limits: Limits, reach: Reach) -> Verdict {
    search_with(history, limits, reach, &Hints::new()).0
}

/// The same, by hints, and the order that was found.
pub(super) fn search_with(
    history: &OpHistory,
    limits: Limits,
    reach: Reach,
    hints: &Hints,
) -> (Verdict, Vec<Candidate>) {
    let problem = Problem::new(history);
    let mut search = Search::new(&problem, reach, hints);
    let verdict = search.run(limits);
    let order = search.order.into_iter().map(|frame| frame.taken);
    (verdict, order.collect())
}

/// So many states are remembered at most: what is forgotten may be looked at once more.
const MOST_SEEN: usize = 1 << 20;

/// A message, and what it may have come to.
pub(super) type Candidate = (usize, Choice);

/// What was lost that is likely to come before an answer to the same holder.
pub(super) type Hints = HashMap<usize, Vec<Candidate>>;

/// A place in the order: what may come there, the likeliest first. The list is made when the answer that is due first cannot come
/// at once.
#[derive(Debug, Default)]
pub(super) struct Place {
    pub(super) candidates: Option<Vec<Candidate>>,
    pub(super) next: usize,
    /// The holders that the answers were about which nothing explained after this place.
    conflict: HashSet<usize>,
}

struct Frame {
    taken: Candidate,
    mark: Mark,
    name: u128,
    place: Place,
    latest: u64,
}

/// A search under way.
pub(super) struct Search<'p> {
    pub(super) problem: &'p Problem<'p>,
    pub(super) hints: &'p Hints,
    pub(super) reach: Reach,
    /// How many deposits requests without an answer of each holder have not been carried out.
    pub(super) lost_lists: Vec<usize>,
    pub(super) state: State<'p>,
    pub(super) answered: Links,
    pub(super) returns: Links,
    /// The ones without an answer, by who sent them, and by who is paid.
    pub(super) open: Links,
    pub(super) open_to: Links,
    pub(super) lists: Links,
    pub(super) executed: Links,
    pub(super) taken: Vec<bool>,
    order: Vec<Frame>,
    /// The states that have been looked at, and the holders in question where nothing followed from them.
    seen: HashMap<u128, Vec<usize>>,
    carried_out: u128,
    /// When the latest of the messages that have been carried out was sent: what was over before cannot come any more.
    pub(super) latest: u64,
}

impl<'p> Search<'p> {
    fn new(problem: &'p Problem<'p>, reach: Reach, hints: &'p Hints) -> Self {
        let most = problem.history.ops.len();
        Self {
            problem,
            hints,
            reach,
            lost_lists: problem.lost_lists.clone(),
            state: State::new(problem),
            answered: Links::new([&problem.by_call], most),
            returns: Links::new([&problem.by_return], most),
            open: Links::new(&problem.open, most),
            open_to: Links::new(&problem.open_to, most),
            lists: Links::new(&problem.lists, most),
            executed: Links::new(&problem.executed, most),
            taken: vec![false; most],
            order: Vec::new(),
            seen: HashMap::new(),
            carried_out: 0,
            latest: 0,
        }
    }

    fn run(&mut self, limits: Limits) -> Verdict {
        let mut place = Place::default();
        let mut steps = 0;
        loop {
            let Some(due) = self.returns.first() else {
                return Verdict::Lawful;
            };
            if let Some(candidate) = self.candidate(&mut place, due) {
                steps += 1;
                if steps > limits.steps {
                    return Verdict::Unknown;
                }
                if let Some((mark, name)) = self.carry_out(candidate, &mut place) {
                    // It can be made again, and there are as many places as messages.
                    place.candidates = None;
                    self.order.push(Frame {
                        taken: candidate,
                        mark,
                        name,
                        place: std::mem::take(&mut place),
                        latest: self.latest,
                    });
                    self.latest = self.latest.max(self.op(candidate.0).called);
                }
                continue;
            }
            match self.jump_back(place.conflict, due) {
                Some(earlier) => place = earlier,
                None => return Verdict::Unlawful,
            }
        }
    }

    /// Takes messages back until something else may come at a place. Where only near messages are thought of, those that are
    /// about none of the holders in question are taken back without trying others in their place.
    fn jump_back(&mut self, mut conflict: HashSet<usize>, due: usize) -> Option<Place> {
        for n in self.chain(due) {
            conflict.extend(concerned(self.op(n)));
        }
        loop {
            let frame = self.order.last()?;
            let (last, name) = (frame.taken.0, frame.name);
            self.seen.insert(name, conflict.iter().copied().collect());
            let mut place = self.take_back()?;
            let about = concerned(self.op(last)).any(|holder| conflict.contains(&holder));
            if about || self.reach == Reach::Far {
                place.conflict.extend(conflict);
                return Some(place);
            }
        }
    }

    pub(super) fn op(&self, n: usize) -> &'p Op {
        &self.problem.history.ops[n]
    }

    fn carry_out(&mut self, (op, choice): Candidate, place: &mut Place) -> Option<(Mark, u128)> {
        if self.is_misplaced(op, choice) {
            return None;
        }
        let mark = self.state.apply(op, choice)?;
        let carried_out = self.carried_out ^ name(op, choice);
        let name = mix(carried_out, self.state.hash());
        if let Some(about) = self.seen.get(&name) {
            place.conflict.extend(about);
            self.state.undo(mark);
            return None;
        }
        if self.seen.len() >= MOST_SEEN {
            self.seen.clear();
        }
        self.seen.insert(name, Vec::new());
        self.carried_out = carried_out;
        self.move_out(op);
        Some((mark, name))
    }

    fn take_back(&mut self) -> Option<Place> {
        let frame = self.order.pop()?;
        let (op, choice) = frame.taken;
        self.move_in(op);
        self.carried_out ^= name(op, choice);
        self.state.undo(frame.mark);
        self.latest = frame.latest;
        Some(frame.place)
    }

    fn move_out(&mut self, n: usize) {
        self.taken[n] = true;
        let op = self.op(n);
        let lists = matches!(op.act, Act::Deposits { .. });
        if op.returned.is_none() {
            self.lost_lists[op.holder] -= usize::from(lists);
            self.open.take_out(n);
            if paid_by(op).is_some() {
                self.open_to.take_out(n);
            }
            return;
        }
        self.answered.take_out(n);
        self.returns.take_out(n);
        if lists {
            self.lists.take_out(n);
        } else if executed_under(op).is_some() {
            self.executed.take_out(n);
        }
    }

    fn move_in(&mut self, n: usize) {
        self.taken[n] = false;
        let op = self.op(n);
        let lists = matches!(op.act, Act::Deposits { .. });
        if op.returned.is_none() {
            self.lost_lists[op.holder] += usize::from(lists);
            if paid_by(op).is_some() {
                self.open_to.put_back(n);
            }
            return self.open.put_back(n);
        }
        self.answered.put_back(n);
        self.returns.put_back(n);
        if lists {
            self.lists.put_back(n);
        } else if executed_under(op).is_some() {
            self.executed.put_back(n);
        }
    }
}

/// A message and what it came to, as a number.
fn name(op: usize, choice: Choice) -> u128 {
    mix(op as u128, if choice == Choice::First { 11 } else { 13 })
}
