//! Decorators that do the right thing and then what they are told to amend.

use crate::agent::balance::Seen;
use crate::agent::counters::Counters;
use crate::agent::courier::{Courier, Step, Tried};
use crate::agent::desk::{Attended, Desk};
use crate::agent::line::Line;
use crate::agent::parts::Parts;
use crate::agent::pen::{Pen, Reader};
use crate::agent::transport::{Letter, Mail};
use crate::state::Disk;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use wire::adapter::{Order, Refusal};
use wire::soap::{NoAnswer, Operation, Told};
use wire::{MessageCounter, Request, TransferFunds};

/// What an order came to.
pub(super) type Done = Result<Value, Refusal>;

struct AtDesk<O, D> {
    right: Arc<dyn Desk>,
    order: Arc<O>,
    done: Arc<D>,
}

impl<O, D> Desk for AtDesk<O, D>
where
    O: Fn(Order) -> Order + Send + Sync,
    D: Fn(&Order, Done) -> Done + Send + Sync,
{
    fn attend(&self, order: Order) -> Attended<'_> {
        Box::pin(async move {
            let order = (self.order)(order);
            let done = self.right.attend(order.clone()).await;
            (self.done)(&order, done)
        })
    }

    fn decline(&self, op: &str) -> Done {
        self.right.decline(op)
    }
}

/// Has something put around the desk.
pub(super) fn around_desk(
    parts: &mut Parts,
    around: impl Fn(Arc<dyn Desk>) -> Arc<dyn Desk> + Send + Sync + 'static,
) {
    let before = Arc::clone(&parts.desk);
    parts.desk = Arc::new(move |desk| around(before(desk)));
}

/// Has orders changed before they are taken, and what comes of them.
pub(super) fn at_desk(
    parts: &mut Parts,
    order: impl Fn(Order) -> Order + Send + Sync + 'static,
    done: impl Fn(&Order, Done) -> Done + Send + Sync + 'static,
) {
    let (order, done) = (Arc::new(order), Arc::new(done));
    around_desk(parts, move |right| {
        let (order, done) = (Arc::clone(&order), Arc::clone(&done));
        Arc::new(AtDesk { right, order, done })
    });
}

/// Has orders changed.
pub(super) fn ordered(parts: &mut Parts, order: impl Fn(Order) -> Order + Send + Sync + 'static) {
    at_desk(parts, order, |_, done| done);
}

/// Has what is told changed, where it is of this kind.
pub(in crate::agent) fn told<T: DeserializeOwned + Serialize>(
    parts: &mut Parts,
    amend: impl Fn(&Order, &mut T) + Send + Sync + 'static,
) {
    at_desk(
        parts,
        |order| order,
        move |order, done| done.map(|value| amended(value, |told| amend(order, told))),
    );
}

fn amended<T: DeserializeOwned + Serialize>(value: Value, amend: impl FnOnce(&mut T)) -> Value {
    let Ok(mut told) = T::deserialize(&value) else {
        return value;
    };
    amend(&mut told);
    serde_json::to_value(told).unwrap_or(value)
}

struct Written<F> {
    right: Arc<dyn Pen>,
    write: F,
}

impl<F: Fn(&dyn Pen, &Request) -> Letter + Send + Sync> Pen for Written<F> {
    fn write(&self, request: &Request) -> Letter {
        (self.write)(self.right.as_ref(), request)
    }
}

/// Has requests written otherwise.
pub(in crate::agent) fn written(
    parts: &mut Parts,
    write: impl Fn(&dyn Pen, &Request) -> Letter + Send + Sync + 'static,
) {
    let right = Arc::clone(&parts.pen);
    parts.pen = Arc::new(Written { right, write });
}

struct Read<F> {
    right: Arc<dyn Reader>,
    read: F,
}

impl<F> Reader for Read<F>
where
    F: Fn(&dyn Reader, Operation, &Mail) -> Result<Told, NoAnswer> + Send + Sync,
{
    fn read(&self, asked: Operation, mail: &Mail) -> Result<Told, NoAnswer> {
        (self.read)(self.right.as_ref(), asked, mail)
    }
}

/// Has answers read otherwise.
pub(super) fn read(
    parts: &mut Parts,
    read: impl Fn(&dyn Reader, Operation, &Mail) -> Result<Told, NoAnswer> + Send + Sync + 'static,
) {
    let right = Arc::clone(&parts.reader);
    parts.reader = Arc::new(Read { right, read });
}

/// What happened to a transfer that is under way.
pub(in crate::agent) enum Event<'a> {
    /// A copy was answered.
    Answered(&'a Told),
    /// A copy was not.
    Unanswered,
    /// The balance was told.
    Balance,
}

struct Deciding<F> {
    right: Arc<dyn Courier>,
    decide: F,
}

impl<F: Fn(&Tried, Event<'_>, Step) -> Step + Send + Sync> Courier for Deciding<F> {
    fn answered(&self, tried: &Tried, told: &Told) -> Step {
        let right = self.right.answered(tried, told);
        (self.decide)(tried, Event::Answered(told), right)
    }

    fn unanswered(&self, tried: &Tried) -> Step {
        let right = self.right.unanswered(tried);
        (self.decide)(tried, Event::Unanswered, right)
    }

    fn balance_told(&self, tried: &Tried, seen: Seen, quiet: Duration) -> Step {
        let right = self.right.balance_told(tried, seen, quiet);
        (self.decide)(tried, Event::Balance, right)
    }

    fn again(&self, transfer: &TransferFunds, tried: &Tried) -> TransferFunds {
        self.right.again(transfer, tried)
    }
}

/// Has it decided otherwise what comes next.
pub(in crate::agent) fn decided(
    parts: &mut Parts,
    decide: impl Fn(&Tried, Event<'_>, Step) -> Step + Send + Sync + 'static,
) {
    let right = Arc::clone(&parts.courier);
    parts.courier = Arc::new(Deciding { right, decide });
}

struct Numbering<F> {
    right: Arc<dyn Counters>,
    number: F,
}

impl<F> Counters for Numbering<F>
where
    F: Fn(Option<u64>, Option<MessageCounter>) -> Option<u64> + Send + Sync,
{
    fn next(&self, last: Option<u64>, is_stale: bool) -> Option<MessageCounter> {
        let right = self.right.next(last, is_stale);
        MessageCounter::new((self.number)(last, right)?)
    }
}

/// Has transfers numbered otherwise, by the last number and the right one.
pub(in crate::agent) fn numbered(
    parts: &mut Parts,
    number: impl Fn(Option<u64>, Option<MessageCounter>) -> Option<u64> + Send + Sync + 'static,
) {
    let right = Arc::clone(&parts.counters);
    parts.counters = Arc::new(Numbering { right, number });
}

struct Kept {
    right: Box<dyn Disk>,
    keep: Box<dyn FnMut(Line) -> Vec<Line> + Send>,
}

impl Disk for Kept {
    fn append(&mut self, lines: &str) -> io::Result<()> {
        let mut all = String::new();
        for line in lines.lines() {
            for kept in (self.keep)(serde_json::from_str(line)?) {
                all.push_str(&serde_json::to_string(&kept)?);
                all.push('\n');
            }
        }
        self.right.append(&all)
    }
}

/// Has other lines kept; the books are as they should be, until the next start.
pub(super) fn kept<K>(parts: &mut Parts, keeper: impl Fn() -> K + Send + Sync + 'static)
where
    K: FnMut(Line) -> Vec<Line> + Send + 'static,
{
    let before = Arc::clone(&parts.disk);
    parts.disk = Arc::new(move |disk| {
        let (right, keep) = (before(disk), Box::new(keeper()));
        Box::new(Kept { right, keep })
    });
}
