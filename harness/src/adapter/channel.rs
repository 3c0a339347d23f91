//! How an adapter is started, and what is read and written then.

use std::process::Stdio;

use mocks::agent::{Ended, Like};
use record::Capability;
use tokio::{
    io::{AsyncRead, AsyncWrite, duplex, empty, split},
    process::{Child, Command},
    task::JoinHandle,
};

use super::Trouble;

/// How an adapter is started.
#[derive(Debug, Clone)]
pub enum Launch {
    /// The reference holder, in this process: it is spoken to by the same lines, and killed in the middle of things like any other.
    Embedded(Box<Like>),
    /// By a command, with the shell.
    Exec(String),
}

pub(super) type Input = Box<dyn AsyncWrite + Send + Unpin>;
pub(super) type Output = Box<dyn AsyncRead + Send + Unpin>;

/// A started adapter.
pub(super) struct Channel {
    pub(super) input: Input,
    pub(super) output: Output,
    /// Its standard error.
    pub(super) error: Output,
    pub(super) life: Life,
}

/// What keeps it alive.
pub(super) enum Life {
    /// A process.
    Process(Box<Child>),
    /// A task; absent when its end was seen.
    Task(Option<JoinHandle<std::io::Result<Ended>>>),
}

impl Life {
    /// Ends it at once, wherever it is: nothing of it runs when this returns.
    pub(super) async fn kill(&mut self) {
        match self {
            // Whether it had ended by itself makes no difference.
            Self::Process(child) => drop(child.kill().await),
            Self::Task(task) => {
                if let Some(task) = task.take() {
                    task.abort();
                    // That it was aborted is what it says.
                    let _ = task.await;
                }
            }
        }
    }

    /// Ends it without waiting for that. A process ends with its handle.
    pub(super) fn abandon(&self) {
        if let Self::Task(Some(task)) = self {
            task.abort();
        }
    }

    /// Waits until it has ended by itself: how it did.
    pub(super) async fn end(&mut self) -> String {
        match self {
            Self::Process(child) => match child.wait().await {
                Ok(status) => status.to_string(),
                Err(e) => e.to_string(),
            },
            Self::Task(running) => {
                let Some(task) = running else {
                    return "it has ended before".into();
                };
                let ended = task.await;
                *running = None;
                match ended {
                    Ok(Ok(ended)) => format!("{ended:?}"),
                    Ok(Err(e)) => e.to_string(),
                    Err(e) => e.to_string(),
                }
            }
        }
    }
}

impl Launch {
    /// How reports call it before it has introduced itself, and what kind of subject it is.
    #[must_use]
    pub fn describe(&self) -> (&'static str, &'static str) {
        match self {
            Self::Embedded(_) => ("the embedded reference holder", "embedded"),
            Self::Exec(_) => ("the holder", "exec"),
        }
    }

    /// What the embedded reference can do beside what it says, because it is started in another way where that is needed.
    #[must_use]
    pub fn more(&self) -> &'static [Capability] {
        match self {
            Self::Embedded(_) => &[Capability::Identities, Capability::Supply],
            Self::Exec(_) => &[],
        }
    }

    /// The same, started so that it can do all this.
    #[must_use]
    pub fn able(&self, needs: &[Capability]) -> Self {
        match self {
            Self::Embedded(like) => Self::Embedded(Box::new(Like {
                several: like.several || needs.contains(&Capability::Identities),
                ..Like::clone(like)
            })),
            Self::Exec(_) => self.clone(),
        }
    }

    pub(super) fn start(&self) -> Result<Channel, Trouble> {
        match self {
            Self::Embedded(like) => Ok(embedded(Like::clone(like))),
            Self::Exec(command) => exec(command),
        }
    }
}

fn embedded(like: Like) -> Channel {
    const LINE: usize = 1 << 16;
    let (ours, theirs) = duplex(LINE);
    let (output, input) = split(ours);
    let (read, write) = split(theirs);
    let task = tokio::spawn(async move { mocks::agent::serve(read, write, &like).await });
    Channel {
        input: Box::new(input),
        output: Box::new(output),
        error: Box::new(empty()),
        life: Life::Task(Some(task)),
    }
}

fn exec(command: &str) -> Result<Channel, Trouble> {
    let failed = |why: &dyn std::fmt::Display| Trouble::Start {
        command: command.to_owned(),
        why: why.to_string(),
    };
    // `exec` keeps the command itself, not a shell around it, at the end of the kill.
    let mut child = Command::new("sh")
        .arg("-c")
        .arg(format!("exec {command}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(|e| failed(&e))?;
    let streams = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (Some(input), Some(output), Some(error)) = streams else {
        return Err(failed(&"it has no standard input, output or error"));
    };
    Ok(Channel {
        input: Box::new(input),
        output: Box::new(output),
        error: Box::new(error),
        life: Life::Process(Box::new(child)),
    })
}
