//! Somebody between a holder and an issuer, who passes TLS records on until there is a reason not to.
//!
//! He cannot read what he passes on. But records tell their lengths, and by them he knows a transfer and the answer to it: every
//! other message of the agent's is shorter, and so is its first flight; what an issuer sends unasked is longer, or much shorter.

use std::{
    collections::VecDeque,
    io,
    net::SocketAddr,
    ops::Range,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::{mpsc, watch},
    task::JoinSet,
};

/// The type of records with what applications say to each other (and, in TLS 1.3, of most others).
const APPLICATION_DATA: u8 = 0x17;

/// Type, version and length stand before what is in a record.
const HEAD: usize = 5;

/// How long a record with a transfer is. A request for deposits is one of 402 bytes, the first flight of 437.
const TRANSFER: Range<usize> = 550..2000;

/// How long a record with the answer to a transfer is. A session ticket is one of 979 bytes.
const ANSWER: Range<usize> = 350..900;

/// What becomes of a transfer on its way, and of its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Both are passed on.
    Pass,
    /// The connection breaks, and the issuer never had the transfer.
    Lost,
    /// The connection breaks when the issuer has answered.
    Unheard,
    /// The holder is to be killed.
    Kill(Moment),
}

/// When a holder is killed that has sent a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// Before the transfer is passed on; it never is.
    Sent,
    /// Before the transfer is passed on; it is when the next process runs.
    Late,
    /// When the issuer has answered, before the first byte of the answer is passed on.
    Answered,
    /// When the answer was passed on but for so many bytes at its end.
    Partly(usize),
    /// When the answer was passed on: not between send and answer any more.
    Heard,
}

/// What was seen of a transfer when its holder is to be killed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) moment: Moment,
    /// How long the record with the answer is, as far as there is one.
    pub(crate) answer: usize,
    /// How much of it was passed on.
    pub(crate) passed: usize,
}

impl Hit {
    /// Whether the holder has sent a transfer, and cannot have read an answer: a record that is not whole says nothing.
    pub(crate) fn is_between(&self) -> bool {
        self.passed == 0 || self.passed < self.answer
    }
}

pub(crate) struct Relay {
    shared: Arc<Shared>,
    hits: mpsc::UnboundedReceiver<Hit>,
    /// Ends with the relay.
    _tasks: JoinSet<()>,
}

struct Shared {
    to: SocketAddr,
    fates: Mutex<VecDeque<Fate>>,
    hits: mpsc::UnboundedSender<Hit>,
    /// How many processes have begun.
    lives: watch::Sender<u32>,
}

impl Relay {
    /// Begins to pass on what comes to a listener.
    pub(crate) fn start(listener: TcpListener, to: SocketAddr) -> Self {
        let (tell, hits) = mpsc::unbounded_channel();
        let shared = Arc::new(Shared {
            to,
            fates: Mutex::default(),
            hits: tell,
            lives: watch::Sender::new(0),
        });
        let mut tasks = JoinSet::new();
        tasks.spawn(accept(listener, Arc::clone(&shared)));
        Self {
            shared,
            hits,
            _tasks: tasks,
        }
    }

    /// What becomes of the next transfers, in this order. Those behind them are passed on.
    pub(crate) fn plan(&self, fates: impl IntoIterator<Item = Fate>) {
        *self.shared.fates() = fates.into_iter().collect();
    }

    /// Another process runs: what was late arrives now.
    pub(crate) fn next_life(&self) {
        self.shared.lives.send_modify(|lives| *lives += 1);
    }

    /// Waits until the holder is to be killed.
    pub(crate) async fn hit(&mut self) -> Hit {
        self.hits.recv().await.unwrap()
    }
}

impl Shared {
    fn fates(&self) -> MutexGuard<'_, VecDeque<Fate>> {
        self.fates.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hit(&self, moment: Moment, answer: usize, passed: usize) {
        let hit = Hit {
            moment,
            answer,
            passed,
        };
        // Nobody wants to know when the test is over.
        let _ = self.hits.send(hit);
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut lines = JoinSet::new();
    while let Ok((near, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        // What breaks here breaks for both sides, which see it by themselves.
        lines.spawn(async move {
            if let Ok(mut line) = Line::open(near, shared.to).await {
                let _ = line.pass(&shared).await;
            }
        });
        while lines.try_join_next().is_some() {}
    }
}

/// A connection of a holder, and one to the issuer.
struct Line {
    from_holder: Records,
    to_holder: OwnedWriteHalf,
    from_issuer: Records,
    to_issuer: OwnedWriteHalf,
}

impl Line {
    async fn open(near: TcpStream, to: SocketAddr) -> io::Result<Self> {
        let far = TcpStream::connect(to).await?;
        near.set_nodelay(true)?;
        far.set_nodelay(true)?;
        let (from_holder, to_holder) = near.into_split();
        let (from_issuer, to_issuer) = far.into_split();
        Ok(Self {
            from_holder: Records::of(from_holder),
            to_holder,
            from_issuer: Records::of(from_issuer),
            to_issuer,
        })
    }

    /// Passes records on, until one side ends, or a transfer's fate ends it.
    async fn pass(&mut self, shared: &Shared) -> io::Result<()> {
        loop {
            tokio::select! {
                record = self.from_holder.next() => {
                    let record = record?;
                    let is_transfer = is(&record, &TRANSFER);
                    let fate = is_transfer.then(|| shared.fates().pop_front()).flatten();
                    match fate.unwrap_or(Fate::Pass) {
                        Fate::Pass => self.to_issuer.write_all(&record).await?,
                        fate => return self.suffer(fate, &record, shared).await,
                    }
                }
                record = self.from_issuer.next() => self.to_holder.write_all(&record?).await?,
            }
        }
    }

    async fn suffer(&mut self, fate: Fate, transfer: &[u8], shared: &Shared) -> io::Result<()> {
        match fate {
            Fate::Pass | Fate::Lost => Ok(()),
            Fate::Unheard => self.answered(transfer).await.map(drop),
            Fate::Kill(moment) => self.kill(moment, transfer, shared).await,
        }
    }

    async fn kill(&mut self, moment: Moment, transfer: &[u8], shared: &Shared) -> io::Result<()> {
        let mut lives = shared.lives.subscribe();
        let answer = match moment {
            Moment::Sent | Moment::Late => Vec::new(),
            _ => self.answered(transfer).await?,
        };
        let passed = match moment {
            Moment::Partly(missing) => answer.len() - missing.clamp(1, answer.len() - 1),
            Moment::Heard => answer.len(),
            _ => 0,
        };
        self.to_holder.write_all(&answer[..passed]).await?;
        shared.hit(moment, answer.len(), passed);
        if moment == Moment::Late {
            // The relay goes on as long as somebody could wait for this.
            let _ = lives.changed().await;
            self.answered(transfer).await?;
        }
        // Nothing else is passed on until the holder is dead.
        while self.from_holder.next().await.is_ok() {}
        Ok(())
    }

    /// Passes a transfer on, and waits for the whole answer. What comes before it, session tickets, says nothing of it.
    async fn answered(&mut self, transfer: &[u8]) -> io::Result<Vec<u8>> {
        self.to_issuer.write_all(transfer).await?;
        loop {
            let record = self.from_issuer.next().await?;
            if is(&record, &ANSWER) {
                return Ok(record);
            }
            // The holder of a late transfer is dead.
            let _ = self.to_holder.write_all(&record).await;
        }
    }
}

fn is(record: &[u8], length: &Range<usize>) -> bool {
    record[0] == APPLICATION_DATA && length.contains(&(record.len() - HEAD))
}

/// What comes, record by record.
struct Records {
    stream: OwnedReadHalf,
    come: Vec<u8>,
}

impl Records {
    fn of(stream: OwnedReadHalf) -> Self {
        let come = Vec::new();
        Self { stream, come }
    }

    /// The next whole record; an error at the end. Whoever stops waiting loses nothing.
    async fn next(&mut self) -> io::Result<Vec<u8>> {
        loop {
            if let [_, _, _, high, low, ..] = self.come[..] {
                let length = HEAD + usize::from(u16::from_be_bytes([high, low]));
                if self.come.len() >= length {
                    return Ok(self.come.drain(..length).collect());
                }
            }
            if self.stream.read_buf(&mut self.come).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }
}
