//! A place where a service would be in clear: nobody has a reason to send a message there.

use std::{io, net::Ipv4Addr, sync::Arc};

use record::{Arrival, Connection, Ending, Exchange, Octets, Operation, Purpose, Times};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
};
use wire::{Amount, Response, TransferFundsResponse, TransferResult, soap};

use super::{
    Manner, Watch, answer,
    line::{Came, Line},
};

/// What is wrong with the place.
const WRONG: &str = "an address in clear";

/// Listens, and records what comes.
pub(super) struct Clear {
    pub(super) port: u16,
    listening: JoinHandle<()>,
}

impl Clear {
    pub(super) async fn open(watch: Arc<Watch>, issuer: &str) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let issuer = issuer.to_owned();
        let listening = tokio::spawn(async move {
            let mut guests = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                while guests.try_join_next().is_some() {}
                guests.spawn(serve(stream, Arc::clone(&watch), issuer.clone()));
            }
        });
        Ok(Self { port, listening })
    }
}

impl Drop for Clear {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// Takes what comes as if all were well, and carries nothing out.
async fn serve(stream: TcpStream, watch: Arc<Watch>, issuer: String) {
    let id = watch.recorder.next_connection();
    let mut arrival = Arrival {
        shows: Some(WRONG.to_owned()),
        ..Arrival::new(id, issuer, watch.process(), watch.recorder.now())
    };
    let mut line = Line::new(stream);
    loop {
        let (bytes, whole) = match line.next().await {
            Came::Request(incoming) => (incoming.bytes, true),
            Came::End(rest) => (rest, false),
        };
        if is_message(&bytes) {
            arrival.received += bytes.len() as u64;
        }
        watch.arrived(arrival.clone());
        let answered = match whole {
            true => answer(),
            false => Vec::new(),
        };
        if !bytes.is_empty() {
            keep(&watch, arrival.id, &bytes, &answered);
        }
        if !whole || line.stream.write_all(&answered).await.is_err() {
            return;
        }
    }
}

/// Whether a request carries a message, whole or not: who only looks what is there sends none, nor who tries TLS.
fn is_message(bytes: &[u8]) -> bool {
    let words = [&b"POST "[..], b"PUT "];
    words.iter().any(|word| bytes.starts_with(word))
}

fn answer() -> Vec<u8> {
    let success = Response::TransferFunds(TransferFundsResponse {
        result: TransferResult::Success,
        fee: Amount::ZERO,
    });
    answer::written(&Manner::default(), 200, &soap::response(&success)).bytes
}

fn keep(watch: &Watch, connection: u32, request: &[u8], response: &[u8]) {
    let now = watch.recorder.now();
    watch.recorder.keep(Exchange {
        id: watch.recorder.next_exchange(),
        holder: "somebody in clear".to_owned(),
        purpose: Purpose::Step,
        operation: Operation::Probe,
        step: watch.step(),
        form: Vec::new(),
        connection: Connection {
            id: connection,
            ..Connection::default()
        },
        times: Times {
            sent: now,
            first_byte: Some(now),
            ended: now,
        },
        request: Octets::new(request),
        response: Octets::new(response),
        ending: Ending::Answered,
    });
}
