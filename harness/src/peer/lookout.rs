//! Somebody who listens where a holder was, in case that the issuer comes there by itself.

use std::{
    io::{self, Read},
    net::{IpAddr, SocketAddr, TcpListener, TcpStream},
};

use record::{Ending, Exchange, Octets, Operation, Purpose, Times};
use tokio::net::TcpSocket;

use super::Recorder;

/// Where services are commonly found, beside the port that a connection came from.
const USUAL: [u16; 2] = [80, 443];

/// So many visitors can be there at once.
const VISITORS: u32 = 64;

/// So much of what a visitor says is looked at.
const LONGEST: usize = 8192;

/// Listens. Nobody is let in before it ends: the system lets visitors connect all the same, so that none is missed.
#[derive(Debug)]
pub struct Lookout {
    places: Vec<TcpListener>,
}

/// Who came.
#[derive(Debug, Default)]
pub struct Seen {
    /// How often it was the subject, by its address.
    pub subject: usize,
    /// Others, who may be anybody.
    pub others: Vec<SocketAddr>,
}

impl Lookout {
    /// By whom its exchanges are.
    pub const KEEPER: &str = "the lookout";

    /// Listens where a connection came from that is over, and at the usual ports of that address as far as it may.
    ///
    /// # Errors
    /// When it cannot listen at that very port.
    pub fn open(was: SocketAddr) -> io::Result<Self> {
        let mut places = vec![listen(was)?];
        let usual = USUAL.map(|port| SocketAddr::new(was.ip(), port));
        // Other programs may have them, or this one no right to.
        places.extend(usual.into_iter().filter_map(|place| listen(place).ok()));
        Ok(Self { places })
    }

    /// Ends, and records each visit of the subject's as a probe of its own name.
    #[must_use]
    pub fn close(self, subject: IpAddr, recorder: &Recorder, step: Option<usize>) -> Seen {
        let mut seen = Seen::default();
        for place in &self.places {
            while let Ok((visitor, from)) = place.accept() {
                let is_subject =
                    from.ip() == subject || (from.ip().is_loopback() && subject.is_loopback());
                if is_subject {
                    seen.subject += 1;
                    keep(visitor, from, recorder, step);
                } else {
                    seen.others.push(from);
                }
            }
        }
        seen
    }
}

/// What is left of the connection that was there does not stand in the way.
fn listen(at: SocketAddr) -> io::Result<TcpListener> {
    let socket = if at.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    socket.set_reuseaddr(true)?;
    socket.bind(at)?;
    // It stays one that does not wait for visitors.
    socket.listen(VISITORS)?.into_std()
}

fn keep(visitor: TcpStream, from: SocketAddr, recorder: &Recorder, step: Option<usize>) {
    let now = recorder.now();
    recorder.keep(Exchange {
        id: recorder.next_exchange(),
        holder: Lookout::KEEPER.to_owned(),
        purpose: Purpose::Step,
        operation: Operation::Probe,
        step,
        form: Vec::new(),
        connection: record::Connection {
            id: recorder.next_connection(),
            from: Some(from.ip().to_string()),
            ..record::Connection::default()
        },
        times: Times {
            sent: now,
            first_byte: None,
            ended: now,
        },
        request: Octets::new(&said(visitor)),
        response: Octets::new(&[]),
        ending: Ending::Cut,
    });
}

/// What a visitor has said so far. It came to the wrong place, whatever that is.
fn said(mut visitor: TcpStream) -> Vec<u8> {
    let mut bytes = vec![0; LONGEST];
    let read = visitor
        .set_nonblocking(true)
        .and_then(|()| visitor.read(&mut bytes));
    bytes.truncate(read.unwrap_or(0));
    bytes
}

#[cfg(test)]
mod tests {
    use std::{io::Write, net::Ipv4Addr};

    use super::*;

    /// Where a connection came from that is over.
    async fn was() -> SocketAddr {
        let service = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let from = Some(Ipv4Addr::LOCALHOST.into());
        let stream = super::super::dial::tcp(service.local_addr().unwrap(), from).await;
        stream.unwrap().local_addr().unwrap()
    }

    #[tokio::test]
    async fn the_subject_is_recorded_and_others_are_only_told() {
        let recorder = Recorder::new(std::time::Instant::now());
        let home = IpAddr::from(Ipv4Addr::LOCALHOST);
        let nobody = Lookout::open(was().await).unwrap();
        let seen = nobody.close(home, &recorder, None);
        assert_eq!((seen.subject, seen.others.len()), (0, 0));
        for (subject, expected) in [(home, (1, 0)), ([192, 0, 2, 1].into(), (0, 1))] {
            let was = was().await;
            let lookout = Lookout::open(was).unwrap();
            let mut visitor = TcpStream::connect(was).unwrap();
            visitor.write_all(b"money").unwrap();
            drop(visitor);
            let seen = lookout.close(subject, &recorder, Some(2));
            assert_eq!((seen.subject, seen.others.len()), expected);
        }
        let recorded = recorder.exchanges();
        assert_eq!(recorded.len(), 1);
        assert_eq!(recorded[0].holder, Lookout::KEEPER);
        assert_eq!(recorded[0].request, Octets::new(b"money"));
    }
}
