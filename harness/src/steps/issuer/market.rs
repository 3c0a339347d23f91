//! A market: many holders pay each other at the same time.

use std::{sync::Arc, time::Duration};

use futures::{FutureExt, future::join};
use judge::{Decimal, decode::Reply};
use record::Check;
use tokio::{task::JoinHandle, time::Instant};

use super::{accounts, redundant, transfers};
use crate::{
    peer::{self, Call, Holder, Letter, Recorder},
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

/// Where a subject is slow, holders begin nothing more after this time.
const FOR_A_WHILE: Duration = Duration::from_secs(3);

/// One message in so many is for an amount that the payer may not have.
const DEAR: usize = 6;

/// So many answers to transfers are lost in a market: each doubles what may have happened. No list is lost, for nobody could say
/// what it cost a holder who has less than its fee.
const LOST: usize = 2;

/// One payment in so many has to have succeeded: where hardly any does, nothing is seen of an order.
const SUCCEEDING: usize = 4;

/// Who comes to a market.
const NAMES: [&str; 32] = [
    "Ada", "Bela", "Cleo", "Dora", "Edda", "Finn", "Gala", "Hugo", "Ilse", "Jan", "Kira", "Lena",
    "Mila", "Nils", "Olga", "Pia", "Quin", "Rosa", "Sven", "Tilda", "Udo", "Vera", "Wim", "Xenia",
    "Yves", "Zita", "Arno", "Bruno", "Clara", "Doris", "Emil", "Fritz",
];

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{int} holders share {amount} Claire dollars",
            "Lends the amount to one of them, who pays half of it to another; then both do so, and so on, until all have the same, less \
             the fees. The number is a power of two.",
            |w, a| share(w, a).boxed(),
        )
        .lending(|a| a.amount(1).unwrap_or_default()),
        Definition::new(
            "each of them sends {int} messages, all at the same time, and some answers are lost",
            "Everybody pays others, asks what arrived, asks while a payment is under way, sends two copies of a message at once, or \
             makes a new session; of a few transfers the connection breaks before the answer, and they are sent again. Who does \
             what, and for how much, is drawn by the seed.",
            |w, a| trade(w, a).boxed(),
        ),
        Definition::new(
            "one order of all messages explains every answer",
            "Expects that all answers are those of an issuer that carries out one message after the other.",
            |w, _| async move { w.expect(Check::Linearizable {}) }.boxed(),
        ),
    ]
}

/// What a holder does next.
#[derive(Debug, Clone)]
enum Errand {
    /// Sends a transfer.
    Pay(Letter),
    /// Sends a transfer in two copies at once.
    PayTwice(Letter),
    /// Sends a transfer, and asks at the same time over another connection.
    PayAndAsk(Letter),
    /// Sends a transfer, hangs up, and sends it again. Whether it waits for the answer to begin before it hangs up.
    PayAgain(Letter, bool),
    /// Asks.
    Ask,
    /// Asks in a new session.
    AskAnew,
}

async fn share(w: &mut World, a: Args) -> Step {
    let (count, mut amount): (usize, Decimal) = (a.number(0)?, a.amount(1)?);
    let names = NAMES.get(..count);
    let names = names.ok_or_else(|| Halt::error(format!("there are names for {}", NAMES.len())))?;
    let all = w.vary(amount);
    accounts::fund(w, names[0], all).await?;
    let mut having = 1;
    while having < count {
        amount = amount.times(Decimal::smallest_units(500_000));
        let half = w.vary(amount);
        if !w.settings.scale.holds(half) {
            return Err(Halt::not_applicable(format!(
                "a share of {half} has more fraction digits than the issuer holds"
            )));
        }
        let half = half.to_string();
        let mut errands = Vec::new();
        for n in 0..having.min(count - having) {
            let letter = payment(w, names[n], &half, names[having + n])?;
            errands.push((names[n].to_owned(), vec![Errand::Pay(letter)]));
        }
        having += errands.len();
        run(w, errands).await?;
    }
    Ok(())
}

fn payment(w: &mut World, payer: &str, amount: &str, recipient: &str) -> Result<Letter, Halt> {
    let transfer = transfers::ordinary(w, payer, amount, recipient)?;
    Ok(transfers::letter(w, &transfer))
}

async fn trade(w: &mut World, a: Args) -> Step {
    let each: usize = a.number(0)?;
    let names: Vec<String> = w.holders.keys().cloned().collect();
    let mut special: Vec<usize> = (0..names.len()).collect();
    w.random.shuffle(&mut special);
    let mut errands = Vec::new();
    for (n, name) in names.iter().enumerate() {
        let rank = special[n];
        let unlucky = w.random.usize(0..each);
        let mut own = Vec::with_capacity(each);
        for at in 0..each {
            let errand = match (at == unlucky, rank) {
                (true, r) if r < LOST => {
                    let waits = w.random.bool();
                    Errand::PayAgain(any_payment(w, &names, n)?, waits)
                }
                _ => draw(w, &names, n)?,
            };
            own.push(errand);
        }
        errands.push((name.clone(), own));
    }
    let payments = errands.iter().flat_map(|(_, own)| own);
    let payments = payments.filter(|e| matches!(e, Errand::Pay(_) | Errand::PayAndAsk(_)));
    let payments = payments.count();
    let sent = run(w, errands).await?;
    let is_success = |id: &u32| matches!(w.reply(*id), Ok(Reply::Transfer { result, .. }) if result == "success");
    let executed = sent.iter().filter(|id| is_success(id)).count();
    if executed * SUCCEEDING < payments {
        return Err(Halt::inconclusive(format!(
            "of {payments} payments {executed} succeeded: that says little about their order"
        )));
    }
    Ok(())
}

fn draw(w: &mut World, names: &[String], own: usize) -> Result<Errand, Halt> {
    Ok(match w.random.usize(0..20) {
        0..9 => Errand::Pay(any_payment(w, names, own)?),
        9..11 => Errand::PayTwice(any_payment(w, names, own)?),
        11..14 => Errand::PayAndAsk(any_payment(w, names, own)?),
        14..19 => Errand::Ask,
        _ => Errand::AskAnew,
    })
}

fn any_payment(w: &mut World, names: &[String], own: usize) -> Result<Letter, Halt> {
    // One's own number comes out as the next one's.
    let other = w.random.usize(0..names.len() - 1);
    let recipient = &names[if other == own { names.len() - 1 } else { other }];
    let amount = if w.random.usize(0..DEAR) == 0 {
        w.random.i32(30..60)
    } else {
        w.random.i32(1..10)
    };
    let amount = w.vary(Decimal::smallest_units(i128::from(amount) * 1_000_000));
    payment(w, &names[own], &amount.to_string(), recipient)
}

/// Lets each holder do its errands, all at the same time, and gives back the exchanges.
async fn run(w: &mut World, errands: Vec<(String, Vec<Errand>)>) -> Result<Vec<u32>, Halt> {
    let until = Instant::now() + FOR_A_WHILE;
    let mut tasks: Vec<JoinHandle<Stall>> = Vec::new();
    for (name, errands) in errands {
        let holder = w.holders.remove(&name);
        let holder = holder.ok_or_else(|| Halt::error(format!("{name} is no holder")))?;
        let stall = Stall {
            holder,
            recorder: Arc::clone(&w.recorder),
            call: w.call(0),
            sent: Vec::new(),
            again: Vec::new(),
        };
        tasks.push(tokio::spawn(stall.work(errands, until)));
    }
    let mut ids = Vec::new();
    let mut again = Vec::new();
    for task in tasks {
        let stall = task
            .await
            .map_err(|e| Halt::error(format!("a holder's errands ended with {e}")))?;
        w.holders.insert(stall.holder.name.clone(), stall.holder);
        ids.extend(stall.sent);
        again.extend(stall.again);
    }
    for id in &ids {
        w.settled(*id)?;
    }
    for id in again {
        redundant::settled(w, id)?;
    }
    Ok(ids)
}

/// A holder at work, and what it sent: for the first time, and again.
struct Stall {
    holder: Holder,
    recorder: Arc<Recorder>,
    call: Call,
    sent: Vec<u32>,
    again: Vec<u32>,
}

impl Stall {
    async fn work(mut self, errands: Vec<Errand>, until: Instant) -> Self {
        let ask = Letter::deposits(self.holder.service(), 0);
        for errand in errands {
            if Instant::now() > until {
                break;
            }
            match errand {
                Errand::Pay(letter) => self.send(&letter).await,
                Errand::Ask => self.send(&ask).await,
                Errand::AskAnew => {
                    // A key that made a configuration once makes one again.
                    if self.holder.forget().is_ok() {
                        self.send(&ask).await;
                    }
                }
                Errand::PayTwice(letter) => {
                    let second = self.both(&letter, &letter).await;
                    self.again.extend(second);
                }
                Errand::PayAndAsk(letter) => {
                    let second = self.both(&letter, &ask).await;
                    self.sent.extend(second);
                }
                Errand::PayAgain(letter, waits) => {
                    self.cut(&letter, waits).await;
                    let call = self.patient_as_for_copies();
                    let id = self.holder.exchange(&self.recorder, &letter, call).await;
                    self.again.push(id);
                }
            }
        }
        self
    }

    fn patient_as_for_copies(&self) -> Call {
        Call {
            patience: self.call.patience.min(redundant::LAWFUL_SILENCE),
            ..self.call
        }
    }

    async fn send(&mut self, letter: &Letter) {
        let id = self
            .holder
            .exchange(&self.recorder, letter, self.call)
            .await;
        self.sent.push(id);
    }

    /// Sends two messages at the same time over two connections. The number of the second exchange comes back.
    async fn both(&mut self, one: &Letter, other: &Letter) -> Option<u32> {
        let recorder = Arc::clone(&self.recorder);
        let call = self.patient_as_for_copies();
        let second = self.holder.another_connection(&recorder, call.patience);
        let Ok(second) = second.await else {
            self.send(one).await;
            return None;
        };
        let Ok(first) = self.holder.connection(&recorder, call.patience).await else {
            self.send(one).await;
            return None;
        };
        let ids = (recorder.next_exchange(), recorder.next_exchange());
        let name = self.holder.name.clone();
        let (kept, _) = join(
            peer::over(&name, ids.0, first, &recorder, one, self.call),
            peer::over(&name, ids.1, second, &recorder, other, call),
        )
        .await;
        self.holder.keep(kept);
        self.sent.push(ids.0);
        Some(ids.1)
    }

    /// Sends a message and hangs up: when the answer begins, or at once.
    async fn cut(&mut self, letter: &Letter, waits: bool) {
        let recorder = Arc::clone(&self.recorder);
        let (id, call) = (recorder.next_exchange(), self.call);
        let name = self.holder.name.clone();
        let part = (!waits).then_some(letter.bytes.len());
        match self.holder.connection(&recorder, call.patience).await {
            Ok(connection) => {
                peer::cut(&name, id, connection, &recorder, letter, part, call).await;
            }
            Err(ending) => peer::not_sent(&name, id, &recorder, letter, call, ending),
        }
        self.sent.push(id);
    }
}
