//! A subject that is started by a command.

use std::{net::SocketAddr, process::Stdio, time::Duration};

use tokio::{
    net::TcpStream,
    process::{Child, Command as Process},
    sync::Mutex,
    time::{Instant, sleep},
};

/// How often it is tried whether the subject is there.
const POLL: Duration = Duration::from_millis(50);

/// How long a killed subject may take until nobody listens any more.
const GONE_WITHIN: Duration = Duration::from_secs(5);

/// A running command. It is killed when this is dropped.
#[derive(Debug)]
pub struct Command {
    child: Child,
    text: String,
}

/// A command that the suite may kill and start again.
#[derive(Debug)]
pub struct Restartable {
    command: Mutex<Command>,
    description: SocketAddr,
    ready_within: Duration,
}

impl Restartable {
    /// A command whose description is at an address, and which takes at most so long until somebody listens there.
    #[must_use]
    pub fn new(command: Command, description: SocketAddr, ready_within: Duration) -> Self {
        Self {
            command: Mutex::new(command),
            description,
            ready_within,
        }
    }

    /// Kills it, and makes sure that nobody listens at the service's address any more: what goes on there would be no
    /// restart.
    ///
    /// # Errors
    /// When somebody still does.
    pub async fn kill(&self, service: SocketAddr) -> Result<(), ExecError> {
        let mut command = self.command.lock().await;
        // Whether it had ended by itself makes no difference.
        let _ = command.child.kill().await;
        let until = Instant::now() + GONE_WITHIN;
        while TcpStream::connect(service).await.is_ok() {
            if Instant::now() >= until {
                return Err(ExecError::StillThere {
                    command: command.text.clone(),
                    address: service,
                });
            }
            sleep(POLL).await;
        }
        Ok(())
    }

    /// Starts it again, and waits until somebody listens where the description and the service were.
    ///
    /// # Errors
    /// When it does not start, ends, or takes too long.
    pub async fn start(&self, service: SocketAddr) -> Result<(), ExecError> {
        let mut command = self.command.lock().await;
        *command = Command::start(&command.text)?;
        for address in [self.description, service] {
            command.ready(address, self.ready_within).await?;
        }
        Ok(())
    }

    /// Ends it for good.
    pub async fn stop(&self) {
        let _ = self.command.lock().await.child.kill().await;
    }
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
        address: SocketAddr,
    },
    /// It was killed, and somebody serves there all the same.
    #[error(
        "`{command}` was killed, and {address} is served all the same: the command must be the subject itself, in the foreground"
    )]
    StillThere {
        /// The command.
        command: String,
        /// Where the service is.
        address: SocketAddr,
    },
    /// It is not there in time.
    #[error("`{command}` did not listen on {address} within {} ms", within.as_millis())]
    NotReady {
        /// The command.
        command: String,
        /// Where it was looked for.
        address: SocketAddr,
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
    pub async fn ready(&mut self, address: SocketAddr, within: Duration) -> Result<(), ExecError> {
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
}
