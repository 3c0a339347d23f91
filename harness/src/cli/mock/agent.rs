//! `trialplate mock agent`: the reference holder in a process of its own.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use miette::{IntoDiagnostic, WrapErr, miette};
use mocks::agent::{Agent, HolderLiberties, Like};
use serde::Serialize;
use tokio::{
    io::{stdin, stdout},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

use crate::cli::{self, flags::holder_fault};

/// How long threads have to end, all but the one that reads standard input.
const ENDING: Duration = Duration::from_millis(200);

/// Flags of `mock agent`.
#[derive(Debug, clap::Args)]
pub(crate) struct AgentArgs {
    /// Orders come on standard input, answers go to standard output.
    #[arg(long, required_unless_present = "listen")]
    adapter: bool,
    /// Applications of this machine connect here, and each sends its orders and gets its answers; port 0 takes any. When it is
    /// ready one line of JSON with the address is printed.
    #[arg(long, value_name = "ADDRESS", conflicts_with = "adapter")]
    listen: Option<SocketAddr>,
    /// Each application gets a key of its own.
    #[arg(long)]
    identities: bool,
    /// A fault; may be given several times.
    #[arg(long = "fault", value_name = "NAME")]
    faults: Vec<String>,
    /// Take the liberties that the text leaves to a holder, as this seed draws them.
    #[arg(long, value_name = "SEED")]
    freedom: Option<u64>,
}

/// What the line says that is printed when applications can connect.
#[derive(Serialize)]
struct Ready {
    listen: SocketAddr,
}

/// Serves until nothing more comes, or it is told to end.
pub(super) fn run(args: &AgentArgs) -> miette::Result<u8> {
    let faults = args.faults.iter().map(|name| holder_fault(name));
    let like = Like {
        several: args.identities,
        faults: faults.collect::<miette::Result<_>>()?,
        liberties: args.freedom.map(HolderLiberties::drawn).unwrap_or_default(),
    };
    let runtime = cli::runtime()?;
    let served = match args.listen {
        None => runtime.block_on(converse(&like)),
        Some(address) => runtime.block_on(listen(address, &like)),
    };
    // Standard input is read by a thread that only its end would end.
    runtime.shutdown_timeout(ENDING);
    served.map(|()| 0)
}

async fn converse(like: &Like) -> miette::Result<()> {
    let ended = mocks::agent::serve(stdin(), stdout(), like).await;
    ended.map(|_| ()).into_diagnostic()
}

async fn listen(address: SocketAddr, like: &Like) -> miette::Result<()> {
    if !address.ip().is_loopback() {
        return Err(miette!(
            "--listen {address}: whoever can connect there can spend, so that it has to be an address of this machine alone"
        ));
    }
    let listener = TcpListener::bind(address)
        .await
        .into_diagnostic()
        .wrap_err_with(|| format!("--listen {address}"))?;
    let listen = listener.local_addr().into_diagnostic()?;
    println!(
        "{}",
        serde_json::to_string(&Ready { listen }).into_diagnostic()?
    );
    let agent = Arc::new(Agent::new(like));
    let mut applications = JoinSet::new();
    let mut interrupted = std::pin::pin!(cli::interrupted());
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                let (stream, _) = accepted.into_diagnostic()?;
                applications.spawn(attend(Arc::clone(&agent), stream));
            }
            Some(_) = applications.join_next() => {}
            () = &mut interrupted => return Ok(()),
        }
    }
}

/// Serves one application. What it does wrong concerns nobody else.
async fn attend(agent: Arc<Agent>, mut stream: TcpStream) {
    let (input, output) = stream.split();
    if let Err(error) = agent.serve(input, output).await {
        eprintln!("an application is gone: {error}");
    }
}
