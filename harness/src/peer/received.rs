//! What arrives on a connection.

use std::{io, time::Duration};

use judge::decode::http::{Progress, progress};
use record::Ending;
use tokio::{
    io::{AsyncRead, AsyncReadExt},
    time::{Instant, timeout_at},
};

use super::Recorder;

/// Answers beyond this many bytes are not waited for.
const LARGEST_ANSWER: usize = 64 * 1024 * 1024;

/// There is room for so many bytes more whenever some may come.
const ROOM: usize = 1024;

/// What arrived in answer to a request.
#[derive(Debug)]
pub struct Received {
    /// Everything, head and body.
    pub bytes: Vec<u8>,
    /// When the first byte was seen, in microseconds since the run began.
    pub first_byte: Option<u64>,
    /// How it ended.
    pub ending: Ending,
}

/// Bytes that have arrived and belong to no answer yet.
#[derive(Debug, Default)]
pub(super) struct Early {
    pub(super) bytes: Vec<u8>,
    /// When the first of them was seen, in microseconds since the run began.
    pub(super) since: Option<u64>,
}

impl Received {
    /// Nothing at all.
    pub(super) fn nothing(ending: Ending) -> Self {
        Self {
            bytes: Vec::new(),
            first_byte: None,
            ending,
        }
    }
}

/// Waits for a whole answer. How many of its bytes belong to the first one comes back too.
pub(super) async fn receive<S>(
    stream: &mut S,
    early: Early,
    recorder: &Recorder,
    patience: Duration,
) -> (Received, usize)
where
    S: AsyncRead + Unpin,
{
    receive_by(progress, stream, early, recorder, patience).await
}

/// The same, where something else says how far an answer goes.
pub(super) async fn receive_by<S>(
    progress: fn(&[u8], bool) -> Progress,
    stream: &mut S,
    early: Early,
    recorder: &Recorder,
    patience: Duration,
) -> (Received, usize)
where
    S: AsyncRead + Unpin,
{
    let until = Instant::now() + patience;
    let mut received = Received {
        bytes: early.bytes,
        first_byte: early.since,
        ending: Ending::TimedOut,
    };
    let mut ended = None;
    loop {
        match progress(&received.bytes, ended.is_some()) {
            Progress::Whole(length) => {
                received.ending = Ending::Answered;
                return (received, length);
            }
            Progress::Garbled(why) => received.ending = Ending::Garbled(why),
            Progress::More if received.bytes.len() > LARGEST_ANSWER => {
                received.ending =
                    Ending::Garbled(format!("an answer of more than {LARGEST_ANSWER} bytes"));
            }
            Progress::More if ended.is_some() => received.ending = ended.unwrap_or(Ending::Closed),
            Progress::More => {
                received.bytes.reserve(ROOM);
                let Ok(read) = timeout_at(until, stream.read_buf(&mut received.bytes)).await else {
                    let length = received.bytes.len();
                    return (received, length);
                };
                ended = match read {
                    Ok(0) => Some(Ending::Closed),
                    Ok(_) => {
                        received.first_byte.get_or_insert_with(|| recorder.now());
                        None
                    }
                    // A peer that closes TCP without a word of TLS has closed all the same.
                    Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => Some(Ending::Closed),
                    Err(e) => Some(Ending::Broken(e.to_string())),
                };
                continue;
            }
        }
        let length = received.bytes.len();
        return (received, length);
    }
}
