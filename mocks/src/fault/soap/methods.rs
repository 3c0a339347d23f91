//! Requests of other methods than POST.

use super::wrapper::{DEPOSITS, TRANSFER};
use crate::fault::mail::AmendMail;
use crate::issuer::mail::{Letter, Mail, Reply};
use crate::ledger::Caller;
use http::Method;
use http::request::Parts;
use wire::{Fault, GetDeposits, Request, TransferFunds};

/// Serves one more method: by the body, or by parameters in the address that have the names of parts.
pub(in crate::fault) struct Serves(pub(in crate::fault) Method);

impl AmendMail for Serves {
    fn turn_away(&self, right: &dyn Mail, head: &Parts) -> Option<Reply> {
        if head.method != self.0 {
            return right.turn_away(head);
        }
        let mut posted = head.clone();
        posted.method = Method::POST;
        right.turn_away(&posted)
    }

    fn read(&self, right: &dyn Mail, caller: &Caller, letter: &Letter) -> Result<Request, Fault> {
        let query = letter.head.uri.query().filter(|_| letter.body.is_empty());
        match query
            .filter(|_| letter.head.method == self.0)
            .and_then(asked)
        {
            Some(request) => Ok(request),
            None => right.read(caller, letter),
        }
    }
}

/// The request in an address.
fn asked(query: &str) -> Option<Request> {
    let value = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs
            .find(|(key, _)| *key == name)
            .map(|(_, value)| decoded(value))
    };
    if let Some(milliseconds_wait) = value(DEPOSITS[0]) {
        return Some(Request::GetDeposits(GetDeposits { milliseconds_wait }));
    }
    let [recipient, userid, amount, transaction_id, message_counter] = TRANSFER.map(value);
    Some(Request::TransferFunds(TransferFunds {
        recipient: recipient?,
        userid,
        amount: amount?,
        transaction_id: transaction_id?,
        message_counter: message_counter?,
    }))
}

/// Text out of a parameter (RFC 3986 §2.1); a plus sign is a space.
fn decoded(value: &str) -> String {
    let mut pieces = value.split('%');
    let mut bytes = pieces
        .next()
        .unwrap_or_default()
        .replace('+', " ")
        .into_bytes();
    for piece in pieces {
        let code = piece
            .get(..2)
            .and_then(|it| u8::from_str_radix(it, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend(piece[2..].replace('+', " ").bytes());
            }
            None => bytes.extend(piece.bytes()),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
