//! Bytes on a bare TCP connection, that are no message of a holder's.

use record::{Ending, Octets, Operation, Times};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, timeout_at},
};

use super::{Call, Recorder, dial::tcp};
use crate::subject::Service;

/// Who sends them.
pub const SOMEBODY: &str = "somebody";

/// More than any answer to a probe.
const ENOUGH: usize = 64 * 1024;

/// Sends bytes to a service over bare TCP, and takes what comes until `over` says how that ends: it gets all that has come,
/// and whether the peer has closed its side. The number of the exchange comes back.
pub async fn probe(
    service: &Service,
    bytes: &[u8],
    form: &str,
    recorder: &Recorder,
    call: Call,
    over: impl Fn(&[u8], bool) -> Option<Ending>,
) -> u32 {
    let id = recorder.next_exchange();
    let connection = record::Connection {
        id: recorder.next_connection(),
        ..record::Connection::default()
    };
    let until = Instant::now() + call.patience;
    let sent = recorder.now();
    let mut came = Came::default();
    let ending = match timeout_at(until, tcp(service.address, None)).await {
        Err(_) => Ending::Unheard(format!("{} does not answer", service.address)),
        Ok(Err(e)) => Ending::NotConnected(format!("{}: {e}", service.address)),
        Ok(Ok(stream)) => {
            let taking = take(stream, bytes, recorder, &mut came, over);
            match timeout_at(until, taking).await {
                Err(_) => Ending::TimedOut,
                Ok(ending) => ending,
            }
        }
    };
    recorder.keep(record::Exchange {
        id,
        holder: SOMEBODY.into(),
        purpose: call.purpose,
        operation: Operation::Probe,
        step: call.step,
        form: vec![form.to_owned()],
        connection,
        times: Times {
            sent,
            first_byte: came.first_byte,
            ended: recorder.now(),
        },
        request: Octets::new(bytes),
        response: Octets::new(&came.bytes),
        ending,
    });
    id
}

/// What has come, also where time runs out.
#[derive(Default)]
struct Came {
    bytes: Vec<u8>,
    first_byte: Option<u64>,
}

async fn take(
    mut stream: TcpStream,
    bytes: &[u8],
    recorder: &Recorder,
    came: &mut Came,
    over: impl Fn(&[u8], bool) -> Option<Ending>,
) -> Ending {
    // A peer that refuses may do so before it has read everything: what it said is there to be read all the same.
    let unsent = stream.write_all(bytes).await.err();
    let mut chunk = vec![0; 16 * 1024];
    loop {
        let ended = match stream.read(&mut chunk).await {
            Ok(0) => Some(unsent.as_ref().map_or(Ending::Closed, broken)),
            Err(e) => Some(broken(&e)),
            Ok(n) => {
                came.first_byte.get_or_insert_with(|| recorder.now());
                came.bytes.extend_from_slice(&chunk[..n]);
                None
            }
        };
        match (over(&came.bytes, ended.is_some()), ended) {
            (Some(ending), _) | (None, Some(ending)) => return ending,
            (None, None) if came.bytes.len() > ENOUGH => {
                return Ending::Garbled(format!("an answer of more than {ENOUGH} bytes"));
            }
            (None, None) => {}
        }
    }
}

fn broken(e: &std::io::Error) -> Ending {
    Ending::Broken(e.to_string())
}
