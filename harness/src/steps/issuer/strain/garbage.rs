//! Bytes that are no TLS.

use std::time::Duration;

use futures::FutureExt;
use record::Ending;

use super::ordinary::{STRAIN, is_own_limit, out_of_descriptors};
use crate::{
    peer::{Bare, Strain},
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

/// How long it is waited for what an issuer says to garbage, and whether it hangs up.
const LISTEN: Duration = Duration::from_millis(40);

/// So many bytes of no kind at all.
const SOME: usize = 600;

pub(super) fn steps() -> Vec<Definition> {
    vec![Definition::new(
        "somebody sends to the issuer's port:",
        "Sends each kind of garbage of the table over a TCP connection of its own, and hangs up.",
        |w, a| send(w, a).boxed(),
    )]
}

fn bytes_of(w: &mut World, kind: &str) -> Result<Vec<u8>, Halt> {
    Ok(match kind {
        "nothing at all" => Vec::new(),
        "zeros" => vec![0; SOME],
        "bytes at random" => (0..SOME).map(|_| w.random.u8(..)).collect(),
        "a request in clear" => b"GET /lcp.wsdl HTTP/1.1\r\nHost: money.com\r\n\r\n".to_vec(),
        "a greeting of SSH" => b"SSH-2.0-OpenSSH_9.9\r\n".to_vec(),
        // A record that claims to be a handshake, and is none (RFC 8446 §5.1).
        "a handshake of no kind" => [&[22, 3, 1, 0, 64][..], &[0xff; 64]].concat(),
        "a record that is too long" => [&[22, 3, 3, 0xff, 0xff][..], &vec![0; SOME]].concat(),
        other => return Err(Halt::error(format!("nobody knows how to send {other:?}"))),
    })
}

async fn send(w: &mut World, a: Args) -> Step {
    let address = w.house.service.address;
    let call = w.call(0);
    let mut strain = Vec::new();
    for kind in a.table().iter().filter_map(|row| row.first()) {
        let bytes = bytes_of(w, kind)?;
        let since = w.recorder.now();
        let (heard, ending) = match Bare::open(address, &bytes, call.patience).await {
            Ok(mut probe) => {
                let (heard, closed) = probe.hear(LISTEN).await;
                let ending = if closed { Ending::Closed } else { Ending::Cut };
                (heard, ending)
            }
            Err(e) if is_own_limit(&e) => return Err(out_of_descriptors(&e.to_string())),
            Err(e) if e.kind() == std::io::ErrorKind::ConnectionRefused => {
                (Vec::new(), Ending::NotConnected(format!("{address}: {e}")))
            }
            Err(e) => (Vec::new(), Ending::Unheard(format!("{address}: {e}"))),
        };
        let sent = Strain {
            form: kind.clone(),
            since,
            sent: bytes,
            heard,
            ending,
        };
        strain.push(sent.keep(&w.recorder, call));
    }
    w.marks.insert(STRAIN, strain);
    Ok(())
}
