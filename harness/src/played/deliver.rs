//! An answer on its way to the holder.

use std::{io, time::Duration};

use tokio::{io::AsyncWriteExt, time::sleep};
use wire::soap;

use super::{
    Pieces, Saying,
    answer::{self, Written},
    desk::Acted,
    serve::Guest,
};

/// How much of an endless answer is sent, in bytes: more than any holder has a reason to read.
pub(super) const ENDLESS: usize = 64 << 20;

/// How long passes between pieces that nobody is to get at once. All of an answer has come before a holder with little patience, of
/// 400 ms, sends its message again.
const A_WHILE: Duration = Duration::from_millis(150);

/// What was sent of an answer.
pub(super) struct Delivered {
    /// How many bytes.
    pub(super) bytes: usize,
    /// Whether the connection took all of it.
    pub(super) whole: bool,
}

impl Guest {
    /// Sends an answer, or a part of it.
    pub(super) async fn deliver(&mut self, written: &Written, part: Option<usize>) -> Delivered {
        let end = part.unwrap_or(written.bytes.len());
        let bytes = &written.bytes[..end];
        let pieces = match written.crawl.is_zero() {
            true => self.shared.state().script.manner.pieces,
            false => Pieces::Bytes,
        };
        let between = match pieces {
            Pieces::Apart => A_WHILE,
            _ => written.crawl,
        };
        for (n, piece) in answer::pieces(bytes, pieces).into_iter().enumerate() {
            if n > 0 {
                pause(between).await;
            }
            if self.send(&[piece]).await.is_err() {
                return Delivered {
                    bytes: 0,
                    whole: false,
                };
            }
        }
        let Some(forever) = written.forever else {
            return Delivered {
                bytes: end,
                whole: true,
            };
        };
        let mut sent = 0;
        while sent < ENDLESS {
            pause(forever.pause).await;
            if self.send(forever.parts).await.is_err() {
                break;
            }
            sent += forever.parts.iter().map(|part| part.len()).sum::<usize>();
        }
        Delivered {
            bytes: end,
            whole: sent >= ENDLESS,
        }
    }

    /// Sends bytes at once.
    pub(super) async fn send(&mut self, parts: &[&[u8]]) -> io::Result<()> {
        for part in parts {
            self.line.stream.write_all(part).await?;
        }
        self.line.stream.flush().await
    }

    /// The bytes of what is said, and how many of them are sent where not all are.
    pub(super) fn written(&self, saying: &Saying, acted: &Acted) -> (Written, Option<usize>) {
        let manner = self.shared.state().script.manner.clone();
        let trap = self.shared.state().trap.clone();
        let truth = |status, text: &str| match manner.doctype {
            true => answer::under_doctype(&manner, status, text, &trap),
            false => answer::written(&manner, status, text),
        };
        match saying {
            Saying::Truth | Saying::Word(..) => (truth(acted.status, &acted.text), None),
            Saying::Fault(code) => {
                let fault = wire::Fault::client("not now");
                let text = soap::fault(&fault).replace("soap:Client", &format!("soap:{code}"));
                (truth(500, &text), None)
            }
            Saying::Silence | Saying::Cut | Saying::Close | Saying::WordLost(..) => {
                (truth(acted.status, &acted.text), Some(0))
            }
            Saying::Half => {
                let whole = truth(acted.status, &acted.text);
                let half = whole.half();
                (whole, Some(half))
            }
            Saying::Behind(behind) => {
                let mut both = truth(acted.status, &acted.text);
                both.bytes.extend(behind.at_once(&acted.text));
                (both, None)
            }
            Saying::Upto(place) | Saying::Stuck(place) => {
                let whole = truth(acted.status, &acted.text);
                let end = whole.upto(*place);
                (whole, Some(end))
            }
            Saying::Elsewhere(status, location) => (answer::elsewhere(*status, location), None),
            Saying::Spoilt(spoilt) => (answer::spoilt(*spoilt, &acted.text, &trap), None),
        }
    }
}

/// Even no time at all would be a millisecond of the clock's.
pub(super) async fn pause(time: Duration) {
    if !time.is_zero() {
        sleep(time).await;
    }
}
