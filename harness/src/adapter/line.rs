//! Asking an adapter, and what it answers.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use record::{ANSWER_CAP, Octets, What};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    sync::{mpsc, oneshot},
    task::JoinHandle,
    time::timeout,
};
use wire::adapter::{LONGEST_LINE, Order, Refusal, Request};

use super::{
    Launch, Trouble,
    channel::{Input, Life, Output},
};
use crate::played::Watch;

/// How much longer than it may take an answer is waited for.
pub(super) const MARGIN: Duration = Duration::from_secs(2);

/// How long an adapter may take to end that was asked to, or that has closed its output.
const ENDS_WITHIN: Duration = Duration::from_secs(5);

/// How long one may take to end whose standard input has ended (docs/adapter.md): nobody has asked it to.
const ENDS_UNASKED_WITHIN: Duration = Duration::from_secs(10);

/// How long the last words of an adapter that is dead are waited for.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// How much of what an adapter says on its standard error is kept for one message.
const GRUMBLE: usize = 400;

/// A line of garbage is shown up to here.
const SHOWN: usize = 120;

/// A running adapter. It is killed when this is dropped.
pub struct Adapter {
    input: mpsc::UnboundedSender<Vec<u8>>,
    shared: Arc<Shared>,
    life: Life,
    tasks: Vec<JoinHandle<()>>,
}

impl std::fmt::Debug for Adapter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Adapter").finish_non_exhaustive()
    }
}

struct Shared {
    watch: Arc<Watch>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    waiting: HashMap<u64, oneshot::Sender<Value>>,
    trouble: Option<Trouble>,
    over: bool,
    grumbled: String,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nothing can be learnt any more: whoever waits is told.
    fn give_up(&self, trouble: Trouble) {
        let mut state = self.state();
        state.trouble.get_or_insert(trouble);
        state.waiting.clear();
    }
}

/// Something that an adapter was asked.
#[derive(Debug)]
pub struct Asked {
    /// The id of the request.
    pub id: u64,
    op: String,
    within: Duration,
    answer: oneshot::Receiver<Value>,
}

impl Adapter {
    /// Starts one.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(launch: &Launch, watch: Arc<Watch>) -> Result<Self, Trouble> {
        let channel = launch.start()?;
        watch.next_process();
        watch.said(What::Started);
        let shared = Arc::new(Shared {
            watch,
            state: Mutex::default(),
        });
        let (input, lines) = mpsc::unbounded_channel();
        let tasks = vec![
            tokio::spawn(write(channel.input, lines)),
            tokio::spawn(read(channel.output, Arc::clone(&shared))),
            tokio::spawn(listen(channel.error, Arc::clone(&shared))),
        ];
        Ok(Self {
            input,
            shared,
            life: channel.life,
            tasks,
        })
    }

    /// Asks something under an id that was not used before, and goes on.
    pub fn ask(&self, id: u64, order: Order, within: Duration) -> Asked {
        let op = order.op();
        // Every request is an object of texts and numbers.
        let value = serde_json::to_value(Request { id, order }).unwrap_or_default();
        self.ask_raw(id, op, value.to_string(), within)
    }

    /// The same with a line of any kind.
    pub fn ask_raw(&self, id: u64, op: &str, line: String, within: Duration) -> Asked {
        let (tell, answer) = oneshot::channel();
        let mut state = self.shared.state();
        if state.trouble.is_none() && !state.over {
            state.waiting.insert(id, tell);
        }
        drop(state);
        self.shared
            .watch
            .said(What::Asked(Octets::new(line.as_bytes())));
        // Where nobody reads any more, nobody will answer.
        let _ = self.input.send((line + "\n").into_bytes());
        Asked {
            id,
            op: op.to_owned(),
            within,
            answer,
        }
    }

    /// Waits for an answer: its `ok`, read, or its `error`.
    ///
    /// # Errors
    /// When there is none, or it is not what it should be.
    pub async fn answer<T: DeserializeOwned>(
        &mut self,
        asked: Asked,
    ) -> Result<Result<T, Refusal>, Trouble> {
        let Asked {
            op, within, answer, ..
        } = asked;
        let mut value = match timeout(within + MARGIN, answer).await {
            Ok(Ok(value)) => value,
            Ok(Err(_)) => return Err(self.trouble(op).await),
            Err(_) => {
                return Err(Trouble::Late {
                    op,
                    within_ms: (within + MARGIN).as_millis(),
                    grumbled: self.shared.state().grumbled.clone(),
                });
            }
        };
        judge::answer_fits(&op, &value).map_err(|misfit| Trouble::Shape {
            op: op.clone(),
            why: misfit.to_string(),
        })?;
        let shape = |why: serde_json::Error| Trouble::Shape {
            op: op.clone(),
            why: why.to_string(),
        };
        match value.get_mut("ok").map(Value::take) {
            Some(ok) => serde_json::from_value(ok).map(Ok).map_err(shape),
            None => serde_json::from_value(value["error"].take())
                .map(Err)
                .map_err(shape),
        }
    }

    async fn trouble(&mut self, op: String) -> Trouble {
        if let Some(trouble) = self.shared.state().trouble.clone() {
            return trouble;
        }
        let ended = timeout(ENDS_WITHIN, self.life.end()).await;
        self.hear_out().await;
        let status = ended.unwrap_or_else(|_| "its output is closed, and it runs".into());
        Trouble::Ended {
            status,
            op,
            grumbled: self.shared.state().grumbled.clone(),
        }
    }

    /// Kills it, wherever it is. What it had said by then is read: it is said.
    pub async fn kill(mut self) {
        self.life.kill().await;
        self.hear_out().await;
        self.shared.watch.said(What::Killed);
    }

    /// Reads what a dead one had said. Whoever was started by it may hold its output open.
    async fn hear_out(&mut self) {
        let said_all = async {
            for task in self.tasks[1..]
                .iter_mut()
                .filter(|task| !task.is_finished())
            {
                // A task that broke down has nothing more to tell.
                let _ = task.await;
            }
        };
        let _ = timeout(LAST_WORDS, said_all).await;
    }

    /// Waits until it has ended by itself: how it did, if it did in time.
    pub async fn ended(self) -> Option<String> {
        self.ended_within(ENDS_WITHIN).await
    }

    /// Closes its standard input, and waits until it has ended by itself: how it did, if it did in time.
    pub async fn closed(mut self) -> Option<String> {
        self.shared.watch.said(What::Closed);
        // Without a sender the writer's task ends, and with it the input.
        self.input = mpsc::unbounded_channel().0;
        self.ended_within(ENDS_UNASKED_WITHIN).await
    }

    async fn ended_within(mut self, within: Duration) -> Option<String> {
        let status = timeout(within, self.life.end()).await.ok();
        let what = match &status {
            Some(status) => What::Ended(status.clone()),
            None => What::Killed,
        };
        self.life.kill().await;
        self.hear_out().await;
        self.shared.watch.said(what);
        status
    }
}

impl Drop for Adapter {
    fn drop(&mut self) {
        self.life.abandon();
        for task in &self.tasks {
            task.abort();
        }
    }
}

async fn write(mut input: Input, mut lines: mpsc::UnboundedReceiver<Vec<u8>>) {
    while let Some(line) = lines.recv().await {
        if input.write_all(&line).await.is_err() || input.flush().await.is_err() {
            return;
        }
    }
    // Whoever had closed it before is not told again.
    let _ = input.shutdown().await;
}

async fn read(output: Output, shared: Arc<Shared>) {
    let mut output = BufReader::new(output);
    loop {
        let mut line = Vec::new();
        let limit = LONGEST_LINE as u64 + 1;
        let read = (&mut output).take(limit).read_until(b'\n', &mut line).await;
        if !read.is_ok_and(|n| n > 0) {
            let mut state = shared.state();
            state.over = true;
            state.waiting.clear();
            return;
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        }
        let said = Octets::beginning(&line, ANSWER_CAP);
        shared.watch.said(What::Answered(said));
        if let Err(trouble) = take(&line, &shared) {
            shared.give_up(trouble);
            return;
        }
    }
}

fn take(line: &[u8], shared: &Shared) -> Result<(), Trouble> {
    let garbage = |why: &str| Trouble::Garbage {
        line: String::from_utf8_lossy(&line[..line.len().min(SHOWN)]).into_owned(),
        why: why.to_owned(),
    };
    if line.len() > LONGEST_LINE {
        return Err(garbage("it is longer than 1 MiB"));
    }
    let value: Value = serde_json::from_slice(line).map_err(|e| garbage(&e.to_string()))?;
    let id = value["id"]
        .as_u64()
        .ok_or_else(|| garbage("it has no `id` that is a whole number"))?;
    if value.get("ok").is_some() == value.get("error").is_some() {
        return Err(garbage("it has both or none of `ok` and `error`"));
    }
    let waiting = shared.state().waiting.remove(&id);
    let waiting = waiting.ok_or(Trouble::Unasked { id })?;
    // Whoever asked may have stopped waiting.
    let _ = waiting.send(value);
    Ok(())
}

async fn listen(error: Output, shared: Arc<Shared>) {
    let mut error = BufReader::new(error);
    loop {
        let mut line = Vec::new();
        let read = (&mut error)
            .take(LONGEST_LINE as u64)
            .read_until(b'\n', &mut line)
            .await;
        if !read.is_ok_and(|n| n > 0) {
            return;
        }
        shared.watch.said(What::Grumbled(Octets::new(&line)));
        let mut state = shared.state();
        state.grumbled.push_str(&String::from_utf8_lossy(&line));
        let excess = state.grumbled.len().saturating_sub(GRUMBLE);
        let from = (excess..=state.grumbled.len()).find(|at| state.grumbled.is_char_boundary(*at));
        state.grumbled = state.grumbled.split_off(from.unwrap_or_default());
    }
}
