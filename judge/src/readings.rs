//! What single exchanges say, so that those which were read before need not be read again.

use std::{
    collections::HashMap,
    ops::Deref,
    sync::{Arc, Mutex, PoisonError},
};

use record::{AnswerKind, Ending, Exchange, Operation};

use crate::{
    Decimal,
    decode::{Flaw, Reply, TransferRequest, answer, is_whole_request, transfer_request},
};

/// What the bytes of an exchange say.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) reply: Reply,
    /// What is wrong with how the answer is written.
    pub(crate) flaws: Vec<Flaw>,
    pub(crate) transfer: Option<TransferRequest>,
    /// Whether the whole request left.
    whole: bool,
}

impl Reading {
    fn of(exchange: &Exchange) -> Self {
        let answer = answer(exchange);
        Self {
            reply: answer.reply,
            flaws: answer.flaws,
            transfer: (exchange.operation == Operation::TransferFunds)
                .then(|| transfer_request(exchange))
                .flatten(),
            whole: is_whole(exchange),
        }
    }
}

/// What the exchanges of one scenario say, so that those which were read before need not be read again. An exchange that is
/// over does not change any more.
#[derive(Debug, Default)]
pub struct Readings(Mutex<HashMap<u32, Arc<Reading>>>);

impl Readings {
    /// What an exchange that is over was answered.
    pub fn reply(&self, exchange: &Exchange) -> Reply {
        self.event(exchange).reply.clone()
    }

    /// An exchange that is over, read now if it was not read before.
    pub(crate) fn event<'a>(&self, exchange: &'a Exchange) -> Event<'a> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let reading = known.entry(exchange.id);
        let reading = reading.or_insert_with(|| Arc::new(Reading::of(exchange)));
        Event {
            exchange,
            reading: Arc::clone(reading),
        }
    }
}

/// One exchange, read.
#[derive(Debug, Clone)]
pub(crate) struct Event<'a> {
    pub(crate) exchange: &'a Exchange,
    reading: Arc<Reading>,
}

impl Deref for Event<'_> {
    type Target = Reading;

    fn deref(&self) -> &Reading {
        &self.reading
    }
}

impl Event<'_> {
    /// The class of its answer; absent where the answer cannot be read, or the request never left.
    pub(crate) fn kind(&self) -> Option<AnswerKind> {
        match (&self.reply, &self.exchange.ending) {
            (_, Ending::NotConnected(_) | Ending::Unheard(_) | Ending::HandshakeFailed(_))
            | (Reply::Unreadable(_), _) => None,
            (Reply::Transfer { result, .. }, _) if result == "success" => Some(AnswerKind::Success),
            (Reply::Transfer { .. }, _) => Some(AnswerKind::Failure),
            (Reply::Deposits { .. }, _) => Some(AnswerKind::Deposits),
            (Reply::Fault { .. } | Reply::Refused(_), _) => Some(AnswerKind::Fault),
            (Reply::None(_), _) => Some(AnswerKind::Silence),
        }
    }

    /// Whether the answer is one that was waited for. A refusal can be quick and proves nothing.
    pub(crate) fn is_served(&self) -> bool {
        matches!(
            self.kind(),
            Some(AnswerKind::Success | AnswerKind::Failure | AnswerKind::Deposits)
        )
    }

    /// How long it took until it was over, in microseconds.
    pub(crate) fn took(&self) -> u64 {
        let times = self.exchange.times;
        times.ended.saturating_sub(times.sent)
    }

    /// The fee that the answer tells, if it tells one.
    pub(crate) fn fee(&self) -> Option<Decimal> {
        match self.reply {
            Reply::Transfer { fee, .. } | Reply::Deposits { fee, .. } => Some(fee),
            _ => None,
        }
    }

    /// Whether the request may have been carried out although no answer says so. Half a request may not.
    pub(crate) fn open(&self) -> bool {
        let unanswered = matches!(
            self.exchange.ending,
            Ending::Closed
                | Ending::Broken(_)
                | Ending::TimedOut
                | Ending::Cut
                | Ending::Garbled(_)
        ) || matches!(self.reply, Reply::Unreadable(_) | Reply::None(_))
            && self.exchange.ending == Ending::Answered;
        unanswered && self.whole
    }

    /// Whether the answer is one to a transfer.
    pub(crate) fn told(&self) -> bool {
        matches!(self.reply, Reply::Transfer { .. })
    }
}

/// Whether the whole request left. One that is longer than a record keeps, or is none at all, cannot be looked into.
fn is_whole(exchange: &Exchange) -> bool {
    exchange.request.is_cut() || is_whole_request(exchange)
}
