//! The adapter protocol: a line is an order, and a line is what came of it.

use super::Like;
use super::crew::Crew;
use super::desk::{Desk, Front, OPERATIONS};
use serde_json::Value;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::timeout;
use wire::adapter::{Answer, ErrorCode, LONGEST_LINE, Order, Refusal, Request};

/// How long what is under way may take to its end when nothing more is ordered.
const GRACE: Duration = Duration::from_secs(1);

/// A holder that takes orders. Dropping it ends it at once, as a process that is killed.
pub struct Agent {
    desk: Arc<dyn Desk>,
    crew: Crew,
}

impl Drop for Agent {
    fn drop(&mut self) {
        self.crew.end();
    }
}

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Nothing more came.
    Silent,
    /// It was told to.
    Exit,
}

/// A line, as far as it can be read.
enum Said {
    Order(Request),
    Unknown(u64, String),
    Wrong(u64, Refusal),
    Nothing,
}

impl Agent {
    /// A holder that has nothing to do yet.
    pub fn new(like: &Like) -> Agent {
        let crew = Crew::new();
        let parts = like.parts();
        let desk = Arc::clone(&parts.desk);
        let front = Front::new(parts, crew.clone());
        Agent {
            desk: desk(Arc::new(front)),
            crew,
        }
    }

    /// Takes the orders of `input` and answers to `output`, until there are no more, or one is to exit. Many are under way at a
    /// time, and what is done first is answered first.
    ///
    /// # Errors
    /// When lines cannot be read or written.
    pub async fn serve<R, W>(&self, input: R, mut output: W) -> io::Result<Ended>
    where
        R: AsyncRead + Unpin,
        W: AsyncWrite + Unpin,
    {
        let mut input = BufReader::new(input);
        let (answers, mut answered) = mpsc::unbounded_channel();
        let mut orders = JoinSet::new();
        let mut line = Vec::new();
        let mut exit = None;
        let ended = loop {
            tokio::select! {
                // What was read of a line so far stays in it.
                read = read_line(&mut input, &mut line) => {
                    if read? == 0 {
                        break Ended::Silent;
                    }
                    match read_order(&std::mem::take(&mut line)) {
                        Said::Order(Request { id, order }) => {
                            if order == (Order::Exit {}) {
                                exit = Some(id);
                            }
                            let (desk, answers) = (Arc::clone(&self.desk), answers.clone());
                            orders.spawn(async move {
                                let told = desk.attend(order).await;
                                let _ = answers.send(Answer::new(id, told));
                            });
                        }
                        Said::Unknown(id, op) => {
                            let _ = answers.send(Answer::new(id, self.desk.decline(&op)));
                        }
                        Said::Wrong(id, refusal) => {
                            let _ = answers.send(Answer::new(id, Err(refusal)));
                        }
                        Said::Nothing => {}
                    }
                }
                Some(answer) = answered.recv() => {
                    write_line(&mut output, &answer).await?;
                    if exit == Some(answer.id) {
                        break Ended::Exit;
                    }
                }
            }
            while orders.try_join_next().is_some() {}
        };
        drop(answers);
        if ended == Ended::Silent {
            let rest = async {
                while let Some(answer) = answered.recv().await {
                    write_line(&mut output, &answer).await?;
                }
                Ok::<_, io::Error>(())
            };
            timeout(GRACE, rest).await.unwrap_or(Ok(()))?;
        }
        Ok(ended)
    }
}

/// A holder that serves one application, and ends with it.
///
/// # Errors
/// When lines cannot be read or written.
pub async fn serve<R, W>(input: R, output: W, like: &Like) -> io::Result<Ended>
where
    R: AsyncRead + Unpin,
    W: AsyncWrite + Unpin,
{
    Agent::new(like).serve(input, output).await
}

/// Reads on to the end of a line; gives 0 where nothing more comes.
async fn read_line(
    input: &mut (impl AsyncBufReadExt + Unpin),
    line: &mut Vec<u8>,
) -> io::Result<usize> {
    let most = (LONGEST_LINE + 1).saturating_sub(line.len()) as u64;
    input.take(most).read_until(b'\n', line).await?;
    match line.last() {
        Some(b'\n') | None => Ok(line.len()),
        _ if line.len() > LONGEST_LINE => Err(io::Error::other("a line of more than 1 MiB")),
        // The input ended in it.
        _ => Ok(0),
    }
}

fn read_order(line: &[u8]) -> Said {
    let Ok(value) = serde_json::from_slice::<Value>(line) else {
        return Said::Nothing;
    };
    let Some(id) = value.get("id").and_then(Value::as_u64) else {
        return Said::Nothing;
    };
    let op = value.get("op").and_then(Value::as_str).unwrap_or_default();
    if !OPERATIONS.contains(&op) {
        return Said::Unknown(id, op.to_owned());
    }
    match serde_json::from_value(value) {
        Ok(request) => Said::Order(request),
        Err(error) => {
            let message = error.to_string();
            let code = ErrorCode::Refused;
            Said::Wrong(id, Refusal { code, message })
        }
    }
}

async fn write_line(
    output: &mut (impl AsyncWrite + Unpin),
    answer: &Answer<Value>,
) -> io::Result<()> {
    let mut line = serde_json::to_vec(answer)?;
    line.push(b'\n');
    output.write_all(&line).await?;
    output.flush().await
}
