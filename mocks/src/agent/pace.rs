//! How long a holder takes over things.

use std::time::{Duration, SystemTime};

/// How long a holder takes over things: the seam at which faults of time are put in.
#[derive(Clone, Debug)]
pub(crate) struct Pace {
    /// A connection is made, handshake included, within this.
    pub(crate) connect: Duration,
    /// The description is fetched within this.
    pub(crate) description: Duration,
    /// Whether it is fetched for every connection.
    pub(crate) describes_each_time: bool,
    /// The first answer is waited for so long, and each that follows none twice as long as that before,
    pub(crate) answer: Duration,
    /// but no longer than this.
    pub(crate) longest_answer: Duration,
    /// Before a message is sent again this passes, and twice as much each time,
    pub(crate) pause: Duration,
    /// but no more than this.
    pub(crate) longest_pause: Duration,
    /// A connection may be idle for so long and still be used.
    pub(crate) idle: Duration,
    /// A copy that nobody answered is on its way no longer than this.
    pub(crate) quiet: Duration,
    /// No wait for deposits is longer.
    pub(crate) longest_wait: Duration,
    /// After a wait the reply is due within this.
    pub(crate) reply: Duration,
    /// An answer to an application is ready so long before it is due.
    pub(crate) margin: Duration,
    /// Whoever asks without being told to asks so often.
    pub(crate) polls: Option<Duration>,
    /// Milliseconds since 1970.
    pub(crate) now: fn() -> u64,
}

impl Default for Pace {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Pace {
            connect: seconds(5),
            description: seconds(5),
            describes_each_time: false,
            answer: Duration::from_millis(1500),
            longest_answer: seconds(30),
            pause: Duration::from_millis(100),
            longest_pause: seconds(30),
            idle: seconds(20),
            quiet: seconds(60),
            longest_wait: seconds(30),
            reply: seconds(3),
            margin: Duration::from_millis(100),
            polls: None,
            now,
        }
    }
}

impl Pace {
    /// How long the answer to the next copy is waited for, after so many without one.
    pub(crate) fn answer_after(&self, copies: u32) -> Duration {
        grown(self.answer, copies).min(self.longest_answer)
    }

    /// How long to pause before the next copy, after so many.
    pub(crate) fn pause_after(&self, copies: u32) -> Duration {
        grown(self.pause, copies.saturating_sub(1)).min(self.longest_pause)
    }
}

fn grown(first: Duration, times: u32) -> Duration {
    first.saturating_mul(1 << times.min(16))
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| since.as_millis() as u64)
}
