//! How the bytes of a message are handed to a connection: in pieces, after a word from the other side, or several messages
//! ahead of the answers.

use std::{io, time::Duration};

use record::Ending;
use tokio::{
    io::AsyncReadExt,
    time::{Instant, sleep, timeout_at},
};

use super::{Call, Connection, Letter, Received, Recorder, exchange::Going, not_sent};

/// How long an interim response is waited for before the body is sent without one (RFC 9110 §10.1.1: not indefinitely).
const FOR_A_WORD: Duration = Duration::from_millis(100);

/// How long the next piece lets the one before it get ahead, so that the two do not arrive as one.
const HEAD_START: Duration = Duration::from_millis(3);

/// How a message leaves. By default at once, whole.
#[derive(Debug, Clone, Default)]
pub struct Delivery {
    /// Where it is cut, in ascending order: what is between two cuts leaves by itself.
    pub cuts: Vec<usize>,
    /// The cuts behind which the sender pauses for a moment.
    pub pauses: Vec<usize>,
    /// The length of its head, where its sender waits for an interim response before it sends the body.
    pub waits_behind: Option<usize>,
}

impl Delivery {
    /// Where each piece of a message of that length ends.
    fn ends(&self, length: usize) -> Vec<usize> {
        let mut ends: Vec<usize> = self.cuts.iter().copied().chain(self.waits_behind).collect();
        ends.retain(|end| (1..length).contains(end));
        ends.push(length);
        ends.sort_unstable();
        ends.dedup();
        ends
    }
}

impl Connection {
    /// Hands a message to the connection in its way. How many bytes left comes back: not all of them where the answer came
    /// before the body was sent.
    ///
    /// # Errors
    /// As TCP and TLS give them.
    pub async fn deliver(&mut self, letter: &Letter, recorder: &Recorder) -> io::Result<usize> {
        let delivery = &letter.delivery;
        let mut at = 0;
        for end in delivery.ends(letter.bytes.len()) {
            if delivery.pauses.contains(&at) {
                sleep(HEAD_START).await;
            }
            self.send(&letter.bytes[at..end]).await?;
            at = end;
            if delivery.waits_behind == Some(at) && self.is_answered_already(recorder).await {
                break;
            }
        }
        Ok(at)
    }

    /// Waits a while for a word, and says whether it is an answer. An interim response is none, and neither is silence.
    async fn is_answered_already(&mut self, recorder: &Recorder) -> bool {
        let until = Instant::now() + FOR_A_WORD;
        let mut chunk = [0; 1024];
        while !holds_a_head(&self.early.bytes) {
            match timeout_at(until, self.stream.read(&mut chunk)).await {
                Ok(Ok(n)) if n > 0 => {
                    self.early.since.get_or_insert_with(|| recorder.now());
                    self.early.bytes.extend_from_slice(&chunk[..n]);
                }
                _ => break,
            }
        }
        !self.early.bytes.is_empty() && !is_interim(&self.early.bytes)
    }
}

fn holds_a_head(bytes: &[u8]) -> bool {
    bytes.windows(4).any(|w| w == b"\r\n\r\n")
}

/// Whether an interim response stands there, or may still come to stand there (RFC 9110 §15.2).
fn is_interim(bytes: &[u8]) -> bool {
    const BEGINS: &[u8] = b"HTTP/1.1 1";
    let known = bytes.len().min(BEGINS.len());
    bytes[..known] == BEGINS[..known]
}

/// Sends messages on one connection without waiting for the answers, and then takes the answers in the same order. When the
/// connection ends, those that have no answer yet get none. The connection comes back where it can be used again.
pub async fn pipelined(
    name: &str,
    ids: &[u32],
    mut connection: Connection,
    recorder: &Recorder,
    letters: &[Letter],
    call: Call,
) -> Option<Connection> {
    let all: Vec<u8> = letters.iter().flat_map(|l| l.bytes.clone()).collect();
    let begun = ids.iter().zip(letters);
    let begun: Vec<_> = begun
        .map(|(id, letter)| Going::over(name, *id, &connection, recorder, letter, call))
        .collect();
    // Where it breaks off, the peer may have answered what came before.
    let broken = connection.send(&all).await.err();
    let mut over = None;
    for going in begun {
        let received = match &over {
            Some(ending) => Received::nothing(Ending::clone(ending)),
            None => connection.receive_next(recorder, call.patience).await,
        };
        if received.ending != Ending::Answered || !connection.goes_on() {
            let last = match (&received.ending, &broken) {
                (Ending::Answered, _) => Ending::Closed,
                (Ending::Closed, Some(e)) => Ending::Broken(e.to_string()),
                (ending, _) => ending.clone(),
            };
            over.get_or_insert(last);
        }
        let request = &going.letter.bytes;
        going.ended(request, received);
    }
    connection.is_usable().then_some(connection)
}

/// Records messages for which there was no connection.
pub fn none_sent(
    name: &str,
    ids: &[u32],
    recorder: &Recorder,
    letters: &[Letter],
    call: Call,
    ending: &Ending,
) {
    for (id, letter) in ids.iter().zip(letters) {
        not_sent(name, *id, recorder, letter, call, ending.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_end_at_cuts_behind_the_head_and_at_the_end() {
        let delivery = Delivery {
            cuts: vec![0, 3, 7, 7, 12],
            waits_behind: Some(5),
            ..Delivery::default()
        };
        assert_eq!(delivery.ends(10), [3, 5, 7, 10]);
        assert_eq!(Delivery::default().ends(10), [10]);
    }

    #[test]
    fn an_interim_response_is_no_answer() {
        for interim in ["HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 102 ", "HTT"] {
            assert!(is_interim(interim.as_bytes()), "{interim}");
        }
        for answer in ["HTTP/1.1 417 No\r\n\r\n", "HTTP/1.1 200 OK\r\n", "no"] {
            assert!(!is_interim(answer.as_bytes()), "{answer}");
        }
    }
}
