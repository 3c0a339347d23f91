//! A subject that is started by a command.

use std::{process::Stdio, time::Duration};

use tokio::{
    net::TcpStream,
    process::{Child, Command as Process},
    time::{Instant, sleep},
};

/// How often it is tried whether the subject is there.
const POLL: Duration = Duration::from_millis(50);

/// A running command. It is killed when this is dropped.
#[derive(Debug)]
pub struct Command {
    child: Child,
    text: String,
}

/// Why a command is no subject.
#[derive(Debug, thiserror::Error)]
pub enum ExecError {
    /// It does not start.
    #[error("`{command}` does not start: {source}")]
    Start {
        /// The command.
        command: String,
        /// Why.
        source: std::io::Error,
    },
    /// It ended before it was there.
    #[error("`{command}` ended with {status} before {address} could be reached")]
    Ended {
        /// The command.
        command: String,
        /// How.
        status: std::process::ExitStatus,
        /// Where it was looked for.
        address: std::net::SocketAddr,
    },
    /// It is not there in time.
    #[error("`{command}` did not listen on {address} within {} ms", within.as_millis())]
    NotReady {
        /// The command.
        command: String,
        /// Where it was looked for.
        address: std::net::SocketAddr,
        /// How long.
        within: Duration,
    },
}

impl Command {
    /// Starts a command with the shell. Its standard output and error are passed on to standard error.
    ///
    /// # Errors
    /// When there is no shell.
    pub fn start(text: &str) -> Result<Self, ExecError> {
        let failed = |source| ExecError::Start {
            command: text.to_owned(),
            source,
        };
        let mut process = Process::new("sh");
        // `exec` keeps the command itself, not a shell around it, at the end of the kill.
        process
            .arg("-c")
            .arg(format!("exec {text}"))
            .stdin(Stdio::null())
            .stdout(std::io::stderr())
            .kill_on_drop(true);
        let child = process.spawn().map_err(failed)?;
        Ok(Self {
            child,
            text: text.to_owned(),
        })
    }

    /// Waits until somebody listens on an address.
    ///
    /// # Errors
    /// When the command ends before, or nobody does in time.
    pub async fn ready(
        &mut self,
        address: std::net::SocketAddr,
        within: Duration,
    ) -> Result<(), ExecError> {
        let until = Instant::now() + within;
        loop {
            if TcpStream::connect(address).await.is_ok() {
                return Ok(());
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(ExecError::Ended {
                    command: self.text.clone(),
                    status,
                    address,
                });
            }
            if Instant::now() >= until {
                return Err(ExecError::NotReady {
                    command: self.text.clone(),
                    address,
                    within,
                });
            }
            sleep(POLL).await;
        }
    }

    /// Ends it.
    pub async fn stop(mut self) {
        // Whether it had ended by itself makes no difference any more.
        let _ = self.child.kill().await;
    }
}
