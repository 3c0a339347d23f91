//! How an adapter is started, and what is read and written then.

use std::process::Stdio;

use tokio::{
    io::{AsyncRead, AsyncWrite},
    process::{Child, Command},
};

use super::Trouble;

/// How an adapter is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Launch {
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
}

impl Life {
    /// Ends it at once, wherever it is: nothing of it runs when this returns.
    pub(super) async fn kill(&mut self) {
        match self {
            // Whether it had ended by itself makes no difference.
            Self::Process(child) => drop(child.kill().await),
        }
    }

    /// Waits until it has ended by itself: how it did.
    pub(super) async fn end(&mut self) -> String {
        match self {
            Self::Process(child) => match child.wait().await {
                Ok(status) => status.to_string(),
                Err(e) => e.to_string(),
            },
        }
    }
}

impl Launch {
    pub(super) fn start(&self) -> Result<Channel, Trouble> {
        match self {
            Self::Exec(command) => exec(command),
        }
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
