//! Entities that are fetched from where a document says that they are.

use super::document::{Piece, pieces, text};
use crate::fault::mail::AmendMail;
use crate::issuer::mail::{Letter, Mail};
use crate::ledger::Caller;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;
use wire::{Fault, Request};

/// How long a place may take to accept a connection.
const PATIENCE: Duration = Duration::from_secs(1);

/// Asks for whatever a document type declaration names by an http address with a number for a host,
/// or with the name of this one, and does not wait for the answer.
pub(in crate::fault) struct Fetches;

impl AmendMail for Fetches {
    fn read(&self, right: &dyn Mail, caller: &Caller, letter: &Letter) -> Result<Request, Fault> {
        for piece in pieces(&text(letter)) {
            if let Piece::DocType(doctype) = piece {
                for address in doctype.split("http://").skip(1) {
                    // What cannot be reached is not there.
                    let _ = ask(address);
                }
            }
        }
        right.read(caller, letter)
    }
}

/// Asks for what stands at an address, up to its closing quote.
fn ask(address: &str) -> Option<()> {
    let url = address.split(['"', '\'']).next()?;
    let (host, path) = url.split_once('/').unwrap_or((url, ""));
    let place = match host.strip_prefix("localhost") {
        Some("") => SocketAddr::from((Ipv4Addr::LOCALHOST, 80)),
        Some(port) => {
            SocketAddr::from((Ipv4Addr::LOCALHOST, port.strip_prefix(':')?.parse().ok()?))
        }
        None => match host.parse() {
            Ok(place) => place,
            Err(_) => SocketAddr::new(host.parse().ok()?, 80),
        },
    };
    let mut stream = TcpStream::connect_timeout(&place, PATIENCE).ok()?;
    let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()
}
