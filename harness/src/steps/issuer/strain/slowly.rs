//! A request that comes a byte at a time.

use std::time::Duration;

use futures::FutureExt;
use record::{Ending, Exchange, Octets, Operation, Purpose, Times};
use tokio::time::{sleep, timeout};

use super::ordinary::{ask, was_served};
use crate::{
    peer::{Connection, Dial, Letter},
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

/// How long the next byte keeps the issuer waiting, while somebody else is asking.
const NEXT_BYTE: Duration = Duration::from_millis(25);

/// How long it is gone on like that before somebody else asks: what was sent until then has long been looked at.
const INTO_IT: Duration = Duration::from_millis(100);

/// So many bytes of the head, and of the body, are left to be sent while somebody else is asking.
const LEFT: usize = 110;

/// Who is slow. It is nobody's key but this step's, and has no money.
const SOMEBODY: &str = "somebody slow";

pub(super) fn steps() -> Vec<Definition> {
    vec![Definition::new(
        "{name} is served while somebody sends a request a byte at a time",
        "Begins a deposits request with another key, and asks meanwhile: once in its head, and once in its body. It is never \
         sent to its end.",
        |w, a| beside(w, a).boxed(),
    )]
}

/// A request on its way.
struct Slow {
    connection: Connection,
    bytes: Vec<u8>,
    sent: usize,
    /// When it began.
    since: u64,
    /// Whether the other side has closed.
    closed: bool,
}

impl Slow {
    async fn begin(w: &World) -> Result<Self, Halt> {
        let error = |e: &dyn std::fmt::Display| Halt::error(e.to_string());
        let service = &w.house.service;
        let identity = w.settings.keys.anybody().map_err(|e| error(&e))?;
        let config = certs::client_config(&identity, &service.trust).map_err(|e| error(&e))?;
        let patience = w.call(0).patience;
        let dial = Dial::ordinary(config);
        let connection = Connection::open(service, &dial, &w.recorder, patience).await;
        Ok(Self {
            connection: connection.map_err(|e| {
                Halt::inconclusive(format!("no connection to be slow on: {:?}", e.ending))
            })?,
            bytes: Letter::deposits(service, 0).bytes,
            sent: 0,
            since: w.recorder.now(),
            closed: false,
        })
    }

    /// Where its head ends.
    fn head(&self) -> usize {
        let end = self.bytes.windows(4).position(|four| four == b"\r\n\r\n");
        end.map_or(self.bytes.len(), |at| at + 4)
    }

    /// Sends what is before a place, each byte in a record of its own.
    async fn up_to(&mut self, end: usize) {
        while self.sent < end && !self.closed {
            let byte = [self.bytes[self.sent]];
            self.closed = self.connection.send(&byte).await.is_err();
            self.sent += 1;
        }
    }

    /// Goes on a byte at a time, up to a place, and keeps the issuer waiting there.
    async fn go_on(&mut self, end: usize) {
        loop {
            sleep(NEXT_BYTE).await;
            self.up_to((self.sent + 1).min(end)).await;
        }
    }

    /// Ends it, without its last byte.
    fn cut(self, w: &World) -> u32 {
        let id = w.recorder.next_exchange();
        w.recorder.keep(Exchange {
            id,
            holder: SOMEBODY.into(),
            purpose: Purpose::Step,
            operation: Operation::GetDeposits,
            step: w.call(0).step,
            form: vec!["a byte at a time".into()],
            connection: self.connection.described(&w.recorder),
            times: Times {
                sent: self.since,
                first_byte: None,
                ended: w.recorder.now(),
            },
            request: Octets::new(&self.bytes[..self.sent]),
            response: Octets::new(&[]),
            ending: if self.closed {
                Ending::Closed
            } else {
                Ending::Cut
            },
        });
        id
    }
}

async fn beside(w: &mut World, a: Args) -> Step {
    let name = a.text(0);
    let mut slow = Slow::begin(w).await?;
    let mut asked = Vec::new();
    let mut held_up = None;
    for end in [slow.head(), slow.bytes.len() - 1] {
        slow.up_to(end.saturating_sub(LEFT)).await;
        // It never ends by itself.
        let _ = timeout(INTO_IT, slow.go_on(end)).await;
        let mut asking = ask(w, name)?;
        let over = tokio::select! {
            over = asking.wait() => over,
            () = slow.go_on(end) => false,
        };
        if !over {
            held_up = Some(asking);
            break;
        }
        asked.push(asking.over(w).await?);
        slow.up_to(end).await;
    }
    let strain = slow.cut(w);
    if let Some(asking) = held_up {
        asked.push(asking.over(w).await?);
    }
    was_served(w, name, &asked, strain).await
}
